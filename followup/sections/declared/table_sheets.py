"""The sheets of the plan on which the secretariat declares tables of its own: tables, columns, rows and known values."""

from __future__ import annotations

from decimal import Decimal

from followup.files.received import Raw
from followup.form.cells.base import CellType, Parsed
from followup.form.cells.day import Day
from followup.form.cells.number import Number
from followup.form.cells.text import YES_NO, Choice, Name, Names, Text
from followup.form.columns import Column
from followup.form.section import Listing, Section
from followup.form.traits import HiddenUntilWanted
from followup.frozen import frozen
from followup.locale import Message, _, literal
from followup.plan.sheets import ID, VALIDITY
from followup.sections.figure_kinds import FAR

FIXED, FREE = "fixed", "free"
ROWS_OF_TABLE = Choice(options=((FIXED, _("fixed")), (FREE, _("free"))))

LABEL, PREFILLED, EARLIER, ANSWER, COMPUTED = "label", "prefilled", "earlier", "answer", "computed"
EARLIER_OR_ANSWER = "earlier_or_answer"
ROLE = Choice(
    options=(
        (LABEL, _("label")),
        (PREFILLED, _("prefilled")),
        (EARLIER, _("earlier")),
        (EARLIER_OR_ANSWER, _("earlier, else answer")),
        (ANSWER, _("answer")),
        (COMPUTED, _("computed")),
    )
)

COUNT, SHARE, AMOUNT, NUMBER, INDEX = "count", "share", "amount", "number", "index"
OPEN_SHARE, CHANGE, AVERAGE = "open_share", "change", "average"
TEXT, LONG_TEXT, ONE_OF, LEVEL, DAY, YES_OR_NO = "text", "long_text", "choice", "level", "day", "yes_no"
PERIOD, UNIT, PERSON = "period", "unit", "person"
TYPE = Choice(
    options=(
        (COUNT, _("count")),
        (SHARE, _("share")),
        (AMOUNT, _("amount")),
        (NUMBER, _("number")),
        (INDEX, _("index")),
        (OPEN_SHARE, _("share without ceiling")),
        (CHANGE, _("change")),
        (AVERAGE, _("average")),
        (TEXT, _("text")),
        (LONG_TEXT, _("long text")),
        (ONE_OF, _("choice")),
        (LEVEL, _("level of a scale")),
        (DAY, _("date")),
        (YES_OR_NO, _("yes or no")),
        (PERIOD, _("period")),
        (UNIT, _("unit")),
        (PERSON, _("person")),
    )
)

PARTS, PARTS_AND_TOTAL = "parts", "total"
SPLIT = Choice(options=((PARTS, _("parts")), (PARTS_AND_TOTAL, _("parts and total"))))

NOT_SHOWN, ALSO_IN_WORDS = "no", "in_words"
IN_DOCUMENTS = Choice(options=((NOT_SHOWN, _("no")), (ALSO_IN_WORDS, _("also in words"))))

LAST_ROUND, SAME_PERIOD, YEARS_BACK = "last_round", "same_period", "years_back"
WHEN = Choice(
    options=(
        (LAST_ROUND, _("last round")),
        (SAME_PERIOD, _("same period last year")),
        (YEARS_BACK, _("years back")),
    )
)

SUMMED, WEIGHTED, WORKED_OUT, ONCE, NOT_SUMMED = "sum", "weighted", "worked_out", "once", "none"
TOTAL = Choice(
    options=(
        (SUMMED, _("sum")),
        (WEIGHTED, _("weighed")),
        (WORKED_OUT, _("worked out again")),
        (ONCE, _("once")),
        (NOT_SUMMED, _("no")),
    )
)

FILLED_IN, SUM = "filled", "sum"
COUNTED = Choice(options=((FILLED_IN, _("filled in")), (SUM, _("sum"))))

PLUS, MINUS, APART = "plus", "minus", "apart"
SIGN = Choice(
    options=((PLUS, _("plus")), (MINUS, _("minus")), (APART, _("not in the sum"))),
    variants=(("+", PLUS), ("-", MINUS), ("−", MINUS), ("–", MINUS)),
)

ALWAYS = frozenset({"ja", "alltid", "yes", "always"})
"""What may stand under *Required when* for a cell that must be filled in whatever the others say."""

PERIOD_WORDS = {"period": "period", "före": "before", "år": "year", "förra året": "year_before"}
"""What a heading may have in braces, and what it stands for among the labels of the period."""

EXPRESSION = Text(_("Write an expression about the columns of the table, for example utfall > budget."))


@frozen
class AnyValue(CellType):
    """A number as it is stored, or a text: what it is the column says in which it is to stand."""

    def help(self) -> Message:
        return _("Write the value as it is to stand in the column.")

    def parse(self, raw: Raw) -> Parsed:
        return Parsed(raw) if isinstance(raw, Decimal) else Name().parse(raw)


