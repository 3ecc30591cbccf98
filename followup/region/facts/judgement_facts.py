"""How a judgement stands in the facts: its level in words, who judged and why; of a published one no more than may be shown."""

from __future__ import annotations

from typing import Any

from followup.form.frame import Frame
from followup.form.terms.judgement import Judgement, JudgementOrigin
from followup.form.values import Masked
from followup.region.facts.fact import YES
from followup.region.levels_in_words import word_of
from followup.region.masking.publishing import MASKED_REASON

HIDDEN = Masked("–")
"""What stands instead of an answer, a level or a reason that would tell a masked figure."""


def judgement_columns(frame: Frame, judgement: Judgement, scale: str, origin: JudgementOrigin) -> dict[str, Any]:
    """The columns of a line that say how something was judged on a scale."""
    columns: dict[str, Any] = {"origin": str(origin), "reason": frame.words(judgement.reason)}
    if judgement.level_tells or judgement.reason_tells:
        columns |= {"masked": YES, "missing_reason": HIDDEN.reason}
        columns["reason"] = frame.words(MASKED_REASON) if judgement.level_tells else HIDDEN.reason
    if judgement.level_tells:
        return columns
    return columns | {"level": str(judgement.level), "level_word": word_of(frame, scale, judgement.level)}
