"""Texts in which some runs look otherwise: struck out, hidden, raised or lowered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class Run(NamedTuple):
    """A piece of a text. ``struck`` is also said of a hidden one, None where it is as its cell is; ``offset`` is 1 for
    a raised piece, -1 for a lowered one.
    """

    text: str
    struck: bool | None = None
    offset: int = 0


class Abridged(str):
    """A text without the runs that were struck out or hidden: those are ``left_out``, empty where there were none.

    Where all of it is struck out it stands whole, and ``struck`` says so.
    """

    __slots__ = ("left_out", "struck")
    left_out: str
    struck: bool

    @staticmethod
    def of(text: str, left_out: str, struck: bool = False) -> Abridged:
        """The text, with what it no longer says."""
        abridged = Abridged(text)
        abridged.left_out, abridged.struck = left_out, struck
        return abridged

    def strip(self, chars: str | None = None, /) -> Abridged:
        """Without blanks around it."""
        return Abridged.of(str.strip(self, chars), self.left_out, self.struck)

    def parts(self) -> tuple[str, str]:
        """What it says, and what it says no longer."""
        return ("", str(self)) if self.struck else (str(self), self.left_out)


def text_of_runs(runs: Iterable[Run], struck: bool = False) -> Abridged:
    """What the runs say together; ``struck`` is how those look that say nothing of it themselves.

    A raised or lowered run is written in signs that stand so themselves, letters in brackets: 3 with a raised 1 is
    never 31. Where all runs are raised nothing stands beside them, and they are an ordinary text.
    """
    runs = [run._replace(struck=struck if run.struck is None else run.struck) for run in runs]
    visible = [run for run in runs if not run.struck]
    left_out = "".join(run.text for run in runs if run.struck)
    if not left_out.strip():
        return Abridged.of(_join(runs), "")
    if not any(run.text.strip() for run in visible):
        return Abridged.of(_join(runs), "", struck=True)
    return Abridged.of(_join(visible), left_out.strip())


def _join(runs: list[Run]) -> str:
    level = all(run.offset for run in runs if run.text.strip())
    text = ""
    for part in runs:
        piece = part.text if level or not part.offset else _offset(part, text)
        text += piece[1:] if text.endswith(" ") and piece.startswith(" ") else piece
    return text


def _offset(run: Run, before: str) -> str:
    text = run.text.translate(RAISED if run.offset > 0 else LOWERED)
    grown = before[-1:].isalnum() and text[:1].isalnum() and any(sign.isalpha() for sign in text)
    return f" ({text.strip()})" if grown else text
