"""The columns of a declared table, as those of any section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from followup.form.cells.base import CellType
from followup.form.cells.number import Number, Percent
from followup.form.cells.text import Name
from followup.form.columns import Column, Role
from followup.form.derived import Derived
from followup.locale import literal
from followup.plan.model import Plan
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import DeclaredColumn, DeclaredTable
from followup.sections.declared.table_expressions import worked_out_as
from followup.sections.declared.table_types import cell_type

ROLES = {
    words.LABEL: Role.LABEL,
    words.PREFILLED: Role.EARLIER,
    words.EARLIER: Role.EARLIER,
    words.ANSWER: Role.INPUT,
    words.COMPUTED: Role.COMPUTED,
}
TOTAL_PART = "total"
ROW_LABEL = "row"
"""The column of the rows' labels in a table that declares none."""

WIDTHS = {words.TEXT: 40.0, words.LONG_TEXT: 60.0, words.ONE_OF: 20.0, words.LEVEL: 20.0, words.UNIT: 24.0}
PERIOD_WORD = re.compile(r"\{([^{}]*)\}")
YEARS_BEFORE = re.compile(r"(?:år|year)\s*[-−–]\s*(\d{1,2})", re.IGNORECASE)
"""A year so many years before that of the round: ``{år-2}``."""


def columns_of(table: DeclaredTable, plan: Plan) -> tuple[Column, ...]:
    """The columns in order, with those of the parts of the breakdown; the rows' labels first."""
    implied = table.is_fixed and not table.labels
    label = [Column(ROW_LABEL, literal(table.line.text("title")), Name(), Role.LABEL, width=34)] if implied else []
    return (*label, *(column for declared in table.columns for column in _columns(table, declared, plan)))


def label_of(table: DeclaredTable) -> str:
    """The key of the column in which the rows' labels stand."""
    return table.labels[0].id if table.labels else ROW_LABEL


def type_of(declared: DeclaredColumn, plan: Plan) -> CellType:
    """The cells of a column. What is worked out may be less than nothing, and more than the whole."""
    line = declared.line
    kind = cell_type(declared.type, line.text("unit"), declared.choices, plan, line.text("help"), declared.of_nobody)
    if declared.role == words.COMPUTED and isinstance(kind, Number | Percent):
        return replace(kind, minimum=None, maximum=None)
    return kind


def varies_by_row(table: DeclaredTable, declared: DeclaredColumn) -> bool:
    """Whether rows have figures of types of their own there; what is a share stays one in every row."""
    own = any(row.type or row.line["unit"] is not None for row in table.rows)
    return own and declared.is_figure and declared.type != words.SHARE


def heading_of(declared: DeclaredColumn, plan: Plan) -> str:
    """The heading, with the periods of the round in the place of its words for them."""
    labels = plan.period.labels

    def label(match: re.Match[str]) -> str:
        word = match[1].strip().casefold()
        before, year = YEARS_BEFORE.fullmatch(word), labels.get("year", "")
        if before is not None and year.isdecimal():
            return str(int(year) - int(before[1]))
        return labels.get(words.PERIOD_WORDS.get(word, word), match[0])

    return PERIOD_WORD.sub(label, declared.line.text("heading"))


def _columns(table: DeclaredTable, declared: DeclaredColumn, plan: Plan) -> Iterator[Column]:
    role = ROLES.get(declared.role)
    if role is None:
        return
    heading, kind = heading_of(declared, plan), type_of(declared, plan)
    column = Column(
        declared.id,
        literal(heading),
        kind,
        role,
        width=34 if role is Role.LABEL else WIDTHS.get(declared.type, 14),
        required=role is Role.INPUT and is_always_required(declared),
        counts_people=declared.says_yes("people"),
        summed=declared.total == words.SUMMED,
        help=literal(declared.line.text("help")) if declared.line["help"] is not None else None,
    )
    if not declared.is_split:
        yield _worked_out(column, table, declared, "")
        return
    for part in plan.breakdown.usual:
        title = literal(f"{heading} {part.name.lower()}")
        split = replace(column, key=f"{declared.id}.{part.key}", title=title, part=part.key, base=declared.id)
        yield _worked_out(split, table, declared, part.key)
    if declared.line["split"] == words.PARTS_AND_TOTAL:
        total = replace(column, key=f"{declared.id}.{TOTAL_PART}", part=TOTAL_PART, base=declared.id)
        yield _total_of_parts(total, table, declared, plan)


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
