"""Figures of earlier rounds that stand beside the rows of a list, as rows of their own in the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from followup.files.extending.added_rows import Share
from followup.files.received import Look, Raw
from followup.form.cells.base import CellType, as_text, shown
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.terms.breakdown import WHOLE
from followup.form.terms.units import REGION
from followup.form.written.plain_text import folded
from followup.frozen import frozen
from followup.locale import Percentage, literal
from followup.plan.importing.bare_shares import BareColumn, BareFigure, as_share
from followup.plan.importing.cell_values import NOTHING, CellValue
from followup.plan.importing.fields import EARLIER
from followup.plan.importing.figure_titles import FigureTitle, figure_title
from followup.plan.importing.list_table import ListTable
from followup.plan.importing.mapping import ColumnMapping
from followup.plan.importing.new_rows import NewRow, RowPlaces
from followup.plan.lists.importable import ImportedFigures
from followup.plan.model import Plan
from followup.rulebook.planning.imported import (
    LIST_DIFFERS,
    LIST_HAS_MORE,
    LISTED_FIGURE_IN_ANOTHER_UNIT,
    LISTED_FIGURE_OF_NOBODY,
    LISTED_FIGURE_UNSURE,
    LISTED_FIGURE_WITHOUT_SIGN,
    LISTED_FIGURES_AS_SHARES,
    LISTED_OUTCOME_IN_WORDS,
)
from followup.rulebook.problem import Problem
from followup.rulebook.understood import UNIT_CONVERTED


@frozen
class FiguresOf:
    """What earlier figures are of: the row of that id, with its ``cells`` as the list has them, or the plan where it has none.
    ``units`` are those that the line itself names, "" of none; ``planned`` is the plan's row, None of a new one.
    """

    id_: str
    cells: Mapping[str, object]
    units: str
    planned: FilledRow | None = None


@frozen
class ListedLine:
    """A line of the list, and what the figures beside it are of."""

    table: ListTable
    mapping: ColumnMapping
    row: int
    of: FiguresOf

    def cells(self) -> Iterator[tuple[int, Raw, Look | None]]:
        """Its figures, each with its column and its look."""
        for at, meant in self.mapping.items():
            raw = self.table.value(self.row, at)
            if meant.field is None or meant.field.key != EARLIER or raw is None or as_text(raw).casefold() in NOTHING:
                continue
            yield at, raw, self.table.look(self.row, at)


class EarlierRows:
    """Makes the rows, and says of each figure that does not come along why: ``findings``. A figure that the plan has already
    is left as it is, whatever the list says. Every line is noted before the first row is made: what figures without a
    percent sign are, the whole column says; ``bare`` has these columns by title.
    """

    def __init__(self, plan: Plan, figures: ImportedFigures, sheet: Section, places: RowPlaces) -> None:
        self.plan, self.figures, self.places = plan, figures, places
        self.columns = {column.key: column for column in sheet.expanded(plan)}
        self.sheet_title = sheet.sheet or sheet.title
        self.findings: list[Finding] = []
        own = figures
        self.planned: dict[tuple[str, str, str], FilledRow] = {}
        for row in plan.every_row(own.sheet):
            self.planned.setdefault(_key(row.text(own.row), row.text(own.unit), row.text(own.round)), row)
        self.listed: set[tuple[tuple[str, str, str], tuple[tuple[str, str], ...]]] = set()
        self.lines: list[ListedLine] = []
        self.bare: dict[str, BareColumn] = {}
        self.taken: dict[Place, list[tuple[Raw, Share]]] = {}

    def note(self, table: ListTable, mapping: ColumnMapping, row: int, of: FiguresOf) -> None:
        """Keep a line until all have been seen."""
        self.lines.append(ListedLine(table, mapping, row, of))

    def rows(self) -> Iterator[NewRow]:
        """The earlier figures that the plan lacks, of every line."""
        self.bare = self._columns_without_sign()
        for line in self.lines:
            yield from self._of_line(line)
        for place, pairs in self.taken.items():
            raw, share = pairs[0]
            problem = LISTED_FIGURES_AS_SHARES.problem(
                count=len(pairs), figure=literal(shown(raw)), share=Percentage(share)
            )
            self.findings.append(Finding.of(place, problem, ""))

    def _columns_without_sign(self) -> dict[str, BareColumn]:
        """The columns, by title, in which measures in per cent have figures without a percent sign."""
        columns: dict[str, BareColumn] = {}
        signed = set()
        for line in self.lines:
            for at, raw, look in line.cells():
                title = line.table.titles[at][0]
                parsed = self.figures.cell(line.of.cells).read(raw, look)
                if not isinstance(parsed.value, Decimal) or not self._is_in_percent(line.of):
                    continue
                if _has_sign(raw, look):
                    signed.add(title)
                    continue
                figure = BareFigure(parsed.value, self.figures.limits(line.of.cells), self._place(line, at))
                one = columns.get(title) or BareColumn(line.table.title(at), (), False, line.mapping[at].reading)
                columns[title] = replace(one, figures=(*one.figures, figure))
        return {title: replace(one, is_mixed=title in signed) for title, one in columns.items()}

    def _is_in_percent(self, of: FiguresOf) -> bool:
        return self.figures.is_sure(Share(0), of.cells)

    def _place(self, line: ListedLine, at: int) -> Place:
        return self.places.of(line.table.sheet.name, *line.table.origin(line.row, at), line.table.title(at))

    def _of_line(self, line: ListedLine) -> Iterator[NewRow]:
        """The earlier figures beside a line of the list that the plan lacks, a row for each round: its parts side by side."""
        rows: list[NewRow] = []
        for at, raw, look in line.cells():
            field = line.mapping[at].field
            assert field is not None, "a figure is of a field"
            new = self._of_cell(line, at, raw, look, figure_title(line.table.title(at), field))
            if new is not None:
                _add(rows, new, self.figures)
        for new in rows:
            figures = _key(*(str(new.cells[key]) for key in (self.figures.row, self.figures.unit, self.figures.round)))
            listed = figures, tuple(sorted((key, str(value)) for key, value in new.cells.items()))
            if listed not in self.listed:
                self.listed.add(listed)
                yield new

    def _of_cell(self, line: ListedLine, at: int, raw: Raw, look: Look | None, named: FigureTitle) -> NewRow | None:
        """The row of what a cell has; None of what the plan has, or what does not come along."""
        of, place = line.of, self._place(line, at)
        figure, problem = self._figure(raw, look, of, self.bare.get(line.table.titles[at][0]))
        unit, own = self._unit_of(of), self.figures
        figures = {f"{own.figure}.{named.part or WHOLE}": figure} if figure is not None else {}
        if not figures and isinstance(raw, str) and not named.part and self._why_not(raw, of) is None:
            parts = own.of_parts(raw, of.cells, self.plan.breakdown).items()
            figures = {f"{own.figure}.{part}": Share(one) if self._is_in_percent(of) else one for part, one in parts}
        problems = [problem] if problem is not None and (figure is not None or not figures) else []
        if figures and not unit:
            figures, problems = {}, [LISTED_FIGURE_OF_NOBODY.problem()]
        planned = self.planned.get(_key(of.id_, unit, named.round))
        if planned is not None and figures:
            told = [self._difference(planned, key, one) for key, one in figures.items()]
            figures, problems = {}, [one for one in told if one is not None]
        self.findings += [Finding.of(place, one, shown(raw)) for one in problems]
        if not figures:
            return None
        if isinstance(figure, Share) and not _has_sign(raw, look):
            title = self.places.of(line.table.sheet.name, line.table.first - 1, at, line.table.title(at))
            self.taken.setdefault(title, []).append((raw, figure))
        cells: dict[str, CellValue] = {own.row: of.id_, own.unit: unit, own.round: named.round, **figures}
        return NewRow(own.sheet, cells, place, dict.fromkeys(cells, place))

    def _difference(self, planned: FilledRow, key: str, figure: Decimal) -> Problem | None:
        """What is to be said of a figure of a row that the plan has of the same measure, unit and round; nothing where it has
        the same.
        """
        kind = self.columns[key].type
        if planned[key] == figure or not isinstance(kind, CellType):
            return None
        cell = literal(planned.place(key).where)
        if planned[key] is None:
            return LIST_HAS_MORE.problem(cell=cell)
        return LIST_DIFFERS.problem(planned=literal(kind.show(planned[key], self.plan.words) or "–"), cell=cell)

    def _figure(
        self, raw: Raw, look: Look | None, of: FiguresOf, bare: BareColumn | None
    ) -> tuple[Decimal | None, Problem | None]:
        """The figure in the unit of measurement of its row, a percentage as such, and what is to be said of it; or None, and
        why it does not come along.
        """
        if (why := self._why_not(raw, of)) is not None:
            return None, why
        parsed = self.figures.cell(of.cells).read(raw, look)
        if not isinstance(parsed.value, Decimal):
            return None, parsed.problem
        figure = Share(parsed.value) if _has_sign(raw, look) else parsed.value
        if self.figures.is_sure(figure, of.cells):
            is_told = parsed.problem is not None and parsed.problem.rule == UNIT_CONVERTED.id
            return figure, parsed.problem if is_told else None
        if isinstance(figure, Share) or bare is None or not self._is_in_percent(of):
            return None, LISTED_FIGURE_UNSURE.problem(sheet=self.sheet_title)
        if (share := as_share(figure, bare.reading)) is not None:
            return share, None
        said = {"percent": literal(f'--map "{bare.title}=procent"'), "share": literal(f'--map "{bare.title}=andel"')}
        return None, LISTED_FIGURE_WITHOUT_SIGN.problem(sheet=self.sheet_title, **said)

    def _why_not(self, raw: Raw, of: FiguresOf) -> Problem | None:
        """Why a figure cannot come along, whatever it is: None where it can."""
        if of.planned is not None and not self.figures.is_same_unit(of.cells, of.planned.values):
            return LISTED_FIGURE_IN_ANOTHER_UNIT.problem(sheet=self.sheet_title)
        if isinstance(raw, str) and self.figures.is_in_words(of.cells):
            return LISTED_OUTCOME_IN_WORDS.problem()
        return None

    def _unit_of(self, of: FiguresOf) -> str:
        """The unit that the line names alone, else the region itself; empty where the plan has neither."""
        names = [name for name in of.units.split(", ") if name]
        if len(names) == 1 and names[0] in self.plan.units:
            return names[0]
        return next((unit.id for unit in self.plan.units.values() if unit.kind == REGION and not unit.template), "")


def _has_sign(raw: Raw, look: Look | None) -> bool:
    """Whether a figure is seen with a percent sign."""
    return look.percents > 0 if isinstance(raw, Decimal) and look is not None else "%" in as_text(raw)


def _key(row: str, unit: str, round_: str) -> tuple[str, str, str]:
    """What a figure is of, as it compares."""
    return folded(row), folded(unit), folded(round_)


def _add(rows: list[NewRow], new: NewRow, own: ImportedFigures) -> None:
    """Put a figure beside those of the same round, or on a row of its own where that has one of its part already."""
    for at, row in enumerate(rows):
        is_same = folded(str(row.cells[own.round])) == folded(str(new.cells[own.round]))
        if is_same and not any(key.startswith(f"{own.figure}.") for key in row.cells.keys() & new.cells.keys()):
            rows[at] = NewRow(row.sheet, {**new.cells, **row.cells}, row.place, {**new.origins, **row.origins})
            return
    rows.append(new)
