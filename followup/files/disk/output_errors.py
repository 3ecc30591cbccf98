"""Why an output could not be written, in one sentence with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from followup.locale import Message, _, literal


def why_not_written(path: Path, full: bool = False) -> Message:
    """The sentence for what stands in the way of a file or a folder; ``full``: there was no room for it."""
    shown = literal(str(path))
    if full:
        return _(
            "{path} could not be written: the disk is full. Make room and try again; what stood there before is unchanged.",
            path=shown,
        )
    return (
        next(_in_the_way(path), None)
        or next(_files_above(path), None)
        or _(
            "{path} could not be written. Close it if it is open in Excel or Word, check that you may write in the folder, and try again.",
            path=shown,
        )
    )


def why_no_folder(folder: Path, full: bool = False) -> Message:
    """The sentence for a folder that cannot be made or written in."""
    if full:
        return why_not_written(folder, full)
    message = _("{path} could not be written. Choose a folder where you may write.", path=literal(str(folder)))
    return next(_files_above(folder / "x"), message)


def _in_the_way(path: Path) -> Iterator[Message]:
    shown = literal(str(path))
    if path.is_dir():
        yield _("{path} is a folder, and a file was to be written there. Write the name of a file.", path=shown)
    elif path.exists() and not path.is_file():
        yield _("{path} is no ordinary file but a pipe, a device or the like. Choose another name.", path=shown)


def _files_above(path: Path) -> Iterator[Message]:
    above = next((folder for folder in path.parents if folder.exists()), None)
    if above is not None and not above.is_dir():
        yield _("{path} is a file, and a folder was expected there. Choose another folder.", path=literal(str(above)))
