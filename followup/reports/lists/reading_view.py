"""The columns of a section as a controller reads it on a screen: what was answered and how it is judged beside what the row
is called, then what else the plan says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import chain

from followup.form.answers.runs import runs_of
from followup.form.cells.base import CellType
from followup.form.columns import Column, Role
from followup.form.place import Place
from followup.form.presenting import LevelCounts
from followup.form.section import Listing
from followup.form.values import Value
from followup.locale import _
from followup.region.model import RegionTable, UnitRow
from followup.reports.lists.note_columns import note_columns, noted_row
from followup.reports.lists.view_widths import (
    CHARACTER,
    MARGIN,
    NARROWEST,
    NARROWEST_TEXT,
    SENTENCES,
    UNIT_WIDTH,
    fitted,
    in_view,
    longest_word,
    narrow_width,
    room_on_screen,
)
from followup.reports.subject import Subject
from followup.reports.table import Cells, ReportColumn, text_column
from followup.reports.wording.formatting import PRELIMINARY, level_of, show_lacking, source_link
from followup.reports.wording.judgements import ScaleWords, Step, level_column, scale_title, scales_of
from followup.reports.wording.value_texts import LastBatch, RowBatch, show_values, value_column
from followup.round.sign_offs import needs_approval

NAME_WIDTH, LEVEL_WIDTH, SOURCE_WIDTH, TEXT_WIDTH = 32, 13, 12, 46
LEAST_TEXT = 24
"""Of several answers in words: a line of them is more than a word or two."""

FEWEST_FIGURES = 3
"""Of a row are seen, however little room there is."""

A_CELL = "G99"
"""As long as what most cells are called."""

DIGITS = frozenset("0#")
"""Of a number format: that of a text, or of a day, has none."""

LEAST_NAME = 8
"""A label narrower than this is a number."""


class ReadingView:
    """The columns of a section's rows: those in which nothing stands anywhere are left out, and what else the plan says of a row
    is folded away where it has no room.
    """

    def __init__(self, subject: Subject, table: RegionTable, rows: Sequence[UnitRow]) -> None:
        self.subject, self.table, self.rows = subject, table, rows
        self.runs = runs_of([row.filled for row in rows])
        self.refused = {key for run in self.runs for _at, keys in run.refused() for key in keys}
        self.last, self.keys = LastBatch(), list[str]()
        shown = [column for column in table.columns if self._says_something(column)]
        shape = table.section.shape
        identity = shape.identity if isinstance(shape, Listing) else ()
        labels = [column for column in shown if column.role is Role.LABEL or column.key in identity]
        names = [column for column in labels[:2] if column.width >= LEAST_NAME]
        targets = [column for column in labels if column.before_answers and column not in names]
        answers = [column for column in shown if column not in labels and not self._is_judged(column)]
        figures = [column for column in answers if self._is_figure(column)]
        texts = [column for column in answers if column not in figures]
        columns = [self._unit(), self._key(), *self._of(names, NAME_WIDTH), *self._of(targets), *self._of(figures)]
        of_figures = range(len(columns) - len(figures), len(columns))
        columns += [*self._judged(), *self._texts(texts)]
        marks, notes = self._marks(), note_columns(subject, partial(noted_row, subject, table.section))
        groups = {line.group for line in table.section.overview if isinstance(line, LevelCounts)}
        others = [column for column in labels if column not in (*names, *targets)]
        others.sort(key=lambda column: column.key not in groups)
        columns = _with_figures_folded(columns, of_figures, [*marks, *notes])
        seen = [column for column in (*columns, *marks, *notes) if not column.folded]
        room = room_on_screen(len(seen)) - sum(narrow_width(column) for column in seen)
        shown_too = list(_with_room(others, self._longest_word, room))
        columns += self._of(shown_too)
        self.keys += [""] * len(marks)
        folded = self._of([column for column in others if column not in shown_too])
        fitting = fitted([*columns, *marks, *notes])
        before = len(columns) + len(marks)
        self.keys += [""] * len(notes)
        self.columns = [*fitting[:before], *(replace(column, folded=True) for column in folded), *fitting[before:]]
        self.fixed = in_view(self.columns, 2 + len(names))

    def number_of(self, key: str) -> int | None:
        """Where a column of the section stands among the view's, counted from 0; None for one that is left out."""
        return self.keys.index(key) if key in self.keys else None

    def _first_value(self, column: Column) -> Value:
        """The first value in a column, None where there is none."""
        values = chain.from_iterable(run.column(column.key) for run in self.runs)
        return next((value for value in values if value is not None and value != ""), None)

    def _says_something(self, column: Column) -> bool:
        return self._first_value(column) is not None or column.key in self.refused

    def _is_figure(self, column: Column) -> bool:
        """Whether figures are asked for, whatever stands there: of published ones some are hidden."""
        kinds = (column.type,) if isinstance(column.type, CellType) else self._kinds(column)
        if column.part or any(not DIGITS.isdisjoint(kind.number_format) for kind in kinds):
            return True
        return any(isinstance(value, Decimal) for run in self.runs for value in run.column(column.key))

    def _kinds(self, column: Column) -> Iterator[CellType]:
        types = (row.filled.row.types.get(column.base) for row in self.rows)
        return (kind for kind in types if kind is not None)

    def _unit(self) -> ReportColumn[UnitRow]:
        self.keys.append("")
        region = self.subject.frame.sender.region
        title = self.subject.words(_("Unit"))
        names = {row.unit.id: row.unit.name for row in self.rows if row.unit is not None}
        least = longest_word(names.values())
        return text_column(title, lambda row: row.unit.name if row.unit else region, width=UNIT_WIDTH, least=least)

    def _key(self) -> ReportColumn[UnitRow]:
        """What tells the unit's rows apart in every round; a row that is refreshed in Excel is known by it."""
        self.keys.append("")
        title = self.subject.words(_("Row key"))
        return text_column(title, lambda row: row.filled.row.key, look="muted", folded=True)

    def _of(self, columns: Sequence[Column], width: float = 0) -> list[ReportColumn[UnitRow]]:
        self.keys += [column.key for column in columns]
        made = [value_column(column, self.subject.frame, self.last) for column in columns]
        return [
            replace(shown, width=width or shown.width, least=self._longest_word(column))
            for column, shown in zip(columns, made, strict=True)
        ]

    def _longest_word(self, column: Column) -> float:
        """What the longest word needs of those that the plan says in a column; what people answer may be broken."""
        if column.role is not Role.LABEL:
            return 0
        values = {value for run in self.runs for value in run.column(column.key) if isinstance(value, str)}
        return longest_word(values)

    def _is_judged(self, column: Column) -> bool:
        """Whether a column is the unit's own choice of a level, which the column of its scale tells with sign and colour."""
        title, frame = self.subject.words(column.title), self.subject.frame
        return any(title == scale_title(frame, scale) for scale in scales_of(self.table))

    def _judged(self) -> list[ReportColumn[UnitRow]]:
        """How rows are judged: on a scale that the overview counts a column for each part, with colours of its own."""
        counted = {line.scale for line in self.table.section.overview if isinstance(line, LevelCounts)}
        columns = []
        for scale in scales_of(self.table):
            parts = {judgement.part for row in self.rows for judgement in row.judgements if judgement.scale == scale}
            if scale in counted:
                names = {"": "", **{part.key: part.name for part in self.subject.frame.breakdown}}
                order = sorted(parts, key=lambda part: list(names).index(part) if part in names else len(names))
                columns += [self._level(scale, part, names.get(part, part)) for part in order]
            elif parts:
                judged = ScaleWords(self.subject.frame, scale)
                columns.append(_level_column(scale_title(self.subject.frame, scale), judged, None, self.rows))
        self.keys += [""] * len(columns)
        return columns

    def _level(self, scale: str, part: str, name: str) -> ReportColumn[UnitRow]:
        title = " ".join(filter(None, (scale_title(self.subject.frame, scale), name.lower())))
        return _level_column(title, ScaleWords(self.subject.frame, scale, names_part=False), part, self.rows)

    def _texts(self, columns: Sequence[Column]) -> list[ReportColumn[UnitRow]]:
        """What was answered in words: of several columns in one, each below the other behind its title."""
        if len(columns) < 2:
            return self._of(columns)
        frame, names = self.subject.frame, [self.subject.words(column.title) for column in columns]

        def cells(rows: Sequence[UnitRow]) -> Cells:
            batch = RowBatch(rows)
            shown = [show_values(batch, column, frame) for column in columns]
            titled = [
                [f"{name}: {text}" if text else "" for text in texts] for name, texts in zip(names, shown, strict=True)
            ]
            return Cells(["\n".join(filter(None, texts)) for texts in zip(*titled, strict=True)])

        self.keys.append("")
        return [ReportColumn(self.subject.words(_("Answers in words")), cells, width=TEXT_WIDTH, least=LEAST_TEXT)]

    def _marks(self) -> list[ReportColumn[UnitRow]]:
        """What is incomplete, preliminary or struck, and where the row comes from."""
        marks: list[ReportColumn[UnitRow]] = []
        if needs_approval(self.subject.frame) or any(
            row.filled.coverages or row.filled.refused or row.questioned for row in self.rows
        ):
            marks.append(self._remarks())
        if self.table.struck:
            marks.append(text_column(self.subject.words(_("Struck after")), lambda row: row.until, width=NARROWEST))
        if self.subject.sources:
            marks.append(self._source())
        return marks

    def _remarks(self) -> ReportColumn[UnitRow]:
        """Which rows are preliminary, and what is missing in their figures."""
        frame, columns = self.subject.frame, self.table.columns
        preliminary, units = self.subject.words(PRELIMINARY), self.subject.region.preliminary

        def cells(rows: Sequence[UnitRow]) -> Cells:
            waiting = [preliminary if row.unit is not None and row.unit.id in units else "" for row in rows]
            short = [show_lacking(row, frame, columns) for row in rows]
            texts = [", ".join(filter(None, remarks)) for remarks in zip(waiting, short, strict=True)]
            return Cells(texts, states={at: "warning" for at, text in enumerate(texts) if text})

        return ReportColumn(self.subject.words(_("Remark")), cells, width=LEVEL_WIDTH)

    def _source(self) -> ReportColumn[UnitRow]:
        """The cell that a row is looked at in first, with a link to it."""
        inbox, judged = self.subject.sources, self.table.section.measuring.judged

        def cells(rows: Sequence[UnitRow]) -> Cells:
            places: list[Place] = [row.source(judged) for row in rows]
            links = {
                at: (source_link(place, f"{inbox}/{place.file}"),) for at, place in enumerate(places) if place.file
            }
            return Cells([place.where if place.file else None for place in places], links=links)

        section = self.table.section
        least = longest_word([f"{self.subject.words(section.sheet or section.title)}!{A_CELL}"])
        return ReportColumn(
            self.subject.words(_("Source cell")), cells, width=SOURCE_WIDTH, least=least, look="link text"
        )


