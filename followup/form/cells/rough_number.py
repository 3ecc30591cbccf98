"""A figure that may be given roughly: "omkring 2 000" keeps its word beside its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.files import book
from followup.files.received import Look, Raw
from followup.form.cells.base import CellType, Parsed
from followup.form.cells.certain import CertainFault, ListOf
from followup.form.cells.certain_texts import is_no_rough_number
from followup.form.cells.number import Number, Percent
from followup.form.cells.visible_value import visible_text
from followup.form.values import RoughFigure, Value
from followup.form.written.plain_text import on_one_line, plain
from followup.frozen import frozen
from followup.locale import Message, Words, _
from followup.patterns import pattern

ROUGH = pattern(
    r"(?:över|under|minst|högst|max|mer än|fler än|mindre än|färre än|upp till|ca|c:a|cirka|omkring|runt|kring|ungefär|"
    r"uppskattningsvis|drygt|knappt|nästan|närmare|around|about|over|nearly|[~≈<>≤≥])\.?\s*(?:ett |en )?(?P<figure>.+)",
    re.IGNORECASE,
)
SCORE = pattern(r"(?P<figure>[0-9]+)-tal(et)?")
"""Ett 60-tal."""


@frozen
class RoughNumber(CellType):
    """A figure of another type, or that figure with a word before it that says how exact it is."""

    of: Number | Percent = Number()

    @property
    def number_format(self) -> str:  # type: ignore[override]
        return self.of.number_format

    def help(self) -> Message:
        return _("{help} If the figure is not exact, write omkring or över before it.", help=self.of.help())

    def shows_numbers(self, look: Look | None) -> bool:
        return self.of.shows_numbers(look)

    def allows(self, number: Decimal) -> bool:
        return self.of.allows(number)

    def parse_seen(self, raw: Raw, look: Look) -> Parsed:
        exact = self.of.parse_seen(raw, look)
        if exact.value is not None:
            return exact
        rough = self.parse(visible_text(raw, look))
        return exact if rough.value is None else rough  # what is said of the number itself is the clearer

    def parse(self, raw: Raw) -> Parsed:
        exact = self.of.parse(raw)
        if exact.problem is None or exact.value is not None or not isinstance(raw, str):
            return exact
        text = on_one_line(raw)
        match = ROUGH.fullmatch(text)
        figure = plain(match["figure"]) if match else text
        score = SCORE.fullmatch(figure)
        if not match and not score:
            return exact
        parsed = self.of.parse(score["figure"] if score else figure)
        return Parsed(RoughFigure(parsed.value, text)) if isinstance(parsed.value, Decimal) else exact

    def may_count(self) -> bool:
        return self.of.may_count()

    def certain_faults(self, cell: str, list_of: ListOf) -> Iterator[CertainFault]:
        yield from self.of.certain_faults_of_numbers(cell, list_of)
        yield from self.of.certain_faults_of_texts(cell, list_of, is_no_rough_number)

    def to_cell(self, value: Value, words: Words) -> book.Value:
        return value.text if isinstance(value, RoughFigure) else self.of.to_cell(value, words)

    def show(self, value: Value, words: Words) -> str:
        return value.text if isinstance(value, RoughFigure) else self.of.show(value, words)

    def refine(self, value: Decimal, others: Sequence[Decimal]) -> RoughNumber:
        return replace(self, of=self.of.refine(value, others))
