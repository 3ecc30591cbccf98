"""Write beside and move into place: an interrupted run leaves the last good result."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

WAITS = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)
"""Seconds to wait before each new try when a file is in use: a virus scanner or a preview lets go within that."""
FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""What the system says when nothing more can be written: the disk, the quota or what one file may hold is full."""
REFUSED = (PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError)
PART = re.compile(r"\.(.+)\.(\d+)\.part")


class OutputInUse(Exception):
    """The file that was to be replaced is open in another program, or may not be written; ``full``: the disk is full."""

    def __init__(self, path: Path, full: bool = False) -> None:
        super().__init__(str(path))
        self.path = path
        self.full = full


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """OutputInUse with this path, for what the system may say of it."""
    try:
        yield
    except REFUSED as error:
        raise OutputInUse(path) from error
    except OSError as error:
        if error.errno in FULL:
            raise OutputInUse(path, full=True) from error
        raise


def part_of(path: Path) -> Path:
    """Where a file is written until it is complete: in the same folder, hidden, with the number of this process."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """A path in the same folder to write to; moved over ``path`` when the block ends well, removed when it does not.

    A path that is itself such a part, of a set that is moved together, is written as it is.
    """
    if PART.fullmatch(path.name):
        yield path
        return
    beside = part_of(path)
    try:
        with told_of(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            yield beside
            move(beside, path)
    finally:
        beside.unlink(missing_ok=True) if beside.parent.is_dir() else None


def move(beside: Path, path: Path) -> None:
    """Replace ``path``; where another program holds it, try for about two and a half seconds."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    for wait in WAITS:
        try:
            beside.replace(path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    beside.replace(path)


def sha256_of(path: Path) -> str:
    """The digest of a whole file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Placed(NamedTuple):
    """Where an output ended: at ``path``, because ``wanted`` was ``in use`` or ``changed`` by a person, or at wanted."""

    wanted: Path
    path: Path
    why: str = ""


class Written(NamedTuple):
    """What tells a complete file from another."""

    sha256: str
    size: int


class Together:
    """Files that are written beside and moved into place only when all are complete.

    ``is_ours`` tells whether what stands at a path is as we wrote it: a document that a person has changed since is
    left alone, and the new one gets another name.
    """

    def __init__(self, is_ours: Callable[[Path], bool] = lambda _path: True) -> None:
        self.is_ours = is_ours
        self.parts: dict[Path, Path] = {}

    def beside(self, path: Path) -> Path:
        """Where to write the file that is to stand at ``path``."""
        with told_of(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise OutputInUse(path)
        self.parts[path] = part_of(path)
        return self.parts[path]

    def planned(self) -> list[Placed]:
        """Where each complete file will go unless it turns out to be in use; also sees to it that it is on the disk."""
        made = []
        for path, part in self.parts.items():
            if not part.is_file():
                continue
            with told_of(path), part.open("rb+") as file:
                os.fsync(file.fileno())
            changed = path.exists() and not self.is_ours(path)
            made.append(Placed(path, next(self._others(path)), "changed") if changed else Placed(path, path))
        return made

    def digests(self) -> dict[Path, Written]:
        """Digest and size of each complete file."""
        return {
            path: Written(sha256_of(part), part.stat().st_size) for path, part in self.parts.items() if part.is_file()
        }

    def place(self, planned: Sequence[Placed]) -> list[Placed]:
        """Move each file into place, in order; one whose place is in use gets a new name beside it."""
        return [self._placed(each) for each in planned]

    def keep(self, path: Path) -> Path:
        """Take a file out of the set, so that its part stays until it is moved; gives the part."""
        return self.parts.pop(path)

    def _placed(self, planned: Placed) -> Placed:
        part = self.parts[planned.wanted]
        try:
            move(part, planned.path)
            return planned
        except PermissionError:
            for other in self._others(planned.wanted):
                if other == planned.path:
                    continue
                try:
                    part.replace(other)
                except PermissionError:
                    if not other.exists():
                        raise OutputInUse(planned.wanted) from None
                    continue
                return Placed(planned.wanted, other, "in use")
        raise AssertionError("there is always another number")

    def _others(self, path: Path) -> Iterator[Path]:
        """Names beside it that are free, or that hold what we wrote there before: ``regional (2).xlsx``."""
        names = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
        return (each for each in names if not each.exists() or (each.is_file() and self.is_ours(each)))

    def discard(self) -> None:
        """Remove what was not moved."""
        for part in self.parts.values():
            part.unlink(missing_ok=True)


def left_over(folder: Path) -> list[Path]:
    """Parts in a folder that no living process is writing: what an interrupted run left behind, sorted."""
    found = [(path, match) for path in folder.glob(".*.part") if (match := PART.fullmatch(path.name))]
    return sorted(path for path, match in found if int(match[2]) == os.getpid() or not is_alive(int(match[2])))


def is_alive(process: int) -> bool:
    """Whether a process of that number runs on this machine."""
    import psutil

    return psutil.pid_exists(process)
