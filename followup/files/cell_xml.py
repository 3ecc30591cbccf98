"""The value of one cell, from its raw XML: texts kept beside the sheets, formats that make days of numbers, errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from followup.files.limits import Limits
from followup.files.number_format import length_in_words
from followup.files.pictures import in_its_font
from followup.files.received import ErrorValue, Look, Raw, Uncalculated, exact
from followup.files.refusals import a_text_is_too_long, the_file_is_damaged
from followup.files.style_xml import DAY, TIME, Styles
from followup.files.values import raw_of

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
NO_LEAP_DAY = 60
"""Excel counts a 29 February 1900 that never was."""


class CellReader:
    """Reads the cells of one workbook: its texts, and what its formats make of numbers.

    ``seen`` counts the values that it has met, so that those it has not met are found.
    """

    def __init__(self, strings: Sequence[str], styles: Styles, from_1904: bool, limits: Limits) -> None:
        self.strings = strings
        self.styles = styles
        self.from_1904 = from_1904
        self.limits = limits
        self.seen = 0
        self._days: dict[tuple[str, str], Raw | None] = {}

    def read(self, cell: Any, sheet: str) -> tuple[Raw | None, bool]:
        """The value, None where the cell is blank, and whether a formula stands there."""
        value = formula = inline = None
        for each in cell:
            tag = each.tag
            if tag.endswith("}v"):
                value = each
                self.seen += 1
            elif tag.endswith("}f"):
                formula = each
            elif tag.endswith("}is"):
                inline = each
                self.seen += 1
        kind = cell.get("t", "n")
        text = None if value is None else _whole(value)
        if kind == "e":
            return ErrorValue(text or "#N/A"), formula is not None
        if inline is not None:
            return self._text(text_of(inline), cell, sheet), formula is not None
        if not text:
            calculated = formula is None or (kind == "str" and text is not None)
            return (None if calculated else Uncalculated("=")), formula is not None
        return self._value(kind, text, cell, sheet), formula is not None

    def _value(self, kind: str, text: str, cell: Any, sheet: str) -> Raw | None:
        if kind == "s":
            if not (text.strip().isdecimal() and len(text) < 9 and int(text) < len(self.strings)):
                raise the_file_is_damaged(f"{sheet}!{cell.get('r')}")
            return raw_of(self.strings[int(text)])
        if kind == "n":
            look = cell.get("s")
            return _number(text) if look is None else self._number_with_look(text, look)
        if kind in ("str", "inlineStr"):
            return self._text(unescaped(text), cell, sheet)
        if kind == "b" and text.strip() in ("0", "1", "true", "false"):
            return text.strip() in ("1", "true")
        if kind == "d":
            return _written_day(text)
        raise the_file_is_damaged(f"{sheet}!{cell.get('r')}")

    def _text(self, text: str, cell: Any, sheet: str) -> Raw | None:
        if len(text) > self.limits.text:
            raise a_text_is_too_long(self.limits.text, f"{sheet}!{cell.get('r')}")
        return raw_of(text)

    def _number_with_look(self, text: str, look: str) -> Raw | None:
        kinds = self.styles.kinds
        kind = kinds[int(look)] if look.isdecimal() and int(look) < len(kinds) else ""
        if not kind:
            return _number(text)
        if (text, kind) not in self._days:
            self._days[text, kind] = self._day(text, kind)
        return self._days[text, kind]

    def look_of(self, cell: Any, raw: Raw) -> Look | None:
        """What a cell shows beside its value; None, as a rule, where it shows just that."""
        style = self.styles.odd.get(cell.get("s"))
        return None if style is None else style.look_of(raw)

    def _day(self, text: str, kind: str) -> Raw | None:
        """A day, or a time of day or a length of time as text; the number where no day has it."""
        raw = _number(text)
        if kind not in (DAY, TIME):
            return length_in_words(raw, kind) if isinstance(raw, Decimal) else raw
        try:
            number = float(text)
            milliseconds = round(number * 86_400_000)
            if kind == TIME or 0 <= number < 1:
                within = datetime.min + timedelta(milliseconds=milliseconds)
                return within.time().isoformat() if number > 0 and (kind == TIME or within.day == 1) else raw
            first = FIRST_DAY_1904 if self.from_1904 else FIRST_DAY
            early = not self.from_1904 and number < NO_LEAP_DAY
            return raw_of(first + timedelta(days=early, milliseconds=milliseconds)) if number > 0 else raw
        except (ValueError, OverflowError):
            return raw


def _whole(value: Any) -> str:
    return (value.text or "") if len(value) == 0 else "".join(value.itertext())


def _number(text: str) -> Raw | None:
    """The number; what is none, or has no end, is kept as the text that it is."""
    try:
        number = float(text)
    except ValueError:
        return raw_of(text)
    return exact(number) if number - number == 0 and "_" not in text else raw_of(text)


def _written_day(text: str) -> Raw | None:
    try:
        return raw_of(datetime.fromisoformat(text.strip()).replace(tzinfo=None))
    except ValueError:
        return raw_of(text)


def unescaped(text: str) -> str:
    """Characters that XML does not have are written by their numbers; half a character becomes a question mark."""
    if "_x" not in text:
        return text
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def text_of(element: Any) -> str:
    """The text of a shared or inline text, without the reading aid that stands above Japanese words."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return unescaped(_whole(element[0]))
    runs = (each for each in element.iter("{*}t") if not _is_beside(each))
    return "".join(in_its_font(unescaped(_whole(each)), _font_of(each.getparent())) for each in runs)


def _font_of(run: Any) -> str:
    """The font of a run; empty where it is that of its cell."""
    font = run.find("{*}rPr/{*}rFont")
    return "" if font is None else font.get("val", "")


def _is_beside(text: Any) -> bool:
    """Whether it stands in a reading aid, or in the second of two ways to say the same."""
    return any(
        above.tag.endswith(("}rPh", "}Fallback")) for above in text.iterancestors() if isinstance(above.tag, str)
    )
