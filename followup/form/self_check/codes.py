"""The codes in a hidden column: of each thing that is wrong on a row its weight, its column and its sentence.

``!now:0012|5 000 ?comment:0013 `` is two: at the column ``now`` something is to be corrected, and row 12 of the hidden
sheet of sentences says what, with 5 000 in its braces; at ``comment`` something is to be explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from followup.form.cells.certain import NO_FIGURE, Figure, quoted_text, shown
from followup.frozen import frozen


class Weight(StrEnum):
    """How grave it is; the sign that its code begins with. Codes stand in this order."""

    ERROR = "!"
    WARNING = "?"
    UNANSWERED = "_"
    """Nothing is written yet: counted as left, and only said of a row that somebody has begun with."""


@frozen
class Codes:
    """The formulas of the codes of a row's cells and of the whole row, without their =, empty where there are none; and
    what they result in as the workbook is written, with the sentence last.

    The codes of the cells have a cell of their own only where what is wrong with the row depends on them.
    """

    formulas: tuple[str, str]
    results: tuple[str, str, str] = ("", "", "")


def code(weight: Weight, column: str, sentence: int, figures: Sequence[str] = ()) -> str:
    """The code, with the figures of its sentence as they are shown."""
    return "|".join((f"{weight}{column}:{sentence:04d}", *figures)) + " "


def code_formula(plain: str, figures: Sequence[Figure], language: str) -> str:
    """The formula of a code; with figures they are put into it as they are read."""
    if not figures:
        return quoted_text(plain)
    shown_figures = "".join(f'&"|"&IFERROR({shown(figure, language)},{quoted_text(NO_FIGURE)})' for figure in figures)
    return f'{quoted_text(plain.rstrip())}{shown_figures}&" "'
