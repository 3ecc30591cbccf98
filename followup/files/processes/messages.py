"""What a process that reads files and its parent send each other: the kind of a message, its length, its content."""

from __future__ import annotations

import pickle
import struct
from typing import IO

HEAD = struct.Struct("<cQ")
STARTED, ASK, OPENING, MORE, READING, BOOK, REFUSED = b"s", b"a", b"o", b"m", b"r", b"b", b"u"
Within = tuple[tuple[int, ...], str] | None
"""The way to a file in a container, and what it is called; None asks what the container holds."""


def send(stream: IO[bytes], kind: bytes, content: object = None) -> None:
    """Write one message: its kind, its length, itself."""
    packed = pickle.dumps(content, pickle.HIGHEST_PROTOCOL)
    stream.write(HEAD.pack(kind, len(packed)) + packed)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """The kind of one message, and its content as it came; None when the other end is gone."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, length = HEAD.unpack(head)
    packed = stream.read(length)
    return (kind, packed) if len(packed) == length else None
