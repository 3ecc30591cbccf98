"""The lines of the facts that tell what a figure was in earlier rounds, as the form has it: of their own round."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from followup.form.columns import Column, ColumnMeaning
from followup.form.section import Section
from followup.form.terms.period import Days
from followup.form.values import Masked
from followup.locale import _, literal
from followup.plan.rounds import is_before, same_round
from followup.region.facts.fact import YES, Fact
from followup.region.facts.fact_kinds import EARLIER
from followup.region.facts.judgement_facts import HIDDEN
from followup.region.facts.measuring import NO_DAYS
from followup.region.facts.row_facts import TableFacts, as_float_digits, part_of
from followup.region.masking.counted import CountedLine


class EarlierFacts:
    """The earlier figures of one table's rows, a line each: in no sum of this round, and in no total of their own."""

    def __init__(self, facts: TableFacts) -> None:
        section = facts.table.section
        self.facts, self.frame = facts, facts.frame
        self.columns = [column for column in facts.columns if column.base == section.measuring.judged]
        self.method = _method_of(section)

    def of_line(self, line: CountedLine) -> Iterator[Fact]:
        """The figures of a unit's row, round by round; those masked stand without a value."""
        row = line.filled.row
        if not row.earlier and not row.earlier_masked:
            return
        common = self.facts.of_row(line)._replace(kind=EARLIER, preliminary="")
        for column in self.columns:
            part = column.part or "total"
            for round_, figures in row.earlier:
                if part in figures:
                    yield self._line(line, column, common, round_, figures[part])
            for round_, parts in row.earlier_masked:
                if part in parts:
                    yield self._line(line, column, common, round_, HIDDEN)

    def _line(self, line: CountedLine, column: Column, common: Fact, round_: str, value: Decimal | Masked) -> Fact:
        start, end = self._days_of(round_)
        shown: dict[str, Any] = {"value": as_float_digits(value)} if isinstance(value, Decimal) else {}
        if isinstance(value, Masked):
            shown = {"missing_reason": value.reason, "masked": YES}
        return common._replace(
            round=round_,
            period_start=start,
            period_end=end,
            column=column.base,
            part=part_of(column.part),
            note=self._note_of(line, round_),
            **shown,
            **self.facts.measure_of(line, column),
        )

    def _days_of(self, round_: str) -> Days:
        """Those of the round compared with; of other rounds the plan says no days."""
        period = self.frame.period
        return period.compared if period.compared_with and same_round(round_, period.compared_with) else NO_DAYS

    def _note_of(self, line: CountedLine, round_: str) -> str:
        """That a figure was measured in another way than this round's, where the plan says so."""
        changed = str(line.filled.row.plan_record.get(self.method) or "") if self.method else ""
        if not changed or not is_before(round_, changed):
            return ""
        return self.frame.words(_("measured in another way than from {round}", round=literal(changed)))


def _method_of(section: Section) -> str:
    """The field of a row that says from which round it is measured in another way; empty where there is none."""
    columns = (column for sheet in section.plan for column in sheet.columns if isinstance(column, Column))
    return next((column.key for column in columns if column.meaning is ColumnMeaning.METHOD), "")
