"""How the work goes on a scale of statuses: what is late, whose it mostly is, and what else stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from followup.form.terms.level_sentences import BOTH, clauses_of
from followup.form.terms.scales import ScaleLevel
from followup.locale import Message, _, literal
from followup.locale.number_words import number_word
from followup.locale.sentences import sentence
from followup.region.consolidating import Region
from followup.region.model import RegionTable
from followup.reports.wording.counts import counts_by, levels_counted, noun_of
from followup.reports.wording.formatting import name_of
from followup.reports.wording.headline import LATE, counts_on, state_of_work

AS_IT_SHOULD = ("done", "under_way", LATE)
"""What needs no more words: what is late has been said."""


def work_sentences(region: Region, table: RegionTable, scale: str) -> Sequence[Message]:
    """``Åtta av 57 åtgärder är försenade. Sex av dem är hos Länssjukvård 2. Fyra är inte påbörjade.`` None without levels."""
    frame, words = region.frame, region.frame.words
    message = state_of_work(frame, table, scale)
    if message is None:
        return ()
    sentences = [sentence(words, message)]
    declared = frame.scales.of(scale)
    levels = declared.levels if declared is not None else {}
    counts = counts_on(table, scale)
    if any(level.counts_as for level in levels.values()):
        sentences += _mostly_of(region, table, scale, levels.values())
        others = {key: n for key, n in counts.items() if key in levels and levels[key].counts_as not in AS_IT_SHOULD}
    else:
        # The message is of the level that most are at: the first of those with as many.
        said = levels_counted(frame, scale, counts)[0]
        others = {
            key: n for key, n in counts.items() if key not in levels or levels[key].forms(words.language) != said.forms
        }
    if others:
        noun = noun_of(table, BOTH)
        sentences.append(sentence(words, clauses_of(words, noun, levels_counted(frame, scale, others))))
    return sentences


def _mostly_of(region: Region, table: RegionTable, scale: str, levels: Iterable[ScaleLevel]) -> Iterator[Message]:
    """The unit that has more than half of what is late, where there are several of both."""
    late = [level.key for level in levels if level.counts_as == LATE]
    by_unit: Counter[str] = Counter()
    names: dict[str, str] = {}
    for state in region.states:
        rows = [row for row in table.of(state.unit) if not row.repeats]
        counts = sum(counts_by(rows, "", scale).values(), Counter())
        by_unit[state.unit.id] = sum(counts[key] for key in late)
        names[state.unit.id] = name_of(region, state.unit)
    all_, (unit, n) = by_unit.total(), (by_unit.most_common(1) or [("", 0)])[0]
    if 1 < n < all_ and n * 2 > all_:
        words = region.frame.words
        yield sentence(words, _("{count} of them are at {unit}", count=number_word(n), unit=literal(names[unit])))
