"""Rows whose figures of the year before nobody knows: of the period compared with, or of the same month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from followup.form.answers.answers import AnsweredTable
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.rows import DetachedRow, FilledRow
from followup.form.section import EarlierFigures, Grid, Section
from followup.form.terms.period import Days, Period
from followup.form.terms.units import Unit
from followup.locale import literal
from followup.plan.model import Plan
from followup.rulebook.received.rounds import (
    NO_MONTH_TO_COMPARE,
    NO_PERIOD_TO_COMPARE,
    NO_ROUND_OF_COMPARED_PERIOD,
)

Answered = Mapping[str, Mapping[str, AnsweredTable]]
"""What units have answered: by the unit's id and the section's key."""

NOTHING_ANSWERED: Answered = {}


def lines_without_figures(
    plan: Plan, sections: Sequence[Section], answered: Answered = NOTHING_ANSWERED
) -> Iterator[Finding]:
    """Rows without a figure of the year before in the plan, in a record or among the answers, once a sheet.

    Nothing where no earlier round is known, or where one reported those very days: what it lacks is then new.
    """
    if not plan.period.earlier:
        return
    lacking: dict[Section, set[tuple[str, str]]] = {}
    traits: dict[Section, EarlierFigures] = {}
    for section in sections:
        earlier = section.trait(EarlierFigures)
        if earlier is None or earlier.round or not isinstance(section.shape, Grid):
            continue
        traits[earlier.sheet], keys = earlier, lacking.setdefault(earlier.sheet, set())
        for unit in plan.units.answering:
            rows = _rows_of(plan, section, section.shape, unit, answered.get(unit.id, {}))
            keys |= {(row.row.key, unit.id) for row in rows if _lacks(row, earlier, section, plan.period)}
    for sheet, earlier in traits.items():
        if lacking[sheet]:
            find = _months_without_figures if earlier.month else _of_period
            yield from find(plan, earlier, lacking[sheet])


def _rows_of(
    plan: Plan, section: Section, grid: Grid, unit: Unit, tables: Mapping[str, AnsweredTable]
) -> Iterator[FilledRow]:
    """A unit's rows that are no sums, as answered where they are."""
    rows = {row.row.key: row for row in tables.get(section.key, ())}
    yield from (rows.get(row.key) or DetachedRow(row) for row in grid.rows(plan, unit) if not row.sums)


def _lacks(row: FilledRow, earlier: EarlierFigures, section: Section, period: Period) -> bool:
    """Whether nobody knows a row's figure of the year before, and no earlier round reported those days."""
    if any(row[key] is not None for key in row.parts(earlier.shown[0])):
        return False
    rounds = [days for _name, days in period.earlier]
    if not earlier.month:
        return None in period.compared or period.compared not in rounds
    month = _year_before(row.text(section.measuring.month))
    return not any(first and last and f"{first:%Y-%m}" <= month <= f"{last:%Y-%m}" for first, last in rounds)


def _year_before(month: str) -> str:
    """2021-04 of 2022-04."""
    return f"{int(month[:4]) - 1}{month[4:]}"


def _of_period(plan: Plan, earlier: EarlierFigures, lacking: set[tuple[str, str]]) -> Iterator[Finding]:
    """``lacking`` are rows and units; those that have a line on the plan's sheet are counted, at the first such cell."""
    lines = [
        line for line in plan.rows(earlier.sheet.key) if (line.text(earlier.row), line.text(earlier.unit)) in lacking
    ]
    if not lines:
        return
    problem = NO_PERIOD_TO_COMPARE.problem(n=len(lines), rounds=literal(_rounds(plan)))
    if None not in plan.period.compared:
        days = literal(_in_words(plan.period.compared))
        problem = NO_ROUND_OF_COMPARED_PERIOD.problem(n=len(lines), days=days, rounds=literal(_rounds(plan)))
    yield Finding.of(lines[0].place(earlier.figures[0][1]), problem)


def _months_without_figures(plan: Plan, earlier: EarlierFigures, lacking: set[tuple[str, str]]) -> Iterator[Finding]:
    """``lacking`` are rows, called by their months, and units; told of the sheet, for they have no line there."""
    months = sorted({_year_before(row.rpartition(".")[2]) for row, _unit in lacking})
    span = literal(" – ".join(dict.fromkeys((months[0], months[-1]))))
    problem = NO_MONTH_TO_COMPARE.problem(n=len(lacking), months=span, rounds=literal(_rounds(plan)))
    yield Finding.of(Place(plan.file, "", plan.words(earlier.sheet.sheet or earlier.sheet.title)), problem)


def _rounds(plan: Plan) -> str:
    return ", ".join(f"{name} ({_in_words(days)})" for name, days in plan.period.earlier)


def _in_words(days: Days) -> str:
    return " – ".join(f"{day:%Y-%m-%d}" if day else "?" for day in days)
