"""A level with what it rests on."""

from __future__ import annotations

from decimal import Decimal

from followup.form.terms.judgement import Level
from followup.frozen import frozen
from followup.locale import Message


@frozen
class Judged:
    """A level and its reason; ``limit`` is the figure to reach, as figures are stored, and which way is good.

    ``beside`` are the figures that it was held against: wherever the outcome is shown, it is on their right side.
    ``low`` and ``high`` are the ends of what is wanted, None where it has no such end, and ``strict`` says that they
    themselves are not good enough; ``since`` says in words what a change was counted from.
    """

    level: Level
    reason: Message
    limit: Decimal | None = None
    higher: bool = True
    beside: tuple[Decimal, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    since: Message | None = None
    strict: bool = False
