"""What a published round keeps out of its facts though its documents show it: levels and reasons that tell a figure.

People who publish a document are warned of these and look at it first. Facts are read by programs, a thousand lines at
a time, and nobody looks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.frame import Frame
from followup.form.rows import FilledRow
from followup.form.terms.judgement import Judgement, JudgementOrigin
from followup.form.terms.units import Unit
from followup.form.traits import NormalisedBy, RollsUpTo
from followup.frozen import frozen
from followup.region.assessing import assess
from followup.region.masking.counted import CountedLine, CountedTable
from followup.region.masking.masking_leaks import PublishedText
from followup.region.model import RegionTable, UnitRow
from followup.region.rolling_up import SCALE, GoalRow
from followup.rules.sums.masking import is_small, possible_values

COMPUTED = (JudgementOrigin.COMPUTED, JudgementOrigin.REPLACED)
MOST_TRIED = 20
"""Up to so high a limit every number below it is tried; above it the ends, for levels change at a limit and stay."""


def with_count(filled: FilledRow, key: str, value: Decimal, counted: CountedTable) -> FilledRow:
    """The row had the count been another; shares that are made of it are worked out again."""
    section = counted.table.section
    shares = [column.key for column in counted.table.columns if key in counted.base_of(column)]
    tried = filled.with_values({**dict.fromkeys(shares), key: value})
    normalised = section.trait(NormalisedBy)
    if not shares or normalised is None:
        return tried
    answers = AnswersBuilder.of_row(tried)
    list(normalised.normalise(answers))
    return answers.build()[0]


def levels_that_tell(
    counted: CountedTable,
    line: CountedLine,
    hidden: Mapping[str, Decimal],
    rounds: Collection[str],
    limit: Decimal,
    frame: Frame,
) -> frozenset[tuple[str, str]]:
    """The computed judgements of a row, by scale and part, that would be others had a masked figure been another.

    ``hidden`` are the row's masked counts by column, ``rounds`` the earlier rounds masked. A small one may be any below
    the ``limit``. Of another a reader knows that it is about so much, from the sums that it stands in: a level that is
    the same for all figures near it says no more.
    """
    section, filled = counted.table.section, line.filled
    if section.assess is None or not (hidden or rounds):
        return frozenset()
    shown = _levels(assess(section, filled, frame))
    tried = [with_count(filled, key, value, counted) for key in hidden for value in _near(hidden[key], limit)]
    tried += _with_earlier(filled, rounds, limit)
    others = [_levels(assess(section, row, frame)) for row in tried]
    return frozenset(at for at, level in shown.items() if any(other.get(at) != level for other in others))


def _levels(judgements: Iterable[Judgement]) -> dict[tuple[str, str], str]:
    return {(judgement.scale, judgement.part): judgement.level for judgement in judgements}


def _near(figure: Decimal, limit: Decimal) -> Sequence[Decimal]:
    """What a masked figure may be, as far as anybody can tell."""
    if is_small(figure, limit):
        every = [Decimal(value) for value in possible_values(limit)]
        return every if len(every) <= MOST_TRIED else (every[0], every[-1])
    return max(limit, figure - 2 * limit), figure + 2 * limit


def _with_earlier(filled: FilledRow, rounds: Collection[str], limit: Decimal) -> Iterator[FilledRow]:
    """The row had a small figure of an earlier round been another."""
    row = filled.row
    for number, (round_, figures) in enumerate(row.earlier):
        for part, figure in figures.items() if round_ in rounds else ():
            for value in _near(figure, limit) if is_small(figure, limit) else ():
                changed = (round_, {**figures, part: value})
                earlier = (*row.earlier[:number], changed, *row.earlier[number + 1 :])
                yield filled.with_values({}).of_row(replace(row, earlier=earlier))


def mark_telling_levels(judgements: Iterable[Judgement], telling: Collection[tuple[str, str]]) -> tuple[Judgement, ...]:
    """The judgements, those whose level tells a figure marked so. What a person has judged is no figure."""
    return tuple(
        replace(judgement, level_tells=True)
        if judgement.origin in COMPUTED and (judgement.scale, judgement.part) in telling
        else judgement
        for judgement in judgements
    )


@frozen
class TellingTexts:
    """The texts that tell a masked figure; a person's reason that is made of one tells it too."""

    texts: Sequence[PublishedText]
    frame: Frame

    def mark(self, judgement: Judgement, unit: Unit | None) -> Judgement:
        """The judgement, marked where the reason that a person gave for it tells a figure."""
        if judgement.origin in COMPUTED or not self.texts:
            return judgement
        reason, whose = self.frame.words.recall(judgement.reason), unit.id if unit is not None else ""
        # A decision's reason may quote the unit's comment, which was found to tell: then it tells too.
        tells = any(text.text in reason for text in self.texts if text.units is None or whose in text.units)
        return replace(judgement, reason_tells=True) if tells else judgement

    def mark_row(self, row: UnitRow) -> UnitRow:
        """The row with its judgements marked."""
        judgements = tuple(self.mark(judgement, row.unit) for judgement in row.judgements)
        return row if judgements == row.judgements else replace(row, judgements=judgements)

    def mark_goal(self, row: GoalRow) -> GoalRow:
        """The goal with the judgements that people gave of it marked."""
        unit_judgement, override = (
            judgement and self.mark(judgement, row.unit) for judgement in (row.own, row.override)
        )
        return replace(row, own=unit_judgement, override=override)


def goals_that_tell(tables: Iterable[RegionTable], frame: Frame) -> frozenset[tuple[str, str]]:
    """The goals, by unit (empty for the region) and id, that a judgement stands under whose level tells a figure: the
    level and the counts of a goal tell it as well. The goal "" is all goals together."""
    goals_telling: set[tuple[str, str]] = set()
    for table in tables:
        above = table.section.trait(RollsUpTo)
        if above is None:
            continue
        for row in table.rows:
            # A trend that tells is no matter: only levels are counted into goals.
            if any(judgement.level_tells and judgement.scale == SCALE for judgement in row.judgements):
                factor = str(row.filled.row.plan_record.get(above.goal) or "")
                goals = ["", *(goal.id for goal in frame.goals.above(factor))]
                goals_telling |= {(unit, goal) for unit in (row.unit.id if row.unit else "", "") for goal in goals}
    return frozenset(goals_telling)


def withhold_goals(goals: Iterable[GoalRow], telling: Collection[tuple[str, str]]) -> Iterator[GoalRow]:
    """The goals, the computed judgements of some marked."""
    for row in goals:
        tells = (row.unit.id if row.unit else "", row.goal.id) in telling
        yield replace(row, computed=replace(row.computed, level_tells=True)) if tells else row
