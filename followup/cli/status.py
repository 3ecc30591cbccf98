"""followup status: who has answered, who has not, days to the deadline."""

from __future__ import annotations

from datetime import date

from followup.cli.check import read_files
from followup.cli.console import format_option, path_option, show, show_json, verb, words
from followup.cli.merge import unit_as_json
from followup.cli.workspace import sound_plan, workspace
from followup.locale import Message, _, literal, n_


@verb("status", _("Show who has answered, who has not, and the days left."))
@path_option("--plan", help=_("The plan; else the nearest plan.xlsx upwards."))
@format_option()
def command(plan: object, as_format: str, today: date) -> int:
    """Show a line a unit."""
    from followup.outputs.showing import STATES
    from followup.stages.collecting import collect

    place = workspace(plan)  # type: ignore[arg-type]
    decided = sound_plan(place)
    inbox = place.folder("inbox")
    files = read_files((inbox,), decided)[0] if inbox.is_dir() else []
    states = collect(files, decided).states
    deadline = decided.day("deadline")
    if as_format == "json":
        shown = deadline.isoformat() if deadline else ""
        show_json({"round": decided.round, "deadline": shown, "units": [unit_as_json(state) for state in states]})
        return 0
    say = words()
    if deadline:
        show(say(_days(deadline, today)))
    width = max((len(state.unit.name) for state in states), default=0)
    column = max((len(say(STATES[state.state][0])) for state in states), default=0)
    for state in states:
        show(f"{state.unit.name:<{width}}  {say(STATES[state.state][0]):<{column}}  {state.file}".rstrip())
    return 0


def _days(deadline: date, today: date) -> Message:
    left = (deadline - today).days
    day = literal(deadline.isoformat())
    if left >= 0:
        return n_(
            "Last day to answer: {day}; {n} day left.", "Last day to answer: {day}; {n} days left.", left, day=day
        )
    return n_("Last day to answer: {day}; {n} day late.", "Last day to answer: {day}; {n} days late.", -left, day=day)
