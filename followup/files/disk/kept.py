"""What is costly to work out, kept for the next time in the user's own folder, and never believed unless it is as it was.

What is kept is data, in a form that runs nothing. It is kept under a ``name``, one thing at a time, and for a ``key``: what
it was worked out from. What is missing, cut short, changed, or was worked out from anything else is as if it were not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from followup.files.disk.atomic_files import OutputInUse, written_beside
from followup.files.disk.user_cache import cache_path
from followup.version import __version__

UNUSED = 60 * 24 * 3600
"""Seconds after which what nobody has asked for is thrown away: longer than between two merges of one round."""
LARGEST = 500_000_000
"""Bytes; what is larger is none of ours, and would fill the memory."""
SWITCH = "FOLLOWUP_KEEP"
"""The environment variable that says ``no`` where nothing is to be kept, and nothing that is kept to be read."""
DIGEST = 32


def may_keep() -> bool:
    """Whether anything is to be kept, or read that was."""
    return os.environ.get(SWITCH, "").casefold() != "no"


def kept(name: str, key: str) -> bytes | None:
    """What is kept under a name, where it was kept for this key and nobody has changed it since."""
    path = _path(name)
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            digest, data = file.read(DIGEST), file.read(LARGEST)
        if digest != _digest(key, data):
            return None
        os.utime(path)
    except OSError:
        return None
    return data


def keep(name: str, key: str, data: bytes) -> None:
    """Keep something for the next time, where that can be done; what stood under the name is replaced."""
    path = _path(name)
    if path is None:
        return
    with contextlib.suppress(OSError, OutputInUse), written_beside(path) as beside:
        beside.write_bytes(_digest(key, data) + data)
    _throw_away_unused(path.parent)


def _path(name: str) -> Path | None:
    folder = cache_path("kept") if may_keep() else False
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
    return Path(folder) / digest[:32] if isinstance(folder, str) else None


def _digest(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape") + b"\n" + data).digest()


@cache
def _throw_away_unused(folder: Path) -> None:
    """Once in a run."""
    oldest = time.time() - UNUSED
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.stat().st_mtime < oldest:
                    Path(entry.path).unlink()


@cache
def program_digest() -> str:
    """What changes when the program does, or the Python or the libraries that it runs with.

    By name, size and time of each file of ours, for to read them all takes as long as to check a workbook: a file that
    was put back with another content of the same size and time would not be seen, and nothing puts files back so.
    """
    package = Path(__file__).parents[2]
    files = [f"{path}|{size}|{changed}" for path, size, changed in sorted(_files(str(package)))]
    libraries = sorted(path.name for path in _libraries().glob("*.dist-info"))
    return hashlib.sha256(
        "\n".join([__version__, sys.version, *libraries, *files]).encode("utf-8", "replace")
    ).hexdigest()


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
            elif entry.name != "__pycache__":
                yield from _files(entry.path)


def _libraries() -> Path:
    """Where the libraries lie."""
    lxml = find_spec("lxml")
    return Path(str(lxml.origin)).parents[1] if lxml is not None else Path(sys.prefix)
