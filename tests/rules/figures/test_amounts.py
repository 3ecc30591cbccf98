"""Amounts as people write them, and those that may be a thousand times off."""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.rules.figures.amounts import StatedAmount, amount_in, other_reading


def number(text: str) -> Decimal | None:
    """A number of a table; None where it is empty."""
    return Decimal(text.replace(",", ".")) if text else None


@pytest.mark.parametrize(
    ("text", "value", "increase"),
    [
        ("1,44 mdkr per år varav 500 mkr", "1440", ""),
        ("1,4 mkr, ökning med 529 mkr jämfört med 2017", "1,4", "529"),
        ("976 mnkr", "976", ""),
        ("1 400 mkr", "1400", ""),
        ("1\u00a0400 mkr", "1400", ""),
        ("831 tkr", "0,831", ""),
        ("tre miljoner, eller 3 miljoner kronor", "3", ""),
        ("2 miljarder, höjs med 0,5 miljarder", "2000", "500"),
        ("250000 kr", "0,25", ""),
    ],
)
def test_the_first_amount_in_mnkr(text: str, value: str, increase: str) -> None:
    assert amount_in(text) == StatedAmount(number(value) or Decimal(0), number(increase))


@pytest.mark.parametrize("text", ["", "1,4", "enligt beslut", "500 personer", "12 mkrona"])
def test_no_amount_without_a_unit(text: str) -> None:
    assert amount_in(text) is None


@pytest.mark.parametrize(
    ("value", "increase", "before", "part", "other"),
    [
        ("1,4", "529", "", "", "1400"),
        ("1,4", "", "1440", "", "1400"),
        ("1400000", "", "1440", "", "1400"),
        ("1,4", "", "", "651", "1400"),
        ("1400", "529", "871", "651", ""),
        ("22", "", "11,6", "", ""),
        ("976", "", "976", "655", ""),
        ("1,4", "", "", "", ""),
        # Neither reading agrees: nothing is proposed.
        ("1,4", "5000", "", "", ""),
        # From nothing anything may come, and to nothing.
        ("1000", "", "0", "", ""),
        ("0", "", "1440", "", ""),
    ],
)
def test_the_other_reading(value: str, increase: str, before: str, part: str, other: str) -> None:
    amount = StatedAmount(number(value) or Decimal(0), number(increase))
    assert other_reading(amount, number(before), number(part)) == number(other)
