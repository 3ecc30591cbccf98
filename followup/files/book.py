"""A workbook to be written, as plain values: what stands where, in which style. No format is known here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Literal, NamedTuple

from followup.files.addresses import address as address
from followup.files.addresses import column_letters as column_letters
from followup.files.sources import WITHIN, outermost
from followup.frozen import frozen, growing
from followup.locale import Message

Value = str | Decimal | int | bool | date | None


ROWS_AT_A_TIME = 1_000
"""Of a long table so many are put into words at once, at most: enough that it costs no time, few enough that they take no
memory."""


DAY = "yyyy-mm-dd"
"""The number format of a day that has no other: without one Excel shows how many days it is since 1900."""


UNBOXED = " unboxed"
"""How the name of a style ends that is another one without lines beside and below it."""


LISTS = "_lists"
"""The hidden sheet that holds choices too long for a drop-down's own list."""


SELF_CHECK = "_check"
"""The hidden sheet that holds what a template says of wrong cells, and the words that its formulas know."""


FORMER_RULES = "_rules"
"""The hidden sheet of older templates that said, for macros, what each cell takes."""


NOTE_KEY = "note|"
"""How the text of a cell begins that says of which row the note in the cell behind it is: what a person writes there is
never replaced."""


def quoted(sheet: str) -> str:
    """A sheet's name as a formula or a link writes it."""
    return "'" + sheet.replace("'", "''") + "'"


class WorkbookLink(NamedTuple):
    """A text that leads to a place in this workbook (``sheet`` and ``cell``) or in a file beside it."""

    text: str
    sheet: str = ""
    cell: str = "A1"
    file: str = ""

    @property
    def target(self) -> str:
        """As Excel's HYPERLINK takes it, relative to the workbook that holds the link.

        To a workbook in a mail or a compressed folder it is what it lies in that is opened.
        """
        if WITHIN in self.file:
            return outermost(self.file)
        place = f"#{quoted(self.sheet)}!{self.cell}" if self.sheet else ""
        return f"{self.file}{place}"


class Cell(NamedTuple):
    """One cell. With a ``formula`` the ``value`` is its result, stored so that nobody has to recalculate.

    ``wrap`` False lets a line of text run over the cells beside it. ``pattern`` is the same for cells of a column whose
    formulas differ in nothing but the number of their row: the file then holds the text once.
    """

    value: Value | WorkbookLink = None
    style: str = "text"
    number_format: str = ""
    formula: str = ""
    indent: int = 0
    colour: str = ""
    wrap: bool = True
    pattern: str = ""


BookValue = Value | WorkbookLink | Cell
"""What stands in a cell of a long table: a bare value, or one with a look of its own."""


@frozen(slots=True)
class Validation:
    """What a cell accepts in Excel, and the help shown beside it. ``kind`` ``any`` only shows the help.

    A list may have a range as its ``source`` instead of ``choices``: other texts are then taken without a word.
    """

    kind: Literal["list", "decimal", "whole", "date", "any"]
    title: str = ""
    help: str = ""
    choices: tuple[str, ...] = ()
    source: str = ""
    minimum: Decimal | date | None = None
    maximum: Decimal | date | None = None
    strict: bool = True


@frozen(slots=True)
class ExcelTable:
    """An Excel table over cells that are placed one by one; the first row is its header."""

    name: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@frozen(slots=True)
class StreamedColumn:
    """A column of a streamed table. Without ``wrap`` no text in it makes its row high; a ``folded`` one is out of sight until
    somebody unfolds it.
    """

    title: str
    style: str = "text"
    number_format: str = ""
    width: float = 14
    wrap: bool = True
    folded: bool = False


class LazyRows(Collection[Sequence[BookValue]]):
    """Rows that are worked out each time they are gone through, and not kept: of a long table they are much memory.

    ``make`` begins anew with the same rows each time: some of them at a time, one list of values a column. There are
    ``length`` of them.
    """

    def __init__(self, length: int, make: Callable[[], Iterator[Sequence[Sequence[BookValue]]]]) -> None:
        self.length, self.make = length, make

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[Sequence[BookValue]]:
        for columns in self.make():
            yield from zip(*columns, strict=True)

    def __contains__(self, row: object) -> bool:
        return any(other == row for other in self)


@growing(slots=True)
class StreamedTable:
    """A long table given by rows of values, written as an Excel table without a ``Cell`` for each value.

    Its titles stand in ``row``. Without a name it is rows alone from ``row`` on: no titles, no widths, no Excel table.
    """

    name: str
    row: int
    column: int
    columns: Sequence[StreamedColumn]
    rows: Collection[Sequence[BookValue]]

    @property
    def first_row(self) -> int:
        """Where the values begin."""
        return self.row + 1 if self.name else self.row

    @property
    def is_ragged(self) -> bool:
        """Whether some row has another number of values than there are columns."""
        return not isinstance(self.rows, LazyRows) and any(len(row) != len(self.columns) for row in self.rows)

    def batches(self) -> Iterator[Sequence[Sequence[BookValue]]]:
        """Some rows after the other, one list of values a column; not of a table that is ragged."""
        if isinstance(self.rows, LazyRows):
            for columns in self.rows.make():
                for first in range(0, len(columns[0]), ROWS_AT_A_TIME):
                    yield [column[first : first + ROWS_AT_A_TIME] for column in columns]
            return
        rows = iter(self.rows)
        while some := list(islice(rows, ROWS_AT_A_TIME)):
            yield list(zip(*some, strict=True))


