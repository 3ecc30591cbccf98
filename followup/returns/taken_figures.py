"""Figures that are taken from another table of the same form, where the unit gives them once."""

from __future__ import annotations

from collections.abc import Mapping

from followup.form.answers.answers import AnsweredTable
from followup.form.rows import CellOfTable, FilledRow
from followup.form.values import Value


def with_taken_figures(tables: Mapping[str, AnsweredTable]) -> dict[str, AnsweredTable]:
    """The tables with what rows take from cells of others; nothing where the other was refused, or is not there."""
    rows_of: dict[str, Mapping[str, FilledRow]] = {}

    def taken(cell: CellOfTable) -> Value:
        if cell.section not in rows_of:
            rows_of[cell.section] = {row.row.key: row for row in tables.get(cell.section, ())}
        row = rows_of[cell.section].get(cell.row)
        return None if row is None or cell.column in row.refused else row[cell.column]

    filled = dict(tables)
    for key, table in tables.items():
        columns = dict.fromkeys(column for row in table.rows for column in row.taken)
        if columns:
            filled[key] = table.with_columns(
                {
                    column: [
                        taken(row.taken[column]) if column in row.taken else value
                        for row, value in zip(table.rows, table.column(column), strict=True)
                    ]
                    for column in columns
                }
            )
    return filled
