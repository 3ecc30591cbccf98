"""Amounts held against what was budgeted: the region's whole, in one figure, and its forecast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.expressions.model import Arithmetic, Identifier
from followup.form.cells.number import Number
from followup.form.columns import Column
from followup.form.written.units_of_measure import money_unit
from followup.frozen import frozen
from followup.locale import _, literal
from followup.region.model import RegionTable, UnitRow
from followup.reports.parts import Tile
from followup.reports.subject import Subject
from followup.reports.wording.value_texts import show_value

SIGNED = "+#,##0.##;\u2212#,##0.##;0"


@frozen
class BudgetTable:
    """A table of amounts, the columns that are differences of two others, and the region's row that is the whole."""

    table: RegionTable
    differences: Sequence[Column]
    whole: UnitRow


def budget_tables(subject: Subject) -> Iterator[BudgetTable]:
    """The sections with differences of amounts whose rows are summed up to one."""
    for table in subject.region.tables:
        differences = [column for column in table.columns if _is_difference_of_amounts(column)]
        parts = {key for row in table.region for key in row.filled.row.sums}
        wholes = [row for row in table.region if row.filled.row.sums and row.filled.row.key not in parts]
        if differences and len(wholes) == 1:
            yield BudgetTable(table, differences, wholes[0])


def _is_difference_of_amounts(column: Column) -> bool:
    """One figure less another, in money."""
    root = None if column.derived is None else column.derived.expression.root
    if not isinstance(root, Arithmetic) or root.sign != "-":
        return False
    return isinstance(root.left, Identifier) and isinstance(root.right, Identifier) and bool(_money_of(column))


def _money_of(column: Column) -> str:
    """The unit of a column of money, kr to mdkr; empty of any other."""
    return money_unit(str(column.type.unit)) if isinstance(column.type, Number) else ""


def budget_tiles(subject: Subject) -> Iterator[Tile]:
    """The first difference that is known in large type, another below it; one that lacks a figure says so."""
    words, frame = subject.words, subject.frame
    for budget in budget_tables(subject):
        filled, title = budget.whole.filled, words(budget.table.section.title)
        known = [column for column in budget.differences if filled.number(column.key) is not None]
        missing = [column for column in budget.differences if column not in known]
        if not known:
            continue
        first, *others = known
        later = [f"{words(column.title)}: {show_value(filled, column, frame)}" for column in others]
        later += [words(_("{title}: no figures", title=literal(words(column.title)))) for column in missing]
        yield Tile(
            filled.number(first.key),
            (f"{words(first.title)}, {_money_of(first)}", later[0] if later else ""),
            SIGNED,
            title,
        )
