"""Findings that the secretariat has accepted, and how to accept one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property

from followup.form.answers.answers import AnsweredRow
from followup.form.columns import Column
from followup.form.finding import Finding, ProposedDecision
from followup.form.form import FormTable
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.terms.units import Unit
from followup.frozen import growing
from followup.locale import LANGUAGES, Words, _, literal
from followup.locale.nearest import nearest, one_of
from followup.plan.decisions.decisions import Decisions
from followup.plan.decisions.waivers import WAIVERS, Waiver
from followup.returns.model import Submission
from followup.rulebook.planning.decisions import (
    CHOICE_OF_SEVERAL_WITHOUT_EFFECT,
    CHOICE_WITHOUT_EFFECT,
    DEADLINE_WITHOUT_EFFECT,
    DECISION_OF_NO_RULE,
    DECISION_WITHOUT_EFFECT,
    WAIVER_OF_A_REFUSED_VALUE,
    WAIVER_TO_CLOSE_WITH,
)
from followup.rulebook.problem import Severity
from followup.rulebook.received.rounds import NOT_APPROVED, UNIT_SILENT
from followup.rulebook.rule import Rule


@growing
class WaiverResult:
    """Findings after the waivers; which of these had something to accept, and which had only what cannot be."""

    findings: list[Finding]
    used: set[Waiver] = field(default_factory=set)
    refused: set[Waiver] = field(default_factory=set)


def waive(findings: Iterable[Finding], submission: Submission | None, unit: str, decisions: Decisions) -> WaiverResult:
    """Carry what is waived as info, with who and why; each other finding that may be waived says which row would.

    A refused value cannot be waived into being: an error may be waived only where the value was kept.
    """
    lookup = RowLookup(submission)
    result = WaiverResult([])
    for finding in findings:
        if finding.severity is Severity.INFO:
            result.findings.append(finding)
            continue
        may = finding.severity is Severity.WARNING or lookup.value(finding)
        waivers = lookup.waivers_of(finding, unit, decisions)
        (result.used if may else result.refused).update(waivers)
        if waivers and may:
            finding = _waive_finding(finding, waivers[0])
        elif may and finding.decide is None and unit:
            finding = replace(finding, decide=ProposedDecision(WAIVERS.title, unit, finding.rule))
        result.findings.append(finding)
    return result


class RowLookup:
    """Looks up the row of a finding: what it is called, and whether the value there was taken over."""

    def __init__(self, submission: Submission | None) -> None:
        self.submission = submission

    @cached_property
    def rows(self) -> Mapping[tuple[str, int], tuple[FormTable, AnsweredRow]]:
        """Each row by its sheet and line; of most files nobody asks, for their findings are warnings."""
        if self.submission is None:
            return {}
        return {
            (filled.origin.sheet, line): (table, filled)
            for table in self.submission.form.tables
            for filled in self.submission.tables.get(table.section.key, ())
            for line in filled.lines
        }

    def names(self, finding: Finding) -> tuple[str, ...]:
        """Key and labels of the row that a finding is on; where it is on none, the name of its file alone."""
        entry = self.rows.get((finding.place.sheet, finding.place.row))
        if entry is None:
            return (finding.place.file,)
        row = entry[1].row
        return (row.key, *(str(value) for value in row.cells.values() if value is not None))

    def titles(self, finding: Finding) -> tuple[str, ...]:
        """What the column of a finding may be called, besides what stands over it."""
        columns = [column for column in self._columns(finding) if column.former_title is not None]
        return tuple(
            Words(language)(title) for column in columns for title in column.written_titles for language in LANGUAGES
        )

    def waivers_of(self, finding: Finding, unit: str, decisions: Decisions) -> list[Waiver]:
        """Those that are about a finding."""
        if not decisions.waivers:
            return []
        names, titles = self.names(finding), self.titles(finding)
        return [
            waiver for waiver in decisions.waivers if waiver.concerns(finding.rule, unit, names, finding.place, titles)
        ]

    def value(self, finding: Finding) -> bool:
        """Whether the value that a finding is on was kept."""
        entry = self.rows.get((finding.place.sheet, finding.place.row))
        if entry is None:
            return False
        table, filled = entry
        return any(
            table.asks(filled.row, column) and filled[column.key] is not None for column in self._columns(finding)
        )

    def _columns(self, finding: Finding) -> Sequence[Column]:
        place = finding.place
        entry = self.rows.get((place.sheet, place.row))
        if entry is None:
            return ()
        table, filled = entry
        cells = filled.cells
        return [column for column in table.columns if cells.get(column.key) == (place.row, place.column)]


def is_of_silence(waiver: Waiver, unit: Unit) -> bool:
    """Whether a waiver says of a unit that it need not answer."""
    return waiver.concerns(UNIT_SILENT.id, unit.id, (), Place("", unit.name))


def is_of_approval(waiver: Waiver, unit: Unit) -> bool:
    """Whether a waiver says of a unit that its answers need not be approved."""
    return waiver.concerns(NOT_APPROVED.id, unit.id, (), Place("", unit.name))


def _waive_finding(finding: Finding, waiver: Waiver) -> Finding:
    advice = _(
        "{advice} Accepted by {who}: {why}",
        advice=finding.advice,
        who=literal(waiver.who),
        why=literal(waiver.why),
    )
    if waiver.until is not None:
        advice = _("{reason} Until {day}.", reason=advice, day=waiver.until)
    return replace(finding, severity=Severity.INFO, advice=advice)


def idle_decisions(
    decisions: Decisions,
    waived: Sequence[WaiverResult],
    files_chosen: set[str],
    frame: Frame,
    silent: Collection[Unit] = (),
    unapproved: Collection[Unit] = (),
) -> Iterator[Finding]:
    """Waivers and choices of files that changed nothing: they would be listed, and yet have no effect.

    Those that say of a ``silent`` unit that it need not answer have theirs when the round is closed; so have those that
    say of an ``unapproved`` one that its answers need not be approved.
    """
    used = {waiver for result in waived for waiver in result.used}
    used |= {waiver for waiver in decisions.waivers if any(is_of_silence(waiver, unit) for unit in silent)}
    used |= {waiver for waiver in decisions.waivers if any(is_of_approval(waiver, unit) for unit in unapproved)}
    refused = {waiver for result in waived for waiver in result.refused}
    for waiver in decisions.waivers:
        if waiver in used:
            continue
        of_refused = WAIVER_TO_CLOSE_WITH if waiver.row else WAIVER_OF_A_REFUSED_VALUE
        rule = of_refused if waiver in refused else _without_effect(waiver)
        yield Finding.of(waiver.place, rule.problem(), waiver.rule)
    for deadline in decisions.deadlines:
        if frame.units[deadline.unit].deadline is None or not frame.units[deadline.unit].template:
            yield Finding.of(deadline.place, DEADLINE_WITHOUT_EFFECT.problem(), deadline.day.isoformat())
    for choice in decisions.files:
        if choice.unit not in files_chosen:
            together = choice.together or choice.several
            without = CHOICE_OF_SEVERAL_WITHOUT_EFFECT if together else CHOICE_WITHOUT_EFFECT
            unit = literal(frame.units[choice.unit].name)
            yield Finding.of(choice.place, without.problem(unit=unit), choice.file)


def _without_effect(waiver: Waiver) -> Rule:
    """Of a rule that there is not the one that may have been meant."""
    from followup.rulebook.registry import RULES

    near = () if waiver.rule in RULES else nearest(waiver.rule, RULES)
    return DECISION_OF_NO_RULE.filled(near=one_of(near)) if near else DECISION_WITHOUT_EFFECT
