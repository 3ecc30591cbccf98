"""What a round says, in one sentence: chosen by rule from the facts that a director would ask for first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from followup.form.frame import Frame
from followup.form.terms.judgement import Level
from followup.form.terms.level_sentences import LevelCount, share_of
from followup.form.terms.scales import ATTAINMENT
from followup.frozen import frozen
from followup.locale import Message, _
from followup.locale.number_words import number_word
from followup.locale.sentences import listed_clauses, paragraph, sentence
from followup.region.consolidating import Region
from followup.region.model import RegionTable
from followup.reports.wording.counts import counts_by, noun_of
from followup.reports.wording.formatting import levels_in_order
from followup.reports.wording.judgements import scales_of
from followup.reports.wording.who_answered import who_answered

SHARES = (
    (Decimal("0.9"), _("nearly all target values are reached ({met} of {decided})")),
    (Decimal("0.6"), _("most target values are reached ({met} of {decided})")),
    (Decimal("0.4"), _("about half of the target values are reached ({met} of {decided})")),
    (Decimal("0.15"), _("fewer than half of the target values are reached ({met} of {decided})")),
    (Decimal(0), _("few target values are reached ({met} of {decided})")),
)
"""From which shares, 0–1, of what could be decided something is said; true of every share from there up to the next."""

LATE, DONE = "late", "done"
"""What a plan says that a level of work counts as."""

TREND = "trend"


@frozen
class Attainment:
    """How many of the judgements that could be made are ``met``; ``left`` could not be, or are not due."""

    met: int
    decided: int
    left: int

    @property
    def share(self) -> Decimal:
        """0–1. Zero where nothing could be decided."""
        return Decimal(self.met) / self.decided if self.decided else Decimal(0)


def headline(region: Region) -> Message:
    """How far targets are met and what is late; who has answered where nothing is judged, or where somebody has not.

    Two sentences at most, in the language of the document.
    """
    words, states = region.frame.words, region.states
    answered = sum(state.answered for state in states)
    parts = [part for part in (_goals(region), _work(region)) if part is not None] if answered else []
    who = who_answered(words, answered, len(states))
    if not parts:
        return who
    said = sentence(words, listed_clauses(parts))
    return said if answered == len(states) else paragraph([said, who])


def attainment_in(frame: Frame, by_step: Mapping[str, int]) -> Attainment:
    """Judgements counted by step of the region's own scale, as what is met, decided and left."""
    counts = frame.scales.counts_by_ours(by_step)
    met = counts[Level.MET]
    decided = met + counts[Level.PARTLY] + counts[Level.NOT_MET]
    return Attainment(met, decided, sum(counts.values()) - decided)


def attained(attainment: Attainment) -> Message:
    """Whether target values are reached, in the words that the share allows: ``ungefär hälften av målvärdena nås (27 av
    60)``; without a full stop. Something could be decided.
    """
    met, decided = attainment.met, attainment.decided
    if decided == 1:
        return (
            _("the only target value that could be judged is reached")
            if met
            else _("the only target value that could be judged is not reached")
        )
    if met in (0, decided):
        count = number_word(decided)
        return (
            _("all {count} target values that could be judged are reached", count=count)
            if met
            else _("none of the {count} target values that could be judged is reached", count=count)
        )
    message = next(words for least, words in SHARES if attainment.share >= least)
    return message.filled(met=met, decided=decided)


def state_of_work(frame: Frame, table: RegionTable, scale: str) -> Message | None:
    """How many are late: ``åtta av 57 åtgärder är försenade``; where none are, how many are done. Of a scale that says
    neither of its levels, how many are at the one that most are at. None where there is nothing of that to say.
    """
    counts, words = counts_on(table, scale), frame.words
    present = levels_in_order(frame, scale, list(counts))
    declared = frame.scales.of(scale)
    if declared is not None and any(level.counts_as for level in declared.levels.values()):
        chosen = [level for wanted in (LATE, DONE) for level in present if level.counts_as == wanted]
    else:
        chosen = sorted(present, key=lambda level: -counts[level.key])
    if not chosen:
        return None
    count = LevelCount(chosen[0].forms(words.language), counts[chosen[0].key])
    return share_of(words, noun_of(table, counts.total()), count, counts.total())


def _goals(region: Region) -> Message | None:
    """The first section that is judged against targets, where anything could be."""
    for table in region.tables:
        if (
            ATTAINMENT in scales_of(table)
            and (attainment := attainment_in(region.frame, counts_on(table, ATTAINMENT))).decided
        ):
            return attained(attainment)
    return None


def _work(region: Region) -> Message | None:
    """The first section whose scale says what is late: what is, or the best of a scale that says nothing of it."""
    for table in region.tables:
        for scale in scales_of(table):
            if scale not in (ATTAINMENT, TREND) and (message := state_of_work(region.frame, table, scale)) is not None:
                return message
    return None


def counts_on(table: RegionTable, scale: str) -> Counter[str]:
    """A section's judgements on a scale by level; none is counted in a unit and in those above it too."""
    rows = [row for row in table.rows if row.unit is not None and not row.repeats]
    return sum(counts_by(rows, "", scale).values(), Counter())
