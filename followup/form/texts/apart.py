"""Two values that differ, in words that differ: nobody sees a difference between two that are shown alike."""

from __future__ import annotations

import re
from decimal import Decimal

from followup.form.cells.base import CellType
from followup.form.values import Value
from followup.locale import Words

BEFORE = 12
"""Characters that are left before the first that differs, where the beginning has to be cut."""

SPACES = re.compile(r"[ \t\n]+")
VISIBLE = str.maketrans({"\n": "↵", "\t": "⇥", "\u00a0": "⍽"})


def telling_apart(kind: CellType, one: Value, other: Value, words: Words) -> CellType:
    """The type itself; with the fewest decimals that tell two figures apart, where they would else be shown alike."""
    alike = kind.show(one, words) == kind.show(other, words)
    return kind.beside(one, (other,)) if alike and isinstance(one, Decimal) and isinstance(other, Decimal) else kind


def shown_apart(kind: CellType, one: Value, other: Value, words: Words) -> tuple[str, str]:
    """Both as they are shown; two figures with decimals enough to be told apart."""
    finer = telling_apart(kind, one, other, words)
    return finer.show(one, words), finer.show(other, words)


def cut_apart(one: str, other: str, longest: int) -> tuple[str, str]:
    """Both on one line of ``longest`` characters at most, cut so that the first that differs is seen.

    Where only spaces or line breaks differ these are seen.
    """
    lines = [SPACES.sub(" ", text.strip()) for text in (one, other)]
    if lines[0] == lines[1]:
        lines = [text.translate(VISIBLE) for text in (one, other)]
    if lines[0][: longest - 1] == lines[1][: longest - 1] and max(map(len, lines)) > longest:
        begin = max(0, _first_that_differs(*lines) - BEFORE)
        lines = [f"…{line[begin:]}" if begin else line for line in lines]
    return _cut(lines[0], longest), _cut(lines[1], longest)


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _first_that_differs(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (here, there) in pairs if here != there), min(len(one), len(other)))
