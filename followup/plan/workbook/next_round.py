"""The settings of a plan as the next round has them: what was reported becomes what is compared with."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from followup.form.answers.answers import AnsweredRow
from followup.form.columns import ColumnMeaning
from followup.form.rows import FilledRow
from followup.form.section import Section, SectionDeclaration
from followup.form.terms.period import Days, Period
from followup.frozen import frozen
from followup.plan.model import Plan
from followup.plan.rounds.rounds import days_of
from followup.plan.rounds.validity import is_struck

Value = str | date | None
Cells = Mapping[str, Mapping[tuple[int, int], Value]]
"""Values by row and column, counted from 0, by the name of the sheet."""


@frozen
class NextRound:
    """What is known of the round to come: its name, and its days and the code of measures where they are known.

    ``as_round`` is the round of an earlier year that some of it was taken from (``year_later.py``).
    """

    round: str
    first: date | None = None
    last: date | None = None
    deadline: date | None = None
    code: str = ""
    as_round: str = ""


def with_usual_days(to_come: NextRound, before: Period) -> tuple[NextRound, Days]:
    """The round with the days that one of its name has (``rounds.days_of``), where nobody has said which, and those days.
    Not after a round that did not begin with the year: that region counts otherwise.
    """
    if (
        to_come.first is not None
        or to_come.last is not None
        or before.first is None
        or before.first.timetuple().tm_yday != 1
    ):
        return to_come, (None, None)
    first, last = days_of(to_come.round)
    return replace(to_come, first=first, last=last), (first, last)


def title_of_next(title: str, before: Period, to_come: NextRound) -> str:
    """The title of the report with the name of the round to come in the place of the last one's."""
    return title.replace(before.round, to_come.round) if before.round else title


def settings_of(next_round: NextRound, before: Period) -> Mapping[str, Value]:
    """The settings that another round changes, by key; None empties one that nobody knows yet.

    Outcomes are compared with the round before, figures of a period with the same days a year before: visits of January
    to April are no comparison for January to August. The code by which measures say when they are due, the closing day,
    the templates that are refused and the day of the document are the old round's.
    """
    return {
        "round": next_round.round,
        "round_code": next_round.code or None,
        "period_from": next_round.first,
        "period_to": next_round.last,
        "compare_with": before.round,
        "compare_from": years_later(next_round.first, -1),
        "compare_to": years_later(next_round.last, -1),
        "deadline": next_round.deadline,
        "closes": None,
        "refused_templates": None,
        "document_date": None,
    }


def years_later(day: date | None, years: int) -> date | None:
    """The same day so many years later, or before; of a month's last day the last of that month."""
    if day is None:
        return None
    last = monthrange(day.year + years, day.month)[1]
    ends_month = (day + timedelta(days=1)).day == 1
    return date(day.year + years, day.month, last if ends_month else min(day.day, last))


def cells_of(plan: Plan, values: Mapping[str, Value]) -> Mapping[str, Mapping[tuple[int, int], Value]]:
    """Where these settings stand in the plan's workbook, by sheet; a setting that it lacks stands nowhere."""
    cells: dict[str, dict[tuple[int, int], Value]] = {}
    for row in plan.rows("settings"):
        if row.row.key in values and isinstance(row, AnsweredRow):
            place = row.place("value")
            if place.row >= 0 and place.column >= 0:
                cells.setdefault(place.sheet, {})[place.row, place.column] = values[row.row.key]
    return cells


def figures_of_another_time(
    plan: Plan, declarations: Sequence[SectionDeclaration], to_come: NextRound
) -> Iterator[tuple[Section, Mapping[tuple[int, int], Value]]]:
    """The cells of the plan that hold figures of the period compared with, or of a year: of the round to come they would
    be said under the wrong heading. By sheet of the plan; those of a year only where the year is another, or not known.
    """
    own_year = to_come.last is not None and plan.period.last is not None and to_come.last.year == plan.period.last.year
    others = {ColumnMeaning.OF_PERIOD} | (set() if own_year else {ColumnMeaning.OF_YEAR})
    for sheet in dict.fromkeys(sheet for declaration in declarations for sheet in declaration.plan):
        columns = [column.key for column in sheet.expanded(plan) if column.meaning in others]
        places = [row.place(key) for row in plan.every_row(sheet.key) for key in columns if row[key] is not None]
        if places:
            yield sheet, {(place.row, place.column): None for place in places}


def struck_after(plan: Plan, rows: Mapping[str, Sequence[str]]) -> tuple[Cells, Mapping[str, Sequence[FilledRow]]]:
    """The cells that strike rows of the plan after its round, by sheet, and the rows, those that no cell is there for too.

    ``rows`` has ids by the key of a sheet. A struck row stays, so that nobody gives its id to another.
    """
    cells: dict[str, dict[tuple[int, int], Value]] = {}
    struck: dict[str, list[FilledRow]] = {}
    for sheet, ids in rows.items():
        for row in plan.rows(sheet):
            if row.text("id") in ids:
                struck.setdefault(sheet, []).append(row)
                place = row.place("valid_to")
                if place.row >= 0 and place.column >= 0:
                    cells.setdefault(place.sheet, {})[place.row, place.column] = plan.round
    return cells, struck


def struck_by_then(plan: Plan, sheets: Sequence[str], round_: str) -> Mapping[str, Sequence[FilledRow]]:
    """The rows that count in the plan's round and are struck at a later one, by the keys of their sheets."""
    rows = {key: [row for row in plan.rows(key) if is_struck(row, round_)] for key in sheets if key in plan.dated}
    return {key: struck for key, struck in rows.items() if struck}


def left_to_fill_in(plan: Plan, values: Mapping[str, Value]) -> list[str]:
    """The settings that had a value and that nobody knows of the round to come."""
    return [key for key, value in values.items() if value is None and plan.settings.get(key) is not None]
