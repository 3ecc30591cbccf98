"""Why the figures that are furthest from their targets are so, in the units' own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from followup.form.terms.judgement import Judgement, Level
from followup.form.terms.scales import ATTAINMENT
from followup.locale import Message, _, literal
from followup.locale.inflection import in_a_sentence
from followup.region.model import RegionTable, UnitRow
from followup.reports.wording.formatting import row_label

MOST_QUOTES, MOST_CHARACTERS = 3, 160
ENDS = (". ", "! ", "? ")


class Cause(NamedTuple):
    """What a unit gives as the cause of a figure that misses its target, and how far that is from it, as a part of it."""

    distance: Decimal
    unit: str
    about: str
    text: str


def causes_quoted(table: RegionTable, column: str, units: Sequence[str]) -> Sequence[Message]:
    """A message, then the causes of what is furthest from its target, one a unit and a measure; none where nobody gives any. ``units`` are
    the ids of those that have answered.

    A text is never rewritten: a long one ends where a sentence of it does.
    """
    told: list[Cause] = []
    for cause in sorted(_causes(table, column, units), key=lambda cause: -cause.distance):
        if not any(cause.unit == other.unit or cause.about == other.about for other in told):
            told.append(cause)
    if not told:
        return ()
    quotes = [
        _("{unit} on {measure}: “{cause}”", unit=literal(unit), measure=literal(about), cause=literal(shortened(text)))
        for _far, unit, about, text in told[:MOST_QUOTES]
    ]
    return [_("What is furthest from its target, in the units' own words."), *quotes]


def _causes(table: RegionTable, column: str, units: Sequence[str]) -> Iterator[Cause]:
    for row in table.rows:
        text = " ".join(row.filled.text(column).split())
        if row.unit is None or row.unit.id not in units or row.repeats or not text:
            continue
        missed = [judgement for judgement in row.judgements if _is_missed(judgement)]
        distances = [far for judgement in missed if (far := _distance(table, row, judgement)) is not None]
        distances = [] if row.questioned else distances  # what may be a slip is quoted as the cause of nothing
        if distances:
            yield Cause(max(distances), row.unit.name, in_a_sentence(row_label(row)), text)


def _is_missed(judgement: Judgement) -> bool:
    return judgement.scale == ATTAINMENT and judgement.level == Level.NOT_MET and judgement.counts


def _distance(table: RegionTable, row: UnitRow, judgement: Judgement) -> Decimal | None:
    """How far a figure is from its target, as a part of that; None where either is not known, or the target is 0."""
    measuring = table.section.measuring
    base = measuring.judged if measuring is not None else ""
    figure = row.filled.number(f"{base}.{judgement.part or 'total'}")
    ends = [end for end in (judgement.low, judgement.high) if end]
    if figure is None or not ends:
        return None
    return min(abs(figure - end) / abs(end) for end in ends)


def shortened(text: str) -> str:
    """A text of so many characters at most, ended behind a sentence, else behind a word; that something is left out is seen."""
    if len(text) <= MOST_CHARACTERS:
        return text
    beginning = text[:MOST_CHARACTERS]
    end = max(beginning.rfind(sign) for sign in ENDS)
    kept = beginning[: end + 1] if end > 0 else beginning.rpartition(" ")[0] or beginning
    return f"{kept} …"
