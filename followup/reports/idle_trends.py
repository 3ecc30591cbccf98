"""Where no row has an earlier outcome to be compared with, as in a first round: said once of a table, not by each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from followup.form.presenting import WordTable
from followup.form.section import EarlierFigures
from followup.form.terms.judgement import MASKED_REASON, Judgement, Trend
from followup.locale import Message, _, literal
from followup.region.consolidating import Region
from followup.region.model import RegionTable, UnitRow
from followup.reports.parts import ReportParagraph
from followup.reports.subject import Subject
from followup.rules.scoring.trend import NOTHING_BEFORE

TREND = "trend"


def without_idle_trends(region: Region) -> Region:
    """The region as documents read it: its tables without trends where none of a table's can be told."""
    return replace(region, tables=[without_idle_trend(table) for table in region.tables])


def without_idle_trend(table: RegionTable) -> RegionTable:
    """The table without its trends, where each of them lacks an outcome of the round compared with; else as it is.

    ``idle_trend`` of the table is then that outcome's absence in words.
    """
    missing = _what_is_missing(_trends((*table.rows, *table.region)))
    if missing is None:
        return table
    parts = (
        replace(part, scales=without_trend(part.scales)) if isinstance(part, WordTable) else part
        for part in table.section.word
    )
    return replace(
        table,
        section=replace(table.section, word=tuple(parts)),
        rows=_without(table.rows),
        region=_without(table.region),
        idle_trend=missing,
    )


def without_trend(scales: Sequence[str]) -> tuple[str, ...]:
    """The scales but the one of trends."""
    return tuple(scale for scale in scales if scale != TREND)


def note_of_idle_trend(subject: Subject, table: RegionTable) -> Iterator[ReportParagraph]:
    """The sentence that stands for the trends that were left out, with what to do about it where somebody can; nothing where
    none was.
    """
    if table.idle_trend is not None:
        yield ReportParagraph(subject.words(_sentence(subject, table)), "note")


def _sentence(subject: Subject, table: RegionTable) -> Message:
    earlier = table.section.trait(EarlierFigures)
    if subject.region.published or earlier is None:
        return _("The trend cannot be judged: the plan has no outcome for {round}.", round=table.idle_trend)
    sheet = literal(subject.words(earlier.sheet.title))
    return _(
        "The trend cannot be judged: the plan has no outcome for {round}. Write it on the sheet {sheet}.",
        round=table.idle_trend,
        sheet=sheet,
    )


def _trends(rows: Iterable[UnitRow]) -> Iterable[Judgement]:
    return (judgement for row in rows for judgement in row.judgements if judgement.scale == TREND)


def _what_is_missing(trends: Iterable[Judgement]) -> Message | None:
    """The round that no trend has an outcome of; None where some trend says something else, or there is none."""
    rounds = list[Message]()
    for trend in trends:
        if trend.level != Trend.UNKNOWN:
            return None
        if trend.reason.id == NOTHING_BEFORE.id:
            rounds += (
                value for name, value in trend.reason.arguments if name == "round" and isinstance(value, Message)
            )
        elif trend.reason.id != MASKED_REASON.id:
            return None
    first, *others = dict.fromkeys(rounds) or [None]
    return None if others else first


def _without(rows: Sequence[UnitRow]) -> list[UnitRow]:
    return [
        replace(row, judgements=tuple(judgement for judgement in row.judgements if judgement.scale != TREND))
        for row in rows
    ]
