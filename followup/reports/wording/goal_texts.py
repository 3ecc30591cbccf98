"""Goals: judged by rule from the rows under them, by the unit, and by decision; put into words once for every output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from followup.form.frame import Frame
from followup.form.terms.goals import Goal
from followup.form.terms.judgement import Judgement
from followup.form.terms.scales import ScaleLevel
from followup.locale import Message, _, literal
from followup.locale.number_words import number_word
from followup.region.rolling_up import SCALE, GoalRow
from followup.reports.table import Cells
from followup.reports.wording.formatting import levels_in_order, sign_of
from followup.reports.wording.judgements import ScaleWords, Step


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
    levels = levels_in_order(frame, SCALE, list(counts))
    if any(not level.plural or counts[level.key] == 1 for level in levels):
        return goals_listed(sorted(((level, counts[level.key]) for level in levels), key=lambda count: -count[1]))
    sentence = counts_in_a_sentence([(replace(level, word=level.plural), counts[level.key]) for level in levels])
    return _("{n} goals judged: {counts}.", n=len(lowest), counts=sentence)


def goals_listed(counts: Sequence[tuple[ScaleLevel, int]]) -> Message:
    """The same where a word does not agree with its number: the plan has none for a sentence, or it is of one goal."""
    words = [level.word if at == 0 else level.word.lower() for at, (level, _n) in enumerate(counts)]
    parts = tuple(f"{word}: {n}" for word, (_level, n) in zip(words, counts, strict=True))
    return _("{n} goals judged. {counts}.", n=sum(n for _level, n in counts), counts=parts)


def level_of_goal(frame: Frame, judgement: Judgement | None) -> Step:
    """Symbol with word, and colour; empty texts where there is no judgement. Who judged stands in the column's title."""
    bare = [] if judgement is None else [Judgement(SCALE, judgement.level, judgement.reason)]
    return ScaleWords(frame, SCALE).levels(bare)


def reason_of(frame: Frame, judgement: Judgement | None) -> str:
    """Why the goal is judged so."""
    return "" if judgement is None else frame.words(judgement.reason)


def goal_names(rows: Sequence[tuple[Goal, int]]) -> Cells:
    """Goals with their depth below the topmost, by their names as a tree."""
    depths = {at: depth for at, (_goal, depth) in enumerate(rows) if depth}
    return Cells([goal.name for goal, _depth in rows], strong=set(range(len(rows))) - depths.keys(), indents=depths)
