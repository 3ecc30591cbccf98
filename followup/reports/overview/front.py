"""The overview: what a director would ask first, on one screen; below it who has answered and what every sign means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from followup.documents.declared import Overview
from followup.form.presenting import LevelCounts
from followup.form.terms.period_names import day_name, round_name
from followup.form.terms.scales import ATTAINMENT
from followup.locale import _
from followup.locale.sentences import capitalised
from followup.region.model import RegionTable
from followup.reports.chapters.plan_texts import Step
from followup.reports.lists.handed_in_lists import FindingLines, file_cells, state_column
from followup.reports.overview.about import about
from followup.reports.overview.comparisons import comparisons
from followup.reports.overview.deviations import deviations
from followup.reports.overview.improvements import improvements
from followup.reports.overview.judged_figures import is_judged_against_targets, judged_figures
from followup.reports.overview.key_figures import board_figures, key_figures
from followup.reports.overview.level_counts import UNIT_WIDTH, level_counts
from followup.reports.overview.series import series_of
from followup.reports.overview.shares import Shares, shares_table
from followup.reports.overview.tiles import tiles_of
from followup.reports.parts import Heading, Part, ReportParagraph, ReportTiles
from followup.reports.signs_in_use import signs_in_use
from followup.reports.subject import Subject
from followup.reports.table import CellLink, Cells, CellValue, ReportColumn, ReportTable, text_column
from followup.reports.wording.formatting import WORKING, missing_lines, published_mark
from followup.reports.wording.headline import headline
from followup.reports.wording.who_answered import units_answered, who_answered
from followup.round.unit_state import UnitState
from followup.rulebook.problem import Severity

MOST_LINES = 5
"""Of what is missing; all of it stands among the findings."""


def overview(subject: Subject, _block: Overview) -> Iterator[Part]:
    """From the top down: how it goes in a sentence and five figures, shares by unit and group, the largest deviations and
    improvements, series, comparisons, work by level; then what is missing, how each unit stands, and the signs.
    """
    words, region = subject.words, subject.region
    shares = list(_shares(subject))
    yield Heading(words(headline(region)), 1, words(_("Overview")), screen=True)
    if region.published:
        yield ReportParagraph(words(published_mark(subject.frame, region.tables)), "muted")
    else:
        yield ReportParagraph(words(WORKING), "warning")
    yield ReportParagraph(_facts(subject), "muted")
    yield ReportTiles(tiles_of(subject, shares))
    for counted in shares:
        yield from shares_table(counted)
    judged = [(table, judged_figures(subject, table)) for table in region.tables if is_judged_against_targets(table)]
    for table, figures in judged:
        yield from deviations(subject, table, figures.deviations)
    for _table, figures in judged:
        yield from improvements(subject, figures.improvements)
    yield from series_of(subject)
    yield from comparisons(subject)
    for table, declared in _counted(subject):
        if declared.scale != ATTAINMENT:
            yield from level_counts(subject, table, declared)
    yield from key_figures(subject)
    yield from board_figures(subject)
    yield from _missing(subject)
    yield from _states(subject)
    yield from _legend(subject)
    yield from about(subject)


def _counted(subject: Subject) -> Iterator[tuple[RegionTable, LevelCounts]]:
    for table in subject.region.tables:
        yield from ((table, line) for line in table.section.overview if isinstance(line, LevelCounts))


def _shares(subject: Subject) -> Iterator[Shares]:
    """The sections that are judged against targets."""
    for table, declared in _counted(subject):
        if declared.scale == ATTAINMENT and (shares := Shares(subject, table, declared)).counted.levels:
            yield shares


def _facts(subject: Subject) -> str:
    """What is reported, on one line: region, report, occasion, last day, who has answered, case, sender and date, those
    that the plan has.
    """
    frame, words, states = subject.frame, subject.words, subject.region.states
    facts = (
        (_("Occasion"), round_name(frame.round)),
        (_("Period to"), day_name(frame.period.last) if frame.period.last else None),
        (_("Registration number"), frame.sender.dnr),
        (_("Sender"), frame.sender.desk),
        (_("Date of the document"), frame.period.dated),
    )
    titled = [f"{words(title)}: {words.show(value)}" for title, value in facts if value and words.show(value)]
    answered = words(who_answered(words, sum(state.answered for state in states), len(states))).rstrip(".")
    return " · ".join([frame.sender.region, *filter(None, [frame.sender.title]), *titled, answered])


def _missing(subject: Subject) -> Iterator[Part]:
    """What is missing, in a few lines."""
    words = subject.words
    lines = missing_lines(subject.region.states, subject.region.tables, subject.frame)
    if not lines:
        return
    yield Heading(words(_("What is missing")), 2)
    for line in lines[:MOST_LINES]:
        yield ReportParagraph(capitalised(words(line)), "point")
    if len(lines) > MOST_LINES:
        more = _("{n} more: see the sheets of the sections.", n=len(lines) - MOST_LINES)
        yield ReportParagraph(words(more), "muted")


def _states(subject: Subject) -> Iterator[Part]:
    """How each unit stands; what is to be done with its file is for working material only."""
    words, states = subject.words, subject.region.states
    answered = sum(state.answered for state in states)
    title = capitalised(words(units_answered(answered, len(states))))
    columns: list[ReportColumn[UnitState]] = [
        text_column(words(_("Unit")), lambda state: state.unit.name, width=UNIT_WIDTH),
        state_column(words, 0, span=6),
    ]
    if not subject.region.published:
        sheet, lines = CellLink("", 0, words(_("Submissions")), "A1"), FindingLines(subject)
        columns[0] = _leading(words(_("Unit")), lambda state: state.unit.name, lambda _state: sheet, UNIT_WIDTH)
        columns += [
            _leading(words(title), count, partial(_of_unit, lines, severity), span=2)
            for title, count, severity in (
                (_("To correct"), _errors, Severity.ERROR),
                (_("To check"), _warnings, Severity.WARNING),
            )
        ]
        columns.append(
            ReportColumn(words(_("File")), lambda states: file_cells(states, subject.inbox), span=5, look="link")
        )
    yield Heading(title, 2)
    yield ReportTable(title, columns, states)


def _errors(state: UnitState) -> CellValue:
    return state.errors


def _warnings(state: UnitState) -> CellValue:
    return state.warnings


def _of_unit(lines: FindingLines, severity: Severity, state: UnitState) -> CellLink:
    return lines.of_unit(severity, state.unit.name)


def _leading(
    title: str,
    value_of: Callable[[UnitState], CellValue],
    link_of: Callable[[UnitState], CellLink],
    width: float = 14,
    span: int = 1,
) -> ReportColumn[UnitState]:
    """A column whose cells lead to what they name or count; a count of nothing leads nowhere."""

    def cells(states: Sequence[UnitState]) -> Cells:
        values = [value_of(state) for state in states]
        links = {at: (link_of(state),) for at, (state, value) in enumerate(zip(states, values, strict=True)) if value}
        return Cells(values, links=links)

    return ReportColumn(title, cells, width=width, span=span, look="link")


def _legend(subject: Subject) -> Iterator[Part]:
    """What every symbol means, in the plan's own words."""
    scales = list(signs_in_use(subject))
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
    rows = [step for scale, levels in scales for step in (scale, *((scale, level) for level in levels))]
    columns = [
        ReportColumn("", signs, width=UNIT_WIDTH, look="text"),
        ReportColumn("", meanings, look="text"),
    ]
    yield Heading(title, 2)
    yield ReportTable(title, columns, rows)
