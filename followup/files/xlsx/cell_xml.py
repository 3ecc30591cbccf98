"""The value of one cell, from its raw XML: texts kept beside the sheets, formats that make days of numbers, errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from followup.files.addresses import address
from followup.files.number_format import length_in_words
from followup.files.pictures import in_its_font
from followup.files.read_values import raw_of
from followup.files.received import FLOAT_DIGITS, ErrorValue, Look, Raw, Uncalculated, UnreadableFile, exact
from followup.files.runs import Abridged, Run, Spans, text_of_runs
from followup.files.size_limits import Limits
from followup.files.xlsx.style_xml import DAY, TIME, Styles
from followup.rulebook.received.files import DAMAGED_FILE, TEXT_TOO_LONG

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
SHORT_NUMBER = re.compile(r"0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]", re.ASCII)
NO_LEAP_DAY = 60
"""Excel counts a 29 February 1900 that never was."""


RichText = str | tuple[Run, ...]
"""A shared or inline text: in runs only where some of them may look otherwise than their cell."""


class RawCell(NamedTuple):
    """A cell as it is written. ``look`` is the number of its format, empty for none; ``inline`` a text of its own.

    ``text`` is None where there is no value, ``formula`` where there is none; it is empty where another cell has it.
    """

    place: tuple[int, int]
    kind: str = "n"
    look: str = ""
    text: str | None = None
    formula: str | None = None
    inline: RichText | None = None


class CellReading(NamedTuple):
    """What a cell says. ``raw`` is None where it is blank, ``look`` where it shows just its value; ``left_out`` is what
    was struck out of it, ``struck`` says that all of it was, ``italics`` which words of it stand in italics.
    """

    raw: Raw | None
    look: Look | None = None
    struck: bool = False
    left_out: str = ""
    italics: Spans = ()


BLANK = CellReading(None)


class CellReader:
    """Reads the cells of one workbook: its texts, and what its formats make of numbers.

    A workbook has the same value in the same look many times; it is understood once, and is one object ever after.
    """

    def __init__(
        self,
        strings: Sequence[RichText],
        styles: Styles,
        from_1904: bool,
        limits: Limits,
        struck: frozenset[str] = frozenset(),
        italic: frozenset[str] = frozenset(),
    ) -> None:
        self.strings = strings
        self.styles = styles
        self.struck = struck
        self.italic = italic
        self.from_1904 = from_1904
        self.limits = limits
        self._readings: dict[tuple[str, str, str | None], CellReading] = {}

    def read(self, cell: RawCell, sheet: str) -> CellReading:
        """What the cell says; UnreadableFile where it can say nothing."""
        if not cell.text or cell.inline is not None:
            return self._interpret(cell, sheet)
        key = cell[1:4]  # kind, look and text
        understood = self._readings.get(key)
        if understood is None:
            understood = self._readings[key] = self._interpret(cell, sheet)
        return understood

    def _interpret(self, cell: RawCell, sheet: str) -> CellReading:
        raw = self._raw(cell, sheet)
        if raw is None:
            return BLANK
        style, struck, left_out = self.styles.odd.get(cell.look), cell.look in self.struck, ""
        italics: Spans = ()
        look = None if style is None else style.look_of(raw)
        if isinstance(raw, Abridged):  # its runs say how they look, whatever the cell does
            left_out, italics, struck, raw = raw.left_out, raw.italics, raw.struck, str(raw)
        return CellReading(raw, look, struck, left_out, italics)

    def _raw(self, cell: RawCell, sheet: str) -> Raw | None:
        if cell.kind == "e":
            return ErrorValue(cell.text or "#N/A")
        if cell.inline is not None:
            return self._text(self._shown(cell.inline, cell.look), cell, sheet)
        if not cell.text:
            calculated = cell.formula is None or (cell.kind == "str" and cell.text is not None)
            return None if calculated else Uncalculated("=")
        return self._value(cell, cell.text, sheet)

    def _value(self, cell: RawCell, text: str, sheet: str) -> Raw | None:
        kind = cell.kind
        if kind == "s":
            if not (text.strip().isdecimal() and len(text) < 9 and int(text) < len(self.strings)):
                raise UnreadableFile(DAMAGED_FILE.problem(), _name_of(cell, sheet))
            return raw_of(self._shown(self.strings[int(text)], cell.look))
        if kind == "n":
            return self._number(text, cell.look)
        if kind in ("str", "inlineStr"):
            return self._text(unescape(text), cell, sheet)
        if kind == "b" and text.strip() in ("0", "1", "true", "false"):
            return text.strip() in ("1", "true")
        if kind == "d":
            return _written_day(text)
        raise UnreadableFile(DAMAGED_FILE.problem(), _name_of(cell, sheet))

    def _shown(self, text: RichText, look: str) -> str:
        return text if isinstance(text, str) else text_of_runs(text, look in self.struck, look in self.italic)

    def _text(self, text: str, cell: RawCell, sheet: str) -> Raw | None:
        if len(text) > self.limits.text:
            raise UnreadableFile(TEXT_TOO_LONG.problem(n=self.limits.text), _name_of(cell, sheet))
        return raw_of(text)

    def _number(self, text: str, look: str) -> Raw | None:
        kind = self.kind_of(look)
        return self._day(text, kind) if kind else number_in(text)

    def kind_of(self, look: str) -> str:
        """Whether numbers of that look are days, times or lengths of time; empty where they are none."""
        kinds = self.styles.kinds
        return kinds[int(look)] if look.isdecimal() and int(look) < len(kinds) else ""

    def _day(self, text: str, kind: str) -> Raw | None:
        """A day, or a time of day or a length of time as text; the number where no day has it."""
        raw = number_in(text)
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


def _name_of(cell: RawCell, sheet: str) -> str:
    return f"{sheet}!{address(*cell.place)}"


def number_in(text: str) -> Raw | None:
    """The number; what is none, or has no end, is kept as the text that it is.

    Of up to 15 digits each has a float of its own, so the digits are already those that the float would be written by.
    """
    if len(text) <= FLOAT_DIGITS.prec and SHORT_NUMBER.fullmatch(text):
        return Decimal(text)
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


def unescape(text: str) -> str:
    """Characters that XML does not have are written by their numbers; half a character becomes a question mark."""
    if "_x" not in text:
        return text
    text = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def cell_in(element: Any, place: tuple[int, int]) -> RawCell:
    """The cell that an element is."""
    text = formula = inline = None
    for child in element:
        tag = child.tag
        if tag.endswith("}v"):
            text = _whole(child)
        elif tag.endswith("}f"):
            formula = formula_in(element)
        elif tag.endswith("}is"):
            inline = text_of(child)
    return RawCell(place, element.get("t", "n"), element.get("s", ""), text, formula, inline)


def formula_in(cell: Any) -> str:
    """The formula of a cell as it is written; empty where it is shared with another cell, that has it."""
    return next((child.text or "" for child in cell if child.tag.endswith("}f") and child.get("t") != "dataTable"), "")


def text_of(element: Any) -> RichText:
    """The text of a shared or inline text, without the reading aid that stands above Japanese words."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return unescape(_whole(element[0]))
    pieces = [piece for piece in element.iter("{*}t") if not _is_beside(piece)]
    runs = tuple(_run(piece) for piece in pieces)
    if any(run.struck is not None or run.offset for run in runs):
        return runs
    return "".join(run.text for run in runs)


