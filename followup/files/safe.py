"""Write beside and move into place: an interrupted run leaves the last good result."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class OutputInUse(Exception):
    """The file that was to be replaced is open in another program, or may not be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """A path in the same folder to write to; moved over ``path`` when the block ends well, removed when it does not."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        beside.replace(path)
    except (PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError) as error:
        raise OutputInUse(path) from error
    finally:
        beside.unlink(missing_ok=True) if beside.parent.is_dir() else None
