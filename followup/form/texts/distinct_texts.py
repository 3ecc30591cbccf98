"""Two values that differ, in words that differ: nobody sees a difference between two that are shown alike."""

from __future__ import annotations

import re
from decimal import Decimal

from followup.form.cells.base import CellType
from followup.form.values import Value
from followup.locale import Words

CONTEXT_LENGTH = 12
"""Characters that are left before the first that differs, where the beginning has to be cut."""

SPACES = re.compile(r"[ \t\n]+")
VISIBLE = str.maketrans({"\n": "↵", "\t": "⇥", "\u00a0": "⍽"})


def distinguishing_type(kind: CellType, one: Value, other: Value, words: Words) -> CellType:
    """The type itself; with the fewest decimals that tell two figures apart, where they would else be shown alike."""
    is_ambiguous = kind.show(one, words) == kind.show(other, words)
    return (
        kind.refine(one, (other,)) if is_ambiguous and isinstance(one, Decimal) and isinstance(other, Decimal) else kind
    )


def show_distinctly(kind: CellType, one: Value, other: Value, words: Words) -> tuple[str, str]:
    """Both as they are shown; two figures with decimals enough to differ."""
    finer = distinguishing_type(kind, one, other, words)
    return finer.show(one, words), finer.show(other, words)


def cut_distinctly(one: str, other: str, longest: int) -> tuple[str, str]:
    """Both on one line of ``longest`` characters at most, cut so that the first that differs is seen.

    Where only spaces or line breaks differ these are seen.
    """
    lines = [SPACES.sub(" ", text.strip()) for text in (one, other)]
    if lines[0] == lines[1]:
        lines = [text.translate(VISIBLE) for text in (one, other)]
    if lines[0][: longest - 1] == lines[1][: longest - 1] and max(map(len, lines)) > longest:
        begin = max(0, _first_that_differs(*lines) - CONTEXT_LENGTH)
        lines = [f"…{line[begin:]}" if begin else line for line in lines]
    return _cut(lines[0], longest), _cut(lines[1], longest)


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _first_that_differs(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (sign, other_sign) in pairs if sign != other_sign), min(len(one), len(other)))
