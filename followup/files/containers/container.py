"""A mail or a compressed folder, and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Protocol

from followup.files.received import UnreadableFile
from followup.files.sources import ContainerMember
from followup.frozen import frozen, growing

TNEF = b"\x78\x9f\x3e\x22"
"""How a mail in Outlook's own format begins."""


class Box(Protocol):
    """A mail or a compressed folder that is open. ``subject`` is empty where there is none."""

    is_mail: bool
    subject: str

    def entries(self) -> Iterator[ContainerEntry]:
        """What it holds, always in the same order."""
        ...


@frozen
class ContainerEntry:
    """One thing in a box. ``size`` is what it unpacks to, ``packed`` what it takes in the box; a trifle is a picture or
    a signature, which is passed over in silence."""

    name: str
    read: Callable[[], bytes | Box]
    size: int = 0
    packed: int = 0
    trifle: bool = False
    refusal: UnreadableFile | None = None


@growing
class ContainerContents:
    """What a container holds: files to read, in order, and names of those that are none of ours."""

    members: list[ContainerMember] = field(default_factory=list)
    others: list[ContainerMember] = field(default_factory=list)
