"""What a cell says by its text, as it stands after the cell's name: the same in many cells, it is understood once.

The few forms below are well-formed XML whatever stands in them. Of any other, and of what is to be refused, nothing is
understood here: it is left to the tree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from followup.files.packages.plain_xml import KEEPING_BLANKS, LONGEST, NotPlain, text_in
from followup.files.read_values import raw_of
from followup.files.received import Look, Raw
from followup.files.runs import Spans
from followup.files.xlsx.cell_xml import BLANK, CellReader, RawCell, number_in, unescape
from followup.files.xlsx.style_xml import Style

NOWHERE = (0, 0)
"""Where a cell stands whose place nobody asks for: one that is refused is read again from its tree."""
LOOK = ' s="(?P<look>[0-9]{1,6})"'
YES_OR_NO = '="(?:0|1|true|false)"'
FORMULA = (
    f'(?P<calculated><f)(?: t="(?:normal|array|shared)")?(?: aca{YES_OR_NO})?(?: ref="[A-Z0-9:]{{1,30}}")?'
    f'(?: ca{YES_OR_NO})?(?: si="[0-9]{{1,9}}")? ?(?:/>|>(?P<formula>[^<]*)</f>)'
)
USUAL = re.compile(f'(?:{LOOK})?(?: t="(?P<kind>[ns])")?>(?:{FORMULA})?')
"""How a cell begins that holds a number, or names a text beside the sheets: up to its value."""
VALUE, ENDS = "<v>", "</v></c>"
"""What stands around a value, as nearly all write it."""
NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:E-?[0-9]{1,3})?")
CELL = re.compile(
    f'(?:{LOOK})?(?: t="(?P<kind>n|s|str|b|e|d|inlineStr)")? ?(?:/>|>(?P<content>(?:{FORMULA})?'
    f"(?:<v{KEEPING_BLANKS}>(?P<value>[^<]*)</v>|(?P<no_value><v ?/>))?"
    f"|<is><t{KEEPING_BLANKS}>(?P<inline>[^<]*)</t></is>)</c>)"
)
"""A cell after its name: look, kind, and what it holds, in texts that ``text_in`` looks at."""

LONGEST_FORMULA = 8_192
"""Signs, by Excel: a longer one comes from elsewhere, and would only take room."""
Beside = tuple[str | None, Look | None, bool, str, Spans]
"""The formula, None for none, and what a ``CellReading`` has beside its value."""
NOTHING_BESIDE: Beside = (None, *BLANK[1:])
CellText = tuple[Raw | None, str, bool, Beside | None]
"""What a cell says: its value, None where it is blank; its colour, empty for none; whether it holds anything at all; and what
stands beside the value, None for nothing. No class of its own: a workbook has thousands, each made once.
"""


class _Opening(NamedTuple):
    """How a cell begins that is usual, by its kind; another has none. ``style`` is None where it shows just values."""

    kind: str = ""
    fill: str = ""
    style: Style | None = None
    formula: str | None = None


UNUSUAL = _Opening()


class CellTexts(dict[str, CellText]):
    """What the cells of one workbook say, by their texts; NotPlain where that is left to the tree."""

    def __init__(self, reader: CellReader) -> None:
        super().__init__()
        self.reader = reader
        self._openings: dict[str, _Opening] = {}
        self._shared: dict[str, Raw | None] = {
            f"{at}{ENDS}": raw_of(text) for at, text in enumerate(reader.strings) if isinstance(text, str)
        }

    def __missing__(self, text: str) -> CellText:
        understood = self[text] = self._usual(text) or self._other(text)
        return understood

    def _usual(self, text: str) -> CellText | None:
        """A text that stands beside the sheets, or a number, as most cells hold; None where it is anything else."""
        begins, _value, value = text.partition(VALUE)
        if len(value) <= len(ENDS):
            return None
        kind, fill, style, formula = self._openings.get(begins) or self._opening(begins)
        if kind == "s" and value in self._shared:
            raw = self._shared[value]
        elif kind == "n" and value.endswith(ENDS) and NUMBER.fullmatch(number := value[: -len(ENDS)]):
            raw = number_in(number)
        else:
            return None
        look = None if style is None or raw is None else style.look_of(raw)
        return raw, fill, True, None if look is None and formula is None else (formula, look, *BLANK[2:])

    def _opening(self, text: str) -> _Opening:
        match = USUAL.fullmatch(text)
        if match is None:
            return UNUSUAL
        look, kind, calculated, formula = match.groups("")
        if look in self.reader.struck or (kind != "s" and self.reader.kind_of(look)):
            return UNUSUAL
        styles = self.reader.styles
        written = formula_in(formula) if calculated else None
        opening = _Opening(kind or "n", styles.fills.get(look, ""), styles.odd.get(look), written)
        if not calculated:  # a formula stands in few cells
            self._openings[text] = opening
        return opening

    def _other(self, text: str) -> CellText:
        match = CELL.fullmatch(text)
        if match is None or len(text) > LONGEST:
            raise NotPlain
        look, kind, content, calculated, formula, value, no_value, inline = match.groups()
        fill = self.reader.styles.fills.get(look, "")
        if not content and kind != "e":
            return None, fill, False, None
        written = None if value is None and no_value is None else text_in(value or "")
        formula = formula_in(formula or "") if calculated else None
        inline = None if inline is None else unescape(text_in(inline))
        cell = RawCell(NOWHERE, kind or "n", look or "", written, formula, inline)
        reading = self.reader.read(cell, "")
        beside = (formula, *reading[1:])
        return reading.raw, fill, True, None if beside == NOTHING_BESIDE else beside


def formula_in(text: str) -> str:
    """The formula that a text is; NotPlain as for any text."""
    return _kept_formula(text) if len(text) <= LONGEST_FORMULA else text_in(text)


# Workbooks of one template have the same ones, and they are the longest of all texts.
_kept_formula = lru_cache(maxsize=1_000)(text_in)
