"""Figures of earlier rounds, in the plan where it has none itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from followup.form.answers.answers import NO_ANSWERS, SheetSource
from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.cells.base import shown
from followup.form.finding import Finding
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.rows import NO_CELL, Row, SheetOrigin
from followup.form.section import NOTE, OF_PLAN, EarlierFigures, Grid, Section
from followup.form.terms.period import Days, Period
from followup.form.texts.distinct_texts import show_distinctly
from followup.form.traits import NO_RATIOS, Ratios
from followup.form.values import Value
from followup.history.earlier_values import with_earlier_values
from followup.history.left_over import without_left_over
from followup.history.model import THE_REGION, Before, EarlierFigure, PastRound
from followup.history.regional_workbook import FIGURES_SHEET
from followup.locale import literal
from followup.plan.compared_period import lines_without_figures
from followup.plan.model import Plan
from followup.plan.rounds.rounds import is_before, order_of, same_round
from followup.rulebook.received.rounds import (
    EARLIER_FIGURE_DIFFERS,
    EARLIER_LEFT_OUT,
    EARLIER_NOT_IN_PLAN,
    EARLIER_OUTCOME_DIFFERS,
    OF_THE_VERY_DAYS,
    PREVIOUS_NOT_USABLE,
    PREVIOUS_OF_ANOTHER_REGION,
)


def state_before(frame: Frame, past: Sequence[PastRound]) -> Before:
    """How the latest of the earlier rounds was left; nothing where none can be used."""
    usable = [earlier for earlier in past if _not_earlier(earlier, frame) is None]
    return max(usable, key=lambda earlier: order_of(earlier.round) or (0, 0)).left if usable else Before()


def add_earlier_figures(
    plan: Plan, sections: Sequence[Section], past: Sequence[PastRound]
) -> tuple[Plan, list[Finding]]:
    """The plan with the figures of earlier rounds where it has none itself, and the days of these rounds; where both
    have a figure, the plan's stands.
    """
    findings = [refusal for round_ in past if (refusal := _not_earlier(round_, plan.frame)) is not None]
    usable = [round_ for round_ in past if _not_earlier(round_, plan.frame) is None]
    records, left_over = without_left_over(plan.records, sections, plan.period, usable)
    findings += left_over
    builders: dict[str, AnswersBuilder] = {}
    for round_ in usable:
        strangers: dict[str, None] = {}
        by_section: dict[str, list[EarlierFigure]] = {section: [] for section, _row, _unit in round_.notes}
        for figure in round_.figures:
            by_section.setdefault(figure.section, []).append(figure)
        for section in sections:
            earlier = section.trait(EarlierFigures)
            if earlier is not None and section.key in by_section and _is_wanted(earlier, round_, plan.period):
                sheet = earlier.sheet.key
                if sheet not in builders:
                    builders[sheet] = AnswersBuilder.of(records.get(sheet, NO_ANSWERS))
                taking = _Taking(section, earlier, builders[sheet], plan, round_, strangers)
                wanted = [figure for figure in by_section[section.key] if figure.column not in earlier.shown]
                findings += taking.take(wanted)
                taking.note_what_is_lacking()
        if strangers:
            findings.append(_not_in_the_plan(round_, tuple(strangers)))
    records |= {sheet: builder.build() for sheet, builder in builders.items()}
    records = with_earlier_values(records, plan.units, sections, usable)
    kept = [round_ for round_ in usable if round_.file != plan.file]
    fuller = with_days_of_rounds(replace(plan, records=records), kept)
    return fuller, [*findings, *lines_without_figures(fuller, sections)]


def with_days_of_rounds(plan: Plan, past: Sequence[PastRound]) -> Plan:
    """The plan that knows which days each of these rounds reported."""
    period = replace(plan.period, earlier=tuple((round_.round, round_.days) for round_ in past))
    return replace(plan, period=period, frame=replace(plan.frame, period=period))


def _is_wanted(earlier: EarlierFigures, past: PastRound, period: Period) -> bool:
    """Whether a sheet may take figures of a round: figures of a period only from the round of those very days."""
    if not earlier.is_of_period:
        return True
    return None not in period.compared and past.days == period.compared


class _Taking:
    """Figures of one round on their way to the plan's sheet of earlier figures."""

    def __init__(
        self,
        section: Section,
        earlier: EarlierFigures,
        rows: AnswersBuilder,
        plan: Plan,
        past: PastRound,
        strangers: dict[str, None],
    ) -> None:
        self.section, self.earlier, self.rows = section, earlier, rows
        self.plan, self.past, self.strangers = plan, past, strangers
        columns = earlier.sheet.expanded(plan)
        self.columns = {column.key for column in columns}
        refers = {column.key: column.refers for column in columns}
        self.ids = {of: frozenset(plan.ids(refers[of])) for of in (earlier.row, earlier.unit)}
        self.ids[earlier.unit] |= {THE_REGION}
        self.bases = dict(earlier.figures)
        ratios = (section.trait(Ratios) or NO_RATIOS).bases
        self.parts_of_shares = {part for share, *parts in ratios for part in parts if share in self.bases}
        self.row_numbers = self._numbers_of_round()

    def _numbers_of_round(self) -> dict[tuple[str, str, str], int]:
        """The lines of the round by row, unit and month: a column at a time, for there are thousands of other rounds'."""
        rows, units = (self._texts(column) for column in (self.earlier.row, self.earlier.unit))
        months = self._texts(self.earlier.month) if self.earlier.month else [""] * len(rows)
        rounds = self._texts(self.earlier.round) if self.earlier.round else []
        of_round = {text: same_round(text, self.past.round) for text in set(rounds)}
        keys = zip(rows, units, months, strict=True)
        return {key: at for at, key in enumerate(keys) if not rounds or of_round[rounds[at]]}

    def _texts(self, column: str) -> list[str]:
        return ["" if value is None else str(value) for value in self.rows.column(column)]

    def take(self, figures: Sequence[EarlierFigure]) -> Iterator[Finding]:
        """Put each figure where the plan has none, and tell of each that differs from the plan's.

        The region's come last. One to which the plan's figure of a unit is another than it was, or to which the plan
        has one that it was without, is none any more.
        """
        changed = self._only_in_the_plan(figures)
        for figure in sorted(figures, key=lambda figure: figure.unit == THE_REGION):
            column = self._column(figure)
            of_changed = figure.unit == THE_REGION and ((figure.row, column) in changed or self._is_of_others(figure))
            at = self._line(figure.row, figure.unit) if column and not of_changed else None
            if at is None:
                continue
            values = self.rows.column(column)
            planned = values[at]
            if planned is None:
                values[at] = figure.value
                self.rows.move(at, column, NO_CELL)  # it stands in no cell of the plan
            elif not isinstance(planned, Decimal):
                changed.add((figure.row, column))
                yield self._differs(at, column, figure, str(planned), self._shown(figure, None)[1])
            elif not _same(planned, figure.value):
                changed.add((figure.row, column))
                yield self._differs(at, column, figure, *self._shown(figure, planned))

    def _is_of_others(self, figure: EarlierFigure) -> bool:
        """Whether the region's figure of the period compared with is of other units than are asked now.

        An outcome stands under its own round all the same, with a note.
        """
        return not self.earlier.round and (figure.section, figure.row, figure.unit) in self.past.notes

    def _only_in_the_plan(self, figures: Sequence[EarlierFigure]) -> set[tuple[str, str]]:
        """The rows and columns of which the plan has a figure of a unit that the round has no figure of."""
        of_region = [figure for figure in figures if figure.unit == THE_REGION]
        if not of_region:
            return set()
        recorded = {(figure.row, figure.unit, self._column_of(figure.column)) for figure in figures}
        lines: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for (row, unit, month), at in self.row_numbers.items():
            if unit in self.plan.units and self.plan.units[unit].template:
                lines.setdefault((row, month), []).append((unit, at))
        return {
            (figure.row, column)
            for figure in of_region
            for unit, at in lines.get(self._names(figure.row), ())
            if (column := self._column_of(figure.column))
            and (figure.row, unit, column) not in recorded
            and self.rows.value(at, column) is not None
        }

    def note_what_is_lacking(self) -> None:
        """A line without figures for each that a unit's predecessors had, and that could not be brought to it."""
        for section, row, unit in self.past.notes if self.earlier.round else ():
            is_in_plan = row in self.ids[self.earlier.row] and unit in self.ids[self.earlier.unit]
            if section == self.section.key and is_in_plan:
                self._line(row, unit)

    def _differs(self, at: int, column: str, figure: EarlierFigure, planned: str, value: str) -> Finding:
        """``planned`` is the plan's figure, ``value`` that of the earlier round, both as shown."""
        rule = EARLIER_OUTCOME_DIFFERS if self.earlier.round else EARLIER_FIGURE_DIFFERS
        round_, row = literal(self.past.round), literal(f"{figure.row}, {figure.unit}")
        problem = rule.problem(round=round_, row=row, file=literal(self.past.file), value=literal(value))
        return Finding.of(self.rows.place(at, column), problem, planned)

    def _shown(self, figure: EarlierFigure, planned: Decimal | None) -> tuple[str, str]:
        """The plan's figure and that of the round as their row shows them: with a percent sign, where it is a share."""
        shape, unit = self.section.shape, self.plan.units.get(figure.unit)
        rows = shape.rows(self.plan, unit) if isinstance(shape, Grid) and unit is not None else ()
        name = self._names(figure.row)[0]
        row = next(
            (row for row in rows if (row.key.rpartition(".")[0] if self.earlier.month else row.key) == name), None
        )
        column = next(column for column in self.section.expanded(self.plan) if column.key == figure.column)
        if row is None:
            return "" if planned is None else shown(planned), shown(figure.value)
        return show_distinctly(row.type_of(column), planned, figure.value, self.plan.words)

    def _column(self, figure: EarlierFigure) -> str:
        """Where the figure goes; nowhere when the plan no longer has its row, its unit or its part."""
        if figure.column.partition(".")[0] in self.parts_of_shares:
            return ""
        column = self._column_of(figure.column)
        strange = [
            id_
            for of, id_ in ((self.earlier.row, self._names(figure.row)[0]), (self.earlier.unit, figure.unit))
            if id_ not in self.ids[of]
        ]
        if column not in self.columns:
            strange.append(figure.column)
        self.strangers.update(dict.fromkeys(strange))
        return "" if strange else column

    def _column_of(self, column: str) -> str:
        """The column of the plan's sheet where figures of a column of the form go."""
        base, _dot, part = column.partition(".")
        return ".".join(key for key in (self.bases.get(base, ""), part) if key)

    def _names(self, key: str) -> tuple[str, str]:
        """The row that a row's key is of, and its month where the sheet has months; else empty."""
        if not self.earlier.month:
            return key, ""
        row, _dot, month = key.rpartition(".")
        return row, month

    def _line(self, row_key: str, unit: str) -> int | None:
        """The number of the line that a figure of a row and a unit belongs on; None where the plan wants none.

        One is added for an earlier round, for a month that is compared with, and for the region. Of a period there are
        the lines that the plan has: by them it says which rows a unit fills in.
        """
        row, month = self._names(row_key)
        key = (row, unit, month)
        if key in self.row_numbers:
            return self.row_numbers[key]
        if not (self.earlier.round or self._is_compared(month) or (unit == THE_REGION and not self.earlier.month)):
            return None
        names = {self.earlier.row: row, self.earlier.unit: unit}
        if self.earlier.round or self.earlier.month:
            names[self.earlier.round or self.earlier.month] = self.past.round if self.earlier.round else month
        note = self.past.notes.get((self.section.key, row_key, unit))
        record: dict[str, Value] = {NOTE: note, OF_PLAN: self.past.file == self.plan.file}
        line = Row("/".join(names.values()), dict(names), plan_record={key: of for key, of in record.items() if of})
        self.row_numbers[key] = self.rows.add_row(line, SheetSource(SheetOrigin(self.past.file, "", FIGURES_SHEET)))
        return self.row_numbers[key]

    def _is_compared(self, month: str) -> bool:
        """Whether a month is a year before one that is reported: 2021-04 where 2022-04 is."""
        first, last = self.plan.period.days
        if not month or first is None or last is None:
            return False
        return f"{first.year - 1}-{first:%m}" <= month <= f"{last.year - 1}-{last:%m}"


