"""Where two readers of a workbook differ, and which differences are none: each has a class with its reason."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta

from readers import Place, RawSheet, Seen, Sheets, lines, readable

DIGITS_KEPT = 1e-14
"""What 15 significant digits may leave out."""
SECOND = 1 / 86_400

EXPLAINED = {
    "xml: cannot read the file": "no reader of ours is at fault when the XML cannot be parsed",
    "xml: we keep a time of day as its text": "a number below 1 in a format of hours and minutes",
    "xml: we keep the code of a rare sign": "a sign that no program needs to write as _xC1EF_ is left so",
    "xml: white space at the ends": "we keep what does not count without xml:space; the cell types strip it",
    "openpyxl: cannot open the file": "its own limits with styles, names and odd parts",
    "openpyxl: sees no sheets": "Strict OOXML",
    "openpyxl: takes too long": "a merge of whole columns, or millions of styled cells",
    "openpyxl: white space at the ends": "it keeps what does not count without xml:space; Excel drops it too",
    "openpyxl: keeps _x000D_ as it is written": "a carriage return or a control character; we make it what it stands for",
    "openpyxl: empties what a merged range hides": "we keep it, and it becomes a finding",
    "openpyxl: a formula whose result is empty text": "calculated, and blank; it cannot tell that from never calculated",
    "openpyxl: makes a text of a link": "a cell without a value gets the address that it leads to",
    "openpyxl: makes a time of our text": "a time of day, see above",
    "openpyxl: reads a macro sheet": "a sheet of Excel 4.0's macro language holds no answers",
    "openpyxl: is alone": "the XML has what we have",
    "openpyxl: says #VALUE! for a number": "a date format over a number that is no date; we keep the number",
}


def differences(sheets: Sheets, others: Sheets) -> Iterator[tuple[str, Place, Seen | None, Seen | None]]:
    for name in sorted(sheets.keys() | others.keys()):
        mine, other = sheets.get(name, {}), others.get(name, {})
        if mine == other:
            continue
        for where in sorted(mine.keys() | other.keys()):
            left, right = mine.get(where), other.get(where)
            if left != right and not _alike(left, right):
                yield name, where, left, right


def _alike(mine: Seen | None, other: Seen | None) -> bool:
    """The same but for how it is written: a date may be a number, and a number has 15 digits."""
    if mine is None or other is None:
        return False
    kinds = (mine.kind, other.kind)
    if kinds == ("number", "number"):
        return math.isclose(float(mine.value), float(other.value), rel_tol=DIGITS_KEPT)
    if kinds == ("date", "date"):
        return _same_moment(mine.value, other.value)
    return kinds in (("date", "number"), ("number", "date"), ("uncalculated", "uncalculated"))


def _same_moment(mine: str, other: str) -> bool:
    try:
        apart = datetime.fromisoformat(mine) - datetime.fromisoformat(other).replace(tzinfo=None)
    except (ValueError, TypeError):
        return mine == other
    return abs(apart) < timedelta(seconds=1)


def why_xml_differs(mine: Seen | None, other: Seen | None) -> str:
    """The class of a difference from the raw XML that is none of meaning; nothing for any other."""
    if mine is None or other is None or mine.kind != "text":
        return ""
    if other.kind == "text" and mine.value.strip() == other.value.strip():
        return "white space at the ends"
    if other.kind == "text":
        return "we keep the code of a rare sign" if readable(mine.value) == other.value else ""
    time = _time_of_day(mine.value)
    same = other.kind == "date" and mine.value == other.value
    close = other.kind == "number" and time is not None and abs(float(other.value) - time) < SECOND
    return "we keep a time of day as its text" if same or close else ""


def _time_of_day(text: str) -> float | None:
    """The share of the day that has gone, None for what is no time."""
    try:
        moment = datetime.fromisoformat(f"1900-01-01T{text}")
    except ValueError:
        return None
    return (moment - datetime(1900, 1, 1)) / timedelta(days=1)


def why_openpyxl_differs(where: Place, mine: Seen | None, other: Seen | None, raw: RawSheet) -> str:
    """The class of a difference from openpyxl that the XML explains; nothing for any other."""
    if (mine is None or mine.kind == "uncalculated") and _within(where, raw.links):
        return "makes a text of a link"
    if mine is None:
        return _why_we_have_nothing(where, other, raw)
    if other is None:
        return "empties what a merged range hides" if _within(where, raw.merged) else ""
    if mine.kind == other.kind == "text":
        return _why_texts_differ(mine.value, other.value)
    if mine.kind in ("number", "date") and other == ("error", "#VALUE!"):
        return "says #VALUE! for a number"
    if mine.kind == "text" and other.kind == "date" and _time_of_day(mine.value) is not None:
        return "makes a time of our text"
    return "is alone" if mine == raw.cells.get(where) else ""


def _why_we_have_nothing(where: Place, other: Seen | None, raw: RawSheet) -> str:
    if other is not None and other.kind == "uncalculated" and where in raw.empty_results:
        return "a formula whose result is empty text"
    coded = other is not None and other.kind == "text" and not readable(other.value).strip()
    return "keeps _x000D_ as it is written" if coded else ""


def _why_texts_differ(mine: str, other: str) -> str:
    if mine.strip() == other.strip():
        return "white space at the ends"
    written = lines(readable(other))
    return "keeps _x000D_ as it is written" if written in (mine, readable(mine)) else ""


def _within(where: Place, ranges: list[tuple[Place, Place]]) -> bool:
    row, column = where
    return any(top <= row <= bottom and left <= column <= right for (top, left), (bottom, right) in ranges)


def in_words(mine: Seen | None, other: Seen | None) -> str:
    return f"we have {mine.kind if mine else 'nothing'}, it {other.kind if other else 'nothing'}"
