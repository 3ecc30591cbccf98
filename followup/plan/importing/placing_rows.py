"""Where new rows go in the workbook of a plan, and which cell of the list each of their cells came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from followup.files.addresses import Area
from followup.files.extending.added_rows import TableRows
from followup.files.received import ReceivedBook
from followup.form.finding import Finding
from followup.form.form import FormTable
from followup.form.place import Place
from followup.form.shapes.find_tables import find_tables
from followup.form.shapes.table_match import ABSENT, TableMatch
from followup.frozen import frozen
from followup.locale import Message
from followup.plan.importing.new_rows import NewRow


class NoRoom(Exception):
    """The plan has no sheet, or no column, for what is to be added: ``sheet`` and ``column`` are their titles."""

    def __init__(self, sheet: Message, column: Message | None = None) -> None:
        super().__init__(sheet.id)
        self.sheet, self.column = sheet, column


@frozen
class PlacedRows:
    """``tables`` are the rows by the names of sheets; ``rows`` by sheet and row of the workbook, ``columns`` their keys by
    sheet and column."""

    tables: Mapping[str, TableRows]
    rows: Mapping[tuple[str, int], NewRow]
    columns: Mapping[tuple[str, int], str]

    def origin(self, place: Place) -> Place | None:
        """Where in the list stands what stands at a place of the plan; None of what did not come from it."""
        row = self.rows.get((place.sheet, place.row))
        if row is None:
            return None
        key = self.columns.get((place.sheet, place.column), "")
        # What the list has no cell of is said of the row, by what the plan calls it.
        return row.origins.get(key) or replace(row.place, label=place.label)

    def of_the_list(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """What is found in the new rows of a plan, said of the cells of the list."""
        for finding in findings:
            if (place := self.origin(finding.place)) is not None:
                yield Finding(place, finding.rule, finding.severity, finding.raw, finding.advice)


def place_rows(
    book: ReceivedBook, tables: Sequence[FormTable], areas: Mapping[str, Sequence[Area]], rows: Sequence[NewRow]
) -> PlacedRows:
    """The rows under what stands in each table. NoRoom where the workbook lacks a sheet or a column for them."""
    matches: dict[str, TableMatch] = {}
    for match in find_tables(book, tables):
        matches.setdefault(match.table.section.key, match)
    placed: dict[str, TableRows] = {}
    by_row: dict[tuple[str, int], NewRow] = {}
    columns: dict[tuple[str, int], str] = {}
    for table in tables:
        own = [row for row in rows if row.sheet == table.section.key]
        if not own:
            continue
        found = matches.get(table.section.key)
        if found is None or found.header == ABSENT:
            raise NoRoom(table.sheet)
        places = {key: at for at, key in found.columns.items()}
        for row in own:
            if lacking := next((key for key in row.cells if key not in places), None):
                raise NoRoom(table.sheet, next(column.title for column in table.columns if column.key == lacking))
        first = 1 + max([found.header, *(at for at in found.rows() if found.lines[at].keys() & found.columns.keys())])
        last = _last_prepared(found, areas.get(found.sheet.name, ()))
        values = [{places[key]: value for key, value in row.cells.items()} for row in own]
        placed[found.sheet.name] = TableRows(found.header, first, max(last, first - 1), values)
        by_row |= {(found.sheet.name, first + offset): row for offset, row in enumerate(own)}
        columns |= {(found.sheet.name, at): key for at, key in found.columns.items()}
    return PlacedRows(placed, by_row, columns)


def _last_prepared(match: TableMatch, areas: Sequence[Area]) -> int:
    """The last row of Excel's own table over its titles; without one nothing is prepared."""
    return max(
        [last for first, left, last, right in areas if first == match.header and left <= match.left <= right],
        default=-1,
    )
