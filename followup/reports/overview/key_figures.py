"""Figures that sections declare for the overview: one a unit, and one a board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from followup.form.presenting import UnitFigure
from followup.locale import _
from followup.region.model import RegionTable
from followup.reports.lists.data_sheets import DataLines
from followup.reports.overview.level_counts import UNIT_WIDTH, lines_of
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import CellLink, Cells, CellValue, ReportColumn, ReportTable, text_column
from followup.reports.wording.formatting import name_of
from followup.round.unit_state import UnitState


class _KeyFigure:
    """A figure that a section declares, of each unit: worked out once."""

    def __init__(self, subject: Subject, table: RegionTable, declared: UnitFigure, number: int) -> None:
        self.declared, self.words, self.lines = declared, subject.words, DataLines(subject, table)
        hidden = {unit for unit, line in table.hidden_lines if line == number}
        self.values: dict[str, CellValue] = {}
        self.short: set[str] = set()
        for state in subject.region.states:
            rows, unit = [row.filled for row in table.of(state.unit)], state.unit.id
            value = declared.value(rows) if rows else None
            self.values[unit] = "–" if unit in hidden else declared.type.to_cell(value, subject.words)
            if value is not None and unit not in hidden and declared.is_short(rows):
                self.short.add(unit)

    @property
    def column(self) -> ReportColumn[UnitState]:
        """The figures, with a star behind those that lack one that they are made of."""
        number_format = self.declared.type.number_format

        def cells(states: Sequence[UnitState]) -> Cells:
            starred = (at for at, state in enumerate(states) if state.unit.id in self.short)
            values = [self.values[state.unit.id] for state in states]
            links = [self.lines.of_unit(state.unit.id) for state in states]
            return Cells(values, formats=dict.fromkeys(starred, f'{number_format}"*"'), links=of_figures(values, links))

        return ReportColumn(self.words(self.declared.title), cells, span=2, number_format=number_format, look="link")


def of_figures(values: Sequence[CellValue], links: Sequence[CellLink | None]) -> dict[int, tuple[CellLink]]:
    """Where those of the values lead that are figures."""
    pairs = enumerate(zip(values, links, strict=True))
    return {at: (link,) for at, (value, link) in pairs if isinstance(value, Decimal | int) and link is not None}


def key_figures(subject: Subject) -> Iterator[Part]:
    """One figure a unit for each line that a section declares."""
    words = subject.words
    figures = [
        _KeyFigure(subject, table, line, number)
        for table in subject.region.tables
        for number, line in enumerate(table.section.overview)
        if isinstance(line, UnitFigure)
    ]
    if not figures:
        return
    unit: ReportColumn[UnitState] = text_column(
        words(_("Unit")), lambda state: name_of(subject.region, state.unit), width=UNIT_WIDTH
    )
    yield Heading(words(_("Key figures")), 2)
    yield ReportTable(words(_("Key figures")), [unit, *(figure.column for figure in figures)], subject.region.states)
    if any(figure.short for figure in figures):
        yield ReportParagraph(words(_("* The sum is incomplete: a figure that it is made of is missing.")))


def board_figures(subject: Subject) -> Iterator[Part]:
    """The same figures of each board, of the sections whose rows are added up."""
    words, frame = subject.words, subject.frame
    lines = [
        (table, line)
        for table in subject.region.tables
        for line in (table.section.overview if table.by_board else ())
        if isinstance(line, UnitFigure)
    ]
    if not lines:
        return
    title = words(_("Key figures by board"))
    boards = [board for board in frame.units.boards if any(board in table.by_board for table, _line in lines)]
    columns: list[ReportColumn[str]] = [text_column(words(_("Board")), lambda board: board, width=UNIT_WIDTH)]
    columns += [_board_column(subject, table, line) for table, line in lines]
    yield Heading(title, 2)
    yield ReportTable(title, columns, boards)


def _board_column(subject: Subject, table: RegionTable, line: UnitFigure) -> ReportColumn[str]:
    number_format, lines = line.type.number_format, DataLines(subject, table)

    def cells(boards: Sequence[str]) -> Cells:
        rows = [[row.filled for row in table.by_board.get(board, ())] for board in boards]
        values = [line.type.to_cell(line.value(of), subject.words) if of else None for of in rows]
        short = (at for at, of in enumerate(rows) if values[at] is not None and line.is_short(of))
        links = of_figures(values, [lines_of(subject, board, lines) for board in boards])
        return Cells(values, formats=dict.fromkeys(short, f'{number_format}"*"'), links=links)

    return ReportColumn(subject.words(line.title), cells, span=2, number_format=number_format, look="link")
