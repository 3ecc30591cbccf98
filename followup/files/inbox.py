"""Which files of a folder are submissions, which are not, and which to pass over in silence."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from followup.files.received import FileRemark
from followup.locale import _, literal

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xltx", ".xltm", ".xlt", ".numbers"}
RUBBISH = {"desktop.ini", "thumbs.db", "ehthumbs.db", ".ds_store", "icon\r"}
OWNER = "~$"
UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".opdownload")


def submissions_in(places: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Files to read, and files that are no workbooks, both sorted by path.

    A file that is named itself is always read; in a folder, lock files (``~$``), the system's own files and temporary
    files are passed over. Folders inside are looked into too, each once. A workbook that is still being downloaded is
    read, so that it is told of.
    """
    wanted: dict[Path, None] = {}
    other: dict[Path, None] = {}
    for place in places:
        if not place.is_dir():
            wanted[place] = None
            continue
        for path in sorted(_files_in(place, set())):
            if not _is_rubbish(path):
                (wanted if _is_workbook(path) else other)[path] = None
    return list(wanted), list(other)


def _files_in(folder: Path, seen: set[str]) -> Iterator[Path]:
    """Every file below a folder; a link back to a folder above ends there, and a folder that cannot be read is empty."""
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder  # it is told of as a file that could not be opened
        return
    for entry in entries:
        path = folder / entry.name
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        if not is_folder:
            yield path
        elif not _is_rubbish(path):
            yield from _files_in(path, seen)


def _is_workbook(path: Path) -> bool:
    name = path.name.casefold()
    for ending in UNFINISHED:
        name = name.removesuffix(ending)
    if Path(name).suffix == ".docx":
        from followup.files.docx_read import is_our_form

        return is_our_form(path)
    return Path(name).suffix in WORKBOOKS or path.is_dir()


def _is_rubbish(path: Path) -> bool:
    name = path.name.casefold()
    return name in RUBBISH or name.startswith((OWNER, ".")) or name.endswith(".tmp") or name == "__macosx"


def the_workbook_is_open_elsewhere(path: Path) -> FileRemark | None:
    """Excel puts a small file beside a workbook while somebody has it open: what is on their screen may not be saved.

    Wrong: svar.xlsx with ~$svar.xlsx beside it.
    Right: svar.xlsx, saved and closed.
    """
    beside = path.with_name(f"{OWNER}{path.name}")
    if not beside.is_file():
        # Excel leaves out the first letters of a long name.
        beside = path.with_name(f"{OWNER}{path.name[2:]}")
    if path.name.startswith(OWNER) or not beside.is_file():
        return None
    who = _owner(beside)
    told = _("The workbook is open at {who}; what is written there may not be saved yet.", who=literal(who or "?"))
    return FileRemark("open-elsewhere", "", told)


def _owner(file: Path) -> str:
    """Who has it open: a byte with the length, the name in an old encoding, and at 55 again in UTF-16."""
    try:
        content = file.read_bytes()[:165]
    except OSError:
        return ""
    if len(content) > 56 and 0 < content[55] <= 54:
        name = content[57 : 57 + 2 * content[55]].decode("utf-16-le", "replace")
    elif content:
        name = content[1 : 1 + content[0]].decode("cp1252", "replace")
    else:
        return ""
    return "".join(letter for letter in name if letter.isprintable()).strip()
