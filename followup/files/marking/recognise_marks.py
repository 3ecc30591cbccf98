"""What we put into a workbook that goes back to its unit, and how it is known again when the workbook returns.

The first sheet and the notes in cells are ours, not answers. What somebody wrote beside them is not ours.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from followup.files.book import FORMER_RULES, SELF_CHECK
from followup.files.received import Raw, ReceivedBook, ReceivedSheet

SHEET_MARK = "followup returned"
"""Stands in the hidden first column of our sheet, alone in the first row."""

CHECKED_MARK = "followup checked"
"""The same, on the sheet that the macros of a template write."""

AUTHOR = "followup"
OPENING, CLOSING = "── followup ──", "──────────"
_OURS = re.compile(rf"\s*{OPENING}.*?(?:{CLOSING}\s*|\Z)", re.DOTALL)
_NOBODY = re.compile(rf"\s*(?:{AUTHOR})?\s*:?\s*")
TICKS = {"x", "xx", "ja", "j", "yes", "klar", "klart", "ok", "okej", "done", "rättad", "rättat", "✓", "✔", "√", "1"}


def with_note(others: str, text: str) -> str:
    """A note of ours below what others had written in the cell."""
    return "\n".join(part for part in (others.rstrip(), OPENING, text, CLOSING) if part)


def without_note(text: str) -> str:
    """What others wrote in a note; empty where all of it was ours."""
    if OPENING not in text:
        return text
    rest = _OURS.sub("\n", text).strip()
    return "" if _NOBODY.fullmatch(rest) else rest


def signature(texts: Iterable[str]) -> str:
    """What stands in the hidden column beside texts of ours: a row that somebody wrote in is known by it."""
    return " ".join(_digest(text) for text in texts if text)


def without_marks(book: ReceivedBook) -> ReceivedBook:
    """The workbook as its unit left it: without our first sheet and our notes. Words added to either are kept.

    The hidden sheets that say what its cells take are no part of it either.
    """
    sheets = []
    for sheet in book.sheets:
        if sheet.name in (FORMER_RULES, SELF_CHECK) and not sheet.visible:
            continue
        if is_our_sheet(sheet):
            sheet = replace(sheet, cells=_additions(sheet))
            if not sheet.cells:
                continue
        if any(OPENING in text for text in sheet.comments.values()):
            rests = {place: without_note(text) for place, text in sheet.comments.items()}
            ours = {place for place, text in sheet.comments.items() if OPENING in text}
            fills = {place: fill for place, fill in sheet.fills.items() if place not in ours}
            sheet = replace(sheet, comments={place: rest for place, rest in rests.items() if rest}, fills=fills)
        sheets.append(sheet)
    return replace(book, sheets=sheets)


def is_our_sheet(sheet: ReceivedSheet) -> bool:
    """Whether it is the list that we put first, wherever it stands now."""
    return any(raw in (SHEET_MARK, CHECKED_MARK) for raw in sheet.cells.values() if raw.__class__ is str)


def is_returned(path: Path) -> bool:
    """Whether a file is a copy that was made to go back: only such a one may be replaced by a later copy."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = (name for name in archive.namelist() if name.startswith("xl/") and name.endswith(".xml"))
            return any(SHEET_MARK.encode() in archive.read(name) for name in parts)
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError, OSError):
        return False


def holds_texts(content: bytes, texts: Iterable[str]) -> bool:
    """Whether a workbook of ours has each of these keys somewhere."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/") and name.endswith(".xml")]
    return all(any(text.encode() in part for part in parts) for text in texts)


def _additions(sheet: ReceivedSheet) -> dict[tuple[int, int], Raw]:
    """What somebody wrote on our sheet, but for ticks: neither our texts nor the signatures beside them."""
    mark = next(place for place, raw in sheet.cells.items() if raw in (SHEET_MARK, CHECKED_MARK))
    signatures = (raw for (_row, column), raw in sheet.cells.items() if column == mark[1] and isinstance(raw, str))
    ours = {digest for text in signatures for digest in text.split()}
    return {
        place: raw
        for place, raw in sheet.cells.items()
        if place[1] != mark[1] and not isinstance(raw, bool) and not _is_tick(raw) and not ours & _digests(raw)
    }


def _is_tick(raw: Raw) -> bool:
    return isinstance(raw, str | Decimal) and str(raw).strip(" .!").casefold() in TICKS


def _digests(raw: Raw) -> set[str]:
    """Those of both kinds: ours, and the simpler one that macros can work out."""
    return {_digest(raw), simple_digest(_as_text(raw))}


def simple_digest(text: str) -> str:
    """A text as a number, spaces of every kind apart: as the procedure ``Digest`` of the macros works it out."""
    number = 7
    units = "".join(text.split()).encode("utf-16-le", "surrogatepass")
    for low, high in zip(units[::2], units[1::2], strict=True):
        number = (number * 31 + low + 256 * high) % 1_000_003
    return f"d{number}"


def _as_text(raw: Raw) -> str:
    return f"{raw:f}" if isinstance(raw, Decimal) else " ".join(str(raw).split())


def _digest(raw: Raw) -> str:
    text = _as_text(raw)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
