"""A mail as Outlook saves it (.msg): a container of streams, each property of the mail one of them (MS-OXMSG)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

from followup.files.containers.container import Box, ContainerEntry
from followup.files.containers.inbox import may_be_workbook
from followup.files.containers.mail import TRIFLES
from followup.files.packages.ole import open_container
from followup.files.received import UnreadableFile
from followup.rulebook.received.containers import ATTACHED_AS_LINK, NOT_UNPACKED

PROPERTIES, ATTACHED = "__properties_version1.0", "__attach_version1.0_"
SUBJECT, DATA = "0037", "3701"
NAMES = ("3707", "3704", "3001")
"""The long name of an attachment, the short one, and what is shown of it."""
TEXT, OLD_TEXT, BINARY, STORAGE = "001F", "001E", "0102", "000D"


class Msg:
    """An Outlook mail that is open, or one attached to it: ``top`` is the way to its streams."""

    is_mail = True

    def __init__(self, container: Any, top: tuple[str, ...] = ()) -> None:
        self.container, self.top = container, top
        self.streams = {
            path for path in map(tuple, container.listdir(streams=True, storages=True)) if path[: len(top)] == top
        }
        self.subject = " ".join(self._text(top, SUBJECT).split())

    def entries(self) -> Iterator[ContainerEntry]:
        """Its attachments in their order."""
        depth = len(self.top)
        attached = {path[depth] for path in self.streams if len(path) > depth and path[depth].startswith(ATTACHED)}
        for storage in sorted(attached):
            yield self._entry((*self.top, storage))

    def _entry(self, at: tuple[str, ...]) -> ContainerEntry:
        name = next((text for key in NAMES if (text := self._text(at, key))), "")
        data, mail = (*at, _stream(DATA, BINARY)), (*at, _stream(DATA, STORAGE))
        if (*mail, PROPERTIES) in self.streams:
            inner = Msg(self.container, mail)
            name = (
                name
                if PurePath(name).suffix.casefold() in (".msg", ".eml")
                else f"{(name or inner.subject or 'mail').replace('/', '-')}.msg"
            )
            return ContainerEntry(name, lambda: inner)
        if data not in self.streams:
            link = UnreadableFile(ATTACHED_AS_LINK.problem()) if may_be_workbook(name, None) else None
            return ContainerEntry(name, lambda: b"", trifle=link is None, refusal=link)
        size = int(self.container.get_size("/".join(data)))
        return ContainerEntry(name, self._reading(data), size, size, not name or TRIFLES.fullmatch(name) is not None)

    def _reading(self, stream: tuple[str, ...]) -> Callable[[], bytes | Box]:
        def read() -> bytes:
            try:
                with self.container.openstream("/".join(stream)) as file:
                    return bytes(file.read())
            except Exception as error:  # whatever a damaged container makes it raise
                raise UnreadableFile(NOT_UNPACKED.problem()) from error

        return read

    def _text(self, at: tuple[str, ...], key: str) -> str:
        """A property that is a text, empty where there is none."""
        for kind, encoding in ((TEXT, "utf-16-le"), (OLD_TEXT, "cp1252")):
            path = (*at, _stream(key, kind))
            if path in self.streams:
                content = self._reading(path)()
                return content.decode(encoding, "replace").rstrip("\0") if isinstance(content, bytes) else ""
        return ""


def open_msg(content: bytes) -> Msg | None:
    """The mail; None for another kind of document in such a container."""
    try:
        container = open_container(content)
    except UnreadableFile as error:
        raise UnreadableFile(NOT_UNPACKED.problem()) from error
    return Msg(container) if container.exists(PROPERTIES) else None


def _stream(key: str, kind: str) -> str:
    return f"__substg1.0_{key}{kind}"
