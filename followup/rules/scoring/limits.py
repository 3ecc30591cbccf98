"""A limit: whether a figure reaches it, in words, and the ends of what is wanted."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from followup.form.terms.judgement import Level
from followup.locale import Message, _
from followup.rules.scoring.judged import Judged
from followup.targets.model import Kind


def undecided(reason: Message) -> Judged:
    """No level, and why."""
    return Judged(Level.UNDECIDED, reason)


def reaches(kind: Kind, outcome: Decimal, limit: Decimal, strict: bool) -> bool:
    """Whether a figure is at least, or at most, the limit; ``strict`` when the limit itself is not enough."""
    if kind is Kind.AT_LEAST:
        return outcome > limit if strict else outcome >= limit
    return outcome < limit if strict else outcome <= limit


@lru_cache(4_096)  # a target is that of many units
def limit_in_words(kind: Kind, strict: bool, value: Message) -> Message:
    """ "at least 95 %", "less than 5 days"."""
    if kind is Kind.AT_LEAST:
        return _("more than {value}", value=value) if strict else _("at least {value}", value=value)
    return _("less than {value}", value=value) if strict else _("at most {value}", value=value)


def ends_of_limit(kind: Kind, limit: Decimal, two_sided: bool = False) -> tuple[Decimal | None, Decimal | None]:
    """The ends of what is wanted by a limit; none where it is two stretches, with a gap between them."""
    if two_sided:
        return (-limit, limit) if kind is Kind.AT_MOST else (None, None)
    return None if kind is Kind.AT_MOST else limit, None if kind is Kind.AT_LEAST else limit
