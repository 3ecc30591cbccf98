"""A file on the disk, as far as it may be read: an ordinary file, and no more of it than its limit allows.

Whatever lies in a folder that others write to is read through here: a pipe would keep its reader waiting, a link to a
device has no end, and a path may be one that no file can have.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from followup.files.received import UnreadableFile
from followup.files.refusals import cannot_be_opened
from followup.files.size_limits import MEGABYTE, Limits
from followup.rulebook.received.files import FILE_TOO_LARGE, NO_ORDINARY_FILE

LONG_ON_WINDOWS = 240
"""Windows takes 260 for a file, but only 248 for the folder that it lies in."""


class NoOrdinaryFile(OSError):
    """A pipe, a socket or a device: what has no content of its own."""


class Digest(NamedTuple):
    """What tells a file from another; empty and 0 for what cannot be read as one."""

    sha256: str = ""
    size: int = 0


def file_content(path: Path, limits: Limits, progress: Callable[[], None] = lambda: None) -> bytes:
    """The file's bytes, or UnreadableFile; ``progress`` is called as they come, which may be slow over a network."""
    content = bytearray()
    try:
        with open_ordinary(path) as file:
            size = os.fstat(file.fileno()).st_size
            while size <= limits.file and (piece := file.read(MEGABYTE)):
                content += piece
                size = max(size, len(content))
                progress()
    except NoOrdinaryFile as error:
        raise UnreadableFile(NO_ORDINARY_FILE.problem()) from error
    except (OSError, ValueError) as error:
        raise cannot_be_opened(error) from error
    if size > limits.file:
        raise UnreadableFile(FILE_TOO_LARGE.problem(n=limits.file // MEGABYTE))
    return bytes(content)


@contextmanager
def open_ordinary(path: Path) -> Iterator[IO[bytes]]:
    """A file to read from; OSError or ValueError where there is none, NoOrdinaryFile where it is of another kind."""
    path = _however_long(path)
    kind = path.stat().st_mode
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise NoOrdinaryFile(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    with path.open("rb") as file:
        yield file


def text_of(path: Path, most: int) -> str:
    """The text of a record of ours; what is no UTF-8 in it is replaced. OSError or ValueError where there is none."""
    with open_ordinary(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            raise ValueError(f"larger than {most} bytes")
        content = file.read()
    return content.decode("utf-8", "replace")


def digest_of(path: Path, most: int) -> Digest:
    """Digest and size of a file that may be of any kind and size; one of more than ``most`` bytes has no digest."""
    try:
        with open_ordinary(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > most:
                return Digest(size=size)
            content = file.read(most + 1)
    except (OSError, ValueError):
        return Digest()
    return Digest(hashlib.sha256(content).hexdigest(), len(content)) if len(content) <= most else Digest()


def can_be_a_path(path: Path) -> bool:
    """Whether a file could stand there: not where its name is too long or has signs that no name may have, nor where links
    lead round in a ring.
    """
    try:
        path.stat()
    except ValueError:  # with a null
        return False
    except OSError as error:
        return error.errno not in (errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP)
    return True


def _however_long(path: Path) -> Path:
    """Windows opens a path of more than 260 characters only when it is written in full, in a way of its own."""
    text = str(path.absolute())
    if os.name != "nt" or len(text) < LONG_ON_WINDOWS or text.startswith("\\\\?\\"):
        return path
    return Path("\\\\?\\UNC\\" + text[2:] if text.startswith("\\\\") else "\\\\?\\" + text)
