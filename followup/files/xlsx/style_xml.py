"""The looks of cells in an Excel workbook: which show a number as a day, and which show more than their value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from followup.files.number_format import NUMBERS_AS_THEY_ARE, NumberFormat, built_in, format_of
from followup.files.pictures import SYMBOLS
from followup.files.received import Look, Raw
from followup.frozen import frozen

SYMBOL_CHARSET = "2"
DAY, TIME = "day", "time"
THEME = ("FFFFFF", "000000", "E7E6E6", "44546A")
"""The colours for paper and ink of every theme of Excel's own."""
INDEXED = {"0": "000000", "1": "FFFFFF", "8": "000000", "9": "FFFFFF", "64": "000000", "65": "FFFFFF"}
NEARLY_THE_SAME = 20
"""How far apart, of 255, the lights of an ink and its paper may be for nothing to be seen."""


@frozen(slots=True)
class Style:
    """One look of cells: its number format, the font where that holds symbols, and whether ink and paper are alike."""

    format: NumberFormat = NUMBERS_AS_THEY_ARE
    font: str = ""
    invisible: bool = False
    light: bool = True

    @property
    def is_odd(self) -> bool:
        """Whether any value may be shown as something else than it is."""
        looks = (*(part.look for part in self.format.parts), self.format.text)
        return bool(self.font) or self.invisible or any(look.is_odd for look in looks)

    def look_of(self, raw: Raw) -> Look | None:
        """What a value shows, None where it shows itself."""
        look, white = self.format.text, False
        if isinstance(raw, Decimal):
            part = self.format.part_of(raw)
            look, white = part.look, part.white
        elif isinstance(raw, date):
            look = self.format.parts[0].look
        if self.font or self.invisible or (white and self.light):
            look = replace(look, font=self.font, hidden=look.hidden or self.invisible or (white and self.light))
        return look if look.is_odd else None


@frozen(slots=True)
class Styles:
    """The looks of a workbook's cells by number: ``kinds`` say what is a day, a time or a length of time.

    ``odd`` holds those that may show something else than the value, ``fills`` the colours of those that are filled.
    """

    kinds: tuple[str, ...] = ()
    odd: Mapping[str, Style] = field(default_factory=dict)
    fills: Mapping[str, str] = field(default_factory=dict)


def styles_in(root: Any) -> Styles:
    """The looks that the part for styles has, in its order."""
    codes = {
        element.get("numFmtId", ""): element.get("formatCode", "") for element in root.iterfind("{*}numFmts/{*}numFmt")
    }
    fonts = [_font(font) for font in root.iterfind("{*}fonts/{*}font")]
    papers = [_paper(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    kinds, odd, fills = [], {}, {}
    for at, element in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        id_ = element.get("numFmtId", "0")
        format_ = format_of(codes[id_]) if id_ in codes else built_in(int(id_) if id_.isdecimal() else 0)
        kinds.append(kind_of(format_))
        symbols, ink = _at(fonts, element.get("fontId"), ("", ""))
        paper = _at(papers, element.get("fillId"), "")
        style = Style(format_, symbols, _is_invisible(ink, paper), _light(paper) > 128)
        if style.is_odd or any(part.white for part in format_.parts):
            odd[str(at)] = style
        if paper and paper != "FFFFFF":
            fills[str(at)] = paper
    return Styles(tuple(kinds), odd, fills)


def kind_of(format_: NumberFormat) -> str:
    """Whether numbers are shown as days or times; of a length of time its pattern, empty for plain numbers."""
    first = format_.parts[0]
    if first.length or not first.letters:
        return first.length
    return TIME if set(first.letters) & set("hs") and not set(first.letters) & set("dy") else DAY


def _at(all_: list[Any], number: str | None, otherwise: Any) -> Any:
    return all_[int(number)] if number and number.isdecimal() and int(number) < len(all_) else otherwise


def _font(font: Any) -> tuple[str, str]:
    """The font's name where it holds symbols, and its colour."""
    name, charset, colour = (font.find(f"{{*}}{tag}") for tag in ("name", "charset", "color"))
    family = "" if name is None else name.get("val", "")
    symbols = family.casefold() in SYMBOLS or (charset is not None and charset.get("val") == SYMBOL_CHARSET)
    return family if symbols else "", _colour(colour)


def _paper(fill: Any) -> str:
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return "?" if len(fill) else ""
    kind = pattern.get("patternType", "none")
    return "" if kind == "none" else _colour(pattern.find("{*}fgColor")) or "?"


def _colour(colour: Any) -> str:
    """A colour as RRGGBB, its attributes where it cannot be worked out, empty where there are none."""
    if colour is None:
        return ""
    if rgb := colour.get("rgb"):
        return str(rgb[-6:].upper())
    theme, tint = colour.get("theme", ""), colour.get("tint", "")
    if theme in ("0", "1", "2", "3") and not tint:
        return THEME[int(theme)]
    return INDEXED.get(
        colour.get("indexed", ""), "/".join(str(attribute) for attribute in sorted(colour.attrib.items()))
    )


def _light(colour: str) -> int:
    """How light a colour is, 0 to 255; paper without a colour is white, an unknown one light."""
    try:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return 255
    return (299 * red + 587 * green + 114 * blue) // 1000


def _is_invisible(ink: str, paper: str) -> bool:
    """Whether nothing can be seen: white on white, as some hide what they do not want to print."""
    if not _is_rgb(ink) or (paper and not _is_rgb(paper)):
        return False
    return ink == (paper or "FFFFFF") or (_light(ink) > 200 and abs(_light(ink) - _light(paper)) < NEARLY_THE_SAME)


def _is_rgb(colour: str) -> bool:
    """Whether a colour is given as six hexadecimal digits."""
    return len(colour) == 6 and all(sign in "0123456789ABCDEF" for sign in colour)
