"""The plan's own sheets, declared as any form is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from followup.form.cells.base import CellType
from followup.form.cells.day import Day
from followup.form.cells.number import Number, Percent
from followup.form.cells.text import YES_NO, Choice, Name, Names, Text
from followup.form.columns import BY_ROW, Column, ColumnMeaning, ColumnsWhen, Role
from followup.form.rows import Row
from followup.form.section import Grid, Listing, Section
from followup.form.terms.units import Unit
from followup.form.traits import SeldomFilledIn
from followup.locale import Message, _, literal
from followup.plan.lists.core_lists import GOALS_IMPORT, UNITS_IMPORT
from followup.plan.model import Plan
from followup.plan.unit_changes.predecessors import Predecessors

ID = Name(_("Write a short id that never changes: letters, digits, hyphens."))
LANGUAGE = Choice(options=(("sv", literal("sv")), ("en", literal("en"))))
SCALE_KIND = Choice(
    options=(
        ("attainment", _("attainment")),
        ("forecast", _("forecast")),
        ("trend", _("trend")),
        ("relative", _("relative")),
        ("maturity", _("maturity")),
        ("plan_status", _("status of action plans")),
        ("control", _("internal control")),
    )
)
LEVEL_WORD = Choice(
    options=(
        ("met", _("met")),
        ("partly", _("partly")),
        ("not_met", _("not met")),
        ("not_due", _("not due now")),
        ("no_data", _("no figure")),
        ("undecided", _("cannot be decided")),
    )
)
LEVEL_IN_DOCUMENTS: Mapping[str, Message] = {
    "met": _("Met"),
    "partly": _("Partly met"),
    "not_met": _("Not met"),
    "not_due": _("Not due now"),
    "no_data": _("No figure"),
    "undecided": _("Cannot be decided"),
}
"""What documents call the levels of attainment that the plan's scale has no word for."""

TREND_WORD = Choice(
    options=(
        ("up", _("increases")),
        ("same", _("unchanged")),
        ("down", _("decreases")),
        ("apart", _("in different directions")),
        ("unknown", _("cannot be decided")),
    )
)
COUNTS_AS = Choice(
    options=(
        ("done", _("done")),
        ("under_way", _("under way")),
        ("late", _("late")),
        ("not_started", _("not started")),
        ("dropped", _("dropped")),
        ("met", _("met")),
        ("partly", _("partly")),
        ("not_met", _("not met")),
    )
)
COUNTED = Choice(
    options=(("units", _("its sub-units")), ("own", _("its own figure")), ("both", _("both, added together")))
)
COUNTED_HELP = _("What sums count where the unit and its sub-units answer the same row; empty: its sub-units.")
TEXT_KIND = Choice(
    options=(
        ("introduction", _("introduction")),
        ("footnote", _("footnote")),
        ("heading", _("document's title")),
        ("background", _("background")),
        ("subject", _("subject")),
        ("letter", _("letter")),
        ("proposal", _("proposal")),
        ("consequence", _("consequence")),
        ("minutes", _("minutes")),
        ("recipient", _("recipient")),
        ("signatory", _("signatory")),
        ("attachment", _("attachment")),
    )
)
FORMS = Text(_("Write four forms with commas between: nämnd, nämnden, nämnder, nämnderna."))
ROUND_NAME = Name(_("Write the occasion, for example T1 2022."))
VALIDITY = (
    Column("valid_from", _("Valid from"), ROUND_NAME, width=13),
    Column("valid_to", _("Valid to"), ROUND_NAME, width=13, meaning=ColumnMeaning.VALID_TO),
)
"""From which round and to which a row is asked for; both rounds with it."""


def where_planned(sheet: str, column: Column) -> ColumnsWhen:
    """A column of a form that says what stands in the plan's column of the same key: where some row there has anything."""
    return ColumnsWhen((column,), lambda plan: any(row[column.key] is not None for row in plan.rows(sheet)))