@frozen(slots=True)
class SeriesRanges:
    """One line or row of bars in a chart: ranges of this workbook, as (sheet, row, column, last row, last column). Bars may be
    ``hatched``.
    """

    name: str
    categories: tuple[str, int, int, int, int]
    values: tuple[str, int, int, int, int]
    colour: str = ""
    dashed: bool = False
    hatched: bool = False


@frozen(slots=True)
class SheetChart:
    """A chart at a cell; ``alt_text`` says in words what it shows. Lines that are ``joined`` go on over what is missing."""

    row: int
    column: int
    kind: Literal["line", "column", "bar", "stacked", "dots"]
    title: str
    series: tuple[SeriesRanges, ...]
    alt_text: str
    number_format: str = ""
    width: int = 640
    height: int = 300
    joined: bool = False


@frozen(slots=True)
class Bars:
    """Data bars over a column of shares, 0–1; of figures above and below 0 to both sides, which are then not shown.

    Those ``below`` 0 have a colour of their own, a warning where none is said.
    """

    row: int
    column: int
    last_row: int
    both_sides: bool = False
    colour: str = ""
    below: str = ""


@frozen(slots=True)
class Sparkline:
    """A small line in a cell, through the figures of a range of this workbook, written as a formula does."""

    row: int
    column: int
    figures: str
    colour: str = ""


@frozen(slots=True)
class Colouring:
    """Cells that take the colours of a style while a formula holds; it is written for the first of them, as Excel does.

    Of several over the same cells the first that holds counts.
    """

    row: int
    column: int
    last_row: int
    last_column: int
    formula: str
    style: str


@frozen(slots=True)
class NumberRule:
    """Numbers of a column that are shown in another format while a formula holds; it is written for the first of them."""

    row: int
    column: int
    last_row: int
    formula: str
    number_format: str


@frozen(slots=True)
class Button:
    """A button over a cell that runs a public procedure of the workbook's own ``modules``; nothing without macros.

    It stands ``offset`` pixels to the right of the cell's left side.
    """

    row: int
    column: int
    macro: str
    caption: str
    width: int = 150
    height: int = 28
    offset: int = 0


@frozen(slots=True)
class Module:
    """A module of VBA as text, lines ended by a line feed; ``is_class`` for a class."""

    name: str
    text: str
    is_class: bool = False


SheetState = Literal["visible", "hidden", "very hidden"]
"""Whether people see a sheet; one that is very hidden they cannot show in Excel themselves."""


@growing(slots=True)
class Sheet:
    """One sheet; rows and columns are counted from 0. On a ``protected`` one only input cells can be changed.

    ``parts`` are the rows at which parts begin that are not broken between pages, where they have room on one.
    ``cursor`` is the cell that is chosen when somebody opens it; else the first that is not hidden.
    ``logo`` is the cell where the look's picture goes, if it has one. ``links`` are addresses that people's own texts
    lead to, by their cells.
    """

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    validations: list[tuple[int, int, int, Validation]] = field(default_factory=list)
    tables: list[ExcelTable] = field(default_factory=list)
    blocks: list[StreamedTable] = field(default_factory=list)
    charts: list[SheetChart] = field(default_factory=list)
    bars: list[Bars] = field(default_factory=list)
    sparklines: list[Sparkline] = field(default_factory=list)
    colourings: list[Colouring] = field(default_factory=list)
    number_rules: list[NumberRule] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    freeze: tuple[int, int] | None = None
    cursor: tuple[int, int] | None = None
    repeat_rows: tuple[int, int] | None = None
    parts: list[int] = field(default_factory=list)
    state: SheetState = "visible"
    landscape: bool = True
    protected: bool = False
    logo: tuple[int, int] | None = None
    tab_colour: str = ""
    links: dict[tuple[int, int], str] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Value | WorkbookLink, style: str = "text", **more: object) -> None:
        """Place one cell."""
        self.cells[row, column] = Cell(value, style, **more)  # type: ignore[arg-type]

    def row(self, row: int, column: int, values: Iterable[Value | WorkbookLink], style: str = "text") -> None:
        """Place a run of cells of one style."""
        for offset, value in enumerate(values):
            self.cells[row, column + offset] = Cell(value, style)


PROGRAM = "followup"
"""Whose a workbook is that is nobody's own."""


@growing(slots=True)
class Book:
    """A whole workbook. ``names`` are defined names, each of one cell; ``lists`` are names that stand for some texts, for formulas.

    ``properties`` are custom document properties.

    With ``modules`` it is written with macros, as .xlsm; without them its buttons are left out. ``left_out`` says what
    had no room in it. Its file says that it is by the ``author``, of the day that it is ``dated``. ``linked`` are the sheets of
    other workbooks that its formulas name, by the way to each: ``[1]`` is the first.
    """

    title: str
    sheets: list[Sheet] = field(default_factory=list)
    names: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    lists: dict[str, Sequence[str]] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    language: str = "sv"
    modules: Sequence[Module] = ()
    left_out: list[Message] = field(default_factory=list)
    author: str = PROGRAM
    dated: date | None = None
    linked: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, or a new one at the end."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        self.sheets.append(Sheet(name))
        return self.sheets[-1]
