"""Read a found table: each cell to a value with its place, or a finding that names it. One reader for each shape."""

from __future__ import annotations

from followup.form.rows import Origin
from followup.form.section import Grid, Listing
from followup.form.shapes.blocks import BlockReader
from followup.form.shapes.found_table import Found
from followup.form.shapes.grid import GridReader
from followup.form.shapes.listing import ListingReader
from followup.form.shapes.table_reader import Read, TableReader
from followup.locale import Words

READERS: dict[type, type[TableReader]] = {Grid: GridReader, Listing: ListingReader}

__all__ = ["READERS", "Read", "read_table"]


def read_table(found: Found, file: str, unit: str, words: Words) -> Read:
    """The rows of a table, in the plan's order for a grid and in the sheet's order for a listing."""
    reader = BlockReader if found.table.lines else READERS[type(found.table.section.shape)]
    return reader(found, Origin(file, unit, found.sheet.name), words).read()
