"""The goals in a document: how each stands, with what others say beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.locale import Message, _, literal
from followup.region.rolling_up import GoalRow
from followup.reports.appendix.numbered_reasons import key_of_goal, reason_numbers
from followup.reports.drawings.goal_bars import goal_bars
from followup.reports.parts import Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import ReportColumn, ReportTable, text_column
from followup.reports.wording.formatting import name_of
from followup.reports.wording.goal_texts import (
    counts_in_symbols,
    goal_names,
    goals_in_a_sentence,
    level_of_goal,
    reason_of,
)
from followup.reports.wording.judgements import Step, judgement_columns, level_column

NAME, COUNTS, STANDS, REASON, OWN = 0.4, 0.16, 0.18, 0.24, 0.5
"""Shares of the page, of those columns that there are."""

NUMBER_ROOM = 2.1
"""Centimetres."""


def goals_of(subject: Subject) -> Iterator[Part]:
    """The goals of the region, or of the unit that the document is about, with what others say beside."""
    whose = subject.unit.id if subject.unit else None
    rows = [row for row in subject.region.goals if (row.unit.id if row.unit else None) == whose]
    if rows:
        yield ReportParagraph(subject.words(goals_in_a_sentence(subject.frame, rows)), "sentence")
        yield ReportTable(subject.words(_caption(subject)), _document_columns(subject, rows), rows)
        yield from goal_bars(subject, rows)


def _caption(subject: Subject) -> Message:
    if subject.unit:
        named = literal(name_of(subject.region, subject.unit))
        return _("All judgements of each goal, {unit}", unit=named)
    return _("All judgements of each goal")


def _document_columns(subject: Subject, rows: Sequence[GoalRow]) -> list[ReportColumn[GoalRow]]:
    """The columns of each goal in a document; what units judge themselves only where one does."""
    frame, words = subject.frame, subject.words
    with_own = any(_own_judgements(subject, row) for row in rows)
    columns: list[ReportColumn[GoalRow]] = [
        ReportColumn(words(_("Goal")), lambda rows: goal_names([(row.goal, row.depth) for row in rows]), share=NAME),
        text_column(words(_("Judgements")), lambda row: counts_in_symbols(frame, row.counts), COUNTS),
        *_standing_columns(subject),
    ]
    if with_own:
        title = words(_("Own judgement") if subject.unit else _("Units' own judgement"))
        columns.append(text_column(title, lambda row: _own_judgements(subject, row), OWN))
    return columns


def _standing_columns(subject: Subject) -> Iterator[ReportColumn[GoalRow]]:
    """The judgement that counts, below a decided one what it stands instead of; its reason, or the number of that."""
    frame, words, numbers = subject.frame, subject.words, reason_numbers(subject)

    def level(row: GoalRow) -> Step:
        text, colour = level_of_goal(frame, row.stands)
        if row.override is not None:
            computed, _colour = level_of_goal(frame, row.computed)
            text = words(_("{judgement} (decided)", judgement=text)) + "\n"
            text += words(_("({judgement}, computed)", judgement=computed))
        return text, colour

    def reason(row: GoalRow) -> str:
        judgements = (row.stands, row.computed) if row.override is not None else (row.stands,)
        return "\n".join(reason_of(frame, judgement) for judgement in judgements)

    if numbers:
        yield level_column(words(_("Judgement")), level, STANDS)
        number: ReportColumn[GoalRow] = text_column(
            words(_("Reason, no")), lambda row: numbers.get(key_of_goal(row)), room=NUMBER_ROOM, right=True
        )
        yield number
    else:
        yield from judgement_columns(words, (_("Judgement"), _("Reason")), level, reason, (STANDS, REASON))


def _own_judgements(subject: Subject, row: GoalRow) -> str:
    """What the units, or the document's own, judge a goal themselves."""
    lines = []
    for other in subject.region.goals:
        if other.goal.id == row.goal.id and other.unit is not None and other.own is not None:
            text = f"{level_of_goal(subject.frame, other.own)[0]}. {reason_of(subject.frame, other.own)}"
            lines.append(text if subject.unit else f"{other.unit.name}: {text}")
    return "\n".join(lines)
