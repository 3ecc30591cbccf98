"""A table of a report: columns, made over some of its rows when a renderer asks for them, and dropped after."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from followup.form.place import Place
from followup.frozen import frozen

Row = TypeVar("Row")
CellValue = str | Decimal | int | bool | date | None
"""What a cell shows: a number or a day stays one, so that a workbook can count with it."""

Bars = Literal["", "fill", "apart", "apart alike"]

ROWS_AT_A_TIME = 500
"""Of a long table so many rows are made at once: enough that it costs no time, few enough that they take no memory."""


ROWS_IN_WORDS = 5_000
"""Of a longer table the texts are never all there at once: those of thousands of units are hundreds of megabytes."""


class CellLink(NamedTuple):
    """Where the text of a cell leads, or one ``line`` of it (from 0): an address, or a file beside the report.

    In a workbook the file may be opened at a ``cell`` of a ``sheet``.
    """

    address: str
    line: int = 0
    sheet: str = ""
    cell: str = ""


@frozen(slots=True)
class Cells:
    """A column over some rows: a value for each, and by the number of the row among them what few of them have.

    ``colours`` are those of levels, ``states`` how well something stands (``ok``, ``warning``, ``error``, ``muted``).
    ``strong`` rows stand out: sums. ``indents`` are steps below the topmost of a tree. ``formats`` are number formats other
    than the column's. ``notes`` are footnotes by line. ``prose`` rows are texts of paragraphs, which make no row high.
    ``changed`` are the lines of texts that say something else than they did. A workbook works some values out itself, by
    ``formulas`` over its other tables.
    """

    values: Sequence[CellValue]
    colours: Mapping[int, str] = field(default_factory=dict)
    states: Mapping[int, str] = field(default_factory=dict)
    strong: Collection[int] = ()
    indents: Mapping[int, int] = field(default_factory=dict)
    formats: Mapping[int, str] = field(default_factory=dict)
    links: Mapping[int, Sequence[CellLink]] = field(default_factory=dict)
    notes: Mapping[int, Sequence[tuple[int, str]]] = field(default_factory=dict)
    prose: Collection[int] = ()
    changed: Mapping[int, Collection[int]] = field(default_factory=dict)
    formulas: Mapping[int, str] = field(default_factory=dict)


@frozen
class ReportColumn(Generic[Row]):
    """A column: its title, and what makes its cells of rows.

    ``cells`` are values, ``in_words`` the same as they read in a text, where that is another thing. ``share`` is its part
    of the page and ``room`` its width there in cm, where that does not follow from the page; ``width`` is the usual one
    in a workbook, in characters, and ``least`` what its longest word needs there. Figures stand to the
    ``right`` and have a ``number_format``. ``look`` is ``label``,
    ``muted``, ``text`` or ``link``; lines that do not ``wrap`` make no row of a workbook high. One that is ``folded``
    is there unfolded by a click. Its figures are shares
    where the column numbered ``shares_by`` says ``%``. ``place`` says where the whole of a text stands that is too long
    for a cell.

    On the first sheet of a workbook a column takes ``span`` of its columns. Figures 0–1 have bars that ``fill`` their
    cells, others to both sides in the cell beside them (``apart``), those below 0 in another colour unless either side is
    as good (``apart alike``). Through figures of each row small ``lines`` are drawn
    in cells where nothing stands.
    """

    title: str
    cells: Callable[[Sequence[Row]], Cells]
    in_words: Callable[[Sequence[Row]], Cells] | None = None
    share: float = 1.0
    room: float = 0.0
    width: float = 14
    least: float = 0
    right: bool = False
    number_format: str = ""
    look: str = "label"
    wrap: bool = True
    folded: bool = False
    shares_by: int | None = None
    span: int = 1
    bars: Bars = ""
    lines: Callable[[Sequence[Row]], Sequence[Sequence[float | None]]] | None = None
    place: Callable[[Row], Place | None] | None = None

    def words(self, rows: Sequence[Row]) -> Cells:
        """The cells of rows as they read in a document."""
        return (self.in_words or self.cells)(rows)


def text_column(
    title: str, text: Callable[[Row], CellValue], share: float = 1.0, width: float = 14, **more: Any
) -> ReportColumn[Row]:
    """A column of one text, number or day a row."""
    return ReportColumn(title, lambda rows: Cells([text(row) for row in rows]), share=share, width=width, **more)


@frozen
class ReportTable(Generic[Row]):
    """Rows with their columns. ``caption`` says what they are; ``key`` is the name by which a workbook knows the table.

    In a document the first ``said_once`` columns are left empty where the row above says the same; in a workbook the first
    ``fixed`` ones stay in view. Without titles it is rows alone. ``on_page`` makes what it is on pages, where that is another
    thing: a table of fewer columns, and paragraphs. Of one that is put into words ``at_once`` the columns know all rows and
    no part of them.
    """

    caption: str
    columns: Sequence[ReportColumn[Row]]
    rows: Sequence[Row]
    key: str = ""
    said_once: int = 0
    fixed: int = 0
    on_page: Callable[[], Iterable[Any]] | None = None
    at_once: bool = False

    @property
    def titles(self) -> list[str]:
        """What the columns are called."""
        return [column.title for column in self.columns]

    def batches(self, at_a_time: int = ROWS_AT_A_TIME) -> Iterator[tuple[Sequence[Row], list[Cells]]]:
        """Some rows after the other with the cells of each column, as values."""
        for first in range(0, len(self.rows), at_a_time):
            rows = self.rows[first : first + at_a_time]
            yield rows, [column.cells(rows) for column in self.columns]

    def texts(self) -> Iterator[tuple[str, ...]]:
        """The rows as they read in a document."""
        columns = (["" if value is None else str(value) for value in cells.values] for cells in self.in_words())
        yield from zip(*columns, strict=True)

    def in_words(self) -> list[Cells]:
        """The cells of every column as they read in a document."""
        columns = [column.words(self.rows) for column in self.columns]
        return _said_once(columns, self.said_once, _labels_of_rows(columns, self.said_once))

    def parts_in_words(self) -> Iterator[list[Cells]]:
        """The same, of a long table some rows after the other; one part at least."""
        if self.at_once or len(self.rows) <= ROWS_IN_WORDS:
            yield self.in_words()
            return
        above: Labels = ()
        for first in range(0, len(self.rows), ROWS_IN_WORDS):
            rows = self.rows[first : first + ROWS_IN_WORDS]
            columns = [column.words(rows) for column in self.columns]
            labels = _labels_of_rows(columns, self.said_once)
            yield _said_once(columns, self.said_once, labels, above)
            above = labels[-1:]


Labels = Sequence[tuple[CellValue, ...]]


def _labels_of_rows(columns: Sequence[Cells], labels: int) -> Labels:
    """What stands in the first columns, row by row."""
    return list(zip(*(column.values for column in columns[:labels]), strict=True))


def _said_once(columns: Sequence[Cells], labels: int, of_rows: Labels, above: Labels = ()) -> list[Cells]:
    """Labels that stand in the row above are not said again: the units of one measure read as one block."""
    again = {at for at, (one, other) in enumerate(pairwise([*(above or [()]), *of_rows])) if one == other}
    return [_without(column, again) for column in columns[:labels]] + list(columns[labels:])


def _without(column: Cells, again: set[int]) -> Cells:
    """A column that says nothing on some rows."""
    values = ["" if at in again else value for at, value in enumerate(column.values)]
    notes = {at: notes for at, notes in column.notes.items() if at not in again}
    links = {at: links for at, links in column.links.items() if at not in again}
    strong = [at for at in column.strong if at not in again]
    indents = {at: indent for at, indent in column.indents.items() if at not in again}
    changed = {at: lines for at, lines in column.changed.items() if at not in again}
    return Cells(values, links=links, notes=notes, strong=strong, indents=indents, changed=changed)
