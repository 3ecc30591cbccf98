"""How the plan's goals hang together, and how many rows are followed up under each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from followup.documents.declared import GoalModel
from followup.form.frame import Frame
from followup.form.terms.goals import Goal
from followup.locale import _, literal
from followup.locale.inflection import in_a_sentence
from followup.locale.sentences import listed
from followup.region.model import RegionTable
from followup.reports.chapters.beginning import begin_block
from followup.reports.parts import Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import Cells, ReportColumn, ReportTable

COUNT_WIDTH = 2.2
"""Centimetres: room for a number below a section's title."""

GoalPath = tuple[Goal, ...]
"""A goal with those above it, the topmost first."""


def goal_model(subject: Subject, block: GoalModel) -> Iterator[Part]:
    """A sentence a section with how many rows stand under each topmost goal, then every goal with those above it."""
    counted = [(table, field) for key, field in block.counted if (table := subject.table(key)) is not None]
    frame, words = subject.frame, subject.words
    if not frame.goals.now or not counted:
        return
    yield from begin_block(subject, block)
    under = [(table, _by_goal(table, field)) for table, field in counted]
    yield from _sentences(subject, under)
    paths = list(_paths(frame, set().union(*(counts for _table, counts in under))))
    columns: list[ReportColumn[GoalPath]] = [
        _level_column(depth, level) for depth, level in enumerate(_level_names(paths))
    ]
    columns += [_count_column(words(table.section.title), counts) for table, counts in under]
    sections = listed([literal(in_a_sentence(words(table.section.title))) for table, _counts in under])
    caption = words(_("The structure of the goals, with the number of {sections}", sections=sections))
    yield ReportTable(caption, columns, paths)


def _sentences(subject: Subject, counted: Sequence[tuple[RegionTable, Counter[str]]]) -> Iterator[Part]:
    goals = subject.frame.goals
    tops = [goal for goal in goals.now if not goal.parent]
    for table, under in counted:
        counts: Counter[str] = Counter()
        for goal, n in under.items():
            counts[goals.perspective(goal)] += n
        message = _(
            "{section} by {level}: {counts}.",
            section=table.section.title,
            level=literal(tops[0].level.lower()),
            counts=tuple(_("{name} {n}", name=literal(goal.name), n=counts[goal.name]) for goal in tops),
        )
        yield ReportParagraph(subject.words(message), "sentence")


def _by_goal(table: RegionTable, field: str) -> Counter[str]:
    """How many rows stand right under each goal; a row that several units answer is one."""
    goals = {row.filled.row.key: str(row.filled.row.plan_record.get(field) or "") for row in table.rows}
    return Counter(goals.values())


def _paths(frame: Frame, followed: set[str]) -> Iterator[GoalPath]:
    """Each goal that nothing stands under, or rows do."""
    parents = {goal.parent for goal in frame.goals.now}
    for goal in frame.goals.now:
        if goal.id not in parents or goal.id in followed:
            yield tuple(reversed(list(frame.goals.above(goal.id))))


def _level_names(paths: Sequence[GoalPath]) -> list[str]:
    deepest = max(paths, key=len)
    return [goal.level for goal in deepest]


def _level_column(depth: int, title: str) -> ReportColumn[GoalPath]:
    """The goals of one level; what stands in the row above, with all that is above it, is not said again."""

    def cells(rows: Sequence[GoalPath]) -> Cells:
        names = [[goal.name for goal in path[: depth + 1]] for path in rows]
        above = [[], *names]
        shown = ["" if len(path) <= depth or path == above[at] else path[depth] for at, path in enumerate(names)]
        return Cells(shown, strong=range(len(rows)) if depth == 0 else ())

    return ReportColumn(title, cells)


def _count_column(title: str, under: Counter[str]) -> ReportColumn[GoalPath]:
    def cells(rows: Sequence[GoalPath]) -> Cells:
        return Cells([str(under.get(path[-1].id, 0) or "–") for path in rows])

    return ReportColumn(title, cells, room=COUNT_WIDTH, right=True)
