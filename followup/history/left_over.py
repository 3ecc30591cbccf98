"""Figures of the period that an earlier round was compared with, left in a plan that is compared with another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from followup.form.answers.answers import AnsweredTable
from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.finding import Finding
from followup.form.section import EarlierFigures, Section
from followup.form.terms.period import Days, Period
from followup.history.model import PastRound
from followup.locale import literal
from followup.locale.numbers import as_typed, show_number
from followup.rulebook.received.rounds import FIGURES_OF_ANOTHER_PERIOD

FEWEST = 2
"""One figure may be the same in two periods; two, other than 0 and at least half of those that can be compared, are not."""

Records = dict[str, AnsweredTable]
Cells = Sequence[tuple[int, str, Decimal]]
"""Row, column and figure."""


def without_left_over(
    records: Mapping[str, AnsweredTable], sections: Sequence[Section], period: Period, past: Sequence[PastRound]
) -> tuple[Records, list[Finding]]:
    """The plan's tables without such figures: under the heading of other days they would be wrong, so they are not used
    but told, once a sheet.
    """
    kept, findings = dict(records), list[Finding]()
    if None in period.compared:
        return kept, findings
    for round_ in past:
        if None in round_.compared or round_.compared == period.compared:
            continue
        for sheet, compared in _figures_of(round_, sections).items():
            if sheet.key not in kept or not (cells := _left_over(kept[sheet.key], *compared)):
                continue
            table = AnswersBuilder.of(kept[sheet.key])
            for at, column, _figure in cells:
                table.column(column)[at] = None
            findings.append(_finding(kept[sheet.key], cells, round_, period))
            kept[sheet.key] = table.build()
    return kept, findings


Known = tuple[EarlierFigures, Mapping[tuple[str, str, str], Decimal]]
"""How a sheet is read, and what an earlier round was compared with, by row, unit and column."""


def _figures_of(past: PastRound, sections: Sequence[Section]) -> dict[Section, Known]:
    """By sheet of the plan, what a round was compared with."""
    traits = {section.key: trait for section in sections if (trait := section.trait(EarlierFigures)) is not None}
    by_sheet: dict[Section, tuple[EarlierFigures, dict[tuple[str, str, str], Decimal]]] = {}
    for figure in past.figures:
        earlier = traits.get(figure.section)
        if earlier is not None and earlier.is_of_period and figure.column in earlier.shown:
            column = dict(zip(earlier.shown, (there for _here, there in earlier.figures), strict=True))[figure.column]
            by_sheet.setdefault(earlier.sheet, (earlier, {}))[1][figure.row, figure.unit, column] = figure.value
    return dict(by_sheet)


def _left_over(
    table: AnsweredTable, earlier: EarlierFigures, of_before: Mapping[tuple[str, str, str], Decimal]
) -> list[tuple[int, str, Decimal]]:
    columns = {column for _row, _unit, column in of_before}
    compared = [
        (at, column, figure, of_before[key])
        for at, row in enumerate(table)
        for column in columns
        if (key := (row.text(earlier.row), row.text(earlier.unit), column)) in of_before
        and row.has_cell(column)
        and (figure := row.number(column)) is not None
    ]
    same = [(at, column, figure) for at, column, figure, then in compared if figure == then and figure]
    return same if len(same) >= FEWEST and 2 * len(same) >= len(compared) else []


def _finding(table: AnsweredTable, cells: Cells, past: PastRound, period: Period) -> Finding:
    at, column, figure = min(cells, key=lambda cell: cell[:2])
    problem = FIGURES_OF_ANOTHER_PERIOD.problem(
        n=len(cells),
        round=literal(past.round),
        days=literal(_in_words(past.compared)),
        compared=literal(_in_words(period.compared)),
    )
    return Finding.of(table[at].place(column), problem, as_typed(show_number(figure)))


def _in_words(days: Days) -> str:
    return " – ".join(f"{day:%Y-%m-%d}" for day in days if day is not None)
