"""Which files of a folder are submissions, which are not, and which to pass over in silence."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xltx", ".xltm", ".numbers"}
RUBBISH = {"desktop.ini", "thumbs.db", ".ds_store"}


def submissions_in(places: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Files to read, and files that are no workbooks, both sorted by path.

    A file that is named itself is always read; in a folder, lock files (``~$``), the system's own files and temporary
    files are passed over. Folders inside are looked into too.
    """
    wanted: dict[Path, None] = {}
    other: dict[Path, None] = {}
    for place in places:
        if not place.is_dir():
            wanted[place] = None
            continue
        for path in sorted(each for each in place.rglob("*") if each.is_file()):
            if _is_rubbish(path):
                continue
            (wanted if path.suffix.casefold() in WORKBOOKS else other)[path] = None
    return list(wanted), list(other)


def _is_rubbish(path: Path) -> bool:
    name = path.name.casefold()
    return (
        name in RUBBISH or name.startswith(("~$", ".")) or name.endswith((".tmp", ".part")) or "__MACOSX" in path.parts
    )
