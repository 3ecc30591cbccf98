"""Cells of a template that show what the unit writes in another table of it: a figure is given once."""

from __future__ import annotations

from collections.abc import Sequence

from followup.files.book import Book, address, quoted
from followup.form.layout.table_layout import TableLayout
from followup.locale import Words

STYLE = "computed"


def put_taken_cells(book: Book, layouts: Sequence[TableLayout], words: Words) -> None:
    """A formula in each cell that is taken from another, with its result as the workbook is written."""
    by_section = {layout.table.section.key: layout for layout in layouts}
    for layout in layouts:
        for row in layout.table.rows:
            for column, cell in row.taken.items():
                other = by_section.get(cell.section)
                if other is None or cell.row not in other.rows or cell.column not in other.columns:
                    continue
                source = f"{quoted(other.sheet)}!{address(other.rows[cell.row], other.columns[cell.column])}"
                declared = layout.table.column(column)
                assert declared is not None
                kind = row.type_of(declared)
                shown = kind.to_cell(other.filled[cell.row][cell.column], words)
                formula = f'=IF({source}="","",{source})'
                book.sheet(layout.sheet).put(
                    layout.rows[row.key],
                    layout.columns[column],
                    "" if shown is None else shown,
                    STYLE,
                    number_format=kind.number_format,
                    formula=formula,
                )
