"""A compressed folder (.zip): its files by name, whatever program on whatever computer wrote the names."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from followup.files.containers.container import Box, ContainerEntry
from followup.files.packages.file_kinds import ZIP_END
from followup.files.packages.package import BROKEN, ENCRYPTED
from followup.files.received import UnreadableFile
from followup.files.size_limits import Limits
from followup.locale.letters import as_in_sweden
from followup.rulebook.received.containers import CONTAINER_HAS_PASSWORD, NOT_UNPACKED, TOO_MANY_FILES
from followup.rulebook.received.files import INCOMPLETE_FILE

OFFICE = ("[content_types].xml", "mimetype")
"""A package that holds one of these is a document itself."""
IN_UTF_8 = 0x800
"""The flag of an entry whose name is stored in UTF-8."""
END, COUNT_AT, MOST_OF_END = b"PK\x05\x06", 10, 66_000
"""The last record of a ZIP, and where it counts the entries; a comment of 65,535 bytes may stand behind it."""


class Zip:
    """A compressed folder that is open."""

    is_mail = False
    subject = ""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def entries(self) -> Iterator[ContainerEntry]:
        """Its files; folders are only names before theirs."""
        for info in self.archive.infolist():
            refusal = UnreadableFile(CONTAINER_HAS_PASSWORD.problem()) if info.flag_bits & ENCRYPTED else None
            yield ContainerEntry(
                _name(info), self._unpacking(info), info.file_size, info.compress_size, info.is_dir(), refusal=refusal
            )

    def _unpacking(self, info: zipfile.ZipInfo) -> Callable[[], bytes | Box]:
        def read() -> bytes:
            try:
                return self.archive.read(info)
            except BROKEN as error:
                raise UnreadableFile(NOT_UNPACKED.problem()) from error

        return read


def open_zip(content: bytes, limits: Limits) -> Zip | None:
    """The compressed folder; None for a workbook or another document that is a package."""
    if ZIP_END not in content[-MOST_OF_END:]:
        raise UnreadableFile(INCOMPLETE_FILE.problem())
    end = content.rfind(END)
    if int.from_bytes(content[end + COUNT_AT : end + COUNT_AT + 2], "little") > limits.parts:
        raise UnreadableFile(TOO_MANY_FILES.problem(n=limits.parts))
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        names = {info.filename.casefold() for info in archive.infolist()}
    except UnreadableFile:
        raise
    except BROKEN as error:
        raise UnreadableFile(NOT_UNPACKED.problem()) from error
    return None if names & set(OFFICE) else Zip(archive)


def _name(info: zipfile.ZipInfo) -> str:
    """The name as whoever packed it saw it.

    Where the file does not say that names are in UTF-8, they may be so all the same (a Mac), in the letters of DOS, or in
    those of Windows: the one in which a Swede could have written it.
    """
    if info.flag_bits & IN_UTF_8 or info.filename.isascii():
        return info.filename
    try:
        stored = info.filename.encode("cp437")
    except UnicodeEncodeError:  # the name stands in a field of its own, in Unicode
        return info.filename
    try:
        return stored.decode("utf-8")
    except UnicodeDecodeError:
        return as_in_sweden(stored, ("cp850", "cp1252"))
