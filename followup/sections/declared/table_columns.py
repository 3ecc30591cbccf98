"""The columns of a declared table, as those of any section."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from textwrap import wrap

from followup.form.cells.base import CellType
from followup.form.cells.number import Number, Percent
from followup.form.cells.text import Name
from followup.form.columns import Column, ColumnDeclaration, ColumnsWhen, Role
from followup.form.derived import Derived
from followup.form.rows import FilledRow
from followup.form.terms.period_names import names_of, short_names_of
from followup.locale import Message, literal
from followup.plan.model import Plan
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import TOTAL_PART, DeclaredColumn, DeclaredTable, message_in
from followup.sections.declared.table_expressions import worked_out_as
from followup.sections.declared.table_types import SHARES, cell_type

ROLES = {
    words.LABEL: Role.LABEL,
    words.PREFILLED: Role.EARLIER,
    words.EARLIER: Role.EARLIER,
    words.EARLIER_OR_ANSWER: Role.EARLIER,
    words.ANSWER: Role.INPUT,
    words.COMPUTED: Role.COMPUTED,
}
ROW_LABEL = "row"
"""The column of the rows' labels in a table that declares none."""

WIDTHS = {words.TEXT: 40.0, words.LONG_TEXT: 60.0, words.ONE_OF: 20.0, words.LEVEL: 20.0, words.UNIT: 24.0}
FIGURE_WIDTHS = (14, 16, 18)
PERIOD_WORD = re.compile(r"\{([^{}]*)\}")
YEARS_BEFORE = re.compile(r"(?:år|year)\s*[-−–]\s*(\d{1,2})", re.IGNORECASE)
"""A year so many years before that of the round: ``{år-2}``."""


Asked = Callable[[Plan], Collection[str]]
"""The columns of earlier figures in which units are asked for what nobody knows, by their ids."""


def columns_of(table: DeclaredTable, plan: Plan, asked: Asked) -> tuple[ColumnDeclaration, ...]:
    """The columns in order, with those of the parts of the breakdown; the rows' labels first."""
    implied = table.is_fixed and not table.labels
    label = [Column(ROW_LABEL, table.title, Name(), Role.LABEL, width=34)] if implied else []
    return (*label, *(column for declared in table.columns for column in _declared(table, declared, plan, asked)))


def _declared(table: DeclaredTable, declared: DeclaredColumn, plan: Plan, asked: Asked) -> Iterator[ColumnDeclaration]:
    columns = tuple(_columns(table, declared, plan))
    if declared.role != words.EARLIER_OR_ANSWER:
        yield from columns
        return
    answered = tuple(replace(column, role=Role.INPUT) for column in columns)
    yield ColumnsWhen(columns, lambda plan: declared.id not in asked(plan))
    yield ColumnsWhen(answered, lambda plan: declared.id in asked(plan))


def label_of(table: DeclaredTable) -> str:
    """The key of the column in which the rows' labels stand."""
    return table.labels[0].id if table.labels else ROW_LABEL


def type_of(declared: DeclaredColumn, plan: Plan) -> CellType:
    """The cells of a column. What is worked out may be less than nothing, and more than the whole."""
    line = declared.line
    help_ = message_in(line, "help")
    kind = cell_type(declared.type, line.text("unit"), declared.choices, plan, help_, declared.of_nobody)
    if declared.role == words.COMPUTED and isinstance(kind, Number | Percent):
        return replace(kind, minimum=None, maximum=None)
    return kind


def varies_by_row(table: DeclaredTable, declared: DeclaredColumn) -> bool:
    """Whether rows have figures of types of their own there; what is a share stays one in every row."""
    return table.has_rows_of_own_types and declared.is_figure and declared.type not in SHARES


def heading_of(declared: DeclaredColumn, plan: Plan) -> str:
    """The heading, with the periods of the round in the place of its words for them."""
    return in_periods(declared.heading, plan, short_names_of(plan.period))


CAPTION = "caption"
"""The column of what stands above a table in documents."""


