"""Which files of a folder are submissions, which are not, and which to pass over in silence."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from followup.files.received import FileRemark, UnreadableFile
from followup.files.sources import CONTAINERS, NOT_OPENED, UNFINISHED, ContainerMember, Source
from followup.locale import literal
from followup.rulebook.received.file_remarks import OPEN_ELSEWHERE

if TYPE_CHECKING:
    from followup.files.containers.container import ContainerContents

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xltx", ".xltm", ".xlt", ".numbers"}
RUBBISH = {"desktop.ini", "thumbs.db", "ehthumbs.db", ".ds_store", "icon\r"}
OWNER = "~$"
LONGEST_OWNER = 165
"""What Excel's owner file holds, in bytes."""


def submissions_in(places: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Files to read, mails and compressed folders among them, and files that are no workbooks, both sorted by path.

    A file that is named itself is always read; in a folder, lock files (``~$``), the system's own files and temporary
    files are passed over. Folders inside are looked into too, each once. A workbook that is still being downloaded is
    read, so that it has a finding.
    """
    submissions: dict[Path, None] = {}
    other: dict[Path, None] = {}
    for place in places:
        if not place.is_dir():
            submissions[place] = None
            continue
        for path in sorted(_files_in(place, set())):
            if not is_rubbish(path.name):
                (submissions if _is_to_be_read(path) else other)[path] = None
    return list(submissions), list(other)


def sources_in(
    places: Iterable[Path], contents: Callable[[Path], ContainerContents]
) -> tuple[list[Source], list[Source]]:
    """The same, with what stands in mails and compressed folders in their place; ``contents`` opens one.

    One that cannot be opened is a source itself, with the reason.
    """
    submissions, other = submissions_in(places)
    sources: list[Source] = []
    others = [Source(path) for path in other]
    for path in submissions:
        if not is_container(path):
            sources.append(Source(path))
            continue
        try:
            content = contents(path)
        except UnreadableFile as fault:
            refusal = FileRemark(fault.problem, fault.detail)
            sources.append(Source(path, ContainerMember(refusal=refusal)))
        else:
            sources += [Source(path, file) for file in content.members]
            others += [Source(path, file) for file in content.others]
    return sources, others


def _files_in(folder: Path, visited: set[str]) -> Iterator[Path]:
    """Every file below a folder; a link back to a folder above ends there, and a folder that cannot be read is empty."""
    real = os.path.realpath(folder)
    if real in visited:
        return
    visited.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder  # it has a finding, as a file that could not be opened
        return
    for entry in entries:
        path = folder / entry.name
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        if not is_folder:
            yield path
        elif not is_rubbish(path.name):
            yield from _files_in(path, visited)


def _is_to_be_read(path: Path) -> bool:
    return (
        may_be_workbook(path.name, path) or is_container(path) or path.suffix.casefold() in NOT_OPENED or path.is_dir()
    )


def is_container(path: Path) -> bool:
    """Whether a file is called a mail or a compressed folder, in which workbooks are looked for."""
    return path.suffix.casefold() in CONTAINERS


def may_be_workbook(name: str, content: bytes | Path | None) -> bool:
    """Whether a file is called a workbook, or is one of our Word forms by its content, where that is given."""
    name = name.casefold()
    for ending in UNFINISHED:
        name = name.removesuffix(ending)
    if Path(name).suffix == ".docx" and content is not None:
        from followup.files.word_form.docx_read import is_our_form

        return is_our_form(content if isinstance(content, Path) else BytesIO(content))
    return Path(name).suffix in WORKBOOKS


def is_rubbish(name: str) -> bool:
    """Whether a file of this name is never anybody's answer: a lock file, the system's own, half a download."""
    name = name.casefold()
    return name in RUBBISH or name.startswith((OWNER, ".")) or name.endswith(".tmp") or name == "__macosx"


def open_elsewhere_remark(path: Path) -> FileRemark | None:
    """Excel and LibreOffice put a small file beside a workbook while somebody has it open: what is on their screen may
    not be saved. None where nobody has it open.
    """
    if path.name.startswith(OWNER):
        return None
    # Excel leaves out the first letters of a long name.
    of_excel = (path.with_name(f"{OWNER}{path.name}"), path.with_name(f"{OWNER}{path.name[2:]}"))
    of_libreoffice = path.with_name(f".~lock.{path.name}#")
    who = next((_owner(_start_of(beside)) for beside in of_excel if _is_there(beside)), None)
    if who is None and _is_there(of_libreoffice):
        who = _owner_in_libreoffice(_start_of(of_libreoffice))
    if who is None:
        return None
    return FileRemark(OPEN_ELSEWHERE.problem(who=literal(who or "?")))


def _is_there(beside: Path) -> bool:
    try:
        return beside.is_file()
    except (OSError, ValueError):  # a name that is too long with the sign before it
        return False


def _start_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LONGEST_OWNER)
    except OSError:
        return b""


def _owner(content: bytes) -> str:
    """Who has it open: a byte with the length, the name in an old encoding, and at 55 again in UTF-16."""
    if len(content) > 56 and 0 < content[55] <= 54:
        name = content[57 : 57 + 2 * content[55]].decode("utf-16-le", "replace")
    elif content:
        name = content[1 : 1 + content[0]].decode("cp1252", "replace")
    else:
        return ""
    return _printable(name)


def _owner_in_libreoffice(content: bytes) -> str:
    """Who has it open: the full name, the account and the computer, with commas between; the first that is not empty."""
    fields = re.split(r"(?<!\\),", content.decode("utf-8", "replace"))
    names = (_printable(re.sub(r"\\(.)", r"\1", name)) for name in fields[:3])
    return next(filter(None, names), "")


def _printable(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable()).strip()
