"""The lines of the facts that one row gives: a line for each answer and figure, and one for each judgement."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Context, Decimal
from typing import Any

from followup.form.columns import Column, Role
from followup.form.rows import FilledRow, label_of
from followup.form.terms.judgement import Judgement
from followup.form.values import Masked, Missing, PartFigures, RoughFigure, Value
from followup.locale import _
from followup.region.facts.fact import NO, YES, Fact
from followup.region.facts.fact_kinds import Kinds
from followup.region.facts.judgement_facts import HIDDEN, judgement_columns
from followup.region.facts.measuring import Measurements, gap_to
from followup.region.facts.unit_facts import UnitFacts
from followup.region.masking.counted import CountedLine, CountedTable, Counts
from followup.region.rolling_up import SCALE

AS_FLOATS = Context(prec=15)
"""The digits that a float keeps: a share that was worked out has no more."""


class TableFacts:
    """The facts of one table, row by row; what its rows have in common is worked out once."""

    def __init__(self, counted: CountedTable, units: UnitFacts) -> None:
        self.counted, self.units, self.frame, self.sources = counted, units, units.frame, units.sources
        self.table, self.kinds = counted.table, Kinds(counted.table)
        self.measured = Measurements(self.table.section, self.frame)
        self.columns = [column for column in self.table.columns if column.role is not Role.LABEL]

    def of_line(self, line: CountedLine, only: Collection[str] | None = None) -> Iterator[Fact]:
        """A row's answers and figures, then its judgements; with ``only`` those of some columns."""
        common = self.of_row(line)
        for column in self.columns:
            if only is None or column.key in only:
                yield from self._of_column(line, column, common)
        for judgement in line.row.judgements:
            yield self._of_judgement(line, judgement, common)

    def of_row(self, line: CountedLine) -> Fact:
        """What all lines of a row say."""
        filled, table = line.filled, self.table
        return self.units.of(line.row.unit)._replace(
            section=table.section.key,
            row=filled.row.key,
            label=label_of(filled),
            group=self.measured.group_of(filled),
            order=table.order.get(filled.row.key, len(table.order)),
        )

    def _of_column(self, line: CountedLine, column: Column, common: Fact) -> Iterator[Fact]:
        """The line of one cell; none of an empty one, but for a whole that is counted by its parts."""
        filled, value = line.filled, line.filled[column.key]
        refused = column.key in filled.refused
        if value is None and not refused:
            value = self._whole_of(line, column)
        if value is None and not refused:
            return
        if column.key in filled.cells and self.units.is_withheld(filled.place(column.key)):
            value = HIDDEN
        start, end = self.measured.period_of(filled, column)
        number = as_float_digits(value) if isinstance(value, Decimal) else None  # what is not exact is in no sum
        yield common._replace(
            period_start=start,
            period_end=end,
            column=column.base,
            part=part_of(column.part),
            kind=self.kinds.of(line.row, column.key),
            value=number,
            text=self._text_of(line, column, value),
            missing_reason=value.reason if isinstance(value, Missing) else "",
            masked=YES if isinstance(value, Masked) else NO,
            note=self._note_of(line, column.key, value),
            preliminary=YES if self._is_preliminary(filled, column) else common.preliminary,
            **self._source_of(line, column.key),
            **self._measure_of(line, column, number),
        )

    def _text_of(self, line: CountedLine, column: Column, value: Value) -> str:
        """An answer in words, as it is shown; of a figure only what it was written as, where it is not exact."""
        if value is None or isinstance(value, Decimal | Missing):
            return ""
        return value.text if isinstance(value, RoughFigure) else self._words(line, column, value)

    def _words(self, line: CountedLine, column: Column, value: Value) -> str:
        shown = line.filled.row.type_of(column).to_cell(value, self.frame.words)
        if isinstance(shown, bool):
            return YES if shown else NO
        return shown.isoformat() if isinstance(shown, date) else str(shown)

    def _whole_of(self, line: CountedLine, column: Column) -> Decimal | None:
        """What a unit's parts make together, where it gave no total and the region's figure counts the parts instead."""
        if column.part != "total" or not self.kinds.is_counted(line.row, column.key):
            return None
        parts = (part.key for part in self.columns if part.base == column.base and part.part != "total")
        figures = [line.filled.number(key) for key in parts if key not in line.filled.row.closed]
        figures_known = [figure for figure in figures if figure is not None]
        adds_up = (kind := line.filled.row.kind_in(column)) is not None and kind.adds_up
        return sum(figures_known, Decimal(0)) if adds_up and len(figures) == len(figures_known) > 1 else None

    def _note_of(self, line: CountedLine, column: str, value: Value) -> str:
        """What a figure lacks: contributors of a sum, a cell of its own, or that it could not be read."""
        words, short = self.frame.words, line.filled.coverage(column)
        if column in line.filled.refused:
            return words(_("could not be read"))
        if value is not None and line.filled[column] is None:
            return words(_("added up from its parts"))
        return words(_("incomplete: {have} of {of}", have=short[0], of=short[1])) if short is not None else ""

    def _is_preliminary(self, filled: FilledRow, column: Column) -> bool:
        """Whether a figure, or one that it was added up from, was written as preliminary: "prel. 41 %"."""
        if column.base != self.table.section.measuring.judged:
            return False
        rows = (filled, *filled.contributors(column.key))
        texts = (value for row in rows for value in row.values.values() if isinstance(value, PartFigures))
        return any(text.preliminary and column.part in dict(text.parts) for text in texts)

    def _source_of(self, line: CountedLine, column: str) -> dict[str, Any]:
        """Where an answer stood; nothing of what stood nowhere, or has no cell of its own."""
        filled = line.filled
        is_empty = filled[column] is None and column not in filled.refused
        if not self.sources or is_empty or column not in filled.cells:
            return {}
        place = filled.place(column)
        return {"file": place.file, "sheet": place.sheet, "cell": place.cell} if place.file else {}

    def _measure_of(self, line: CountedLine, column: Column, number: Decimal | None) -> dict[str, Any]:
        """What a figure is measured in, whether it counts people, and what it should be."""
        measured = self.measure_of(line, column)
        if not measured or column.base != self.table.section.measuring.judged:
            return measured
        part = part_of(column.part)
        judgements = (
            judgement for judgement in line.row.judgements if judgement.scale == SCALE and judgement.part == part
        )
        target = next(
            (judgement for judgement in judgements if judgement.low is not None or judgement.high is not None), None
        )
        return measured | self._wanted(line, target, number)

    def measure_of(self, line: CountedLine, column: Column) -> dict[str, Any]:
        """What figures in a column of a row are measured in, and whether they count people; nothing where none stand."""
        row = line.filled.row
        if row.kind_in(column) is None:
            return {}
        return {
            "unit_of_measure": self.measured.unit_of(row, column),
            "counts_people": self._counts_people(line, column),
        }

    def _counts_people(self, line: CountedLine, column: Column) -> str:
        """Whether a figure counts people; empty where nobody has said. A share is no count."""
        if self.counted.is_share(line, column):
            return NO
        return {Counts.PEOPLE: YES, Counts.OTHER: NO, Counts.UNSAID: ""}[self.counted.counts(line, column)]

    def _wanted(self, line: CountedLine, judgement: Judgement | None, number: Decimal | None) -> dict[str, Any]:
        """What a figure should be, by the judgement of it, and how far it is from that."""
        low, high = (
            (None, None) if judgement is None else (as_float_digits(judgement.low), as_float_digits(judgement.high))
        )
        since = None if judgement is None else judgement.since
        return {
            "target_low": low,
            "target_high": high,
            "target_strict": _strictness(judgement),
            "direction": self.measured.direction_of(line.filled.row, low, high),
            "compared_with": "" if since is None else self.frame.words(since),
            "gap": gap_to(number, low, high),
        }

    def _of_judgement(self, line: CountedLine, judgement: Judgement, common: Fact) -> Fact:
        start, end = self.measured.days_of(line.filled)
        source = line.row.source
        stood: dict[str, Any] = {"file": source.file, "sheet": source.sheet, "cell": source.cell}
        return common._replace(
            period_start=start,
            period_end=end,
            column=judgement.scale,
            scale=judgement.scale,
            part=part_of(judgement.part),
            kind=self.kinds.of(line.row),
            **judgement_columns(self.frame, judgement, judgement.scale, judgement.origin),
            **self._wanted(line, judgement, None),
            **(stood if self.sources else {}),
        )


def _strictness(judgement: Judgement | None) -> str:
    """Whether the ends of what is wanted are themselves not good enough; empty where there are none."""
    if judgement is None or (judgement.low is None and judgement.high is None):
        return ""
    return YES if judgement.strict else NO


def part_of(part: str) -> str:
    """The part of the breakdown; empty for the whole."""
    return "" if part == "total" else part


def as_float_digits(number: Decimal | None) -> Decimal | None:
    """The number with the digits that a float keeps."""
    return None if number is None else AS_FLOATS.plus(number)
