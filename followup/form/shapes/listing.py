"""Read a listing: rows that people add."""

from __future__ import annotations

from collections.abc import Mapping

from followup.files.received import Raw, Uncalculated
from followup.form.answers.completing import complete
from followup.form.cells.base import CellType, shown
from followup.form.columns import Column
from followup.form.section import Listing
from followup.form.shapes.prefilled import is_same_result
from followup.form.shapes.table_reader import TableReader
from followup.locale import Message, _
from followup.rulebook.answers import COMPUTED_OVERWRITTEN, REQUIRED, STRUCK_OUT
from followup.rulebook.tables import IDENTITY_TWICE


class ListingReader(TableReader):
    """Every row with something in the table's columns, in the order of the sheet."""

    def read_rows(self) -> None:
        """Each row; what identifies it must not stand twice."""
        shape = self.table.section.shape
        assert isinstance(shape, Listing)
        typed = [place for place, column in self.columns if column.derived is None]
        for line in self.match.rows():
            raws = {place: raw for place in typed if (raw := self.match.lines[line].get(place)) is not None}
            # One withdrawal a row: cell by cell it would fill the list of findings with one decision.
            if raws and all(self._is_struck((line, place)) for place in raws):
                self._pass_struck(line, raws)
            elif raws:
                self._read_row(line, raws)
        self._name_rows(shape.identity)
        self._report_required()
        self._normalise()
        complete(self.answers.rows, self.table.columns, self.answers.values, self.answers.coverages)
        self._compare_computed()

    def _compare_computed(self) -> None:
        """Computed cells that somebody wrote over: reported where it differs, on rows with an answer."""
        sheet, rows = self.match.sheet, {line: at for at, line in enumerate(self.answers.lines)}
        for place, column in self.columns:
            for line in self.match.rows() if column.derived is not None else ():
                raw, at = sheet.cells.get((line, place)), rows.get(line)
                is_ours = (line, place) in sheet.formulas or isinstance(raw, Uncalculated)
                if raw is not None and (is_ours or at is not None):
                    self.result.used_cells.add((line, place))
                if raw is None or is_ours or at is None:
                    continue
                if not is_same_result(raw, self.answers.value(at, column.key)):
                    self._report_answer(at, column.key, COMPUTED_OVERWRITTEN.problem(), shown(raw))

    def _pass_struck(self, at: int, raws: dict[int, Raw]) -> None:
        """A row that somebody added and struck out again: withdrawn, and reported once."""
        self.result.filled += len(raws)
        self.result.refused += len(raws)
        self.result.used_cells.update((at, place) for place in raws)
        first = min(raws)
        self._report(STRUCK_OUT.problem(), (at, first), shown(raws[first]), self.match.columns[first])

    def _read_row(self, line: int, raws: Mapping[int, Raw]) -> None:
        at = self.answers.add(line)
        for place, column in self.columns:
            if column.derived is not None:
                continue
            values = self.answers.column(column.key)
            if self.origin.unit:  # what stands outside its tables nobody asks of a plan, and its cells are many
                self.result.asked_cells.add((line, place))
            if place in raws:
                if self.origin.unit:
                    self.result.used_cells.add((line, place))
                kind = column.type
                assert isinstance(kind, CellType), "a listing has no rows to take a type from"
                values[at] = self._take(at, column, kind, (line, place), raws[place])

    def _name_rows(self, identity: tuple[str, ...]) -> None:
        """The rows by what identifies them; one that stands twice is reported."""
        columns = [self.answers.column(key) for key in identity]
        seen: dict[str, int] = {}
        keys: list[str] = []
        for at, line in enumerate(self.answers.lines):
            identity_values = [values[at] for values in columns]
            key = "/".join("" if value is None else str(value) for value in identity_values) or f"row {line + 1}"
            if key in seen and identity and None not in identity_values:
                self._report_answer(
                    at, identity[0], IDENTITY_TWICE.problem(first=seen[key] + 1), key.replace("/", " · ")
                )
            seen.setdefault(key, line)
            keys.append(key)
        self.answers.set_rows(self.table.rows_of(keys))

    def _report_required(self) -> None:
        for column in self.table.columns:
            if column.required:
                for at, value in enumerate(self.answers.column(column.key)):
                    if value is None and not self.answers.is_refused(at, column.key):
                        advice = column.help or _help(column)
                        self._report_answer(at, column.key, REQUIRED.problem(help=advice), "")


def _help(column: Column) -> Message:
    return column.type.help() if isinstance(column.type, CellType) else _("Write a value.")
