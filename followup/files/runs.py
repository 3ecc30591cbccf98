"""Texts in which some runs look otherwise: struck out, hidden, raised or lowered, in italics."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class Run(NamedTuple):
    """A piece of a text. ``struck`` is also said of a hidden one, None where it is as its cell is, as ``italic`` is;
    ``offset`` is 1 for a raised piece, -1 for a lowered one.
    """

    text: str
    struck: bool | None = None
    offset: int = 0
    italic: bool | None = None


Spans = tuple[tuple[int, int], ...]
"""Pieces of a text: where each begins, and where it has ended."""


class Abridged(str):
    """A text without the runs that were struck out or hidden: those are ``left_out``, empty where there were none.

    Where all of it is struck out it stands whole, and ``struck`` says so. Its words in ``italics`` are counted in its
    characters without the blanks, so that they are the same words when blanks are taken out of it or put in.
    """

    __slots__ = ("italics", "left_out", "struck")
    left_out: str
    struck: bool
    italics: Spans

    @staticmethod
    def of(text: str, left_out: str, struck: bool = False, italics: Spans = ()) -> Abridged:
        """The text, with what it no longer says."""
        abridged = Abridged(text)
        abridged.left_out, abridged.struck, abridged.italics = left_out, struck, italics
        return abridged

    def strip(self, chars: str | None = None, /) -> Abridged:
        """Without blanks around it."""
        return Abridged.of(str.strip(self, chars), self.left_out, self.struck, self.italics)

    def parts(self) -> tuple[str, str]:
        """What it says, and what it says no longer."""
        return ("", str(self)) if self.struck else (str(self), self.left_out)


def text_of_runs(runs: Iterable[Run], struck: bool = False, italic: bool = False) -> Abridged:
    """What the runs say together; ``struck`` and ``italic`` are how those look that say nothing of it themselves.

    Where all is in italics nothing stands out, and nothing is said of it: so is a cell that somebody has styled. A raised
    or lowered run is written in signs that stand so themselves, letters in brackets: 3 with a raised 1 is never 31. Where
    all runs are raised nothing stands beside them, and they are an ordinary text.
    """
    runs = [
        run._replace(
            struck=struck if run.struck is None else run.struck,
            italic=italic if run.italic is None else run.italic,
        )
        for run in runs
    ]
    visible = [run for run in runs if not run.struck]
    left_out = "".join(run.text for run in runs if run.struck)
    if not left_out.strip():
        return Abridged.of(_join(runs), "", italics=_italics(runs))
    if not any(run.text.strip() for run in visible):
        return Abridged.of(_join(runs), "", struck=True)
    return Abridged.of(_join(visible), left_out.strip(), italics=_italics(visible))


def _join(runs: list[Run]) -> str:
    text = ""
    for piece in _pieces(runs):
        text += piece[1:] if text.endswith(" ") and piece.startswith(" ") else piece
    return text


def _pieces(runs: list[Run]) -> Iterator[str]:
    level = all(run.offset for run in runs if run.text.strip())
    before = ""
    for run in runs:
        piece = run.text if level or not run.offset else _offset(run, before)
        yield piece
        before = piece or before


def _italics(runs: list[Run]) -> Spans:
    slanted = [bool(run.italic) for run in runs if run.text.strip()]
    if all(slanted) or not any(slanted) or any(unicodedata.combining(run.text[:1] or " ") for run in runs):
        return ()  # an accent without its letter belongs to the run before
    spans: list[tuple[int, int]] = []
    end = 0
    for run, piece in zip(runs, _pieces(runs), strict=True):
        start, end = end, end + without_blanks(piece)
        if run.italic and start < end:
            joined = bool(spans) and spans[-1][1] == start
            spans[-1:] = [(spans[-1][0], end)] if joined else [*spans[-1:], (start, end)]
    return tuple(spans)


def without_blanks(text: str) -> int:
    """How many characters there are beside the blanks; a letter with its accent is one, however it is written."""
    return sum(not sign.isspace() for sign in unicodedata.normalize("NFC", text))


def spans_in(text: str, italics: Spans, before: int) -> Spans:
    """Where in a line of a text its words in italics stand; ``before`` it are so many characters beside the blanks."""
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    ranges = ((max(start - before, 0), min(end - before, len(places))) for start, end in italics)
    return tuple((places[start], places[end - 1] + 1) for start, end in ranges if start < end)


def in_pieces(text: str, italics: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """A text in pieces, and whether each stands in italics."""
    at = 0
    for start, end in italics:
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False


def _offset(run: Run, before: str) -> str:
    text = run.text.translate(RAISED if run.offset > 0 else LOWERED)
    grown = before[-1:].isalnum() and text[:1].isalnum() and any(sign.isalpha() for sign in text)
    return f" ({text.strip()})" if grown else text
