"""Every goal of each unit and of the region, how it stood at the round before, and those struck since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from followup.documents.declared import GoalList
from followup.form.columns import Column
from followup.form.frame import Frame
from followup.form.section import Section
from followup.form.terms.goals import Goal
from followup.form.terms.judgement import Judgement
from followup.form.terms.period_names import round_name
from followup.form.terms.units import Unit
from followup.history.notes.model import NotedRow
from followup.locale import Message, Words, _, literal
from followup.plan.sheets import GOALS_SHEET
from followup.region.consolidating import Region
from followup.region.kept_state import goals_before
from followup.region.rolling_up import SCALE, GoalRow
from followup.reports.lists.note_columns import note_columns
from followup.reports.lists.view_widths import fitted, in_view
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import ReportColumn, ReportTable, text_column
from followup.reports.wording.goal_texts import (
    counts_in_symbols,
    goal_names,
    goals_in_a_sentence,
    level_of_goal,
    reason_of,
)
from followup.reports.wording.judgements import judgement_columns, level_column


class GoalLine(NamedTuple):
    """A goal of a unit, or of the region; without a ``row`` one that was struck after the round ``last``."""

    unit: Unit | None
    goal: Goal
    depth: int
    row: GoalRow | None = None
    last: str = ""


Pick = Callable[[GoalRow], Judgement | None]
TITLES: tuple[tuple[Pick, Message, Message, tuple[float, float]], ...] = (
    (lambda row: row.computed, _("Computed"), _("Reason"), (14, 36)),
    (lambda row: row.own, _("Own judgement"), _("Unit's reason"), (14, 32)),
    (lambda row: row.override, _("Decided"), _("Reason of the decision"), (14, 32)),
)
"""Who judges a goal, and how the columns of it are called."""


def goal_list(subject: Subject, _block: GoalList) -> Iterator[Part]:
    """The goals' chapter; nothing where no row has a goal above it."""
    region, words = subject.region, subject.words
    if not region.goals:
        return
    yield Heading(words(_("Goals")), 1)
    message = _(
        "Judged from the measures under each goal by the plan's rule. What a unit or a decision says stands beside."
    )
    yield ReportParagraph(words(message), "note")
    yield from (ReportParagraph(words(sentence)) for sentence in _counted(region))
    lines = goal_lines(region)
    has_struck = len(lines) > len(region.goals)
    columns = [*_columns(region), *_before(region), *(_until(words) if has_struck else ())]
    columns += note_columns(subject, partial(noted_goal, subject))
    columns = fitted(columns)
    yield ReportTable(words(_("Goals")), columns, lines, "v_goals", fixed=in_view(columns, 3))


def noted_goal(subject: Subject, line: GoalLine) -> NotedRow:
    """The row that a note of a goal is of."""
    unit, region = line.unit, subject.frame.sender.region
    title = subject.words(_("Goals"))
    return NotedRow(
        GOALS_SHEET.key, unit.id if unit else "", line.goal.id, title, unit.name if unit else region, line.goal.name
    )


def goal_lines(region: Region) -> list[GoalLine]:
    """The rows of the goals' chapter: those that count, then those struck since; none where no row has a goal above it."""
    if not region.goals:
        return []
    return [*(GoalLine(row.unit, row.goal, row.depth, row) for row in region.goals), *_struck(region)]


def _counted(region: Region) -> Iterator[Message]:
    """The region's goals in a sentence, and those of the round before in another."""
    rows = [row for row in region.goals if row.unit is None]
    if rows:
        yield goals_in_a_sentence(region.frame, rows)
    earlier = list(goals_before(region.before, ""))
    if earlier:
        yield goals_in_a_sentence(region.frame, earlier, _("for {round}", round=round_name(region.before.round)))


def _columns(region: Region) -> Iterator[ReportColumn[GoalLine]]:
    """Whose goal it is, and its judgements with their reasons."""
    frame, words = region.frame, region.frame.words
    yield text_column(words(_("Unit")), lambda line: line.unit.name if line.unit else frame.sender.region, width=15)
    yield text_column(words(_("Level")), lambda line: line.goal.level, width=14)
    names = words(_("Goal"))
    yield ReportColumn(names, lambda lines: goal_names([(line.goal, line.depth) for line in lines]), width=38)
    yield text_column(
        words(_("Judgements")), lambda line: counts_in_symbols(frame, line.row.counts) if line.row else "", width=18
    )
    for pick, title, reason, widths in TITLES:
        if not any(pick(row) for row in region.goals):
            continue
        yield from _judged(frame, pick, (title, reason), widths)


def _judged(
    frame: Frame, pick: Pick, titles: tuple[Message, Message], widths: tuple[float, float]
) -> Iterator[ReportColumn[GoalLine]]:
    """What rule, unit or decision says of each goal, and why."""

    def judgement(line: GoalLine) -> Judgement | None:
        return pick(line.row) if line.row else None

    return judgement_columns(
        frame.words,
        titles,
        lambda line: level_of_goal(frame, judgement(line)),
        lambda line: reason_of(frame, judgement(line)),
        widths=widths,
    )


def _before(region: Region) -> Iterator[ReportColumn[GoalLine]]:
    """How each goal stood at the round before, and its name then where it has another now; where that is known."""
    frame, words, before = region.frame, region.frame.words, region.before
    if not before.goals:
        return

    def level(line: GoalLine) -> tuple[str, str]:
        key = before.level(line.unit.id if line.unit else "", line.goal.id)
        return level_of_goal(frame, Judgement(SCALE, key, _("As it stood.")) if key else None)

    def name(line: GoalLine) -> str:
        earlier = before.name(line.goal.id)
        return "" if earlier == line.goal.name else earlier

    round_ = literal(before.round)
    yield level_column(words(_("Judgement {round}", round=round_)), level, width=14)
    yield text_column(words(_("Called at {round}", round=round_)), name, width=24)


def _until(words: Words) -> Iterator[ReportColumn[GoalLine]]:
    yield text_column(words(_("Struck after")), lambda line: line.last, width=14)


def _struck(region: Region) -> Iterator[GoalLine]:
    """Goals that no longer count, of each unit that had them and then of the region, with the last round of each."""
    frame = region.frame
    struck = [goal for goal in frame.goals.values() if goal.last]
    units: list[Unit | None] = [*frame.units.answering, None] if struck else []
    for unit in units:
        had = _goals_of_struck_rows(region, unit)
        for goal in struck:
            if goal.id in had or region.before.level(unit.id if unit else "", goal.id):
                depth = sum(1 for _above in frame.goals.above(goal.id)) - 1
                yield GoalLine(unit, goal, depth, last=goal.last)


def _goals_of_struck_rows(region: Region, unit: Unit | None) -> set[str]:
    """The goals above the rows that were struck, of one unit or of all."""
    return {
        above.id
        for table in region.tables
        for row in table.struck
        if unit is None or row.unit == unit
        for field in fields_of_goals(table.section)
        for above in region.frame.goals.above(str(row.filled.row.plan_record.get(field) or ""))
    }


def fields_of_goals(section: Section) -> set[str]:
    """The fields of the plan that say which goal a row of a section is under."""
    columns = (column for sheet in section.plan for column in sheet.columns if isinstance(column, Column))
    return {column.key for column in columns if column.refers == GOALS_SHEET.key}
