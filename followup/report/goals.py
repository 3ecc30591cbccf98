"""Goals: judged by rule from the rows under them, by the unit, and by decision; put into words once for every output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from followup.form.frame import Frame
from followup.form.judgement import Judgement
from followup.form.scales import ScaleLevel
from followup.locale import Message, _, literal
from followup.locale.number_words import number_word
from followup.report.formatting import levels_in_order, name_of, sign_of
from followup.report.judgements import Judged, Step, judgement_columns
from followup.report.parts import Paragraph, Part
from followup.report.subject import Subject
from followup.report.table import Cells, Table, TableColumn, text_column
from followup.stages.rolling_up import SCALE, GoalRow


def counts_in_symbols(frame: Frame, counts: Mapping[str, int]) -> str:
    """``□ 3   ▲ 2``, in the order of the scale."""
    levels = levels_in_order(frame, SCALE, [key for key, n in counts.items() if n])
    return "   ".join(f"{sign_of(frame, SCALE, level)} {counts[level.key]}" for level in levels)


def counts_in_a_sentence(counts: Sequence[tuple[ScaleLevel, int]]) -> Message:
    """``16 gula, fyra röda, två gröna och två som inte gått att redovisa``: most first, numbers to twelve in words."""
    ordered = sorted(((level, n) for level, n in counts if n), key=lambda count: -count[1])
    parts = [_("{n} {word}", n=number_word(n), word=literal(level.word)) for level, n in ordered]
    if len(parts) < 2:
        return parts[0] if parts else _("none")
    return _("{first} and {last}", first=tuple(parts[:-1]), last=parts[-1])


def goals_in_a_sentence(frame: Frame, rows: Sequence[GoalRow]) -> Message:
    """How the goals that measures stand right under are judged, counted: the undecided ones are counted too."""
    above = {row.goal.parent for row in rows}
    lowest = [row for row in rows if row.goal.id and row.goal.id not in above]
    counts = Counter(row.stands.level for row in lowest)
    levels = [
        replace(level, word=level.plural or level.word.lower()) for level in levels_in_order(frame, SCALE, list(counts))
    ]
    sentence = counts_in_a_sentence([(level, counts[level.key]) for level in levels])
    return _("{n} goals judged: {counts}.", n=len(lowest), counts=sentence)


def level_of_goal(frame: Frame, judgement: Judgement | None) -> Step:
    """Symbol with word, and colour; empty texts where there is no judgement. Who judged stands in the column's title."""
    bare = [] if judgement is None else [Judgement(SCALE, judgement.level, judgement.reason)]
    return Judged(frame, SCALE).levels(bare)


def reason_of(frame: Frame, judgement: Judgement | None) -> str:
    """Why the goal is judged so."""
    return "" if judgement is None else frame.words(judgement.reason)


NAME, COUNTS, STANDS, REASON, OWN = 0.34, 0.13, 0.13, 0.22, 0.18
"""Shares of the page."""


def goals_of(subject: Subject) -> Iterator[Part]:
    """The goals of the region, or of the unit that the document is about, with what others say beside."""
    whose = subject.unit.id if subject.unit else None
    rows = [row for row in subject.region.goals if (row.unit.id if row.unit else None) == whose]
    if rows:
        yield Paragraph(subject.words(goals_in_a_sentence(subject.frame, rows)), "sentence")
        yield Table(subject.words(_caption(subject)), _document_columns(subject, rows), rows)


def _caption(subject: Subject) -> Message:
    if subject.unit:
        named = literal(name_of(subject.region, subject.unit))
        return _("Goals of {unit}, judged from the measures under them", unit=named)
    return _("Goals of the region, judged from the measures under them")


def _document_columns(subject: Subject, rows: Sequence[GoalRow]) -> list[TableColumn[GoalRow]]:
    """What is told of each goal in a document; of a unit's what it judges itself only where it does."""
    frame, words = subject.frame, subject.words
    with_own = subject.unit is None or any(_own_judgements(subject, row) for row in rows)
    columns = [
        TableColumn(words(_("Goal")), goal_names, share=NAME),
        counts_column(frame, lambda row: row.counts, COUNTS),
        *_standing_columns(frame, REASON if with_own else REASON + OWN),
    ]
    if with_own:
        title = words(_("Own judgement") if subject.unit else _("Units' own judgement"))
        columns.append(text_column(title, lambda row: _own_judgements(subject, row), OWN))
    return columns


def goal_names(rows: Sequence[GoalRow]) -> Cells:
    """The goals' names as a tree."""
    top = [at for at, row in enumerate(rows) if not row.depth]
    return Cells([row.goal.name for row in rows], strong=top, indents={at: row.depth for at, row in enumerate(rows)})


def counts_column(frame: Frame, counts: Callable[[GoalRow], Mapping[str, int]], share: float) -> TableColumn[GoalRow]:
    """How many rows stand at each level."""
    title = frame.words(_("Judgements"))
    return text_column(title, lambda row: counts_in_symbols(frame, counts(row)), share, 26)


def _standing_columns(frame: Frame, share: float) -> Iterator[TableColumn[GoalRow]]:
    """The judgement that counts, and its reason; below a decided one what it stands instead of."""
    words = frame.words

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

    return judgement_columns(words, (_("Judgement"), _("Reason")), level, reason, (STANDS, share))


def _own_judgements(subject: Subject, row: GoalRow) -> str:
    """What the units, or the document's own, judge a goal themselves."""
    lines = []
    for other in subject.region.goals:
        if other.goal.id == row.goal.id and other.unit is not None and other.own is not None:
            text = f"{level_of_goal(subject.frame, other.own)[0]}. {reason_of(subject.frame, other.own)}"
            lines.append(text if subject.unit else f"{other.unit.name}: {text}")
    return "\n".join(lines)
