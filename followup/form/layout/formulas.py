"""The formulas of computed cells: as they are written into a template, and as they stood in those of former versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from followup.expressions import Constant, Fault, Operand
from followup.files.book import address
from followup.form.answers.completing import is_difference, is_summed
from followup.form.cells.number import takes_figures_only
from followup.form.columns import Column
from followup.form.derived import Derived, sum_formula
from followup.form.form import FormTable
from followup.form.layout.former_formulas import former_formulas, former_sums
from followup.form.rows import Row
from followup.patterns import pattern


def formulas_of(
    table: FormTable, row: Row, column: Column, rows: Mapping[str, int], columns: Mapping[str, int]
) -> tuple[str, ...]:
    """The formula of a cell, then those that former versions wrote there; none where it is no computed cell, or where Excel
    does not take it: then the cell is worked out when the file is read.

    ``rows`` and ``columns`` are the places by key, counted from 0.
    """
    if row.key not in rows:
        return ()
    if column.derived is not None:
        if not all(key in columns for key in column.derived.columns):
            return ()
        operands = dict(_inputs_of(table, row, column.derived, rows, columns))
        formulas = column.derived.formula(operands), *former_formulas(column.derived, operands)
        return _unique(*(formula for formula in formulas if isinstance(formula, str)))
    if row.sums and is_summed(column):
        parts = {key: address(rows[key], columns[column.key]) for key in row.sums if key in rows}
        operand = operand_of(table, row, column.key, rows, columns)
        sources = operand.sources
        added = [cell for key, cell in parts.items() if key not in row.minus]
        taken = [parts[key] for key in parts if key in row.minus]
        if is_difference(row, table.rows_by_key):
            return _unique(sum_formula(added, sources, taken, operand.count), sum_formula(added, sources, taken))
        return _unique(sum_formula(added, sources), *former_sums(added, sources)) if added else ()
    return ()


FAR_DOWN, FAR_RIGHT = 99, 10
"""Where a table is taken to stand before it is laid out: rows of three digits."""


def formulas_not_taken(table: FormTable) -> Iterator[tuple[Column, Fault]]:
    """The computed columns with a formula that Excel does not take, each once with what is wrong."""
    rows = {row.key: at for at, row in enumerate(table.rows, FAR_DOWN)} or {"": FAR_DOWN}
    columns = {column.key: at for at, column in enumerate(table.columns, FAR_RIGHT)}
    for column in table.columns:
        if column.derived is None or not all(key in columns for key in column.derived.columns):
            continue
        of_rows = (dict(_inputs_of(table, row, column.derived, rows, columns)) for row in table.rows or (Row(""),))
        formulas = map(column.derived.formula, of_rows)
        if (fault := next((formula for formula in formulas if isinstance(formula, Fault)), None)) is not None:
            yield column, fault


def _unique(*formulas: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(formulas))


def _inputs_of(
    table: FormTable, row: Row, derived: Derived, rows: Mapping[str, int], columns: Mapping[str, int]
) -> Iterator[tuple[str, Operand | Constant]]:
    """What each name of a computed cell's expression stands for: nothing for a cell of a row that the form has not."""
    for name, key in zip(derived.inputs, derived.columns, strict=True):
        cell = derived.cells.get(name)
        of_row = row if cell is None else table.rows_by_key.get(cell.row)
        if of_row is None or of_row.key not in rows:
            yield name, Constant(None)
        elif key in columns:
            yield name, operand_of(table, of_row, key, rows, columns)


def operand_of(table: FormTable, row: Row, key: str, rows: Mapping[str, int], columns: Mapping[str, int]) -> Operand:
    """The cell of a column in a row, with those that people fill in under it."""
    place, column = columns[key], table.column(key)
    if column is None:
        return Operand(address(rows[row.key], place))
    if column.derived is not None:
        return _derived_operand(table, row, column, rows, columns)
    if not (row.sums and is_summed(column)):
        cell = address(rows[row.key], place)
        return Operand(cell, cell, 1, is_figure=takes_figures_only(column.type))
    ats = sorted(rows[key] for key in leaves(table, row) if key in rows)
    ref = address(rows[row.key], place)
    return Operand(ref, ",".join(row_ranges(ats, place)), len(ats), is_sum=True, is_figure=True)


def _derived_operand(
    table: FormTable, row: Row, column: Column, rows: Mapping[str, int], columns: Mapping[str, int]
) -> Operand:
    """The cell of a computed column, with the cells under the sums that it is made of: it lacks what they lack."""
    inputs = _inputs_of(table, row, column.derived, rows, columns) if column.derived is not None else ()
    made_of = [operand for _name, operand in inputs if isinstance(operand, Operand)]
    parts = dict.fromkeys(part for operand in made_of if operand.is_sum for part in operand.parts or (operand,))
    sources = ",".join(part.sources for part in parts)
    ref, count = address(rows[row.key], columns[column.key]), sum(part.count for part in parts)
    return Operand(ref, sources, count, is_sum=bool(parts), parts=tuple(parts))


