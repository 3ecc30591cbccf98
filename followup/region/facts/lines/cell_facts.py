"""The lines of the facts that tell what stands in cells: a line for each answer and figure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import add

from followup.form.rows import FilledRow
from followup.form.values import Masked, Missing, PartFigures, RoughFigure, Value
from followup.locale import _
from followup.region.facts.fact import DAYS, NO, YES, Strip, values_at
from followup.region.facts.lines.fact_lines import FactLines, columns_of, strip_of_few
from followup.region.facts.lines.fact_sources import Sources
from followup.region.facts.lines.measure_facts import CellKey, Measures
from followup.region.facts.lines.table_cells import TableCells
from followup.region.facts.row_facts import RowFacts
from followup.region.facts.target_facts import NO_TARGET, TargetFields, TargetsOfRows
from followup.region.measuring import as_float_digits, figures_of, part_of

TO_BE_CHECKED = _("to be checked")
"""The note of a figure that a warning is about which nobody has explained, or that is made of one."""


class CellFacts:
    """The lines of the cells of one table: what each column of theirs says."""

    def __init__(self, rows: RowFacts) -> None:
        self.rows, self.columns, self.filled = rows, rows.columns, rows.filled
        self.judged = {at for at, column in enumerate(rows.columns) if column.base == rows.section.measuring.judged}
        self.table_cells = TableCells(rows)
        self.cells, self.values = self.table_cells.cells, self.table_cells.shown()
        self.numbers, self.places = self.table_cells.numbers, self.table_cells.places
        self._preliminary_of: dict[int, Collection[str]] = {}

    def lines(self, targets: TargetsOfRows, measures: Measures) -> FactLines:
        """A line for each cell, row by row."""
        bases, parts = [column.base for column in self.columns], [part_of(column.part) for column in self.columns]
        strips = [
            self.rows.strip(self.numbers),
            Strip({"column": bases, "part": parts}, self.places),
            self._days(),
            Strip({"kind": self._kinds()}),
            Strip({"value": figures_of(self.values)}),
            self._words(),
            measures.strip(self.numbers, self.places),
            self._targets(targets),
            self._notes(),
            Strip({"preliminary": self._preliminary(self.rows.approvals(self.numbers))}),
        ]
        if self.rows.units.sources:
            strips += Sources(self.rows.runs, self.table_cells.keys).strips(self.cells, self.table_cells.added_up)
        return FactLines(self.numbers, strips, self.rows.usual)

    def _days(self) -> Strip:
        """The days that each answer is about: the same in a column, but for rows of a month each."""
        month, period_of = self.rows.section.measuring.month, self.rows.measured.period_of
        months = [filled.text(month) for filled in self.filled] if month else [""] * len(self.filled)
        row_of = dict(zip(months, self.filled, strict=True))
        days = [period_of(filled, column) for filled in row_of.values() for column in self.columns]
        starts = {of: number * len(self.columns) for number, of in enumerate(row_of)}
        starts_of_rows = [starts[of] for of in months]
        numbers = list(map(add, values_at(starts_of_rows, self.numbers), self.places))
        return Strip(columns_of(DAYS, days), numbers)

    def _kinds(self) -> list[str]:
        rows, kinds, keys = self.rows.rows, self.rows.kinds, self.table_cells.keys
        of_rows, counted = self.rows.row_kinds, [key in kinds.counted_columns for key in keys]
        return [kinds.of(rows[row], keys[at]) if counted[at] else of_rows[row] for row, at in self.cells]

    def _words(self) -> Strip:
        """What is no figure: an answer in words; a reason for having none; of a figure that is not exact only the words,
        for it is in no sum."""
        others = {line: value for line, value in enumerate(self.values) if not isinstance(value, Decimal)}
        words = {line: self._in_words(self.cells[line], value) for line, value in others.items()}
        return strip_of_few(("text", "missing_reason", "masked"), len(self.cells), ("", "", NO), words)

    def _in_words(self, cell: CellKey, value: Value) -> tuple[str, str, str]:
        if isinstance(value, Missing):
            return "", value.reason, YES if isinstance(value, Masked) else NO
        if isinstance(value, RoughFigure):
            return value.text, "", NO
        row, column = self.filled[cell[0]].row, self.columns[cell[1]]
        shown = row.type_of(column).to_cell(value, self.rows.frame.words)
        if isinstance(shown, bool):
            return YES if shown else NO, "", NO
        return shown.isoformat() if isinstance(shown, date) else str(shown), "", NO

    def _targets(self, targets: TargetsOfRows) -> Strip:
        """What the figures that are judged should be."""
        own = {line: self._target(self.cells[line], self.values[line], targets) for line in self._judged_lines}
        return strip_of_few(TargetFields._fields, len(self.cells), NO_TARGET, own)

    def _target(self, cell: CellKey, value: Value, targets: TargetsOfRows) -> TargetFields:
        row, column = self.filled[cell[0]].row, self.columns[cell[1]]
        if row.kind_in(column) is None:
            return NO_TARGET
        figure = as_float_digits(value) if isinstance(value, Decimal) else None
        return targets.target(row, targets.of_part(cell[0], part_of(column.part)), figure)

    def _notes(self) -> Strip:
        """What a figure lacks: contributors of a sum, a cell of its own, that it could not be read or is to be checked."""
        rows = {number for run in self.rows.runs for number in run.incomplete()}
        rows |= {number for number, _at in (*self.table_cells.refused, *self.table_cells.added_up)}
        rows |= {number for number, row in enumerate(self.rows.rows) if row.questioned}
        lines = [line for line, number in enumerate(self.numbers) if number in rows] if rows else []
        notes = {line: (self._note(self.cells[line]),) for line in lines}
        return strip_of_few(("note",), len(self.cells), ("",), notes)

    def _note(self, cell: CellKey) -> str:
        words = self.rows.frame.words
        if cell in self.table_cells.refused:
            return words(_("could not be used"))
        if cell in self.table_cells.added_up:
            return words(_("added up from its parts"))
        key = self.columns[cell[1]].key
        short = self.filled[cell[0]].coverage(key)
        lacks = [] if short is None else [words(_("incomplete: {have} of {of}", have=short[0], of=short[1]))]
        if key in self.rows.rows[cell[0]].questioned:
            lacks.append(words(TO_BE_CHECKED))
        return "; ".join(lacks)

    def _preliminary(self, approvals: list[str]) -> list[str]:
        """As approvals say, or because a figure, or one that it was added up from, was written so: "prel. 41 %"."""
        for line in self._judged_lines:
            filled, column = self.filled[self.cells[line][0]], self.columns[self.cells[line][1]]
            rows = (filled, *filled.contributors(column.key))
            if any(column.part in self._preliminary_parts(row) for row in rows):
                approvals[line] = YES
        return approvals

    @cached_property
    def _judged_lines(self) -> list[int]:
        """The lines of the columns that judgements of attainment are of."""
        return [line for line, at in enumerate(self.places) if at in self.judged] if self.judged else []

    def _preliminary_parts(self, filled: FilledRow) -> Collection[str]:
        """The parts of which a row has preliminary figures; kept, for each part of a row asks, and of the region's row."""
        if id(filled) not in self._preliminary_of:
            texts = [value for value in filled.values.values() if isinstance(value, PartFigures) and value.preliminary]
            self._preliminary_of[id(filled)] = {part for text in texts for part, _figure in text.parts}
        return self._preliminary_of[id(filled)]
