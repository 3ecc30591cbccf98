"""What was judged of a row, and why."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from followup.frozen import frozen
from followup.locale import Message, _


class Level(StrEnum):
    """How a goal stands: three levels, or a state that says why there is none."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_DUE = "not_due"
    NO_DATA = "no_data"
    UNDECIDED = "undecided"


MASKED_REASON = _("The figures are masked; the judgement was made on the real ones.")
"""Instead of a reason that would tell masked figures, of a published round."""
NO_LEVEL = ""
"""What has no level is in no state either: a region's sum that the plan has no target for."""


class Trend(StrEnum):
    """Where a figure goes, whether that is good or bad."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    APART = "apart"
    """The parts of a split move in different directions."""
    UNKNOWN = "unknown"


class JudgementOrigin(StrEnum):
    """Who judged."""

    COMPUTED = "computed"
    UNIT = "unit"
    OVERRIDE = "override"
    REPLACED = "replaced"
    """Computed, but an override stands instead: shown, not counted."""
    BESIDE = "beside"
    """The unit's own judgement beside a computed one: shown, not counted."""


@frozen(slots=True)
class Judgement:
    """One step on a scale. ``scale`` is ``attainment``, ``trend`` or a scale's name; ``level`` a key on it.

    ``part`` is the part of a split, empty when the row is judged whole. Never without a ``reason``.
    ``compared_figures`` are the figures that the row's own were held against. Without a level (``NO_LEVEL``) it only
    says why there is none. ``low`` and ``high`` are the ends of what is wanted, as figures are stored, None where there
    is no such end or where it is not known; ``strict`` says that the ends themselves are not good enough; ``since``
    says in words what a change was counted from. Of a published round ``level_tells`` and ``reason_tells`` say that the
    level, or what a person gave as the reason, tells a masked figure: documents show it, with a warning, and facts do
    not. ``rests_on`` says of how many figures, of how many there should be, what was judged is made; None where none is
    missing.
    """

    scale: str
    level: str
    reason: Message
    part: str = ""
    origin: JudgementOrigin = JudgementOrigin.COMPUTED
    compared_figures: tuple[Decimal, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    since: Message | None = None
    strict: bool = False
    level_tells: bool = False
    reason_tells: bool = False
    rests_on: tuple[int, int] | None = None

    @property
    def counts(self) -> bool:
        """Whether it is one of those that are counted and rolled up."""
        return self.level != NO_LEVEL and self.origin not in (JudgementOrigin.REPLACED, JudgementOrigin.BESIDE)
