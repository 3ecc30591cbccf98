"""Plans that run for years: when they end, and whether they have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from followup.form.values import Value
from followup.locale import Message, _, literal


def span(first: Value, last: Value) -> Message | None:
    """``2021–2022``, ``2021``, ``from 2021``, ``until 2022``; None where no year is known."""
    if first is None and last is None:
        return None
    if first is None:
        return _("until {year}", year=literal(f"{last:f}"))
    if last is None:
        return _("from {year}", year=literal(f"{first:f}"))
    return literal(f"{first:f}" if first == last else f"{first:f}–{last:f}")


def has_ended(last: Value, day: date | None) -> bool:
    """Whether the last year is over on that day; a plan without a last year goes on."""
    return isinstance(last, Decimal) and day is not None and last < day.year


def ends_within(last: Value, day: date | None) -> bool:
    """Whether the last year is that of the day: it is time to renew the plan."""
    return isinstance(last, Decimal) and day is not None and last == day.year
