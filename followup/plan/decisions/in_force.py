"""When a decision counts: at the occasion that it belongs to, and until its last day. Another is told, and not used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from followup.form.cells.day import Day
from followup.form.cells.text import Name, Text
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.form.texts.personal_number import masked
from followup.locale import _, literal
from followup.plan.rounds.rounds import same_round
from followup.rulebook.planning.decisions import (
    DECIDED_BEFORE,
    DECISION_EXPIRED,
    OF_ANOTHER_ROUND,
    OF_ANOTHER_ROUND_UNTIL,
)

WHY = Column("why", _("Why"), Text(), width=60, required=True)
DECIDED_BY = Column("who", _("Decided by"), Name(), width=28, required=True)
UNTIL = Column("until", _("Until"), Day(), width=12)
BELONGS_TO = Column(
    "round",
    _("Occasion"),
    Name(_("Write the occasion that it belongs to, for example T1 2022; empty where it holds until a day.")),
    width=14,
)
"""Stands last on each sheet of decisions; a workbook of an earlier version does without it."""

DECISION_FIELDS = (
    "sheet", "what", "rule", "unit", "part", "table", "row", "column", "level", "file", "number", "include", "text", "question",
    "day", "mark", "why", "who", "closed", "until", "round",
)  # fmt: skip
"""A decision as a line of the record: the key of its sheet, and what stands in the columns of every sheet. New ones are
added last."""

DecisionLine = Mapping[str, str]
DecisionKey = tuple[str, ...]
DecidedBefore = Callable[[], Mapping[DecisionKey, str]]
"""The rounds before this one in which a decision was in force, by what it says; only asked where a row needs it."""

TIMES = frozenset({"until", "round"})


def line_of(sheet: Section, row: FilledRow) -> DecisionLine:
    """The row as a line of the record."""
    return {"sheet": sheet.key} | {key: masked(row.text(key)) for key in DECISION_FIELDS[1:]}


def key_of(line: DecisionLine) -> DecisionKey:
    """What a decision says, whenever it counts."""
    return tuple(line.get(key, "") for key in DECISION_FIELDS if key not in TIMES)


class InForce:
    """Tells which rows count at a round on a day."""

    def __init__(self, round_: str, code: str, today: date, before: DecidedBefore | None = None) -> None:
        self.round, self.code, self.today, self._before = round_, code, today, before

    def findings(
        self, sheet: Section, rows: Sequence[FilledRow], together: str = ""
    ) -> Iterator[tuple[FilledRow, Finding | None]]:
        """Each row, and why it does not count; None where it does.

        Rows that say the same in the column ``together`` belong to the occasion that one of the first of them says.
        """
        rounds: dict[str, str] = {}
        for row in rows:
            name = row.text(together) if together else ""
            if name and row["round"] is not None:
                rounds.setdefault(name, row.text("round"))
            yield row, self._finding(sheet, row, row.text("round") or rounds.get(name, ""))

    def _finding(self, sheet: Section, row: FilledRow, belongs_to: str) -> Finding | None:
        until = row["until"] if isinstance(row["until"], date) else None
        if until is not None and until < self.today:
            return Finding.of(row.place("until"), DECISION_EXPIRED.problem(), until.isoformat())
        if belongs_to and not self._is_now(belongs_to):
            problem = OF_ANOTHER_ROUND.problem(round=literal(self.round))
            if until is not None:
                problem = OF_ANOTHER_ROUND_UNTIL.problem(round=literal(self.round), day=until)
            return Finding.of(row.place("round"), problem, belongs_to)
        if not belongs_to and until is None and self._before is not None:
            return self._decided_before(sheet, row, self._before())
        return None

    def _is_now(self, round_: str) -> bool:
        return same_round(round_, self.round) or round_.casefold() == self.code.casefold()

    def _decided_before(self, sheet: Section, row: FilledRow, before: Mapping[DecisionKey, str]) -> Finding | None:
        earlier = before.get(key_of(line_of(sheet, row)))
        if earlier is None or not isinstance(sheet.shape, Listing):
            return None
        first = sheet.shape.identity[0]
        problem = DECIDED_BEFORE.problem(earlier=literal(earlier), round=literal(self.round))
        return Finding.of(row.place(first), problem, row.text(first))
