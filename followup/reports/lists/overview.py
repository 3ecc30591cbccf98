"""The overview: who has answered, and how it goes, to be looked at before anything is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.documents.declared import Overview
from followup.form.presenting import LevelCounts, UnitFigure
from followup.form.terms.period_names import day_name, round_name
from followup.locale import _
from followup.locale.sentences import capitalised
from followup.region.model import RegionTable
from followup.reports.chapters.plan_texts import Step
from followup.reports.lists.handed_in_lists import file_cells, state_column
from followup.reports.lists.level_counts import COLUMN_WIDTH, UNIT_WIDTH, level_counts
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import Cells, CellValue, ReportColumn, ReportTable, text_column
from followup.reports.wording.formatting import WORKING, name_of, published_mark
from followup.reports.wording.who_answered import units_answered
from followup.round.unit_state import UnitState

STATE_WIDTH = 32


def overview(subject: Subject, _block: Overview) -> Iterator[Part]:
    """From the top down: state of each unit, levels by group with a chart, key figures, and what every sign means."""
    frame, words, region = subject.frame, subject.words, subject.region
    yield Heading(f"{frame.sender.title or frame.round} · {frame.sender.region}", 1, words(_("Overview")))
    if region.published:
        yield ReportParagraph(words(published_mark(frame, region.tables)), "muted")
    else:
        yield ReportParagraph(words(WORKING), "warning")
    yield ReportParagraph(_facts(subject), "muted")
    yield from _states(subject)
    for table in region.tables:
        for declared in table.section.overview:
            if isinstance(declared, LevelCounts):
                yield from level_counts(subject, table, declared)
    yield from _key_figures(subject)
    yield from _board_figures(subject)
    yield from _legend(subject)


def _facts(subject: Subject) -> str:
    """What is reported, on one line: occasion, last day, case, sender and date, those that the plan has."""
    frame, words = subject.frame, subject.words
    facts = (
        (_("Occasion"), round_name(frame.round)),
        (_("Period to"), day_name(frame.period.last) if frame.period.last else None),
        (_("Registration number"), frame.sender.dnr),
        (_("Sender"), frame.sender.desk),
        (_("Date of the document"), frame.period.dated),
    )
    return " · ".join(f"{words(title)}: {words.show(value)}" for title, value in facts if value and words.show(value))


def _states(subject: Subject) -> Iterator[Part]:
    """How each unit stands; what is to be done with its file is for working material only."""
    words, states = subject.words, subject.region.states
    answered = sum(state.answered for state in states)
    title = capitalised(words(units_answered(answered, len(states))))
    columns: list[ReportColumn[UnitState]] = [
        text_column(words(_("Unit")), lambda state: state.unit.name, width=UNIT_WIDTH),
        state_column(words, STATE_WIDTH),
    ]
    if not subject.region.published:
        columns += [
            text_column(words(_("To correct")), lambda state: state.errors, width=COLUMN_WIDTH),
            text_column(words(_("To check")), lambda state: state.warnings, width=COLUMN_WIDTH),
            ReportColumn(
                words(_("File")), lambda states: file_cells(states, subject.inbox), width=COLUMN_WIDTH, look="link"
            ),
        ]
    yield Heading(title, 2)
    yield ReportTable(title, columns, states)


class _KeyFigure:
    """A figure that a section declares, of each unit: worked out once."""

    def __init__(self, subject: Subject, table: RegionTable, declared: UnitFigure, number: int) -> None:
        self.declared, self.words = declared, subject.words
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
            return Cells(values, formats=dict.fromkeys(starred, f'{number_format}"*"'))

        return ReportColumn(self.words(self.declared.title), cells, width=COLUMN_WIDTH, number_format=number_format)


def _key_figures(subject: Subject) -> Iterator[Part]:
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


def _board_figures(subject: Subject) -> Iterator[Part]:
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
    number_format = line.type.number_format

    def cells(boards: Sequence[str]) -> Cells:
        rows = [[row.filled for row in table.by_board.get(board, ())] for board in boards]
        values = [line.type.to_cell(line.value(of), subject.words) if of else None for of in rows]
        short = (at for at, of in enumerate(rows) if values[at] is not None and line.is_short(of))
        return Cells(values, formats=dict.fromkeys(short, f'{number_format}"*"'))

    return ReportColumn(subject.words(line.title), cells, width=COLUMN_WIDTH, number_format=number_format)


def _legend(subject: Subject) -> Iterator[Part]:
    """What every symbol means, in the plan's own words."""
    scales = [scale for scale in subject.frame.scales.values() if scale.levels]
    if not scales:
        return

    def signs(steps: Sequence[Step | str]) -> Cells:
        names = {at for at, step in enumerate(steps) if isinstance(step, str)}
        colours = {at: step[1].colour for at, step in enumerate(steps) if not isinstance(step, str)}
        texts = [step if isinstance(step, str) else f"{step[1].symbol} {step[1].word}".strip() for step in steps]
        return Cells(texts, colours, strong=names, prose=colours.keys())

    def meanings(steps: Sequence[Step | str]) -> Cells:
        return Cells([None if isinstance(step, str) else step[1].meaning for step in steps], prose=range(len(steps)))

    title = subject.words(_("Signs"))
    rows = [
        step for scale in scales for step in (scale.name, *((scale.name, level) for level in scale.levels.values()))
    ]
    columns = [
        ReportColumn("", signs, width=UNIT_WIDTH, look="text"),
        ReportColumn("", meanings, width=STATE_WIDTH, look="text"),
    ]
    yield Heading(title, 2)
    yield ReportTable(title, columns, rows)
