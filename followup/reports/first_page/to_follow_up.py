"""What is to be decided or followed up before the report is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.terms.concepts import JUDGEMENT
from followup.form.terms.judgement import Judgement, Level
from followup.form.terms.level_sentences import things
from followup.form.terms.scales import ATTAINMENT
from followup.form.traits import CountedAs
from followup.locale import Message, _, literal, n_
from followup.locale.number_words import number_word
from followup.locale.sentences import listed, sentence
from followup.region.consolidating import Region
from followup.region.model import RegionTable
from followup.reports.wording.judgements import scales_of

MOST_NAMES = 6
"""Units that are named; of more how many they are."""


def to_follow_up(region: Region, *, final: bool) -> Sequence[Message]:
    """Answers that are missing, to be corrected or to be approved, and what cannot be judged; none where there is nothing.

    Of a published or ``final`` document only the last: the others are for those who work with it.
    """
    sentences = [] if final or region.published else list(_of_units(region))
    sentences += [message for table in region.tables for message in _not_judged(region, table)]
    return [_("To decide or follow up."), *sentences] if sentences else ()


def _of_units(region: Region) -> Iterator[Message]:
    words = region.frame.words
    absent = [state.unit.name for state in region.states if not state.answered and not state.excused]
    if absent:
        yield _("Answers are missing from {units}.", units=_named(absent))
    for state in region.states:
        if state.state == "with_errors" and state.errors:
            count = number_word(state.errors)
            yield sentence(
                words,
                n_(
                    "{unit} has {count} figure to correct",
                    "{unit} has {count} figures to correct",
                    state.errors,
                    unit=literal(state.unit.name),
                    count=count,
                ),
            )
    waiting = [state.unit.name for state in region.states if state.unit.id in region.preliminary]
    if waiting:
        yield _("The answers of {units} are to be approved.", units=_named(waiting))


def _named(names: Sequence[str]) -> Message:
    if len(names) > MOST_NAMES:
        return _("{count} units", count=number_word(len(names)))
    return listed([literal(name) for name in names])


def _not_judged(region: Region, table: RegionTable) -> Iterator[Message]:
    """How many judgements there is an outcome for, and nothing to judge it by, and of how many rows they are."""
    counted = table.section.trait(CountedAs)
    if counted is None or counted.one is None or ATTAINMENT not in scales_of(table):
        return
    rows = [row for row in table.rows if row.unit is not None and not row.repeats]
    keys = [row.filled.row.key for row in rows for judgement in row.judgements if _is_undecided(judgement)]
    if keys:
        words = region.frame.words
        judgements = things(words, JUDGEMENT, len(keys))
        measures = things(words, counted.one, len(set(keys)))
        message = _("{judgements} of {rows} cannot be made yet", judgements=judgements, rows=measures)
        yield sentence(words, message)


def _is_undecided(judgement: Judgement) -> bool:
    return judgement.scale == ATTAINMENT and judgement.counts and judgement.level == Level.UNDECIDED