def _same(planned: Decimal, value: Decimal) -> bool:
    """Whether they are the same figure as far as the plan's is written: 71 % and 70.83 %."""
    exponent = planned.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    return abs(planned - value) < step and value.quantize(step, ROUND_HALF_UP) == planned


def _not_earlier(past: PastRound, frame: Frame) -> Finding | None:
    """Another region's, or of this round or a later one; None where the figures may be taken."""
    if past.region != frame.sender.short:
        return Finding.of(Place(past.file), PREVIOUS_OF_ANOTHER_REGION.problem(), past.region)
    if same_round(past.round, frame.round) or is_before(frame.round, past.round):
        return Finding.of(Place(past.file), PREVIOUS_NOT_USABLE.problem(), past.round)
    if is_of_same_days(past.days, frame):
        first, last = past.days
        return Finding.of(Place(past.file), OF_THE_VERY_DAYS.problem(first=first, last=last), past.round)
    return None


def is_of_same_days(days: Days, frame: Frame) -> bool:
    """Whether a round reported what this one reports: its plan names it otherwise, or has the period of the last one.

    Compared with it nothing would have changed, and a count of four months would be held against one of eight.
    """
    return None not in days and days == frame.period.days


def earlier_workbooks_left_out(files: Sequence[str]) -> Finding:
    """``files`` are those that the merge before this one had."""
    return Finding.of(Place(files[0]), EARLIER_LEFT_OUT.problem(), ", ".join(files[1:]))


MOST_NAMED = 12
"""Ids in a finding: under another plan every one of them may be gone."""


def _not_in_the_plan(past: PastRound, ids: tuple[str, ...]) -> Finding:
    """``ids`` are those of the earlier round that this plan has not."""
    named = ", ".join(ids[:MOST_NAMED]) + (" …" if len(ids) > MOST_NAMED else "")
    return Finding.of(Place(past.file), EARLIER_NOT_IN_PLAN.problem(), named)
