"""The words of levels: the plan's own, and ours where it is silent."""

from __future__ import annotations

from followup.form.frame import Frame
from followup.form.terms.scales import ATTAINMENT
from followup.locale import Message, _
from followup.plan.sheets import LEVEL_IN_DOCUMENTS

DEFAULT_WORDS: dict[str, Message] = {
    **LEVEL_IN_DOCUMENTS,
    "up": _("Increases"),
    "same": _("Unchanged"),
    "down": _("Decreases"),
    "apart": _("In different directions"),
    "unknown": _("Cannot be decided"),
}


def word_of(frame: Frame, scale: str, key: str) -> str:
    """The word of a step: the plan's, else ours; the key itself of one that nobody has a word for.

    A scale that the plan does not declare has the steps of attainment: a unit's own judgement is made on that.
    """
    declared = frame.scales.of(scale) or frame.scales.of(ATTAINMENT)
    if declared is not None and key in declared.levels:
        return declared.levels[key].word
    return frame.words(DEFAULT_WORDS[key]) if key in DEFAULT_WORDS else key
