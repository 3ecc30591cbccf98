"""What Outlook sends to those without Outlook, ``winmail.dat``: a mail's attachments in a format of its own (MS-OXTNEF)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import partial

from followup.files.containers.container import TNEF, ContainerEntry
from followup.files.containers.mail import TRIFLES
from followup.files.received import UnreadableFile
from followup.frozen import growing
from followup.rulebook.received.containers import NOT_UNPACKED

SUBJECT, RENDERED, TITLE, DATA, PROPERTIES = 0x18004, 0x69002, 0x18010, 0x6800F, 0x69005
HEAD = struct.Struct("<BII")
LONG_NAME, OBJECT = 0x3707, 0x3701
TEXT, OLD_TEXT, OBJECT_TYPE, BINARY = 0x1F, 0x1E, 0x0D, 0x102
SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
NAMED, MANY = 0x8000, 0x1000
INTERFACE = 16
"""An object begins with what it is: a mail within is a whole stream after it."""


@growing
class _Attachment:
    name: str = ""
    content: bytes = b""


class Tnef:
    """Such a file, open."""

    is_mail = True

    def __init__(self, content: bytes) -> None:
        self.subject = ""
        self.attachments: list[_Attachment] = []
        try:
            self._read(content)
        except (struct.error, IndexError, ValueError) as error:
            raise UnreadableFile(NOT_UNPACKED.problem()) from error

    def entries(self) -> Iterator[ContainerEntry]:
        """The attachments in their order."""
        for attachment in self.attachments:
            trifle = not attachment.name or TRIFLES.fullmatch(attachment.name) is not None
            yield ContainerEntry(
                attachment.name,
                partial(bytes, attachment.content),
                len(attachment.content),
                len(attachment.content),
                trifle,
            )

    def _read(self, content: bytes) -> None:
        at = 6
        while at + HEAD.size < len(content):
            _level, attribute, length = HEAD.unpack_from(content, at)
            value = content[at + HEAD.size : at + HEAD.size + length]
            if len(value) < length:
                raise UnreadableFile(NOT_UNPACKED.problem())
            at += HEAD.size + length + 2
            if attribute == SUBJECT:
                self.subject = _old(value)
            elif attribute == RENDERED:
                self.attachments.append(_Attachment())
            elif self.attachments:
                self._of_attachment(attribute, value, self.attachments[-1])

    def _of_attachment(self, attribute: int, value: bytes, attached: _Attachment) -> None:
        if attribute == TITLE:
            attached.name = attached.name or _old(value)
        elif attribute == DATA:
            attached.content = value
        elif attribute == PROPERTIES:
            for key, kind, content in _properties(value):
                if key == LONG_NAME:
                    attached.name = _text(kind, content)
                elif key == OBJECT and content[INTERFACE:].startswith(TNEF):
                    attached.content = content[INTERFACE:]
                    attached.name = f"{attached.name or 'mail'}.dat"


def _properties(value: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Key, type and first content of each property of an attachment."""
    (count,), at = struct.unpack_from("<I", value), 4
    for _number in range(count):
        kind, key = struct.unpack_from("<HH", value, at)
        at += 4
        if key >= NAMED:
            (named,) = struct.unpack_from("<I", value, at + 16)
            at += 20
            (length,) = struct.unpack_from("<I", value, at)
            at += 4 + (_pad(length) if named else 0)
        plain = kind & ~MANY
        values = 1
        if kind & MANY or plain in (TEXT, OLD_TEXT, OBJECT_TYPE, BINARY):
            (values,) = struct.unpack_from("<I", value, at)
            at += 4
        first = b""
        for number in range(min(values, len(value))):
            length = SIZES.get(plain, 0)
            if plain in (TEXT, OLD_TEXT, OBJECT_TYPE, BINARY):
                (length,) = struct.unpack_from("<I", value, at)
                at += 4
            elif not length:
                return  # a type that is not known: what follows cannot be found
            first = value[at : at + length] if number == 0 else first
            at += _pad(length)
        yield key, plain, first


def _pad(length: int) -> int:
    return (length + 3) // 4 * 4


def _old(value: bytes) -> str:
    return value.split(b"\0")[0].decode("cp1252", "replace")


def _text(kind: int, value: bytes) -> str:
    return value.decode("utf-16-le", "replace").split("\0")[0] if kind == TEXT else _old(value)
