"""The round as it stands: files, decisions and the record of earlier merges, the same for check, status and merge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from followup.cli.console import words
from followup.cli.workspace import DECISIONS, Workspace

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.plan.decisions import Decisions
    from followup.plan.model import Plan
    from followup.stages.collecting import Collected, ReadFile
    from followup.stages.record import Record
    from followup.stages.region import UnitState


def the_round(
    place: Workspace, plan: Plan, files: Sequence[ReadFile], today: date, record: Record | None = None
) -> tuple[Collected, Decisions, list[Finding]]:
    """The files of a round as the decisions and the record have it; and what is wrong in the decisions.

    Without a ``record`` it is that of the workspace's own output folder.
    """
    from followup.stages.collecting import collect

    decisions, told = read_decisions(place, plan, today)
    known = record if record is not None else taken_before(place, plan)
    return collect(files, plan, decisions, known, today), decisions, told


def taken_before(place: Workspace, plan: Plan) -> Record:
    """What earlier merges into the workspace's own output folder took in, and what was sent back from its own."""
    from followup.cli.writing import last_merge_in

    return with_returned(place, plan, last_merge_in(place.folder("output"), plan).record)


def with_returned(place: Workspace, plan: Plan, record: Record) -> Record:
    """The record with the files that were sent back to their units."""
    from followup.outputs.manifest import RETURNED, joined, last_merge

    path = place.folder("returned") / RETURNED
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return record
    return joined(record, last_merge(text, (), plan).record)


def read_decisions(place: Workspace, plan: Plan, today: date) -> tuple[Decisions, list[Finding]]:
    """What decisions.xlsx beside the plan says; nothing when there is no such file."""
    from followup.files.received import UnreadableFile
    from followup.files.xlsx_read import read_book
    from followup.form.finding import Finding, Severity
    from followup.form.place import Place
    from followup.plan.decisions import NOTHING_DECIDED, load_decisions

    path = place.root / DECISIONS
    if not path.is_file():
        return NOTHING_DECIDED, []
    try:
        return load_decisions(read_book(path), plan, words(), today)
    except UnreadableFile as fault:
        finding = Finding(Place(path.name), fault.rule, Severity.ERROR, fault.found or path.name, fault.advice)
        return NOTHING_DECIDED, [finding]


def units_as_json(states: Sequence[UnitState], superseded: Sequence[UnitState]) -> list[dict[str, Any]]:
    """Every unit's state as scripts read it, each after the files of its that no longer count."""
    from followup.stages.region import with_superseded

    return [unit_as_json(state) for state in with_superseded(states, superseded)]


def unit_as_json(state: UnitState) -> dict[str, Any]:
    """A state as scripts read it."""
    return {
        "id": state.unit.id,
        "name": state.unit.name,
        "state": state.state,
        "file": state.file,
        "errors": state.errors,
        "warnings": state.warnings,
    }
