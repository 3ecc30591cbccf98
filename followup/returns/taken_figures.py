"""Figures that are taken from another table of the same form, where the unit gives them once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from followup.form.answers.answers import AnsweredTable
from followup.form.place import Place
from followup.form.rows import CellOfTable, FilledRow
from followup.form.values import Value


class TypedOver(NamedTuple):
    """A figure that stands in a cell which is taken from another, and is none of that cell's."""

    place: Place
    value: Value


def with_taken_figures(tables: Mapping[str, AnsweredTable]) -> tuple[dict[str, AnsweredTable], list[TypedOver]]:
    """The tables with what rows take from cells of others, and what people have typed there instead.

    There is no figure where the other was refused, or is not there.
    """
    rows_of: dict[str, Mapping[str, FilledRow]] = {}

    def taken(cell: CellOfTable) -> Value:
        if cell.section not in rows_of:
            rows_of[cell.section] = {row.row.key: row for row in tables.get(cell.section, ())}
        row = rows_of[cell.section].get(cell.row)
        return None if row is None or cell.column in row.refused else row[cell.column]

    filled, typed_over = dict(tables), list[TypedOver]()
    for key, table in tables.items():
        columns: dict[str, tuple[Value, ...]] = {}
        for column in dict.fromkeys(column for row in table.rows for column in row.taken):
            values: list[Value] = []
            for row, typed in zip(table, table.column(column), strict=True):
                value = taken(row.row.taken[column]) if column in row.row.taken else typed
                if typed is not None and typed != value:
                    typed_over.append(TypedOver(row.place(column), typed))
                values.append(value)
            columns[column] = tuple(values)
        if columns:
            filled[key] = table.with_columns(columns)
    return filled, typed_over
