"""Read a listing: rows that people add."""

from __future__ import annotations

from followup.files.received import Raw
from followup.form.cells.base import CellType, shown
from followup.form.columns import Column
from followup.form.rows import FilledRow, Row, complete
from followup.form.section import Listing
from followup.form.shapes import faults
from followup.form.shapes.table import TableReader
from followup.locale import Message, _


class ListingReader(TableReader):
    """Every row with something in the table's columns, in the order of the sheet."""

    def read_rows(self) -> None:
        """Each row; what identifies it must not stand twice."""
        shape = self.table.section.shape
        assert isinstance(shape, Listing)
        seen: dict[str, int] = {}
        types = {c.base or c.key: c.type for c in self.table.columns if isinstance(c.type, CellType)}
        for at in self.found.rows():
            written = {
                place: raw for place, _column in self.columns if (raw := self.found.lines[at].get(place)) is not None
            }
            if not written:
                continue
            if all(self._is_struck((at, place)) for place in written):
                self._pass_struck(at, written)
                continue
            filled = self._row(at, written)
            key = "/".join(filled.text(column) for column in shape.identity) or f"row {at + 1}"
            self._tell_twice(filled, key, seen, at, shape.identity)
            filled.row = Row(key, types=types)
            self.result.rows.append(filled)
            self._tell_required(filled)
            self._settle(filled)
        complete(self.result.rows, self.table.columns)

    def _pass_struck(self, at: int, written: dict[int, Raw]) -> None:
        """A row that somebody added and struck out again: withdrawn, and told once."""
        self.result.filled += len(written)
        self.result.refused += len(written)
        self.result.used.update((at, place) for place in written)
        first = min(written)
        self._tell_at(faults.answer_is_struck_out(), (at, first), shown(written[first]), self.found.columns[first])

    def _row(self, at: int, written: dict[int, Raw]) -> FilledRow:
        filled = FilledRow(Row(""), {}, self.origin, titles=self.titles, called=self.found.sheet.called)
        for place, column in self.columns:
            filled.cells[column.key] = (at, place)
            self.result.asked.add((at, place))
            if place in written:
                self.result.used.add((at, place))
                self._take(filled, column, written[place])
        return filled

    def _tell_twice(
        self, filled: FilledRow, key: str, seen: dict[str, int], at: int, identity: tuple[str, ...]
    ) -> None:
        if key in seen and identity and all(filled[column] is not None for column in identity):
            self._remark(filled, identity[0], faults.row_stands_already(seen[key]), key.replace("/", " · "))
        seen.setdefault(key, at)

    def _tell_required(self, filled: FilledRow) -> None:
        for column in self.table.columns:
            if column.required and filled[column.key] is None and column.key not in filled.refused:
                self._remark(filled, column.key, faults.answer_is_required(column.help or _help(column)), "")


def _help(column: Column) -> Message:
    return column.type.help() if isinstance(column.type, CellType) else _("Write a value.")