def _run(piece: Any) -> Run:
    """One piece of a text, its signs as its own font shows them."""
    run = piece.getparent()
    font = run.find("{*}rPr/{*}rFont")
    return Run(in_its_font(unescape(_whole(piece)), "" if font is None else font.get("val", "")), *look_of_run(run))


def look_of_run(run: Any) -> tuple[bool | None, int, bool | None]:
    """Whether a run is struck out, None where it looks as its cell does; 1 if it is raised, -1 if lowered; and whether it
    is in italics.
    """
    look = run.find("{*}rPr")
    if look is None:
        return None, 0, None
    height = look.find("{*}vertAlign")
    offset = OFFSETS.get("" if height is None else height.get("val", ""), 0)
    return is_on(look.find("{*}strike")), offset, is_on(look.find("{*}i"))


OFFSETS = {"superscript": 1, "subscript": -1}


def is_on(switch: Any) -> bool:
    """Whether an element of yes and no is there and says yes."""
    return switch is not None and switch.get("val", "1") not in ("0", "false", "off")


def looks_with(switch: str, styles: Any) -> frozenset[str]:
    """The numbers of the looks whose font has it (``strike``, ``i``), as cells name them."""
    all_fonts = enumerate(styles.iterfind("{*}fonts/{*}font"))
    fonts = {str(at) for at, font in all_fonts if is_on(font.find(f"{{*}}{switch}"))}
    if not fonts:
        return frozenset()
    looks = enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(str(at) for at, look in looks if look.get("fontId", "0") in fonts)


def _is_beside(text: Any) -> bool:
    """Whether it stands in a reading aid, or in the second of two ways to say the same."""
    return any(
        above.tag.endswith(("}rPh", "}Fallback")) for above in text.iterancestors() if isinstance(above.tag, str)
    )
