"""The judgements of rows in words: what stands for a step of a scale is put together once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from followup.form.frame import Frame
from followup.form.presenting import LevelCounts, WordTable
from followup.form.terms.judgement import Judgement, JudgementOrigin
from followup.locale import Message, Words, _, literal
from followup.region.model import RegionTable, UnitRow
from followup.reports.table import Cells, ReportColumn, text_column
from followup.reports.wording.formatting import level_of

Row = TypeVar("Row")

_SHOWN = {
    JudgementOrigin.REPLACED: _("({judgement}, computed)"),
    JudgementOrigin.OVERRIDE: _("{judgement} (decided)"),
    JudgementOrigin.BESIDE: _("({judgement}, own judgement)"),
}
TITLES = {
    "attainment": _("Attainment"),
    "trend": _("Trend"),
    "forecast": _("Status"),
    "plan_status": _("Status"),
}
"""What scales are called as headings where the plan's own name says less."""

Step = tuple[str, str]
"""A judgement as it is shown: symbols with words, and the colour where there is one."""


def scales_of(table: RegionTable) -> list[str]:
    """The scales that a section's rows are judged on, as its declaration names them."""
    named = [counts.scale for counts in table.section.overview if isinstance(counts, LevelCounts)]
    named += [scale for shown in table.section.word if isinstance(shown, WordTable) for scale in shown.scales]
    return list(dict.fromkeys(named))


def scale_title(frame: Frame, scale: str) -> str:
    """What a scale is called as a heading."""
    if scale in TITLES:
        return frame.words(TITLES[scale])
    declared = frame.scales.of(scale)
    return declared.name if declared is not None else scale


class ScaleWords:
    """A scale as row after row shows it. What is kept is no more than its levels, times parts and origins. Where rows are
    of one part each, ``names_part`` is False.
    """

    def __init__(self, frame: Frame, scale: str, names_part: bool = True) -> None:
        self.frame, self.scale, self.names_part = frame, scale, names_part
        self.steps: dict[tuple[object, ...], Step] = {}

    def levels(self, judgements: Sequence[Judgement]) -> Step:
        """``K: □ Uppnått  M: ▲ Inte uppnått``, and the colour of the level where there is one; empty where none is."""
        texts, colours = [], {}
        for judgement in judgements:
            if judgement.scale != self.scale:
                continue
            text, colour = self._step(judgement)
            texts.append(text)
            if judgement.counts:
                colours[judgement.level] = colour
        return "\n".join(texts), next(iter(colours.values())) if len(colours) == 1 else ""

    def reasons(self, judgements: Sequence[Judgement]) -> str:
        """Why, a line a judgement. These take much longer to put into words than the levels."""
        of_scale = [judgement for judgement in judgements if judgement.scale == self.scale]
        return "\n".join(
            [f"{_short_of(self.frame, judgement)}{self.frame.words.recall(judgement.reason)}" for judgement in of_scale]
        )

    def _step(self, judgement: Judgement) -> Step:
        """The text and the colour of a step: the same for every row where the same part was judged by the same."""
        key = (judgement.level, judgement.part, judgement.origin, judgement.rests_on)
        if key not in self.steps:
            level = level_of(self.frame, self.scale, judgement.level)
            part = _short_of(self.frame, judgement) if self.names_part else ""
            text = f"{part}{level.symbol} {level.word}".strip()
            if judgement.rests_on is not None:
                have, of = judgement.rests_on
                text = self.frame.words(_("{judgement} ({have} of {of})", judgement=text, have=have, of=of))
            origin = _SHOWN.get(judgement.origin)
            shown = text if origin is None else self.frame.words(origin.filled(judgement=text))
            self.steps[key] = (shown, level.colour)
        return self.steps[key]


def _short_of(frame: Frame, judgement: Judgement) -> str:
    """``K: `` for the part of a split that is judged; nothing for a whole row."""
    if not judgement.part:
        return ""
    short = next((part.short for part in frame.breakdown if part.key == judgement.part), judgement.part)
    return f"{short}: "


def level_column(title: str, level: Callable[[Row], Step], share: float = 1.0, width: float = 20) -> ReportColumn[Row]:
    """A column of judgements in their colours."""

    def cells(rows: Sequence[Row]) -> Cells:
        steps = [level(row) for row in rows]
        colours = {at: colour for at, (_text, colour) in enumerate(steps) if colour}
        return Cells([text for text, _colour in steps], colours)

    return ReportColumn(title, cells, share=share, width=width)


def judgement_columns(
    words: Words,
    titles: tuple[Message, Message],
    level: Callable[[Row], Step],
    reason: Callable[[Row], str],
    shares: tuple[float, float] = (1, 1),
    widths: tuple[float, float] = (20, 44),
) -> Iterator[ReportColumn[Row]]:
    """A column of judgements, and one of their reasons."""
    yield level_column(words(titles[0]), level, shares[0], widths[0])
    yield text_column(words(titles[1]), reason, shares[1], widths[1])


def scale_columns(frame: Frame, scale: str, widths: tuple[float, float]) -> Iterator[ReportColumn[UnitRow]]:
    """How rows are judged on a scale, and why: two columns of the scale's name."""
    judged, name = ScaleWords(frame, scale), scale_title(frame, scale)
    columns: Iterator[ReportColumn[UnitRow]] = judgement_columns(
        frame.words,
        (literal(name), _("{scale}: reason", scale=name)),
        lambda row: judged.levels(row.judgements),
        lambda row: judged.reasons(row.judgements),
        widths=widths,
    )
    yield next(columns)
    yield from (replace(column, look="muted") for column in columns)
