"""A filled-in workbook in memory, in which every cell remembers what it was: an oracle that knows nothing of keys.

Each cell carries a tag: an answer and where it belongs, a label, a title, something that a person typed. Whatever is
done to the workbook moves the tags along, so that afterwards it is known where each answer stands and whose it is.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from followup.files.received import ReceivedSheet
from followup.form.layout.layout import TableLayout
from tests.form.language import (
    CellType,
    Choice,
    Column,
    Day,
    FormTable,
    Grid,
    Listing,
    Name,
    Names,
    Number,
    OnFirstSheet,
    OutcomeCell,
    Percent,
    Role,
    Row,
    Text,
    choice,
)
from tests.house import SECTIONS, Plan, Raw, ReceivedBook, Section, Value, form_for, lay_out_form, literal, read_book
from tests.plans import PLAN
from tests.tables import IDENTITY_SHEET, LISTS, Book, Form, lay_out_tables, plan_book, read_plan, rows_of, save_book

MADE_UP = Section(
    "made_up",
    literal("Påhittat"),
    Listing(("what",), blank=4),
    (
        Column("what", literal("Vad"), Name(), required=True),
        Column("how_many", literal("Hur många"), Number("st")),
        Column("share", literal("Andel av allt"), Percent()),
        Column("status", literal("Läge"), choice("klar", "försenad")),
        Column("why", literal("Varför så"), Text()),
    ),
)
OF_ROWS = tuple(each for each in SECTIONS if not (isinstance(each.shape, Grid) and each.shape.lines))
"""Sections of ordinary rows; answers in words, in blocks of rows, are followed in tests/form/test_blocks.py."""

EVERY_SECTION = (*OF_ROWS, MADE_UP)

MORE_ROWS = {
    "| Besök | ovriga | Övriga besök | totalt | fylls i |\n": """| Besök | sjuk | Sjuksköterskebesök | totalt | summa |
| Besök | sjuk-somatik | Somatik | sjuk | fylls i |
| Besök | sjuk-psykiatri | Psykiatri | sjuk | fylls i |
| Besök | ovriga | Övriga besök | totalt | fylls i |
| Besök | rehab | Rehabilitering | totalt | fylls i |
| Besök | hemma | Hembesök | totalt | fylls i |
""",
    "| nord | ovriga | 36 530 | 6 825 |\n": """| nord | ovriga | 36 530 | 6 825 |
| nord | lakare-psykiatri | | |
| nord | sjuk-somatik | 5 120 | 310 |
| nord | sjuk-psykiatri | | |
| nord | rehab | 42 401 | |
| nord | hemma | | |
""",
    "| forsta | Första besök | 100 % | nord |\n": """| forsta | Första besök | 100 % | nord |
| operation | Operation | 100 % | nord |
""",
    "| forsta | nord | 2021-02 | 51 % | 50 % |\n": """| forsta | nord | 2021-02 | 51 % | 50 % |
