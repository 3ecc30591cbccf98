"""What stands in a workspace and is not what was kept when its round was closed: answers that came late, another plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.workspace import Workspace
from followup.flow.listener import Listener
from followup.frozen import frozen
from followup.locale import Message, _, literal, n_

if TYPE_CHECKING:
    from followup.history.closing import ClosedRound

INBOX = "inbox"
MOST_NAMED = 10
"""Files in a sentence: somebody may have put every answer of the next round into the inbox of the one that is closed."""


@frozen
class SinceClosing:
    """Files that are none of those kept: received ones that are ``new``, by their way from the inbox, and of the plan and
    the decisions those that have ``changed``."""

    round: str
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def sentences(self) -> Iterator[Message]:
        """What there is, and what to do with it; nothing where all is as it was kept."""
        round_ = literal(self.round)
        if self.new:
            yield n_(
                "{n} file in the inbox is none of those kept when {round} was closed, and is in none of its results: "
                "{files}. If it is to count: followup reopen --why TEXT, then followup merge. Else move it away.",
                "{n} files in the inbox are none of those kept when {round} was closed, and are in none of its results: "
                "{files}. If they are to count: followup reopen --why TEXT, then followup merge. Else move them away.",
                len(self.new),
                round=round_,
                files=literal(_few(self.new)),
            )
        for name in self.changed:
            yield _(
                "{file} is not the one that was kept when {round} was closed, and what it says now is in none of its "
                "results. If it is to count: followup reopen --why TEXT, then followup merge.",
                file=literal(name),
                round=round_,
            )


def since_closing(place: Workspace, closed: ClosedRound, inbox: Path | None = None) -> SinceClosing:
    """What differs now, by the bytes: a received file that was kept under another name is not new.

    Nothing of a workspace that is what was kept itself, nor where the closed folder is gone.
    """
    from followup.files.containers.inbox import submissions_in
    from followup.files.seals.bag import PAYLOAD, kept_files
    from followup.locale.letters import readable

    kept = kept_files(closed.folder)
    if not kept or place.root == closed.folder / PAYLOAD:
        return SinceClosing(closed.round)
    inbox = inbox or place.folder(INBOX)
    read, others = submissions_in([inbox] if inbox.exists() else [])
    received = {digest for way, digest in kept.items() if way.startswith(f"{INBOX}/")}
    new = [path.relative_to(inbox).as_posix() for path in (*read, *others) if _digest(path) not in received]
    decided = [path for path in (place.plan, place.decisions) if path.is_file()]
    changed = [path.name for path in decided if _digest(path) != kept.get(path.name)]
    return SinceClosing(closed.round, tuple(map(readable, new)), tuple(changed))


def note_since_closing(
    place: Workspace, closed: ClosedRound, listener: Listener, inbox: Path | None = None
) -> SinceClosing:
    """The same, told of to whoever works on a closed round."""
    since = since_closing(place, closed, inbox)
    for sentence in since.sentences:
        listener.note(sentence, "warning")
    return since


def _digest(path: Path) -> str:
    """The digest of a file; of one that cannot be read none, so that it is named."""
    from followup.files.disk.atomic_files import sha256_of

    try:
        return sha256_of(path) if path.is_file() else ""
    except OSError:
        return ""


def _few(names: Sequence[str]) -> str:
    more = [f"… (+{len(names) - MOST_NAMED})"] if len(names) > MOST_NAMED else []
    return ", ".join([*names[:MOST_NAMED], *more])
