"""Names that Excel and every file system accept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
RESERVED = {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(10)), *(f"lpt{i}" for i in range(10))}
LONGEST_SHEET_NAME = 31


def sheet_name(text: str, taken: Collection[str] = ()) -> str:
    """A legal sheet name, not among ``taken`` (Excel does not tell case apart), at most 31 characters."""
    wanted = NOT_IN_SHEET_NAMES.sub(" ", text).strip(" '") or "Blad"
    name, number = wanted[:LONGEST_SHEET_NAME].rstrip(" '"), 1
    others = {each.casefold() for each in taken}
    while name.casefold() in others:
        number += 1
        mark = f" ({number})"
        name = wanted[: LONGEST_SHEET_NAME - len(mark)].rstrip(" '") + mark
    return name


def file_name(text: str) -> str:
    """A file name without folders that Windows, macOS and Linux accept; the ending is the caller's."""
    name = NOT_IN_FILE_NAMES.sub("-", unicodedata.normalize("NFC", text)).strip(" .")[:120] or "namnlös"
    return f"{name}_" if name.split(".")[0].casefold() in RESERVED else name
