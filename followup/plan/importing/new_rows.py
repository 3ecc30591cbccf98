"""Rows that a list brings to a sheet of the plan, and where in the list each of their values stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from followup.files.received import ReceivedBook
from followup.form.finding import Finding
from followup.form.place import Place
from followup.frozen import frozen
from followup.plan.importing.bare_shares import BareColumn
from followup.plan.importing.cell_values import CellValue


@frozen
class NewRow:
    """A row for the ``sheet`` of that key: ``cells`` by column, ``origins`` where they stand in the list, ``place`` its name."""

    sheet: str
    cells: Mapping[str, CellValue]
    place: Place
    origins: Mapping[str, Place]


@frozen
class UnknownName:
    """A name in the list that no row of the plan has: in the column ``title``, of which ``sheet`` it would be a row, the
    ``nearest`` one of these, and where it stands."""

    name: str
    sheet: str
    nearest: str
    places: Sequence[Place]


@frozen
class ImportedRows:
    """What a list comes to: ``rows`` that are new, those of other sheets that they stand under first; how many of its lines
    were ``read``, and how many the plan has already; ``unknown`` names, ``doubtful`` ones that may be those of rows that the
    plan has, and what is to be said. ``bare`` are the columns of earlier figures of which some have no percent sign.
    """

    rows: Sequence[NewRow]
    read: int
    present: int
    unknown: Sequence[UnknownName]
    doubtful: Sequence[UnknownName]
    findings: Sequence[Finding]
    bare: Sequence[BareColumn] = ()


class RowPlaces:
    """Places in a list."""

    def __init__(self, book: ReceivedBook) -> None:
        self._file = book.file
        self._called = {sheet.name: sheet.called for sheet in book.sheets}

    def of(self, sheet: str, row: int, column: int, label: str = "") -> Place:
        """A cell of a sheet, called as its reader sees it."""
        return Place(self._file, "", sheet, row, column, label, self._called.get(sheet, {}).get(row, ""))
