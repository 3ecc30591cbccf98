"""Amounts of money as people write them, and readings of them that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from followup.form.row_view import RowView
from followup.frozen import frozen
from followup.patterns import pattern

IN_MNKR = {
    "kr": Decimal("0.000001"),
    "tkr": Decimal("0.001"),
    "mkr": Decimal(1),
    "mnkr": Decimal(1),
    "miljon": Decimal(1),
    "miljoner": Decimal(1),
    "mdkr": Decimal(1000),
    "mdr": Decimal(1000),
    "miljard": Decimal(1000),
    "miljarder": Decimal(1000),
}
AMOUNT = pattern(r"(\d+(?:\s\d{3})*(?:[.,]\d+)?)\s*(" + "|".join(sorted(IN_MNKR, key=len, reverse=True)) + r")\b")
INCREASE = pattern(r"(?:ökning|ökat|ökar|höjning|höjt|höjs)\s+(?:på|med|av|om)\s+", re.IGNORECASE)
THOUSAND = Decimal(1000)
MOST_TIMES = Decimal(10)
"""Amounts of two years within so many times of each other are not remarked on."""


@frozen
class StatedAmount:
    """What a text says first, and the increase that it tells of, both in mnkr."""

    value: Decimal
    increase: Decimal | None = None


def amount_in(text: str) -> StatedAmount | None:
    """The first amount of a text in mnkr; None where there is none with a unit.

    "1,44 mdkr per år varav 500 mkr" is 1 440. "1,4 mkr, ökning med 529 mkr" is 1,4 with an increase of 529.
    """
    match = AMOUNT.search(text)
    if match is None:
        return None
    rise = INCREASE.search(text)
    risen = AMOUNT.match(text, rise.end()) if rise else None
    return StatedAmount(_mnkr(match), _mnkr(risen) if risen else None)


def _mnkr(match: re.Match[str]) -> Decimal:
    digits = re.sub(r"\s", "", match[1]).replace(",", ".")
    return Decimal(digits) * IN_MNKR[match[2]]


def other_reading(amount: StatedAmount, before: Decimal | None = None, part: Decimal | None = None) -> Decimal | None:
    """The amount a thousand times more or less, where only that agrees with the increase, last year or a part of it.

    None when the amount may stand as it is, and when no reading would agree.
    """
    if _agrees(amount.value, amount.increase, before, part):
        return None
    others = (amount.value * THOUSAND, amount.value / THOUSAND)
    return next((other for other in others if _agrees(other, amount.increase, before, part)), None)


def _agrees(value: Decimal, increase: Decimal | None, before: Decimal | None, part: Decimal | None) -> bool:
    if any(least is not None and value < least for least in (increase, part)):
        return False
    return not value or not before or before / MOST_TIMES <= value <= before * MOST_TIMES


def amounts_of_the_state(row: RowView) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    """Of an agreement's columns for the state's amounts, those written in: column, amount in mnkr, and another reading.

    The amount is None where there is none with a unit; the other reading is None where the amount may stand.
    """
    before = None
    for column, part in (("state_before", "regions_before"), ("state_now", "regions_now")):
        if row[column] is None:
            continue
        amount = amount_in(row.text(column))
        if amount is None:
            yield column, None, None
        else:
            yield column, amount.value, other_reading(amount, before, row.number(part))
            before = amount.value