def in_periods(heading: Message, plan: Plan, names: Mapping[str, object]) -> str:
    """A heading in words, with the periods of the round in the place of its words for them: by their ``names``."""
    labels = {key: plan.words.show(name) for key, name in names.items()}

    def label(match: re.Match[str]) -> str:
        word = match[1].strip().casefold()
        before, year = YEARS_BEFORE.fullmatch(word), labels.get("year", "")
        if before is not None and year.isdecimal():
            return str(int(year) - int(before[1]))
        return labels.get(words.PERIOD_WORDS.get(word, word), match[0])

    return PERIOD_WORD.sub(label, plan.words(heading))


def heading_in(line: FilledRow, key: str, plan: Plan) -> Message | None:
    """The heading in a cell of the plan; one of ours has its periods put in later, in any language. None where it is
    empty.
    """
    heading = message_in(line, key)
    if heading is None or isinstance(line[key], Message):
        return heading
    names = names_of if key == CAPTION else short_names_of
    return literal(in_periods(heading, plan, names(plan.period)))


def _former_heading(declared: DeclaredColumn, plan: Plan) -> str | None:
    """The heading in forms of former versions, which named periods by codes; None where it names none, or is ours."""
    former = in_periods(declared.heading, plan, plan.period.labels)
    of_ours = isinstance(declared.line["heading"], Message)
    return None if of_ours or former == heading_of(declared, plan) else former


def _columns(table: DeclaredTable, declared: DeclaredColumn, plan: Plan) -> Iterator[Column]:
    role = ROLES.get(declared.role)
    if role is None:
        return
    heading, kind = heading_in(declared.line, "heading", plan) or literal(""), type_of(declared, plan)
    former = _former_heading(declared, plan)
    column = Column(
        declared.id,
        heading,
        kind,
        role,
        width=34 if role is Role.LABEL else WIDTHS.get(declared.type) or _width_of_figures(heading_of(declared, plan)),
        # a row of which nobody says what it is stands in no sum, and its figures are to be missed by somebody
        required=role is Role.INPUT
        and (is_always_required(declared) or (table.is_summed_by_choice and declared in table.identity)),
        counts_people=declared.says_yes("people"),
        summed=declared.total == words.SUMMED,
        help=message_in(declared.line, "help"),
        former_title=literal(former) if former is not None else None,
    )
    if not declared.is_split:
        yield _worked_out(column, table, declared, "")
        return
    for part in plan.breakdown.usual:
        name = part.name.lower()
        split = replace(
            column,
            key=f"{declared.id}.{part.key}",
            title=literal(f"{heading_of(declared, plan)} {name}"),
            former_title=literal(f"{former} {name}") if former is not None else None,
            part=part.key,
            base=declared.id,
        )
        yield _worked_out(split, table, declared, part.key)
    if declared.line["split"] == words.PARTS_AND_TOTAL:
        total = replace(column, key=f"{declared.id}.{TOTAL_PART}", part=TOTAL_PART, base=declared.id)
        yield _total_of_parts(total, table, declared, plan)


def _width_of_figures(heading: str) -> float:
    """Wide enough for the heading to stand on two lines, where that makes the column little wider than its figures."""
    fits = (width for width in FIGURE_WIDTHS if len(wrap(heading, width, break_long_words=False)) <= 2)
    return next(fits, FIGURE_WIDTHS[0])


def _total_of_parts(total: Column, table: DeclaredTable, declared: DeclaredColumn, plan: Plan) -> Column:
    """The total beside the parts: their sum where the figures add up, else asked for like them."""
    if declared.role == words.COMPUTED or declared.total != words.SUMMED:
        return _worked_out(total, table, declared, TOTAL_PART)
    parts = "; ".join(f"{declared.id}.{part.key}" for part in plan.breakdown.usual)
    return replace(total, role=Role.COMPUTED, required=False, derived=Derived(f"summa({parts})"))


def _worked_out(column: Column, table: DeclaredTable, declared: DeclaredColumn, part: str) -> Column:
    if column.role is not Role.COMPUTED:
        return column
    return replace(column, derived=worked_out_as(declared.line.text("computed"), table, part))


def is_always_required(declared: DeclaredColumn) -> bool:
    """Whether a row asks for it whatever its other cells say."""
    stated = declared.line.text("required_when").strip().casefold()
    return stated in words.ALWAYS and declared.line["relevant"] is None
