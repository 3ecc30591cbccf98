"""What a process that reads files and its parent send each other: the kind of a message, its length, its content."""

from __future__ import annotations

import importlib
import pickle
import struct
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NamedTuple

HEAD = struct.Struct("<cQ")
STARTED, ASK, OPENING, MORE, READING, BOOK, REFUSED = b"s", b"a", b"o", b"m", b"r", b"b", b"u"
BASIS, UNDERSTANDING = b"p", b"w"
Within = tuple[tuple[int, ...], str] | None
"""The way to a file in a container, and what it is called; None asks what the container holds."""


class Request(NamedTuple):
    """What is to be read: of the file at ``path``, whose ``content`` is sent along to a process that cannot open it there.

    ``besides`` is for whoever makes something else of the book in that process.
    """

    path: Path
    within: Within
    content: bytes | None = None
    besides: object = None


class Understanding(NamedTuple):
    """What a process makes of the books that it reads, where it is not to send the books themselves.

    ``maker`` names a module and a function, with a colon between, that is called once with ``basis`` and gives what is
    called with each book and what came ``besides`` it.
    """

    maker: str
    basis: bytes

    def prepare(self) -> Callable[[Any, Any], object]:
        """What is called with each book."""
        understand: Callable[[Any, Any], object] = function_called(self.maker)(self.basis)
        return understand


def function_called(name: str) -> Any:
    """The function of a module, its name after the module's with a colon between."""
    module, _colon, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


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