| operation | nord | 2021-01 | 50 % | 49 % |
| operation | nord | 2021-03 | 61 % | 60 % |
""",
}
"""Rows with the same label under different parents, some with the same or no figures from before."""


@functools.cache
def crowded_plan(*, second_round: bool = False) -> Plan:
    """The plan of ``tests.plans`` with labels that are not one row's alone.

    In a second round a unit is asked for each of last year's figures that nobody knows, beside those that are shown.
    """
    text = PLAN
    for old, new in MORE_ROWS.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    plan, findings = read_plan(plan_book(text))
    assert not findings, rows_of(findings)
    return in_second_round(plan) if second_round else plan


def in_second_round(plan: Plan) -> Plan:
    """The same plan, of which an earlier round is known."""
    period = replace(plan.period, earlier=(("Februari 2022", (date(2022, 1, 1), date(2022, 2, 28))),))
    return replace(plan, period=period, frame=replace(plan.frame, period=period))


Place = tuple[str, str, str]
"""Section, row and column."""


@dataclass(frozen=True)
class Tag:
    """What a cell was. ``kind``: answer, label, figure, title, or note for what a person typed.

    ``section``, ``row`` and ``column`` say where it belongs; in a listing the row is empty.
    """

    kind: str
    number: int
    section: str = ""
    row: str = ""
    column: str = ""


@dataclass(slots=True)
class Cell:
    """What stands in a cell; ``tag`` None for what we wrote and nobody needs to follow."""

    raw: Raw
    tag: Tag | None = None
    formula: bool = False

    @property
    def followed(self) -> bool:
        """Whether it must be taken over or named."""
        return self.tag is not None and self.tag.kind in ("answer", "note")


@dataclass(slots=True)
class Page:
    """A sheet: its cells, and what else it carries."""

    name: str
    cells: dict[tuple[int, int], Cell]
    visible: bool = True
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    foreign: bool = False

    def copy(self, name: str) -> Page:
        """The same sheet under another name; the cells are cells of their own."""
        cells = {place: Cell(cell.raw, cell.tag, cell.formula) for place, cell in self.cells.items()}
        return Page(name, cells, self.visible, list(self.merged), dict(self.comments), self.foreign)

    def received(self) -> ReceivedSheet:
        """As a file reader gives it."""
        cells = {place: cell.raw for place, cell in self.cells.items()}
        formulas = frozenset(place for place, cell in self.cells.items() if cell.formula)
        return ReceivedSheet(self.name, cells, self.visible, formulas, tuple(self.merged), dict(self.comments))

    def rows_of(self, section: str) -> list[int]:
        """The rows in which a label of the section stands, or an answer of a listing."""
        tags = ((place[0], cell.tag) for place, cell in self.cells.items() if cell.tag is not None)
        return sorted({row for row, tag in tags if tag.section == section and tag.kind in ("label", "answer")})

    def columns_of(self, section: str) -> list[int]:
        """The columns in which anything of the section stands."""
        tags = ((place[1], cell.tag) for place, cell in self.cells.items() if cell.tag is not None)
        return sorted({column for column, tag in tags if tag.section == section})

    def sections(self) -> list[str]:
        """The sections of which there is anything on the sheet."""
        return sorted({cell.tag.section for cell in self.cells.values() if cell.tag is not None and cell.tag.section})

    def label_at(self, row: int, section: str) -> str | None:
        """Whose label stands in a row; None when there is none, or of several rows."""
        tags = (cell.tag for place, cell in self.cells.items() if place[0] == row and cell.tag is not None)
        rows = {tag.row for tag in tags if tag.kind == "label" and tag.section == section}
        return next(iter(rows)) if len(rows) == 1 else None

    def title_at(self, column: int, section: str) -> str | None:
        """Whose title stands in a column; None when there is none, or of several columns."""
        tags = (cell.tag for place, cell in self.cells.items() if place[1] == column and cell.tag is not None)
        columns = {tag.column for tag in tags if tag.kind == "title" and tag.section == section}
        return next(iter(columns)) if len(columns) == 1 else None


@dataclass
class Model:
    """A workbook. ``looks`` are the labels and figures of each section's rows, as they were laid out, ``looked_at`` the
    columns in which they stand.

    ``plan`` is what it is read by. ``focus`` is the section to which most of what happens is done.
    """

    pages: list[Page]
    properties: dict[str, str]
    names: dict[str, str]
    looks: dict[str, list[tuple[str, tuple[Raw | None, ...]]]]
    looked_at: dict[str, tuple[str, ...]]
    values: dict[int, Value]
    plan: Plan
    last: int = 10_000_000
    file: str = "Division Nord T1 2022.xlsx"
    focus: str = ""

    def copy(self) -> Model:
        """A workbook of its own."""
        pages = [page.copy(page.name) for page in self.pages]
        return replace(self, pages=pages, properties=dict(self.properties), names=dict(self.names))

    def received(self) -> ReceivedBook:
        """As a file reader gives it."""
        sheets = [page.received() for page in self.pages]
        return ReceivedBook(self.file, "0" * 64, sheets, dict(self.properties), dict(self.names))

    def note(self, rng: Random) -> Cell:
        """Something that a person types: unlike everything else in the workbook."""
        self.last += 1
        raw = Decimal(self.last) if rng.random() < 0.4 else f"Anteckning {self.last}"
        return Cell(raw, Tag("note", self.last))

    def visible(self) -> list[Page]:
        """The sheets that a person sees."""
        return [page for page in self.pages if page.name not in (IDENTITY_SHEET, LISTS)]


# --------------------------------------------------------------------------------------------------------- filling in


def in_letters(number: int) -> str:
    """A number in letters: digits in a text may be taken for a figure."""
    return "".join("bdfhjlnprt"[int(digit)] for digit in str(number))


def an_answer(kind: CellType, number: int) -> Value:
    """An answer that the cell type takes, unlike every other where that is possible."""
    match kind:
        case OutcomeCell():
            return an_answer(kind.number, number)
        case Number():
            return Decimal(100_000 + number)
        case Percent():
            return Decimal(number) / 10_000
        case Day():
            return date(2000, 1, 1) + timedelta(number)
        case Choice():
            return kind.options[number % len(kind.options)][0]
        case Names():
            return (f"Svar {in_letters(number)}",)
        case Text() | Name():
            return f"Svar {in_letters(number)}"
    raise AssertionError(kind)


def all_answers(form: Form) -> Iterator[tuple[int, Place, Value]]:
    """An answer for each cell that the form asks for; a listing gets four rows."""
    number = 0
    for table in form.tables:
        keys = [f"row{i}" for i in range(4)] if table.is_listing else [row.key for row in table.rows]
        rows = {row.key: row for row in table.rows}
        for key in keys:
            for column in table.columns:
                if column.role is not Role.INPUT or (key in rows and not table.asks(rows[key], column)):
                    continue
                kind = column.type if isinstance(column.type, CellType) else rows[key].type_of(column)
                number += 1
                yield number, (table.section.key, key, column.key), an_answer(kind, number)


def is_answered(table: FormTable, row: Row, column: Column) -> bool:
    """Whether what stands there is an answer: an asked cell, or a closed one in which the plan has nothing."""
    return column.role is Role.INPUT and (
        table.asks(row, column) or (column.key in row.closed and not row.is_of_plan(column.key))
    )


@functools.cache
def base(unit_id: str = "nord", *, second_round: bool = False) -> Model:
    """The unit's workbook with every answer given."""
    plan = crowded_plan(second_round=True) if second_round else crowded_plan()
    form = form_for(plan, plan.units[unit_id], EVERY_SECTION)
    answers: dict[str, dict[str, dict[str, Value]]] = {}
    numbers: dict[Place, int] = {}
    values = {}
    for number, place, value in all_answers(form):
        answers.setdefault(place[0], {}).setdefault(place[1], {})[place[2]] = value
        numbers[place] = number
        values[number] = value
    book = read_book(save_book(lay_out_form(form, plan, plan.units[unit_id], answers)))
    pages = [_page(sheet) for sheet in book.sheets]
    file = f"{plan.units[unit_id].name} T1 2022.xlsx"
    model = Model(pages, book.properties, book.names, {}, {}, values, plan, file=file)
    for laid in lay_out_tables(Book("", language="sv"), form, plan.words, answers):
        _tag(next(page for page in pages if page.name == laid.sheet), laid, numbers, model)
    _tag_first_sheet(model, form, answers, numbers)
    tagged = {
        cell.tag.number for page in pages for cell in page.cells.values() if cell.tag and cell.tag.kind == "answer"
    }
    assert tagged == set(numbers.values()), "an answer was not found again where it was laid out"
    return model


