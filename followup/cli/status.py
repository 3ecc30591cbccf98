"""followup status: who has answered, who has not, days to the deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.check import read_files
from followup.cli.console import (
    CouldNotRun,
    format_option,
    path_option,
    show,
    show_findings,
    show_json,
    tell,
    verb,
    words,
)
from followup.cli.round import the_round, units_as_json
from followup.cli.workspace import Workspace, sound_plan, workspace
from followup.cli.writing import tell_if_interrupted
from followup.locale import Message, _, literal, n_

if TYPE_CHECKING:
    from followup.plan.model import Plan
    from followup.stages.collecting import Collected
    from followup.stages.region import UnitState


@verb("status", _("Show who has answered, who has not, and the days left."))
@path_option("--plan", help=_("The plan; else the nearest plan.xlsx upwards."))
@path_option("--drafts", help=_("Also write drafts of mails there: reminders, and what is to be corrected."))
@format_option()
def command(plan: Path | None, drafts: Path | None, as_format: str, today: date) -> int:
    """Show a line a unit."""
    place = workspace(plan)
    decided = sound_plan(place)
    tell_if_interrupted(place.folder("output"))
    inbox = place.folder("inbox")
    files = read_files((inbox,), decided)[0] if inbox.is_dir() else []
    collected, _decisions, told = the_round(place, decided, files, today)
    if as_format == "json":
        deadline = decided.day("deadline")
        units = units_as_json(collected.states, collected.superseded)
        show_json({"round": decided.round, "deadline": deadline.isoformat() if deadline else "", "units": units})
    else:
        _show(decided, collected, today)
        show_findings([*told, *collected.idle])
    if drafts is not None:
        _write_drafts(place, decided, collected, drafts, today)
    return 0


def _show(plan: Plan, collected: Collected, today: date) -> None:
    from followup.outputs.showing import state_title
    from followup.stages.region import with_superseded

    say = words()
    for told in _days(plan, today):
        show(say(told))
    listed = [
        (state.unit.name, say(state_title(state)[0]), _counts(state), state.file)
        for state in with_superseded(collected.states, collected.superseded)
    ]
    widths = [max((len(line[column]) for line in listed), default=0) for column in range(3)]
    for line in listed:
        show("  ".join([*(f"{text:<{width}}" for text, width in zip(line, widths, strict=False)), line[3]]).rstrip())
    _show_missing(collected.states)


def _counts(state: UnitState) -> str:
    """``2 att rätta, 1 att kontrollera``; empty where there is neither."""
    counts = [
        n_("{n} to correct", "{n} to correct", state.errors) if state.errors else None,
        n_("{n} to check", "{n} to check", state.warnings) if state.warnings else None,
    ]
    return ", ".join(words()(count) for count in counts if count is not None)


def _show_missing(states: Sequence[UnitState]) -> None:
    """Who has not answered, with whom to ask: to be pasted into a mail."""
    missing = [state.unit for state in states if state.state == "missing"]
    if missing:
        show("\n" + words()(_("Have not answered (to paste into a mail)")))
    for unit in missing:
        show(f"{unit.name}, {unit.contact}" if unit.contact else unit.name)


def _days(plan: Plan, today: date) -> Iterator[Message]:
    deadline, closes = plan.day("deadline"), plan.day("closes")
    if deadline is not None:
        yield _days_to(deadline, today)
    if closes is not None:
        day, left = literal(closes.isoformat()), (closes - today).days
        if left >= 0:
            yield n_("Closes: {day}; {n} day left.", "Closes: {day}; {n} days left.", left, day=day)
        else:
            yield n_("Closed: {day}; {n} day ago.", "Closed: {day}; {n} days ago.", -left, day=day)


def _days_to(deadline: date, today: date) -> Message:
    left = (deadline - today).days
    day = literal(deadline.isoformat())
    if left >= 0:
        return n_(
            "Last day to answer: {day}; {n} day left.", "Last day to answer: {day}; {n} days left.", left, day=day
        )
    return n_("Last day to answer: {day}; {n} day late.", "Last day to answer: {day}; {n} days late.", -left, day=day)


def _write_drafts(place: Workspace, plan: Plan, collected: Collected, folder: Path, today: date) -> None:
    """The drafts, each written beside and moved into place."""
    from followup.files.safe import OutputInUse, written_beside
    from followup.outputs.drafts import drafts

    findings = {
        state.unit.id: [
            finding
            for file in collected.files
            if state.file and f", {file.path.name}, " in f", {state.file}, "
            for finding in file.findings
        ]
        for state in collected.states
    }
    written = 0
    for draft in drafts(plan, collected.states, findings, dict(_returned(place, collected.states)), today):
        try:
            with written_beside(folder / draft.name) as beside:
                beside.write_bytes(draft.content)
        except (OutputInUse, OSError) as error:
            raise CouldNotRun(
                _("{path} could not be written. Choose a folder where you may write.", path=literal(str(folder)))
            ) from error
        written += 1
    told = n_(
        "{n} draft was written to {path}.", "{n} drafts were written to {path}.", written, path=literal(str(folder))
    )
    tell(told, "good")


def _returned(place: Workspace, states: Sequence[UnitState]) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """The marked workbooks that ``check --return-to returned`` has made, by unit."""
    from followup.files.sources import innermost

    for state in states:
        path = place.folder("returned") / f"{Path(innermost(state.file)).stem}.xlsx"
        if state.file and path.is_file():
            yield state.unit.id, (path.name, path.read_bytes())
