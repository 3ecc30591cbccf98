"""Rules about one row, declared as expressions: the check looks at them in Python, the template by formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from followup.expressions import Expression, Function, Identifier, ResultKind, function_of, names, parsed, renamed
from followup.form.derived import CellOfRow
from followup.frozen import frozen
from followup.rulebook.rule import Rule

if TYPE_CHECKING:
    from followup.form.columns import Column
    from followup.form.frame import Frame
    from followup.form.rows import Row

Parameter = Decimal | date | str | tuple[str, ...] | None
"""What the plan says of a row by a name; a tuple of texts (keys of a choice) is any one of them."""

ParametersOf = Callable[["Row", "Frame", str], Mapping[str, Parameter] | None]
"""What the plan says of a row, for a condition at a column; None where the row is not asked."""


def of_every_row(_row: Row, _frame: Frame, _column: str) -> Mapping[str, Parameter] | None:
    """Nothing besides the columns; every row is asked."""
    return {}


def of_filled_rows(row: Row, _frame: Frame, _column: str) -> Mapping[str, Parameter] | None:
    """Nothing besides the columns, of rows that people fill in: a sum is worked out, and never asked about."""
    return None if row.sums else {}


def of_asked_rows(row: Row, _frame: Frame, column: str) -> Mapping[str, Parameter] | None:
    """Nothing besides the columns, of rows that ask for the column."""
    return None if row.sums or row.optional or column in row.closed else {}


@frozen(eq=False)  # declared once, and looked up by itself: a merge asks for them table after table
class Condition:
    """Something that is wrong on a row: the rule is reported at ``column`` of a row where ``when`` is true.

    ``when`` is a condition (``followup.expressions``) on columns of the section, by their keys, and on what
    ``parameters`` says of the row by other names. With the base of several columns as ``column`` each of them is asked,
    and a base in ``when`` is its column of the same part; else a base there is all its other columns. ``other_rows`` are
    the names in ``when`` that are cells of certain rows; of a form that has not such a row they are missing.

    ``words`` are values for the braces of the rule's message; ``{help}`` is what the column itself says. ``raw`` is the
    value that is reported, where it is not that of the column, and ``named`` says that only a comment which names it
    explains it. What is ``for_forms`` only is told by a template of the rows where a formula is certain: a check of the
    section says the same of them, and of others.
    """

    column: str
    when: str
    rule: Rule
    parameters: ParametersOf = of_every_row
    words: Mapping[str, str] = field(default_factory=dict)
    raw: str = ""
    named: bool = False
    for_forms: bool = False
    other_rows: tuple[CellOfRow, ...] = ()

    @cached_property
    def expression(self) -> Expression:
        """``when``, as it is declared: bases stand for no columns yet."""
        return parsed(self.when, ResultKind.CONDITION)

    @cached_property
    def names(self) -> tuple[Identifier, ...]:
        """What it is about, in the order that ``holds`` takes their values."""
        return names(self.expression)

    @cached_property
    def holds(self) -> Function:
        """Whether it is true, of the values of its names."""
        return function_of(self.expression)


@frozen(eq=False)
class ColumnCondition:
    """A condition at one column of a form, all its names those of columns or of what the plan says.

    What it reports where it is true, ``raw`` and ``words``, is parsed when somebody asks: most conditions are never true.
    ``cells`` are those of its names that are cells of other rows.
    """

    condition: Condition
    column: str
    when: Expression
    stands_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cells: Mapping[str, CellOfRow] = field(default_factory=dict)

    @cached_property
    def raw(self) -> Expression:
        """The value that is reported."""
        return _placed_at(self.condition.raw or self.condition.column, ResultKind.VALUE, self.stands_for)

    @cached_property
    def words(self) -> Mapping[str, Expression]:
        """The values for the braces of the rule's message."""
        words = self.condition.words.items()
        return {brace: _placed_at(text, ResultKind.VALUE, self.stands_for) for brace, text in words}

    @cached_property
    def names(self) -> tuple[Identifier, ...]:
        """What the condition is about, in the order that ``holds`` takes their values."""
        return names(self.when)

    @cached_property
    def holds(self) -> Function:
        """Whether the condition is true, of the values of its names."""
        return function_of(self.when)


def of_this_round(expression: Expression) -> Expression:
    """The same; ValueError where it asks for the round before, of which a form of our own sections knows nothing."""
    if any(name.earlier for name in names(expression)):
        raise ValueError(f"{expression.text}: an earlier figure is a column of its own")
    return expression


def column_conditions(conditions: Sequence[Condition], columns: Sequence[Column]) -> tuple[ColumnCondition, ...]:
    """The conditions of a section at the columns of its form; none at columns that the form has not."""
    return _placed(tuple(conditions), tuple((column.key, column.base) for column in columns))


@lru_cache(maxsize=256)
def _placed(conditions: tuple[Condition, ...], columns: tuple[tuple[str, str], ...]) -> tuple[ColumnCondition, ...]:
    bases: dict[str, list[str]] = {}
    for key, base in columns:
        if base != key:
            bases.setdefault(base, []).append(key)
    keys = {key for key, _base in columns}
    return tuple(placed for condition in conditions for placed in _at_columns(condition, keys, bases))


def _at_columns(condition: Condition, keys: set[str], bases: Mapping[str, Sequence[str]]) -> Iterator[ColumnCondition]:
    if condition.column in keys:
        others = {base: tuple(key for key in several if key != condition.column) for base, several in bases.items()}
        yield _at(condition, condition.column, {base: several for base, several in others.items() if several})
        return
    for key in bases.get(condition.column, ()):
        part = key.removeprefix(f"{condition.column}.")
        same = {base: f"{base}.{part}" for base in bases}
        named = {name.key for name in condition.names} | {cell.column for cell in condition.other_rows}
        spoken_of = named & same.keys()
        if all(same[base] in keys for base in spoken_of):
            yield _at(condition, key, {base: (column,) for base, column in same.items()})


def _at(condition: Condition, column: str, stands_for: Mapping[str, tuple[str, ...]]) -> ColumnCondition:
    of_rows = {cell.name: _placed_cells(cell, stands_for) for cell in condition.other_rows}
    stands_for = {**stands_for, **{name: tuple(cell.name for cell in cells) for name, cells in of_rows.items()}}
    when = _placed_at(condition.when, ResultKind.CONDITION, stands_for)
    return ColumnCondition(
        condition, column, when, stands_for, {cell.name: cell for cells in of_rows.values() for cell in cells}
    )


def _placed_cells(cell: CellOfRow, stands_for: Mapping[str, tuple[str, ...]]) -> tuple[CellOfRow, ...]:
    """The cells of another row that a name is, where it stands for a base of columns."""
    keys = stands_for.get(cell.column)
    if keys is None:
        return (cell,)
    return tuple(CellOfRow(f"{cell.name}{key.removeprefix(cell.column)}", cell.row, key) for key in keys)


def _placed_at(text: str, kind: ResultKind, stands_for: Mapping[str, tuple[str, ...]]) -> Expression:
    return of_this_round(renamed(parsed(text, kind), stands_for))