def _page(sheet: ReceivedSheet) -> Page:
    cells = {place: Cell(raw, None, place in sheet.formulas) for place, raw in sheet.cells.items()}
    return Page(sheet.name, cells, sheet.visible, list(sheet.merged))


KINDS = {Role.LABEL: "label", Role.EARLIER: "figure", Role.INPUT: "answer"}


def _tag(page: Page, laid: TableLayout, numbers: dict[Place, int], model: Model) -> None:
    section, table = laid.table.section.key, laid.table
    for column in table.columns:
        page.cells[laid.header, laid.columns[column.key]].tag = Tag("title", 0, section, "", column.key)
    given = [key for name, key, _column in numbers if name == section]
    listed = dict(zip(dict.fromkeys(given), laid.blank_rows, strict=False)) if table.is_listing else {}
    rows = {row.key: row for row in table.rows}
    for key, at in (laid.rows | listed).items():
        for column in table.columns:
            cell = page.cells.get((at, laid.columns[column.key]))
            number = numbers.get((section, key, column.key), 0)
            is_of_plan = key in rows and rows[key].is_of_plan(column.key)
            if cell is not None and column.role in KINDS and (number or is_of_plan or column.role is not Role.INPUT):
                kind = "figure" if is_of_plan else KINDS[column.role]
                cell.tag = Tag(kind, number, section, "" if table.is_listing else key, column.key)
    if not table.is_listing:
        looked_at = [
            column
            for column in table.columns
            if column.role in (Role.LABEL, Role.EARLIER) or any(row.is_of_plan(column.key) for row in table.rows)
        ]
        model.looked_at[section] = tuple(column.key for column in looked_at)
        places = [laid.columns[column.key] for column in looked_at]
        model.looks[section] = [(key, look(page, at, places)) for key, at in laid.rows.items()]


def look(page: Page, row: int, columns: Sequence[int]) -> tuple[Raw | None, ...]:
    """What a person sees that a row is: what the plan wrote there, and not what was answered."""
    cells = (page.cells.get((row, column)) for column in columns)
    return tuple(
        None if cell is None or cell.formula or (cell.tag is not None and cell.tag.kind == "answer") else cell.raw
        for cell in cells
    )


def _tag_first_sheet(
    model: Model, form: Form, answers: dict[str, dict[str, dict[str, Value]]], numbers: dict[Place, int]
) -> None:
    """Its answers are told by their values, which no other cell has, and its labels by standing beside them."""
    page = model.pages[0]
    for table in form.tables:
        if not table.section.has(OnFirstSheet):
            continue
        key = table.section.key
        for row, given in answers[key].items():
            for column, value in given.items():
                place = next(place for place, cell in page.cells.items() if cell.raw == value)
                page.cells[place].tag = Tag("answer", numbers[key, row, column], key, row, column)
                label = page.cells[place[0], place[1] - 1]
                label.tag = Tag("label", 0, key, row, table.columns[0].key)
        rows = page.rows_of(key)
        columns = page.columns_of(key)
        for at, column_ in zip(columns, table.columns, strict=True):
            page.cells[rows[0] - 1, at].tag = Tag("title", 0, key, "", column_.key)
        model.looked_at[key] = (table.columns[0].key,)
        model.looks[key] = [(row.key, look(page, at, columns[:1])) for at, row in zip(rows, table.rows, strict=True)]
