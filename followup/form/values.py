"""The values that cells hold once they are understood."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from followup.frozen import frozen
from followup.locale import Message


@frozen(slots=True, order=True)
class Missing:
    """An answer that is no number but says why: "Data saknas". The text is kept as typed."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@frozen(slots=True)
class Masked(Missing):
    """What is published instead of a figure: "<5" of a small one, "–" of one that would give such a one away."""


@frozen(slots=True)
class PartFigures:
    """Figures for several parts of a split that stood together in one cell, by the part's key.

    ``earlier`` are those of earlier occasions in the same cell, by occasion as written. ``preliminary`` is what the
    text itself calls its figures: "prel. 41 %".
    """

    text: str
    parts: tuple[tuple[str, Decimal], ...]
    earlier: tuple[tuple[str, tuple[tuple[str, Decimal], ...]], ...] = ()
    preliminary: bool = False

    def __str__(self) -> str:
        return self.text


@frozen(slots=True)
class RoughFigure:
    """A figure that is not exact, as "omkring 2 000": its number, and the text as typed.

    ``ends`` are the lowest and highest that it may be, as figures are stored, where that is known.
    """

    number: Decimal
    text: str
    ends: tuple[Decimal, Decimal] | None = None

    def __str__(self) -> str:
        return self.text


@frozen(slots=True)
class ProseParagraph:
    """A paragraph of an answer in words; ``link`` is an address that the whole of it leads to, ``notes`` its footnotes.

    ``italics`` are pieces of its text, where each begins and where it has ended.
    """

    text: str
    link: str = ""
    notes: tuple[str, ...] = ()
    italics: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        """The text with its footnotes in brackets, for where no footnote can stand."""
        return " ".join((self.text, *(f"[{note}]" for note in self.notes)))


@frozen(slots=True)
class ProseAnswer:
    """An answer in words, of any length: its paragraphs in order, as they were written or pasted."""

    paragraphs: tuple[ProseParagraph, ...]

    def __str__(self) -> str:
        return "\n".join(str(paragraph) for paragraph in self.paragraphs)

    @property
    def words(self) -> int:
        """How many words there are."""
        return sum(len(paragraph.text.split()) for paragraph in self.paragraphs)


def as_prose(text: str) -> ProseAnswer:
    """A text as paragraphs: one a line, empty ones left out."""
    lines = (line.strip() for line in text.splitlines())
    return ProseAnswer(tuple(ProseParagraph(line) for line in lines if line))


Value = (
    str | Decimal | bool | date | Missing | PartFigures | RoughFigure | ProseAnswer | Message | tuple[str, ...] | None
)
"""What a cell holds; a message only in labels that we write ourselves."""


def number_of(value: Value) -> Decimal | None:
    """The number of a figure, certain or rough."""
    return value.number if isinstance(value, RoughFigure) else value if isinstance(value, Decimal) else None
