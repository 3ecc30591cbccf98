"""The looks of a workbook's cells: styles of the base workbook as formats of XlsxWriter, and the room that texts need in them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from followup.files.book import UNBOXED, Cell
from followup.files.colours.contrast import ink_on

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from followup.files.xlsx_writing.base_look import BaseLook

LINE, MARGIN = 12.75, 4.5
TALLEST = 409.0
"""Points; Excel has no higher row."""
WRAPPED = " text"
"""How the name of a style ends whose lines are wrapped."""
TOTAL = "computed total"
"""Of what is worked out on a row that is the sum of others: no style of the base workbook, but made of two of them."""
SIDES = ("left", "right", "bottom")
LARGE = 1.2
"""Of the usual size of 10 points: from here on a text is taller than a row."""

LookKey = tuple[str, str, int, str, bool]
"""Style, number format, indent, colour, and whether lines are wrapped: as a ``Cell`` has them."""


class CellLooks:
    """The looks of the cells of a sheet, ``formats`` those that its workbook has so far. On a ``protected`` sheet only
    input cells are unlocked.
    """

    def __init__(
        self, workbook: Workbook, look: BaseLook, formats: dict[tuple[object, ...], Format], protected: bool
    ) -> None:
        self.workbook, self.look, self.formats, self.protected = workbook, look, formats, protected

    def number_of(self, key: LookKey) -> int:
        """The number by which a cell names its look; they are numbered as they are asked for."""
        number: int = self.format(*key)._get_xf_index()
        return number

    def format(
        self, style: str, number_format: str = "", indent: int = 0, colour: str = "", wrap: bool = True
    ) -> Format:
        """A look as XlsxWriter takes it."""
        locked = self.protected and not style.startswith("input")
        key = (style, number_format, indent, colour, wrap, locked)
        if key not in self.formats:
            properties = self._properties(style)
            if locked:
                properties["locked"] = True
            if number_format:
                properties["num_format"] = number_format
            if indent:  # text that stands where its kind does, to the left or right, is not indented
                properties["indent"], properties["align"] = indent, properties.get("align", "left")
            if not wrap:
                properties["text_wrap"] = False
            if colour:
                properties |= {"bg_color": colour, "font_color": ink_on(colour), "bold": True}
            self.formats[key] = self.workbook.add_format(properties)
        return self.formats[key]

    def colours_of(self, style: str) -> Format:
        """The colours of a style and nothing else of it: a cell keeps its own letters, lines and numbers."""
        key = ("colours", style)
        if key not in self.formats:
            properties = self._style(style)
            colours = {name: properties[name] for name in ("font_color", "bg_color") if name in properties}
            self.formats[key] = self.workbook.add_format(colours)
        return self.formats[key]

    def _properties(self, style: str) -> dict[str, object]:
        """Those of a style; "earlier text", where the look has none of that name, is "earlier" with its lines wrapped."""
        if style.endswith(UNBOXED):
            boxed = self._properties(style.removesuffix(UNBOXED))
            return {name: value for name, value in boxed.items() if not name.startswith(SIDES)}
        styles, unwrapped = self.look.styles, style.removesuffix(WRAPPED)
        if style not in styles and unwrapped != style and unwrapped in styles:
            return {**styles[unwrapped], "align": "left", "text_wrap": True}
        if style == TOTAL and style not in styles:
            ruled = {name: value for name, value in self._style("label total").items() if name.startswith("top")}
            return {**self._style("computed"), **ruled, "bold": True}
        return dict(self._style(style))

    def _style(self, style: str) -> Mapping[str, object]:
        return self.look.styles.get(style.removesuffix(UNBOXED), self.look.styles["text"])

    def room(self, style: str, width: float) -> TextRoom:
        """The room of a cell of that style in a column so many characters wide."""
        properties = self._style(style)
        size = float(str(properties.get("font_size", 10))) / 10
        letters = 0.92 if properties.get("bold") else 1.02
        return TextRoom(max(width * letters, 1) if properties.get("text_wrap") else math.inf, size)


class TextRoom:
    """How many characters a line of a cell holds, without end where it does not wrap its text, and how tall they are."""

    __slots__ = ("characters", "size")

    def __init__(self, characters: float, size: float) -> None:
        self.characters, self.size = characters, size

    def height(self, text: str) -> float:
        """What a row with that text needs, in points; 0 for the usual height.

        LibreOffice does not always make room for a wrapped or a large text, and Excel only for what is typed.
        """
        room, size = self.characters, self.size
        if len(text) <= room and size < LARGE and "\n" not in text:
            return 0
        lines = 1 if room == math.inf else sum(-(-len(line) // room) or 1 for line in text.split("\n"))
        return min(TALLEST, lines * LINE * size + MARGIN) if lines > 1 or size >= LARGE else 0


def look_key(cell: Cell) -> LookKey:
    """How a cell looks."""
    return cell.style, cell.number_format, cell.indent, cell.colour, cell.wrap
