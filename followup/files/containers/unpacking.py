"""Mails and compressed folders: what they hold, found and unpacked in memory, never on the disk.

Each kind is a box: its entries in a fixed order, each with a name and a way to its content. The number of an entry in
its box is how it is found again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePath

from followup.files.containers.container import TNEF, Box, ContainerContents, ContainerEntry
from followup.files.containers.inbox import is_rubbish, may_be_workbook
from followup.files.disk.ordinary_file import file_content
from followup.files.packages.file_kinds import MAIL_HEADER, OLE, ZIP
from followup.files.received import FileRemark, UnreadableFile
from followup.files.size_limits import MEGABYTE, USUAL, Limits, limits_around
from followup.files.sources import NESTED, ContainerMember, Source, names_of
from followup.locale import literal
from followup.rulebook.problem import Problem
from followup.rulebook.received.containers import (
    CONTAINER_TOO_LARGE_INSIDE,
    CONTAINERS_TOO_DEEP,
    ENCRYPTED_MAIL,
    FOLDER_WITH_OTHER_FILES,
    FOLDER_WITHOUT_WORKBOOK,
    MAIL_WITH_OTHER_FILES,
    MAIL_WITHOUT_WORKBOOK,
    NOT_UNPACKED,
    TOO_MANY_FILES,
    TOO_MANY_WORKBOOKS,
)
from followup.rulebook.received.files import EMPTY_FILE, FILE_TOO_LARGE

MAIL_WITHIN = re.compile(rb"(Content-[\w-]+|MIME-Version|[\w-]+): ", re.IGNORECASE)
SWOLLEN = 10 * MEGABYTE
"""From here on the ratio tells a bomb; what is smaller fills no memory, however well it packs."""
MOST_NAMED = 5
"""Names of other files in one sentence: enough to see which mail it is."""


def open_box(content: bytes, name: str, limits: Limits) -> Box | None:
    """The box in these bytes, by what they are; None where they are none of a kind that is opened."""
    if not content:
        raise UnreadableFile(EMPTY_FILE.problem())
    if content.startswith(ZIP):
        from followup.files.containers.zip_folder import open_zip

        return open_zip(content, limits)
    if content.startswith(OLE):
        from followup.files.containers.outlook_message import open_msg

        return open_msg(content)
    if content.startswith(TNEF):
        from followup.files.containers.winmail import Tnef

        return Tnef(content)
    if name.casefold().endswith(".p7m") and not MAIL_WITHIN.match(content):
        raise UnreadableFile(ENCRYPTED_MAIL.problem())
    if MAIL_HEADER.match(content.lstrip()) or _is_text_of_a_mail(content, name):
        from followup.files.containers.mail import open_mail

        return open_mail(content, limits)
    return None


def _is_text_of_a_mail(content: bytes, name: str) -> bool:
    """A mail may begin with any word and a colon; its name then says that it is one."""
    return name.casefold().endswith((".eml", ".p7m")) and MAIL_WITHIN.match(content.lstrip()) is not None


def contents_of(content: bytes, name: str, limits: Limits) -> ContainerContents:
    """What the container in these bytes holds, at any depth; UnreadableFile where it must not be opened.

    Bytes that are no container hold themselves: a workbook that is called .zip is read as what it is.
    """
    walk = _Unpacker(limits)
    try:
        box = open_box(content, name, limits)
        if box is None:
            return ContainerContents([ContainerMember()])
        walk.unpack(box, ContainerMember(subject=box.subject), 1)
    except _RefusedWhole as fault:
        raise fault.why from None
    except UnreadableFile:
        raise
    except Exception as error:  # whatever a damaged box makes its reader raise
        raise UnreadableFile(NOT_UNPACKED.problem()) from error
    contents = walk.contents
    contents.members.sort(key=lambda file: (file.names, file.within))
    if not contents.members:
        refusal = FileRemark(_without_workbook(box, [file.names[-1] for file in contents.others[:MOST_NAMED]]))
        contents.members.append(ContainerMember(subject=" ".join(walk.subjects), refusal=refusal))
    return contents


def _without_workbook(box: Box, others: Sequence[str]) -> Problem:
    """A container without a workbook, by the names of what else it holds."""
    if others:
        rule = MAIL_WITH_OTHER_FILES if box.is_mail else FOLDER_WITH_OTHER_FILES
        return rule.problem(files=literal(", ".join(others)))
    return (MAIL_WITHOUT_WORKBOOK if box.is_mail else FOLDER_WITHOUT_WORKBOOK).problem()


def content_within(content: bytes, name: str, within: Sequence[int], limits: Limits) -> bytes:
    """The bytes of a file that ``contents_of`` found; those given where there is no way further in."""
    at: bytes | Box = content
    for number in within:
        box = open_box(at, name, limits) if isinstance(at, bytes) else at
        entry = next((item for place, item in enumerate(box.entries()) if place == number), None) if box else None
        if entry is None:
            raise UnreadableFile(NOT_UNPACKED.problem())
        name, at = entry.name, entry.read()
    assert isinstance(at, bytes)
    if len(at) > limits.file:
        raise UnreadableFile(FILE_TOO_LARGE.problem(n=limits.file // MEGABYTE))
    return at


def content_of(source: Source, limits: Limits = USUAL) -> bytes:
    """The bytes of a file, wherever it lies."""
    content = file_content(source.path, limits_around(limits) if source.within else limits)
    return content_within(content, source.path.name, source.within, limits)


class _Unpacker:
    """One way through a container, with what it may take."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.contents = ContainerContents()
        self.entries = self.expanded = 0
        self.subjects: list[str] = []
        self.names: dict[tuple[str, ...], int] = {}

    def unpack(self, box: Box, container: ContainerMember, depth: int) -> None:
        """Everything in a box that is ``depth`` boxes deep; what is wrong with one entry is said of it alone."""
        if container.subject and container.subject not in self.subjects:
            self.subjects.append(container.subject)
        for number, entry in enumerate(box.entries()):
            self.entries += 1
            if self.entries > self.limits.parts:
                raise _RefusedWhole(UnreadableFile(TOO_MANY_FILES.problem(n=self.limits.parts)))
            names = names_of(entry.name)[-1 if box.is_mail else 0 :]
            if entry.trifle or any(map(is_rubbish, names)):
                continue
            file = ContainerMember(
                (*container.within, number), self._unique_names((*container.names, *names)), subject=container.subject
            )
            try:
                self._take(entry, file, depth)
            except _RefusedWhole:
                raise
            except UnreadableFile as fault:
                self._refuse(file, fault)
            except Exception:  # whatever a damaged box makes its reader raise
                self._refuse(file, UnreadableFile(NOT_UNPACKED.problem()))

    def _take(self, entry: ContainerEntry, file: ContainerMember, depth: int) -> None:
        ending = PurePath(file.names[-1].casefold()).suffix
        may_be_ours = ending in (*NESTED, ".docx") or may_be_workbook(file.names[-1], None)
        if not may_be_ours:
            self.contents.others.append(file)
        elif entry.refusal is not None:
            raise entry.refusal
        else:
            content = self._read(entry)
            if not isinstance(content, bytes):
                self._open(content, file, depth)
            elif ending in NESTED and (box := open_box(content, entry.name, self.limits)) is not None:
                self._open(box, file, depth)
            else:
                self._keep(content, file, ending)

    def _open(self, box: Box, file: ContainerMember, depth: int) -> None:
        if depth >= self.limits.depth:
            raise UnreadableFile(CONTAINERS_TOO_DEEP.problem(n=self.limits.depth))
        subject = " ".join(text for text in (file.subject, box.subject) if text)
        self.unpack(box, ContainerMember(file.within, file.names, subject=subject), depth + 1)

    def _keep(self, content: bytes, file: ContainerMember, ending: str) -> None:
        kept_file = ContainerMember(
            file.within, file.names, hashlib.sha256(content).hexdigest(), len(content), file.subject
        )
        if ending in (".dat", ".docx") and not may_be_workbook(file.names[-1], content):
            self.contents.others.append(kept_file)
            return
        self.contents.members.append(kept_file)
        if len(self.contents.members) > self.limits.workbooks:
            raise _RefusedWhole(UnreadableFile(TOO_MANY_WORKBOOKS.problem(n=self.limits.workbooks)))

    def _read(self, entry: ContainerEntry) -> bytes | Box:
        if entry.size > SWOLLEN and entry.size > self.limits.ratio * max(entry.packed, 1):
            raise _RefusedWhole(UnreadableFile(CONTAINER_TOO_LARGE_INSIDE.problem()))
        self.expanded += entry.size
        if self.expanded > self.limits.expanded:
            raise _RefusedWhole(UnreadableFile(CONTAINER_TOO_LARGE_INSIDE.problem()))
        return entry.read()

    def _refuse(self, file: ContainerMember, fault: UnreadableFile) -> None:
        refusal = FileRemark(fault.problem, fault.detail)
        self.contents.members.append(ContainerMember(file.within, file.names, subject=file.subject, refusal=refusal))

    def _unique_names(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Names that nothing else in the container has: two files of one name are two files."""
        unique, key = names, tuple(map(str.casefold, names))
        while (folded := tuple(map(str.casefold, unique))) in self.names:
            self.names[key] = number = self.names[key] + 1
            last = PurePath(names[-1])
            unique = (*names[:-1], f"{last.stem} ({number}){last.suffix}")
        self.names[folded] = 1
        return unique


class _RefusedWhole(Exception):
    """The container as a whole must not be opened."""

    def __init__(self, why: UnreadableFile) -> None:
        super().__init__(str(why))
        self.why = why
