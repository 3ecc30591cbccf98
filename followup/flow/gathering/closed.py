"""Whether the round of a workspace is closed: then it is not read again, and what was kept of it is handed out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.plans import read_plan
from followup.flow.gathering.workspace import Workspace
from followup.flow.listener import Listener
from followup.flow.refusal import CouldNotRun
from followup.locale import Message, _, literal

if TYPE_CHECKING:
    from followup.history.closing import ClosedRound


def closed_now(place: Workspace, listener: Listener, round_: str = "") -> ClosedRound | None:
    """The folder that the plan's round is closed in; None where it is open. A plan with errors has a round too.

    Where the ``round_`` is not given the plan is read for it, if there is any closed round at all.

    Of a plan that lies in such a folder itself it is that folder.
    """
    from followup.history.closing import CLOSED, ClosedRound, closed_above, closed_round, closing_in

    above = closed_above(place.plan)
    if above is not None:
        content = closing_in(above)
        return ClosedRound(str(content.get("round", above.name)), above, str(content.get("closed", "")))
    if not (place.root / CLOSED).is_dir():
        return None
    return closed_round(place.root, round_ or read_plan(place.plan, listener.words)[0].round)


def is_in_closed_folder(place: Workspace) -> bool:
    """Whether a plan is one that was kept."""
    from followup.history.closing import closed_above

    return closed_above(place.plan) is not None


def sealed_folder_of(place: Workspace) -> Path:
    """The sealed folder that a plan lies in; of any other its workspace."""
    from followup.history.closing import closed_above

    return closed_above(place.plan) or place.root


def closed_since(closed: ClosedRound) -> Message:
    """The sentence on a round that is closed."""
    return _(
        "{round} is closed since {day}; what was kept of it is in {folder}.",
        round=literal(closed.round),
        day=literal(closed.since),
        folder=literal(str(closed.folder)),
    )


def note_closed(place: Workspace, listener: Listener, round_: str) -> ClosedRound | None:
    """The same, told of to whoever works on a closed round."""
    closed = closed_now(place, listener, round_)
    if closed is not None:
        listener.note(closed_since(closed), "warning")
    return closed


def refuse_closed(place: Workspace, listener: Listener, round_: str) -> None:
    """CouldNotRun where the round is closed: nothing is made anew of it."""
    closed = closed_now(place, listener, round_)
    if closed is not None:
        way_out = _("{sentence} To change anything: followup reopen --why TEXT", sentence=closed_since(closed))
        raise CouldNotRun(way_out)