SETTINGS: tuple[tuple[str, Message, CellType, Message], ...] = (
    ("region", _("Region"), Name(), _("The region's full name.")),
    ("region_id", _("Short name"), ID, _("Tells the region's templates from those of other regions.")),
    ("round", _("Occasion"), Name(), _("The round that is reported, for example T1 2022.")),
    ("round_code", _("Code"), Name(), _("The round as measures write when they are due, for example DÅ04.")),
    ("title", _("Title of the report"), Text(), _("Stands on the summary.")),
    ("period_from", _("Period from"), Day(), _("First day of the period that is reported.")),
    ("period_to", _("Period to"), Day(), _("Last day of the period.")),
    ("compare_with", _("Compared with"), Name(), _("The round that figures are compared with, for example T1 2021.")),
    ("compare_from", _("Compared period from"), Day(), _("First day of the period compared with.")),
    ("compare_to", _("Compared period to"), Day(), _("Last day of the period compared with.")),
    ("deadline", _("Last day to answer"), Day(), _("Stands on each template.")),
    ("closes", _("Closes"), Day(), _("Answers that come after this day are told of; empty: none are late.")),
    (
        "refused_templates",
        _("Refused templates"),
        Names(_("Write versions as the check tells them, with commas between: 3f2a9c01.")),
        _("Versions of the template that are no longer taken, as the check tells them; empty: all are."),
    ),
    (
        "approval",
        _("Approval required"),
        YES_NO,
        _("Yes: figures of a unit are marked as preliminary until somebody has approved them on its first sheet."),
    ),
    ("dnr", _("Registration number"), Name(), _("The case's number in the register.")),
    ("sender", _("Sender"), Name(), _("The unit that sends the report, for its letterhead.")),
    ("document_date", _("Date of the document"), Day(), _("Stands in the letterhead.")),
    ("contact", _("Contact"), Name(), _("Who answers questions, by role; stands in the letterhead.")),
    ("language", _("Language of documents"), LANGUAGE, _("sv or en.")),
    (
        "all_from",
        _("Goal met from"),
        Percent(),
        _("Share of decided judgements that must be met for the goal above to be met, for example 80 %."),
    ),
    (
        "some_from",
        _("Goal partly met from"),
        Percent(),
        _("Share that makes the goal above partly met, for example 40 %; empty: no goal is partly met."),
    ),
    (
        "partly_from",
        _("Measure partly met from"),
        Percent(),
        _("Share of a target that counts as partly met, for example 80 %; empty: no measure is partly met."),
    ),
    (
        "dead_band",
        _("Unchanged within"),
        Percent(),
        _("A relative change up to this counts as unchanged, for example 2 %; empty: every change counts."),
    ),
    (
        "small_numbers",
        _("Limit for small numbers"),
        Number(minimum=Decimal(0)),
        _("Counts of people below it are masked in published documents."),
    ),
    (
        "far_times",
        _("Unlikely figure, times"),
        Number(decimals=None, minimum=Decimal(1)),
        _("So many times more or less than target and earlier outcomes is asked about; empty: 5."),
    ),
    (
        "far_production",
        _("Unlikely production, times"),
        Number(decimals=None, minimum=Decimal(1)),
        _("So many times more or less than last year is asked about; empty: 2."),
    ),
    (
        "far_count",
        _("Unlikely count, at least"),
        Number(minimum=Decimal(0)),
        _("Counts are asked about only where last year's, or the difference, is this many; empty: 30."),
    ),
    (
        "far_points",
        _("Unlikely share, at least"),
        Percent(),
        _("Shares are asked about only where the earlier one, or the difference, is this much; empty: 2 %."),
    ),
    (
        "far_amount",
        _("Unlikely amount, at least"),
        Number("mnkr", decimals=None),
        _("Amounts are asked about only where the earlier one, or the difference, is so many mnkr; empty: 50."),
    ),
    (
        "far_years",
        _("Unlikely date, years"),
        Number(minimum=Decimal(1)),
        _("Dates more than so many years from the period are asked about; empty: 5."),
    ),
    (
        "file_seconds",
        _("Seconds a file"),
        Number(minimum=Decimal(1)),
        _("How long the reading of one file may take; empty: 4."),
    ),
    (
        "file_megabytes",
        _("Largest file"),
        Number(minimum=Decimal(1)),
        _("The size of the largest file that is read, in MB; empty: 50."),
    ),
    (
        "file_cells",
        _("Most cells"),
        Number(minimum=Decimal(1000)),
        _("How many filled-in cells a workbook may have; empty: 300,000."),
    ),
)
IN_NO_TEMPLATE = frozenset(
    {
        *("refused_templates", "closes", "file_seconds", "file_megabytes", "file_cells"),
        *("sender", "document_date", "all_from", "some_from", "small_numbers"),
    }
)
"""Settings that no template shows and none of its rows is judged by: of how files are taken in, of goals and of documents.
What is written there makes no other plan, so that no template that has been sent grows old by it.
"""
COLUMNS_IN_NO_TEMPLATE = frozenset({("units", "contact")})
"""The same of columns, each with its sheet: where mail goes."""

LATER_SETTINGS = {"refused_templates"} | {key for key, *_rest in SETTINGS if key.startswith("far_")}
"""Settings that came after there were plans: while they are empty a plan without them is the same plan."""

REQUIRED_SETTINGS = ("region", "region_id", "round", "period_from", "period_to", "deadline")


def _setting_rows(_plan: Plan, _unit: Unit) -> Iterable[Row]:
    for key, title, kind, help_ in SETTINGS:
        columns = {"setting": title, "explained": help_}
        yield Row(key, columns, types={"value": kind}, optional=key not in REQUIRED_SETTINGS)


