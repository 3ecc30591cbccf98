"""The judgements of rows in words: what stands for a step of a scale is put together once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from followup.form.frame import Frame
from followup.form.judgement import Judgement, Origin
from followup.locale import _
from followup.outputs.showing import level_of

_SHOWN = {
    Origin.REPLACED: _("({judgement}, computed)"),
    Origin.OVERRIDE: _("{judgement} (decided)"),
    Origin.BESIDE: _("({judgement}, own judgement)"),
}


@dataclass(frozen=True, slots=True)
class ShownJudgements:
    """A row's judgements on one scale: symbols with words, one colour where there is one level, and the reasons."""

    text: str
    colour: str
    reason: str


NOT_JUDGED = ShownJudgements("", "", "")


def show_judgements(frame: Frame, judgements: Sequence[Judgement], scale: str) -> ShownJudgements:
    """One row's judgements; of many rows ``Judged`` shows them."""
    return Judged(frame, scale).show(judgements)


class Judged:
    """A scale as row after row shows it. What is kept is no more than its levels, times parts and origins."""

    def __init__(self, frame: Frame, scale: str) -> None:
        self.frame, self.scale = frame, scale
        self.steps: dict[tuple[str, str, Origin], tuple[str, str]] = {}

    def show(self, judgements: Sequence[Judgement]) -> ShownJudgements:
        """``K: □ Uppnått  M: ▲ Inte uppnått``; empty where nothing is judged on the scale."""
        own = [judgement for judgement in judgements if judgement.scale == self.scale]
        if not own:
            return NOT_JUDGED
        reasons = [f"{_short_of(self.frame, each)}{self.frame.words(each.reason)}" for each in own]
        return ShownJudgements(*self.levels(own), "\n".join(reasons))

    def levels(self, judgements: Sequence[Judgement]) -> tuple[str, str]:
        """The judgements' text and colour without their reasons, which take much longer to put into words."""
        texts, colours = [], {}
        for judgement in judgements:
            if judgement.scale != self.scale:
                continue
            text, colour = self._step(judgement)
            texts.append(text)
            if judgement.counts:
                colours[judgement.level] = colour
        return "\n".join(texts), next(iter(colours.values())) if len(colours) == 1 else ""

    def _step(self, judgement: Judgement) -> tuple[str, str]:
        """The text and the colour of a step: the same for every row where the same part was judged by the same."""
        key = (judgement.level, judgement.part, judgement.origin)
        if key not in self.steps:
            level = level_of(self.frame, self.scale, judgement.level)
            text = f"{_short_of(self.frame, judgement)}{level.symbol} {level.word}".strip()
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
