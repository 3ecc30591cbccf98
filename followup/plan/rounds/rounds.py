"""Rounds in the order of time."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache

from followup.form.terms.period import Days

YEAR = re.compile(r"(?:19|20)\d\d")
PART = re.compile(r"(?:t|tertial) ?([1-3])|då ?(\d\d)|-(\d\d)\b|(?:q|kv|kvartal) ?([1-4])", re.IGNORECASE)


@cache
def order_of(round_: str) -> tuple[int, int] | None:
    """Year and last month of a round: T1 2022 is (2022, 4), DÅ08 2021 (2021, 8), ÅR 2021 and 2021 (2021, 12).

    None for a text without a year.
    """
    year = YEAR.search(round_)
    if year is None:
        return None
    rest = round_[: year.start()] + " " + round_[year.end() :]
    part = PART.search(rest)
    if part is None:
        return int(year[0]), 12
    tertial, interim, month, quarter = part.groups()
    if tertial:
        return int(year[0]), int(tertial) * 4
    if quarter:
        return int(year[0]), int(quarter) * 3
    return int(year[0]), min(int(interim or month), 12)


def days_of(round_: str) -> Days:
    """The days that a round of that name reports, as regions count: from the year's first day to its own last. T2 2026 is
    January to August. None and None for a name without a year.
    """
    order = order_of(round_)
    if order is None:
        return None, None
    year, month = order
    return date(year, 1, 1), date(year, month, monthrange(year, month)[1])


def is_before(one: str, other: str) -> bool:
    """Whether a round is surely before another."""
    first, second = order_of(one), order_of(other)
    return first is not None and second is not None and first < second


def same_round(one: str, other: str) -> bool:
    """Whether two texts name the same round: "2021 T1" and "T1 2021" do, a tertial and a whole year never."""
    if one.casefold().split() == other.casefold().split():
        return True
    return (
        order_of(one) is not None
        and order_of(one) == order_of(other)
        and bool(PART.search(one)) == bool(PART.search(other))
    )