def sources_of(table: FormTable, row: Row, column: Column) -> list[tuple[str, str]]:
    """The cells that people fill in, by keys of row and column, of which a computed cell is made in the end."""
    sources = []
    for of_row, key in _cells_under(table, row, column):
        operand = table.column(key)
        if operand is not None and operand.derived is None:
            summed = bool(of_row.sums) and is_summed(operand)
            sources += [(leaf, key) for leaf in (leaves(table, of_row) if summed else [of_row.key])]
    return sources


def _cells_under(table: FormTable, row: Row, column: Column) -> Iterator[tuple[Row, str]]:
    """The cells that a computed cell is worked out from, of rows that the form has; itself where it is a sum."""
    derived = column.derived
    if derived is None:
        yield row, column.key
        return
    for name, key in zip(derived.inputs, derived.columns, strict=True):
        cell = derived.cells.get(name)
        of_row = row if cell is None else table.rows_by_key.get(cell.row)
        if of_row is not None:
            yield of_row, key


def leaves(table: FormTable, row: Row) -> list[str]:
    """The keys of the rows that a sum is made of in the end."""
    by_key = table.rows_by_key
    keys: list[str] = []
    queue, seen = list(row.sums), set[str]()
    while queue:
        key = queue.pop(0)
        if key in seen or key not in by_key:
            continue
        seen.add(key)
        if by_key[key].sums:
            queue += by_key[key].sums
        else:
            keys.append(key)
    return keys


def row_ranges(ats: list[int], column: int) -> Iterator[str]:
    """Rows that follow each other as one range: a formula takes only so many arguments."""
    for _offset, group in groupby(enumerate(ats), key=lambda pair: pair[1] - pair[0]):
        run = [at for _index, at in group]
        first, last = address(run[0], column), address(run[-1], column)
        yield first if first == last else f"{first}:{last}"


IN_OPEN_DOCUMENTS = pattern(r"\[\.?([^\[\]:]+?)(?::\.?([^\[\]]+))?\]")


def comparable_formula(formula: str) -> str:
    """A formula as it is compared: programs differ in spaces, capitals, and in how they write addresses."""
    text = formula.removeprefix("of:").removeprefix("msoxl:")
    if "[." in text:
        text = IN_OPEN_DOCUMENTS.sub(lambda match: f"{match[1]}:{match[2]}" if match[2] else match[1], text)
        text = text.replace(";", ",")
    return "=" + re.sub(r"[\s$]", "", text).removeprefix("=").removeprefix("+").upper()


ROW = "¤"
"""Stands for the number of its row in a formula; no formula holds it."""


class LayoutFormulas:
    """What the computed cells of a table say where its rows and columns stand at these places, counted from 0.

    It is worked out when somebody asks, and then remembered: the same template comes back from many units.
    """

    def __init__(self, table: FormTable, rows: Mapping[str, int], columns: Mapping[str, int]) -> None:
        self.table, self.rows, self.columns = table, rows, columns
        self._by_cell: dict[tuple[str, str], frozenset[str]] = {}
        self._by_column: dict[str, frozenset[str]] = {}

    def is_changed(self, formula: str, row: Row, column: Column) -> bool:
        """Whether a formula in a computed cell of ours says something else; False in a cell that is none."""
        number = str(self.rows[row.key] + 1)
        if not row.sums and _in_any_row(formula.replace(number, ROW)) in self._in_column(column):
            return False
        ours = self._in_cell(row, column)
        return bool(ours) and comparable_formula(formula) not in ours

    def _in_cell(self, row: Row, column: Column) -> frozenset[str]:
        cell = (row.key, column.key)
        if cell not in self._by_cell:
            formulas = formulas_of(self.table, row, column, self.rows, self.columns)
            self._by_cell[cell] = frozenset(map(comparable_formula, formulas))
        return self._by_cell[cell]

    def _in_column(self, column: Column) -> frozenset[str]:
        """The formulas of a column in rows that are no sums, which differ in nothing but the row's number."""
        if column.key not in self._by_column:
            self._by_column[column.key] = frozenset(self._without_row_numbers(column))
        return self._by_column[column.key]

    def _without_row_numbers(self, column: Column) -> Iterator[str]:
        row = next((row for row in self.table.rows if not row.sums), None)
        if row is not None and column.derived is not None and not column.derived.other_rows:
            own_row = re.compile(rf"(?<=[A-Z]){self.rows[row.key] + 1}(?![0-9])")
            yield from (own_row.sub(ROW, formula) for formula in self._in_cell(row, column))


@lru_cache(maxsize=1024)
def _in_any_row(formula: str) -> str:
    """A formula with the number of its row taken out, as it is compared: the same down a whole column."""
    return comparable_formula(formula)
