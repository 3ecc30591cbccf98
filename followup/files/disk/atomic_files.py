"""Write beside and move into place: an interrupted run leaves the last good result."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

WAITS = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)
"""Seconds to wait before each new try when a file is in use: a virus scanner or a preview lets go within that."""
FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""What the system says when nothing more can be written: the disk, the quota or what one file may hold is full."""
LONGEST_NAME, SHOWN_OF_LONG = 220, 50
"""A file system takes names of 255 bytes, and a number and an ending are put behind; fifty letters are at most 200."""
PART = re.compile(r"\.(.+)\.(\d+)\.part")


class OutputInUse(Exception):
    """The file that was to be replaced is open in another program, or cannot be written; ``full``: the disk is full."""

    def __init__(self, path: Path, full: bool = False) -> None:
        super().__init__(str(path))
        self.path = path
        self.full = full


@contextmanager
def as_output_error(path: Path) -> Iterator[None]:
    """OutputInUse with this path, for what the system may say of it."""
    try:
        yield
    except OSError as error:
        raise OutputInUse(path, full=error.errno in FULL) from error


def part_of(path: Path) -> Path:
    """Where a file is written until it is complete: in the same folder, hidden, with the number of this process."""
    name = path.name
    if len(os.fsencode(name)) > LONGEST_NAME:
        name = f"{name[:SHOWN_OF_LONG]}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}"
    return path.with_name(f".{name}.{os.getpid()}.part")


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """A path in the same folder to write to; moved over ``path`` when the block ends well, removed when it does not.

    A path that is itself such a part, of a set that is moved together, is written as it is.
    """
    if PART.fullmatch(path.name):
        yield path
        return
    with as_output_error(path):
        _refuse_other_kinds(path)
    beside = part_of(path)
    try:
        with as_output_error(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            yield beside
            move(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def copy_whole(source: Path, path: Path) -> None:
    """A copy at ``path``, complete or not at all."""
    import shutil

    with written_beside(path) as beside:
        shutil.copyfile(source, beside)


def _refuse_other_kinds(path: Path) -> None:
    """Only a file is replaced: never a folder, and never a device or a pipe, which a move would take away for everybody."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def move(beside: Path, path: Path) -> None:
    """Replace ``path``; where another program holds it, try for about two and a half seconds."""
    _refuse_other_kinds(path)
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


def wait_until_free(path: Path) -> None:
    """PermissionError where another program goes on holding what stands at a path: then it cannot be replaced."""
    if path.exists():
        move(path, path)


class Moves:
    """Files moved into place one after another, and back again where one of them cannot be.

    What stood in a place is kept beside it, as a part, until it is let go: at every moment the old or the new file is there.
    """

    def __init__(self) -> None:
        self.before: dict[Path, Path | None] = {}

    def move(self, part: Path, path: Path, patient: bool = True) -> None:
        """Replace ``path``; where another program holds it, PermissionError, at once or when it has been waited for.

        That is tried before anything is kept: of a file that is held another name cannot be taken away again, on Windows.
        """
        if path.exists():
            wait_until_free(path) if patient else path.replace(path)
        former = _keep_beside(path)
        try:
            move(part, path) if patient else part.replace(path)
        except BaseException:
            remove_part(former)
            raise
        self.before[path] = former

    def keep_as(self, path: Path, name: Path) -> None:
        """The file at ``path`` under another name too, where it stays when the path is replaced: the very same bytes."""
        wait_until_free(path)
        _same_file(path, name)
        self.before[name] = None

    def forget(self, name: Path) -> None:
        """Take such a name away again."""
        if name in self.before:
            name.unlink(missing_ok=True)
            del self.before[name]

    def undo(self) -> bool:
        """Put back what stood there, the last moved first; whether all of it could be."""
        for path, former in reversed(list(self.before.items())):
            with suppress(OSError):
                path.unlink() if former is None else move(former, path)
                del self.before[path]
        return not self.before

    def let_go(self) -> None:
        """All have been moved: what stood there is no longer needed."""
        for former in self.before.values():
            remove_part(former)
        self.before.clear()


def _keep_beside(path: Path) -> Path | None:
    """The same file under another name, or a copy where a file can have but one; None where there is none."""
    if not path.is_file():
        return None
    former = part_of(path.with_name(f"before {path.name}"))
    remove_part(former)
    _same_file(path, former)
    return former


def _same_file(path: Path, name: Path) -> None:
    """The same file under another name, or a copy where a file can have but one."""
    import shutil

    try:
        name.hardlink_to(path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        try:
            shutil.copyfile(path, name)
        except BaseException:
            remove_part(name)
            raise


def remove_part(part: Path | None) -> None:
    """Remove a part, unless somebody holds it; then the next run does."""
    if part is not None:
        with suppress(OSError):
            part.unlink(missing_ok=True)


class Placement(NamedTuple):
    """Where an output ended: at ``path``, because ``target`` was ``in use`` or ``changed`` by a person, or at the target.

    What a person had changed there may have been ``set aside`` instead: it then stands at ``aside``.
    """

    target: Path
    path: Path
    why: str = ""
    aside: Path | None = None


class Written(NamedTuple):
    """What tells a complete file from another."""

    sha256: str
    size: int


class AtomicFiles:
    """Files that are written beside and moved into place only when all are complete.

    ``is_ours`` tells whether what stands at a path is as we wrote it, and of the kind of the file that is wanted: a
    document that a person has changed since is left alone, and the new one gets another name. One that ``aside`` gives a
    name for gets that, and the new one has its place.
    """

    def __init__(
        self, is_ours: Callable[[Path, Path], bool], aside: Callable[[Path], Path | None] = lambda _path: None
    ) -> None:
        self.is_ours, self.aside = is_ours, aside
        self.parts: dict[Path, Path] = {}
        self.moves = Moves()

    def beside(self, path: Path) -> Path:
        """Where to write the file that is to stand at ``path``."""
        with as_output_error(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _refuse_other_kinds(path)
        self.parts[path] = part_of(path)
        return self.parts[path]

    def plan(self) -> list[Placement]:
        """Where each complete file will go unless it turns out to be in use; also sees to it that it is on the disk."""
        places = []
        for path, part in self.parts.items():
            if not part.is_file():
                continue
            with as_output_error(path), part.open("rb+") as file:
                os.fsync(file.fileno())
            places.append(self._plan(path))
        return places

    def _plan(self, path: Path) -> Placement:
        if not path.exists() or self.is_ours(path, path):
            return Placement(path, path)
        if (aside := self.aside(path)) is not None:
            return Placement(path, path, "set aside", aside)
        return Placement(path, next(self._others(path)), "changed")

    def digests(self, paths: Iterable[Path]) -> dict[Path, Written]:
        """Digest and size of the complete files that are to stand at these paths."""
        parts = {path: self.parts[path] for path in paths}
        return {path: Written(sha256_of(part), part.stat().st_size) for path, part in parts.items() if part.is_file()}

    def place(self, planned: Sequence[Placement]) -> list[Placement]:
        """Move each file into place, in order; one whose place is in use gets a new name beside it."""
        placed = []
        for place in planned:
            with as_output_error(place.target):
                placed.append(self._place(place))
        return placed

    def keep(self, path: Path) -> Path:
        """Take a file out of the set, so that its part stays until it is moved; gives the part."""
        return self.parts.pop(path)

    def _place(self, planned: Placement) -> Placement:
        part = self.parts[planned.target]
        try:
            if planned.aside is not None:
                self.moves.keep_as(planned.path, planned.aside)
            self.moves.move(part, planned.path)
            return planned
        except PermissionError:
            if planned.aside is not None:
                self.moves.forget(planned.aside)
            for other in self._others(planned.target):
                if other == planned.path:
                    continue
                try:
                    self.moves.move(part, other, patient=False)
                except PermissionError:
                    if not other.exists():
                        raise OutputInUse(planned.target) from None
                    continue
                return Placement(planned.target, other, "in use")
        raise AssertionError("there is always another number")

    def _others(self, path: Path) -> Iterator[Path]:
        """Names beside it that are free, or that hold what we wrote there before: ``regional (2).xlsx``."""
        names = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
        return (name for name in names if not name.exists() or (name.is_file() and self.is_ours(name, path)))

    def discard(self) -> None:
        """Remove what was not moved."""
        for part in self.parts.values():
            remove_part(part)


def abandoned_parts(folder: Path) -> list[Path]:
    """Parts in a folder that no living process is writing: what an interrupted run left behind, sorted."""
    parts = [(path, int(match[2])) for path in folder.glob(".*.part") if (match := PART.fullmatch(path.name))]
    return sorted(path for path, process in parts if process == os.getpid() or not _is_written_by(process, path))


CLOCKS_DIFFER = 2
"""Seconds by which the start of a process, counted from the machine's start, may be off from the time of a file."""


def _is_written_by(process: int, part: Path) -> bool:
    """Whether a process of that number runs and is no younger than the file: numbers are given out again."""
    import psutil

    try:
        return psutil.Process(process).create_time() <= part.stat().st_mtime + CLOCKS_DIFFER
    except (psutil.NoSuchProcess, OSError):
        return False
    except psutil.AccessDenied:
        return True


def is_alive(process: int) -> bool:
    """Whether a process of that number runs on this machine."""
    import psutil

    return psutil.pid_exists(process)
