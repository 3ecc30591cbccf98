"""What is known of one sheet of a workbook when its XML has been read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import TypeVar

from followup.files.received import Look, Raw
from followup.files.runs import Abridged, Spans
from followup.frozen import growing

Place = tuple[int, int]
Name = TypeVar("Name")
"""What a cell is called: its name or its place."""


@growing
class SheetNotes:
    """What is known of one sheet: cells by (row, column), counted from 0; merged as first and last of each.

    ``cells`` counts those that hold something.
    """

    values: dict[Place, Raw] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: dict[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    looks: dict[Place, Look] = field(default_factory=dict)
    fills: dict[Place, str] = field(default_factory=dict)
    cells: int = 0
    struck: set[Place] = field(default_factory=set)
    left_out: dict[Place, str] = field(default_factory=dict)
    written: dict[Place, str] = field(default_factory=dict)
    links: dict[Place, str] = field(default_factory=dict)
    italics: dict[Place, Spans] = field(default_factory=dict)

    def take(self, place: Place, raw: Raw, struck: bool = False) -> None:
        """The value of a cell; ``struck`` is how the cell as a whole looks."""
        if raw.__class__ is Abridged:
            assert isinstance(raw, Abridged)
            self.leave_out(place, raw.left_out)
            self.emphasise(place, raw.italics)
            struck, raw = raw.struck, str(raw)  # its runs say how they look, whatever the cell does
        if struck:
            self.struck.add(place)
        self.values[place] = raw

    def note_beside(
        self, place: Place, formula: str | None, look: Look | None, struck: bool, left_out: str, italics: Spans
    ) -> None:
        """What there is to a cell beside its value: ``formula`` is None where it has none, empty where another has it."""
        if formula is not None:
            self.formulas.add(place)
            if formula:
                self.written[place] = formula
        if struck:
            self.struck.add(place)
        if left_out:
            self.leave_out(place, left_out)
        if italics:
            self.emphasise(place, italics)
        if look is not None:
            self.looks[place] = look

    def emphasise(self, place: Place, italics: Spans) -> None:
        """Which words of a cell stand in italics; nothing where none do."""
        if italics:
            self.italics[place] = italics

    def leave_out(self, place: Place, text: str) -> None:
        """What was struck out in a cell, or in a comment on it; nothing where the text is empty."""
        if text:
            self.left_out[place] = " ".join(filter(None, (self.left_out.get(place), text)))


def unusual_fills(coloured: Mapping[str, Sequence[Name]]) -> Iterator[tuple[Name, str]]:
    """The colours of cells, but for the one that most of them have: in a form of ours most often that of its answers.

    ``coloured`` are the cells of each colour, the colour that comes first in the sheet first.
    """
    usual = max(coloured, key=lambda fill: len(coloured[fill]), default="")
    return ((name, fill) for fill, names in coloured.items() if fill != usual for name in names)
