"""Read a found table: each cell to a value with its place, or a finding that names it. One reader for each shape."""

from __future__ import annotations

from followup.form.rows import SheetOrigin
from followup.form.section import Grid, Listing
from followup.form.shapes.blocks import BlockReader
from followup.form.shapes.grid import GridReader
from followup.form.shapes.listing import ListingReader
from followup.form.shapes.table_match import TableMatch
from followup.form.shapes.table_reader import TableReader, TableReading
from followup.locale import Words

READERS: dict[type, type[TableReader]] = {Grid: GridReader, Listing: ListingReader}

__all__ = ["READERS", "TableReading", "read_table"]


def read_table(match: TableMatch, file: str, unit: str, words: Words) -> TableReading:
    """The rows of a table, in the plan's order for a grid and in the sheet's order for a listing."""
    reader = BlockReader if match.table.lines else READERS[type(match.table.section.shape)]
    return reader(match, SheetOrigin(file, unit, match.sheet.name), words).read()