SETTINGS_SHEET = Section(
    "settings",
    _("Follow-up"),
    Grid(_setting_rows),
    (
        Column("setting", _("Setting"), Text(), Role.LABEL, width=30),
        Column("value", _("Value"), BY_ROW, width=34),
        Column("explained", _("Explanation"), Text(), Role.LABEL, width=64),
    ),
    intro=_("What is reported this time. One value in each row."),
)
UNITS_SHEET = Section(
    "units",
    _("Units"),
    Listing(("id",), blank=15),
    (
        Column("id", _("Id"), ID, width=16, required=True),
        Column("name", _("Name"), Name(), width=32, required=True, names_row=True),
        Column("kind", _("Kind"), Name(), width=14),
        Column("parent", _("Parent"), Name(), width=16, refers="units"),
        Column("board", _("Board"), Name(), width=22),
        Column("contact", _("Contact"), Name(), width=24),
        Column("sections", _("Sections"), Names(_("Titles of sections with commas between; empty for all.")), width=34),
        Column("template", _("Template"), YES_NO, width=10),
        Column("counted", _("Counted"), COUNTED, width=16, help=COUNTED_HELP),
        Column("replaces", _("Replaces"), Predecessors(), width=20, meaning=ColumnMeaning.REPLACES),
    ),
    intro=_(
        "The region first, then every unit under its parent. Yes under Template for those that get one; under Replaces, "
        "the units of earlier rounds that a unit has taken over from."
    ),
    traits=(UNITS_IMPORT,),
)
GOALS_SHEET = Section(
    "goals",
    _("Goal structure"),
    Listing(("id",), blank=20),
    (
        Column("id", _("Id"), ID, width=18, required=True),
        Column("level", _("Level"), Name(), width=18, required=True, meaning=ColumnMeaning.NOUN),
        Column("name", _("Name"), Text(), width=60, required=True, meaning=ColumnMeaning.NAME, names_row=True),
        Column("parent", _("Parent"), Name(), width=18, refers="goals"),
        Column("intro", _("Introduction"), Text(), width=70),
        *VALIDITY,
    ),
    intro=_("Perspectives, goals and success factors in your own words. The parent is an id in the first column."),
    traits=(GOALS_IMPORT,),
)
SPLIT_SHEET = Section(
    "split",
    _("Parts of a split"),
    Listing(("id",), blank=6),
    (
        Column("id", _("Id"), ID, width=14, required=True),
        Column("name", _("Name"), Name(), width=20, required=True),
        Column("short", _("Short form"), Name(), width=12, required=True),
        Column("group", _("Split by"), Name(), width=18),
    ),
    intro=_(
        "The parts that figures are split into, in order. Empty: women (K) and men (M). Name each split if you have several."
    ),
    traits=(SeldomFilledIn(),),
)
SCALES_SHEET = Section(
    "scales",
    _("Scales"),
    Listing(("scale", "level"), blank=10),
    (
        Column("scale", _("Scale"), Name(), width=20, required=True),
        Column("kind", _("Type"), SCALE_KIND, width=18, required=True),
        Column("level", _("Level"), Name(), width=24, required=True),
        Column("symbol", _("Symbol"), Name(), width=9),
        Column("word", _("Word"), Name(), width=26, required=True),
        Column("colour", _("Colour"), Name(_("Write a colour as #RRGGBB.")), width=11),
        Column("meaning", _("Meaning"), Text(), width=60),
        Column("variants", _("Variants"), Names(), width=14),
        Column("counts_as", _("Counts as"), COUNTS_AS, width=16),
        Column("plural", _("In a sentence"), Name(_("Write the word behind a number: gula.")), width=18),
        Column("common", _("In a sentence, of a plan"), Name(_("Write the word behind en plan är: gul.")), width=18),
        Column("neuter", _("In a sentence, of a goal"), Name(_("Write the word behind ett mål är: gult.")), width=18),
    ),
    intro=_("Each step of each scale: symbol, word and colour always go together."),
    traits=(SeldomFilledIn(),),
)
TEXTS_SHEET = Section(
    "texts",
    _("Texts"),
    Listing(("id",), blank=10),
    (
        Column("id", _("Id"), ID, width=18, required=True),
        Column("kind", _("Kind"), TEXT_KIND, width=14, required=True),
        Column("about", _("Applies to"), Name(), width=22),
        Column("text", _("Text"), Text(), width=100, required=True),
    ),
    intro=_(
        "Standing texts: introductions to a section, to the summary or to a unit's template (its id), and footnotes."
    ),
    traits=(SeldomFilledIn(),),
)
WORDS_SHEET = Section(
    "words",
    _("Words"),
    Listing(("word",), blank=10),
    (
        Column("word", _("The word"), Name(), width=34, required=True),
        Column("ours", _("Our word"), Name(), width=34, required=True),
        Column("forms", _("Its forms"), FORMS, width=44),
    ),
    intro=_(
        "Words that your region uses instead of ours: a whole heading or column title, or a noun such as measure, in the singular: "
        "then all its forms follow."
    ),
    traits=(SeldomFilledIn(),),
)
CORE_SHEETS = (
    SETTINGS_SHEET,
    UNITS_SHEET,
    GOALS_SHEET,
    SPLIT_SHEET,
    SCALES_SHEET,
    TEXTS_SHEET,
    WORDS_SHEET,
)
