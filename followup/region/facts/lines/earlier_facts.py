"""The lines of the facts that tell what a figure was in earlier rounds, as the form has it: of their own round."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from followup.form.columns import Column, ColumnMeaning
from followup.form.rows import Row
from followup.form.section import Section
from followup.form.terms.period import Days
from followup.form.values import Masked
from followup.history.past_facts import EARLIER
from followup.locale import _, literal
from followup.plan.rounds.rounds import is_before, order_of, same_round
from followup.region.facts.fact import NO, YES, Strip
from followup.region.facts.lines.fact_lines import FactLines, columns_of
from followup.region.facts.lines.judgement_facts import HIDDEN
from followup.region.facts.lines.measure_facts import CellKey, Measures
from followup.region.facts.row_facts import RowFacts
from followup.region.measuring import NO_DAYS, figures_of, part_of


class EarlierFacts:
    """The earlier figures of one table's rows, a line each: in no sum of this round, and in no total of their own."""

    def __init__(self, rows: RowFacts) -> None:
        self.rows, self.frame = rows, rows.frame
        judged = rows.section.measuring.judged
        self.columns = [(at, column) for at, column in enumerate(rows.columns) if column.base == judged]
        self.method = _method_of(rows.section)

    def lines(self, measures: Measures) -> FactLines:
        """The figures of each row, column by column and round by round; those masked stand without a value."""
        figures = list(self._figures())
        cells = [cell for cell, _round, _value in figures]
        rounds = [round_ for _cell, round_, _value in figures]
        values = [value for _cell, _round, value in figures]
        days = {round_: self._days_of(round_) for round_ in set(rounds)}
        columns = {
            "round": rounds,
            **columns_of(("period_start", "period_end"), [days[round_] for round_ in rounds]),
            "column": [self.rows.columns[at].base for _number, at in cells],
            "part": [part_of(self.rows.columns[at].part) for _number, at in cells],
            "kind": [EARLIER] * len(cells),
            "value": figures_of(values),
            "missing_reason": [value.reason if isinstance(value, Masked) else "" for value in values],
            "masked": [YES if isinstance(value, Masked) else NO for value in values],
            "note": [self._note_of(self.rows.filled[number].row, round_) for (number, _at), round_, _value in figures],
        }
        numbers, places = [number for number, _at in cells], [at for _number, at in cells]
        return FactLines(
            numbers, [self.rows.strip(numbers), measures.strip(numbers, places), Strip(columns)], self.rows.usual
        )

    def _figures(self) -> Iterator[tuple[CellKey, str, Decimal | Masked]]:
        """The cell that each stands beside, its round and what it was."""
        rows = self.rows.filled[: self.rows.first_sum] if self.columns else ()
        for number, filled in enumerate(rows):
            row = filled.row
            if row.earlier or row.earlier_masked:
                for at, column in self.columns:
                    yield from (((number, at), *figure) for figure in _rounds_of(row, column))

    def _days_of(self, round_: str) -> Days:
        """Those that its record says; else the plan's own, where the round compared with ends when they do."""
        period = self.frame.period
        if (recorded := next((days for name, days in period.earlier if same_round(name, round_)), NO_DAYS)) != NO_DAYS:
            return recorded
        if not period.compared_with or not same_round(round_, period.compared_with):
            return NO_DAYS
        order, last = order_of(round_), period.compared_last
        return period.compared if last is None or order in (None, (last.year, last.month)) else NO_DAYS

    def _note_of(self, row: Row, round_: str) -> str:
        """That a figure was computed from other units', or measured in another way than this round's."""
        changed = str(row.plan_record.get(self.method) or "") if self.method else ""
        words, notes = self.frame.words, []
        if round_ in row.earlier_notes:
            notes.append(words(row.earlier_notes[round_]))
        if changed and is_before(round_, changed):
            notes.append(words(_("measured in another way than from {round}", round=literal(changed))))
        return "; ".join(notes)


def _rounds_of(row: Row, column: Column) -> Iterator[tuple[str, Decimal | Masked]]:
    part = column.part or "total"
    yield from ((round_, figures[part]) for round_, figures in row.earlier if part in figures)
    yield from ((round_, HIDDEN) for round_, parts in row.earlier_masked if part in parts)


def _method_of(section: Section) -> str:
    """The field of a row that says from which round it is measured in another way; empty where there is none."""
    columns = (column for sheet in section.plan for column in sheet.columns if isinstance(column, Column))
    return next((column.key for column in columns if column.meaning is ColumnMeaning.METHOD), "")
