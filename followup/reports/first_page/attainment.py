"""How far target values are reached: in sentences, and a line a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from followup.form.presenting import LevelCounts
from followup.form.terms.concepts import JUDGEMENT
from followup.form.terms.level_sentences import clauses_of
from followup.form.terms.scales import ATTAINMENT, DECIDED
from followup.locale import Message, _, literal
from followup.locale.number_words import percent_in_words
from followup.locale.numbers import decimals_needed, show_percent
from followup.locale.sentences import sentence
from followup.region.consolidating import Region
from followup.region.model import RegionTable, UnitRow
from followup.reports.parts import Part
from followup.reports.subject import Subject
from followup.reports.table import ReportTable, text_column
from followup.reports.wording.counts import counts_by, levels_counted
from followup.reports.wording.formatting import name_of, state_title
from followup.reports.wording.headline import Attainment, attained, attainment_in
from followup.round.unit_state import UnitState

FEWEST = 3
"""So many judgements at least that a share is compared with others: one of one is no hundred per cent."""

MOST_UNITS = 12
"""A line each has room on the page; of more units those with the lowest shares stand there."""


def attainment_sentences(region: Region, table: RegionTable) -> Sequence[Message]:
    """How many are reached, what could not be judged, where it goes best and worst; none where nothing could be judged."""
    frame, words = region.frame, region.frame.words
    counts = _counts(_rows(table))
    attainment = attainment_in(frame, counts)
    if not attainment.decided:
        return ()
    others = {level: n for level, n in counts.items() if frame.scales.counted_as(level) not in DECIDED}
    sentences = [sentence(words, attained(attainment))]
    if others:
        sentences.append(sentence(words, clauses_of(words, JUDGEMENT, levels_counted(frame, ATTAINMENT, others))))
    return [*sentences, *_best_and_worst(region, table)]


def attainment_table(subject: Subject, table: RegionTable) -> Iterator[Part]:
    """Each unit with how many are reached of those that could be judged, the share, and how many could not."""
    words, frame, region = subject.words, subject.frame, subject.region
    states = [state for state in region.states if table.of(state.unit)]
    if len(states) < 2:
        return
    known = {state.unit.id: attainment_in(frame, _counts(table.of(state.unit))) for state in states}

    def of(state: UnitState) -> Attainment:
        return known[state.unit.id]

    def reached(state: UnitState) -> str:
        if not state.answered:
            return words(state_title(state)[0])
        return words(_("{met} of {decided}", met=of(state).met, decided=of(state).decided))

    def share(state: UnitState) -> str:
        return show_percent(of(state).share, words.language, _decimals(of(state).share)) if of(state).decided else "–"

    caption = _("Target values reached, by unit")
    if len(states) > MOST_UNITS:
        states = sorted((state for state in states if of(state).decided), key=lambda state: of(state).share)[
            :MOST_UNITS
        ]
        caption = _("Target values reached: the {n} units with the lowest shares", n=len(states))
    columns = [
        text_column(words(_("Unit")), lambda state: name_of(region, state.unit), 0.46),
        text_column(words(_("Reached")), reached, 0.22),
        text_column(words(_("Share")), share, 0.14),
        text_column(words(_("Not judged")), lambda state: str(of(state).left or "–"), 0.18),
    ]
    yield ReportTable(words(caption), columns, states)


def _best_and_worst(region: Region, table: RegionTable) -> Iterator[Message]:
    """The groups, such as perspectives, with the highest and the lowest share; nothing where they are the same."""
    words = region.frame.words
    group = next(
        (line.group for line in table.section.overview if isinstance(line, LevelCounts) and line.scale == ATTAINMENT),
        "",
    )
    if not group:
        return
    of_groups = counts_by(_rows(table), group, ATTAINMENT)
    attained_in = {name: attainment_in(region.frame, counts) for name, counts in of_groups.items() if name}
    compared = {name: of.share for name, of in attained_in.items() if of.decided >= FEWEST}
    best, worst = (
        _only(compared, max(compared.values(), default=None)),
        _only(compared, min(compared.values(), default=None)),
    )
    if best and worst and best != worst:
        yield _(
            "It goes best in {best} ({most}) and worst in {worst} ({least}).",
            best=literal(best),
            most=percent_in_words(compared[best], words.language, _decimals(compared[best])),
            worst=literal(worst),
            least=percent_in_words(compared[worst], words.language, _decimals(compared[worst])),
        )


def _decimals(share: Decimal) -> int:
    """As few as leave a share that is neither none nor all unlike both."""
    return decimals_needed(share * 100, (Decimal(0), Decimal(100)), 0)


def _only(shares: dict[str, Decimal], share: Decimal | None) -> str:
    """The group that has a share; empty where several have."""
    names = [name for name, of in shares.items() if of == share]
    return names[0] if len(names) == 1 else ""


def _rows(table: RegionTable) -> list[UnitRow]:
    return [row for row in table.rows if row.unit is not None and not row.repeats]


def _counts(rows: Sequence[UnitRow]) -> Counter[str]:
    return sum(counts_by(rows, "", ATTAINMENT).values(), Counter())