TABLES_SHEET = Section(
    "tables",
    _("Tables"),
    Listing(("id",), blank=8),
    (
        Column("id", _("Id"), ID, width=16, required=True),
        Column("title", _("Title"), Name(), width=34, required=True, names_row=True),
        Column("sheet", _("Sheet"), Name(), width=20),
        Column("intro", _("Introduction"), Text(), width=60),
        Column("rows", _("Rows"), ROWS_OF_TABLE, width=10, required=True),
        Column("blank", _("Blank rows"), Number(minimum=Decimal(1), maximum=Decimal(500)), width=12),
        Column("identity", _("Told apart by"), Names(), width=20),
        Column("units", _("Units"), Names(), width=24, refers="units"),
        Column("explained_by", _("Explained in"), Name(), width=16),
        Column("group", _("Grouped by"), Name(), width=16),
        Column("caption", _("Title in documents"), Name(), width=34),
        *VALIDITY,
    ),
    intro=_(
        "Tables of your own. The rows are fixed, as the sheet Rows has them, or free: the units write them, told apart by "
        "the columns that you name. Empty under Units: all."
    ),
    traits=(HiddenUntilWanted(),),
)
COLUMNS_SHEET = Section(
    "table_columns",
    _("Columns"),
    Listing(("table", "id"), blank=20),
    (
        Column("table", _("Table"), Name(), width=16, required=True, refers="tables"),
        Column("id", _("Id"), ID, width=16, required=True),
        Column("heading", _("Heading"), Name(), width=30, required=True),
        Column("role", _("Role"), ROLE, width=12, required=True),
        Column("type", _("Type"), TYPE, width=16, required=True),
        Column("unit", _("Counted in"), Name(), width=12),
        Column("choices", _("Choices or scale"), Names(), width=28),
        Column("split", _("Split"), SPLIT, width=14),
        Column("computed", _("Worked out as"), EXPRESSION, width=30),
        Column("earlier", _("Earlier of"), Name(), width=14),
        Column("when", _("From when"), WHEN, width=20),
        Column("years", _("Years"), Number(minimum=Decimal(1), maximum=Decimal(20)), width=8),
        Column("total", _("Added up"), TOTAL, width=16),
        Column("weight", _("Weighed by"), Name(), width=14),
        Column("part_of", _("Part of"), Name(), width=14),
        Column("compared", _("Compared with"), Name(), width=16),
        Column("required_when", _("Required when"), EXPRESSION, width=24),
        Column("relevant", _("Applies when"), EXPRESSION, width=24),
        Column("limit", _("Limit"), EXPRESSION, width=24),
        Column("question", _("Asked about when"), EXPRESSION, width=24),
        Column("people", _("Counts people"), YES_NO, width=12),
        Column("overview", _("In the overview"), YES_NO, width=12),
        Column("documents", _("In documents"), IN_DOCUMENTS, width=14),
        Column("help", _("Help"), Text(), width=40),
    ),
    intro=_(
        "The columns of your tables, in order. In a heading {words} become the periods of the round.",
        words=literal(", ".join(f"{{{word}}}" for word in PERIOD_WORDS)),
    ),
    traits=(HiddenUntilWanted(),),
)
ROWS_SHEET = Section(
    "table_rows",
    _("Rows"),
    Listing(("table", "id"), blank=20),
    (
        Column("table", _("Table"), Name(), width=16, required=True, refers="tables"),
        Column("id", _("Id"), ID, width=18, required=True),
        Column("label", _("Row"), Name(), width=40, required=True),
        Column("under", _("Under"), Name(), width=18),
        Column("counted", _("Counted"), COUNTED, width=12, required=True),
        Column("sign", _("Sign in the sum"), SIGN, width=14),
        Column("units", _("Units"), Names(), width=24, refers="units"),
        Column("type", _("Type"), TYPE, width=14),
        Column("unit", _("Counted in"), Name(), width=12),
        Column("people", _("Counts people"), YES_NO, width=12),
        FAR,
        *VALIDITY,
    ),
    intro=_(
        "The rows of tables whose rows are fixed, in order. A sum is the sum of the rows that stand under it, those with "
        "minus taken away. Empty under Units: all units of the table."
    ),
    traits=(HiddenUntilWanted(),),
)
VALUES_SHEET = Section(
    "table_values",
    _("Values"),
    Listing(("table", "row", "unit", "column", "part", "period"), blank=20),
    (
        Column("table", _("Table"), Name(), width=16, required=True, refers="tables"),
        Column("row", _("Row"), Name(), width=18, required=True),
        Column("unit", _("Unit"), Name(), width=18, refers="units", former_too=True),
        Column("column", _("Column"), Name(), width=16, required=True),
        Column("part", _("Part"), Name(), width=12),
        Column("period", _("Period"), Name(), width=14),
        Column("value", _("Value"), AnyValue(), width=18, required=True),
        Column("source", _("Source"), Text(), width=30),
        Column("date", _("Date"), Day(), width=12),
    ),
    intro=_(
        "Figures and texts that are known before: a budget, last year before the first round, the country's figures. "
        "Empty under Unit: the same for all. Period is a round or a year, for columns whose role is earlier."
    ),
    traits=(HiddenUntilWanted(),),
)
TABLE_SHEETS = (TABLES_SHEET, COLUMNS_SHEET, ROWS_SHEET, VALUES_SHEET)