def _level_column(title: str, judged: ScaleWords, part: str | None, rows: Sequence[UnitRow]) -> ReportColumn[UnitRow]:
    """The judgements of one part, or of all; a sign stands on the line of the word behind it."""

    def level(row: UnitRow) -> Step:
        of_part = [judgement for judgement in row.judgements if part is None or judgement.part == part]
        return judged.levels(of_part)

    used = {judgement.level for row in rows for judgement in row.judgements if judgement.scale == judged.scale}
    levels = [level_of(judged.frame, judged.scale, key) for key in used]
    least = longest_word([f"{level.symbol}_{level.word}" for level in levels])
    return replace(level_column(title, level, width=LEVEL_WIDTH), least=least)


def _with_room(columns: Sequence[Column], least: Callable[[Column], float], room: float) -> Iterator[Column]:
    """As many of the columns, from the first, as have room when they are narrow."""
    for column in columns:
        narrow = NARROWEST_TEXT if column.width >= SENTENCES else NARROWEST
        room -= max(narrow, least(column)) + MARGIN / CHARACTER
        if room >= 0:
            yield column


def _with_figures_folded(
    columns: Sequence[ReportColumn[UnitRow]], figures: range, others: Sequence[ReportColumn[UnitRow]]
) -> list[ReportColumn[UnitRow]]:
    """Where not all has room even when it is narrow, the last figures are folded away."""
    shown = list(columns)
    for at in reversed(figures[FEWEST_FIGURES:]):
        seen = [column for column in (*shown, *others) if not column.folded]
        if sum(narrow_width(column) for column in seen) <= room_on_screen(len(seen)):
            break
        shown[at] = replace(shown[at], folded=True)
    return shown
