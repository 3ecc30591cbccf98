"""What a report is made of, in reading order: frozen values that know no format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from followup.frozen import frozen
from followup.reports.table import CellValue, ReportTable

Manner = Literal[
    "text", "sentence", "note", "contributor", "point", "numbered", "lettered", "signature", "warning", "muted"
]
"""How a paragraph is meant: running text, a sentence made of figures, a remark beside the text, the name of who wrote
what follows, a point of a list, one of a numbered list or below it, a name below room to sign, what nobody may miss, what
need not be read."""


@frozen
class PageLayout:
    """What follows stands on pages that are ``wide``, or on the document's usual ones; ``first``: before its contents.
    Where the plan has ``declared`` how they lie they are not turned for the sake of others.
    """

    wide: bool = False
    first: bool = False
    declared: bool = False


@frozen
class Heading:
    """A heading, of level 1 to 3. ``name`` is what the chapter is called where it needs a name, if not the same. A chapter for
    the ``screen`` is to be seen at a glance.
    """

    text: str
    level: int
    name: str = ""
    screen: bool = False


@frozen
class ReportParagraph:
    """A paragraph; line breaks in it are kept. The whole of it may lead to the address ``link``.

    ``notes`` are footnotes to its end, ``mark`` is the number or letter of a numbered point. One that is ``changed`` says
    something else than it did. So many characters of its beginning are its ``message``, which is seen first. Behind its end
    it may refer to the heading that it ``leads`` to. ``italics`` are pieces of its text, where each begins and has ended.
    """

    text: str
    manner: Manner = "text"
    link: str = ""
    notes: Sequence[str] = ()
    mark: str = ""
    changed: bool = False
    message: int = 0
    leads: str = ""
    italics: Sequence[tuple[int, int]] = ()


class ChartSeries(NamedTuple):
    """One line, or one row of bars: a figure for each category, None where there is none. Bars may be ``hatched``."""

    name: str
    figures: Sequence[float | None]
    colour: str = ""
    hatched: bool = False


@frozen
class ChartData:
    """What a chart draws: ``series`` over ``categories``, and a ``target`` with its name as a line across; among dots the
    ``marks`` of each category's own.
    """

    categories: Sequence[str]
    series: Sequence[ChartSeries]
    target: tuple[str, float] | None = None
    marks: tuple[str, Sequence[float | None]] | None = None


@frozen
class ChartSource:
    """Where a table holds the figures of a chart: from one of its rows to another (from 0), in which columns."""

    table: ReportTable[Any]
    rows: tuple[int, int]
    category: int
    series: Sequence[int]
    target: int | None = None


@frozen
class ReportChart:
    """Figures as a drawing. ``alt_text`` says in words what is shown; ``drawn`` where the same figures stand in a table.

    Bars may be ``stacked``: each is a whole, of which the series are parts. ``values`` stand beside what is drawn. The
    figures are made when a renderer asks for them.
    """

    kind: Literal["line", "column", "bar", "stacked", "dots"]
    title: str
    alt_text: str
    figures: Callable[[], ChartData]
    number_format: str = ""
    drawn: ChartSource | None = None
    values: bool = False


class Tile(NamedTuple):
    """A figure to be seen from afar, and below it a line or two of what it is; it ``leads`` to the chapter of that name, in a
    workbook to a ``cell`` there.
    """

    figure: CellValue
    lines: Sequence[str]
    number_format: str = ""
    leads: str = ""
    cell: str = "A1"


@frozen
class ReportTiles:
    """A few figures beside each other."""

    tiles: Sequence[Tile]


Part = PageLayout | Heading | ReportParagraph | ReportTable[Any] | ReportChart | ReportTiles


def in_steps(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, no heading more than one level below that above it, which screen readers go by: what stands higher where
    no heading is between keeps its place among those of its own level.
    """
    above: list[int] = []
    for part in parts:
        if isinstance(part, Heading):
            above = [level for level in above if level < part.level] + [part.level]
            part = part if len(above) == part.level else replace(part, level=len(above))
        yield part
