"""One merge at a time in a folder of outputs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from followup.flow.listener import Listener
from followup.flow.refusal import CouldNotRun, could_not_write
from followup.locale import _, literal


@contextmanager
def exclusive(into: Path, listener: Listener) -> Iterator[None]:
    """Nobody else merges into the folder meanwhile; CouldNotRun, with who and since when, where somebody does."""
    from followup.files.disk.atomic_files import OutputInUse
    from followup.files.disk.lock import LOCK, LockHeld, folder_lock

    try:
        with folder_lock(into) as forgotten:
            if forgotten is not None:
                message = _("An earlier merge did not finish ({user}, {host}, {since}); its lock was taken over.")
                who = {"user": forgotten.user, "host": forgotten.host, "since": forgotten.since}
                named = {name: literal(text or "?") for name, text in who.items()}
                listener.note(message.filled(**named), "warning")
            yield
    except LockHeld as error:
        message = _(
            "{user} on {host} is merging into {folder} since {since}. Wait and try again. If nobody is merging, delete {lock} there.",
            user=literal(error.holder.user or "?"),
            host=literal(error.holder.host or "?"),
            folder=literal(str(into)),
            since=literal(error.holder.since or "?"),
            lock=literal(LOCK),
        )
        raise CouldNotRun(message) from error
    except OutputInUse as error:
        raise could_not_write(into / LOCK if error.path == into else error.path, error.full) from error


def is_interrupted(into: Path) -> bool:
    """Whether the last merge was stopped while it wrote: old and new may stand beside each other."""
    from followup.files.disk.atomic_files import abandoned_parts
    from followup.files.disk.lock import holder_of

    return bool(abandoned_parts(into)) and holder_of(into) is None
