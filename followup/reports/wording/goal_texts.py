"""Goals: judged by rule from the rows under them, by the unit, and by decision; put into words once for every output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from followup.form.frame import Frame
from followup.form.terms.goals import Goal
from followup.form.terms.judgement import Judgement
from followup.form.terms.level_sentences import goals_judged
from followup.locale import Message
from followup.locale.numbers import NO_BREAK_SPACE
from followup.region.rolling_up import SCALE, GoalRow
from followup.reports.table import Cells
from followup.reports.wording.counts import levels_counted
from followup.reports.wording.formatting import levels_in_order, sign_of
from followup.reports.wording.judgements import ScaleWords, Step


def counts_in_symbols(frame: Frame, counts: Mapping[str, int]) -> str:
    """``□ 3   ▲ 2``, in the order of the scale."""
    levels = levels_in_order(frame, SCALE, [key for key, n in counts.items() if n])
    return "   ".join(f"{sign_of(frame, SCALE, level)}{NO_BREAK_SPACE}{counts[level.key]}" for level in levels)


def goals_in_a_sentence(frame: Frame, rows: Sequence[GoalRow], when: Message | None = None) -> Message:
    """How the goals that measures stand right under are judged, counted: the undecided ones are counted too.

    Of a round that is over with ``when`` it was.
    """
    above = {row.goal.parent for row in rows}
    lowest = [row for row in rows if row.goal.id and row.goal.id not in above]
    counts = Counter(row.stands.level for row in lowest)
    return goals_judged(frame.words, levels_counted(frame, SCALE, counts), when)


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
