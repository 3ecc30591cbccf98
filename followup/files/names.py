"""Names that Excel and every file system accept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from followup.files.legal import legal, units_of

HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Signs that nobody sees; some turn the text around, so that a name would seem to end otherwise than it does."""

NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*]')
RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"}
RESERVED |= {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789\u00b9\u00b2\u00b3"}
RESERVED_SHEETS = {"history", "historik"}
"""What Excel calls its own list of changes: it refuses to open a workbook with a sheet of that name."""

LONGEST_SHEET_NAME = 31
LONGEST_FILE_NAME = 180
"""In bytes of UTF-8: a file system takes 255, and an ending and a mark are put behind."""


def sheet_name(text: str, names: Collection[str] = ()) -> str:
    """A legal sheet name, not among ``names`` (Excel does not tell case apart), at most 31 units of UTF-16."""
    visible = HIDDEN.sub(" ", legal(unicodedata.normalize("NFC", text)))
    whole = NOT_IN_SHEET_NAMES.sub(" ", visible).strip(" '") or "Blad"
    if whole.casefold() in RESERVED_SHEETS:
        whole += "_"
    name, number = _cut(whole, LONGEST_SHEET_NAME), 1
    others = {other.casefold() for other in names}
    while name.casefold() in others:
        number += 1
        mark = f" ({number})"
        name = _cut(whole, LONGEST_SHEET_NAME - len(mark)) + mark
    return name


def _cut(text: str, most: int) -> str:
    """The beginning of a name, in units of UTF-16, not ending with what no name may end with."""
    text = text[:most]
    while units_of(text) > most:
        text = text[:-1]
    return text.rstrip(" '")


def file_name(text: str, names: Collection[str] = ()) -> str:
    """A file name without folders that Windows, macOS and Linux accept; the ending is the caller's.

    Not among ``names``, in whatever case. "Akut/Olycka" is "Akut-Olycka"; "../" leads nowhere.
    """
    visible = HIDDEN.sub("", legal(unicodedata.normalize("NFC", text)))
    name = NOT_IN_FILE_NAMES.sub("-", visible).removeprefix("~$").strip(" .")
    name = name.encode()[:LONGEST_FILE_NAME].decode("utf-8", "ignore").rstrip(" .") or "namnlös"
    device, dot, ending = name.partition(".")
    name = f"{device}_{dot}{ending}" if device.rstrip(" ").casefold() in RESERVED else name
    whole, number, others = name, 1, {other.casefold() for other in names}
    while name.casefold() in others:
        number += 1
        name = f"{whole} ({number})"
    return name
