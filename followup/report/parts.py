"""What a report is made of, in reading order: frozen values that know no format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from followup.report.table import Table

Manner = Literal["text", "sentence", "note", "contributor", "point", "numbered", "lettered", "signature"]
"""How a paragraph is meant: running text, a sentence made of figures, a remark beside the text, the name of who wrote
what follows, a point of a list, one of a numbered list or below it, a name below room to sign."""


@dataclass(frozen=True)
class Page:
    """What follows stands on pages that are ``wide``, or on the document's usual ones."""

    wide: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading, of level 1 to 3."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; line breaks in it are kept. The whole of it may lead to the address ``link``.

    ``notes`` are footnotes to its end, ``mark`` is the number or letter of a numbered point.
    """

    text: str
    manner: Manner = "text"
    link: str = ""
    notes: Sequence[str] = ()
    mark: str = ""


@dataclass(frozen=True)
class Chart:
    """Figures as a drawing: a line or bars for each of ``series`` over ``categories``, None where there is no figure.

    ``target`` is a line across with its name. ``alt_text`` says in words what is shown.
    """

    kind: Literal["line", "column", "bar"]
    title: str
    categories: Sequence[str]
    series: Sequence[tuple[str, Sequence[float | None]]]
    alt_text: str
    number_format: str
    target: tuple[str, float] | None = None


Part = Page | Heading | Paragraph | Table[Any] | Chart
