"""What a round cannot be closed with: errors, conflicts, silent units, missing approvals and open questions that nobody has
decided on.

Each comes with the row of decisions.xlsx that would settle it, where a decision can.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.section import Section
from followup.frozen import frozen
from followup.locale import literal
from followup.plan.decisions.choices import FILES
from followup.plan.decisions.decisions import Decisions
from followup.plan.decisions.in_force import BELONGS_TO
from followup.plan.decisions.queries import QUERIES
from followup.plan.decisions.waivers import WAIVERS
from followup.round.model import ReadFile, Round
from followup.round.unit_state import UnitState, silent_units, unapproved_units
from followup.round.waiving import RowLookup, is_of_approval, is_of_silence
from followup.rulebook.answers import NOT_ANSWERED
from followup.rulebook.planning.decisions import QUESTION_OPEN
from followup.rulebook.problem import Severity
from followup.rulebook.received.rounds import NOT_APPROVED, UNIT_SILENT
from followup.rulebook.rule import Rule

EVERY = "alla"
"""A row about a file of nobody's is one for every unit."""
BOTH = "båda"


@frozen
class UnsettledMatter:
    """What stands in the way, and the ``rows`` of a ``sheet`` of decisions.xlsx of which one settles it: what is written in
    each column, but for why and who. Without rows the finding says what to write in one that stands there; without a
    sheet no decision settles it: it must be put right. ``unit`` is the id of the one that it is about, empty where nobody
    knows or where it is about several."""

    finding: Finding
    sheet: Section | None = None
    rows: tuple[Mapping[str, str], ...] = ()
    unit: str = ""


def unsettled_matters(round_: Round, findings: Iterable[Finding], occasion: str) -> list[UnsettledMatter]:
    """What nobody has decided on; ``findings`` are all of the region, those of the round's files among them. The rows
    belong to the ``occasion``.

    A decision on a value that was refused brings it into no sum, but settles that the round may be closed without it.
    """
    waived = round_.decisions
    conflicts = {state.unit.id for state in round_.states if state.state == "conflict"}
    matters = [_conflict(state, round_) for state in round_.states if state.state == "conflict"]
    for state in silent_units(round_.states):
        if not any(is_of_silence(waiver, state.unit) for waiver in waived.waivers):
            matters.append(_of_unit(state, UNIT_SILENT))
    for state in unapproved_units(round_.states):
        if not any(is_of_approval(waiver, state.unit) for waiver in waived.waivers):
            matters.append(_of_unit(state, NOT_APPROVED))
    for file in round_.files:
        if file.unit not in conflicts:
            matters += _errors_in(file, waived)
    in_files = {finding for file in round_.files for finding in file.findings}
    others = (finding for finding in findings if finding not in in_files)
    matters += [UnsettledMatter(finding) for finding in others if finding.severity is Severity.ERROR]
    open_questions = [finding for finding in round_.idle if finding.rule == QUESTION_OPEN.id]
    matters += [UnsettledMatter(finding, QUERIES) for finding in open_questions]
    matters = [
        replace(matter, rows=tuple({**row, BELONGS_TO.key: occasion} for row in matter.rows)) for matter in matters
    ]
    return sorted(matters, key=lambda matter: matter.finding.order)


def unanswered_matters(
    round_: Round, sections: Callable[[Collection[str]], bool], occasion: str
) -> list[UnsettledMatter]:
    """What is asked for and left empty without a word in the ``sections`` that are wanted: one matter for each unit, with
    the row that lets all of it be. A round may be closed with it; a final document waits for it.
    """
    matters = []
    for file in round_.files:
        unit = file.unit if file.submission is not None else ""
        is_empty = (found for found in file.findings if found.rule == NOT_ANSWERED.id)
        open_ones = (found for found in is_empty if found.severity is Severity.WARNING)
        wanted = (found for found in open_ones if sections(_sections_at(file, found.place)))
        if unit and (first := next(wanted, None)) is not None:
            row = {"rule": NOT_ANSWERED.id, "unit": unit, BELONGS_TO.key: occasion}
            matters.append(UnsettledMatter(first, WAIVERS, (row,), unit))
    return matters


def _sections_at(file: ReadFile, place: Place) -> set[str]:
    """The sections of the form that have a row at a place; every one where none has."""
    tables = file.submission.tables if file.submission is not None else {}
    return {
        key
        for key, answered in tables.items()
        for at, line in enumerate(answered.answers.lines)
        if line == place.row and answered.answers.source(at).origin.sheet == place.sheet
    } or set(tables)


def _of_unit(state: UnitState, rule: Rule) -> UnsettledMatter:
    """What is missing of a whole unit, and the waiver that says that it may be."""
    finding = Finding.of(Place("", state.unit.name), rule.problem())
    return UnsettledMatter(finding, WAIVERS, ({"rule": rule.id, "unit": state.unit.id},), state.unit.id)


def _conflict(state: UnitState, round_: Round) -> UnsettledMatter:
    """The choice of a file; of halves that they are put together."""
    files = [file for file in round_.files if file.filled and file.unit == state.unit.id]
    asked = [finding for file in files for finding in file.findings if _is_choice(finding)]
    names = [file.path.name for file in files]
    if any(finding.decide is not None and finding.decide.together for finding in asked):
        names.append(BOTH)
    finding = asked[0] if asked else Finding(Place("", state.unit.name), "", Severity.ERROR, "", literal(state.file))
    rows = tuple({"unit": state.unit.id, "file": name} for name in names)
    return UnsettledMatter(finding, FILES, rows, state.unit.id)


def _is_choice(finding: Finding) -> bool:
    return finding.decide is not None and finding.decide.sheet == FILES.title


def _errors_in(file: ReadFile, decisions: Decisions) -> Iterator[UnsettledMatter]:
    """One matter for all errors that the same row of decisions.xlsx is about."""
    lookup, rows = RowLookup(file.submission), []
    for finding in file.findings:
        if finding.severity is not Severity.ERROR or lookup.waivers_of(finding, file.unit, decisions):
            continue
        row = _row_about(finding, file.unit, lookup.names(finding))
        if row not in rows:
            rows.append(row)
            yield UnsettledMatter(finding, WAIVERS, (row,), file.unit)


def _row_about(finding: Finding, unit: str, names: Sequence[str]) -> Mapping[str, str]:
    """The row by its key and the column by its title; where it is on no row of a table, the file and the cell."""
    place = finding.place
    cell = f"{place.sheet}!{place.cell}" if place.sheet and place.cell else ""
    on_row = len(names) > 1
    row = {
        "rule": finding.rule,
        "unit": unit or EVERY,
        "row": names[0],
        "column": (place.label if on_row else "") or cell,
    }
    return {key: text for key, text in row.items() if text}
