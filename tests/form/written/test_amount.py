"""Numbers in text, and when there is a doubt."""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.form.written.amount import Doubt, DoubtReason, NumberWithUnit, amount_in


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("45 467", "", "45467"),
        ("45.46", "", "45.46"),
        ("45,467", "", "45.467"),
        ("7 mnkr", "mnkr", "7"),
        ("7 MNKR", "mnkr", "7"),
        ("000", "", "0"),
        ("0,10", "", "0.1"),
        ("0.467", "", "0.467"),
        ("1234.567", "", "1234.567"),
        ("12 per 100 000 invånare", "per 100 000 invånare", "12"),
        ("3 recept/1000 invånare", "recept/1000 invånare", "3"),
    ],
)
def test_an_amount_is_a_number_and_what_stands_behind_it(text: str, unit: str, number: str) -> None:
    assert amount_in(text) == NumberWithUnit(Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "why", "readings"),
    [
        ("45.467", DoubtReason.TWO_READINGS, ("45467", "45.467")),
        ("-45.467", DoubtReason.TWO_READINGS, ("-45467", "-45.467")),
        ("1 234.567", DoubtReason.TWO_READINGS, ("1234567", "1234.567")),
        ("(1 200)", DoubtReason.BRACKETS, ("-1200", "1200")),
        ("12-15", DoubtReason.RANGE, ()),
        ("K:41% M:38%", DoubtReason.SEVERAL, ()),
        ("2022-04-30", DoubtReason.SEVERAL, ()),
        ("mnkr", DoubtReason.WORDS, ()),
        ("1 7", DoubtReason.WORDS, ()),
        ("12,", DoubtReason.UNFINISHED, ()),
        ("\u0667", DoubtReason.OTHER_DIGITS, ()),
        ("\u0667 st", DoubtReason.OTHER_DIGITS, ()),
        ("\u202e123", DoubtReason.TURNED, ()),
        ("Ej aktuellt", DoubtReason.NO_ANSWER, ()),
    ],
)
def test_a_doubt_says_why_and_names_the_readings(text: str, why: DoubtReason, readings: tuple[str, ...]) -> None:
    assert amount_in(text) == Doubt(why, tuple(map(Decimal, readings)))


@pytest.mark.parametrize("text", ["45,467", "1 045,467"])
def test_where_things_are_counted_three_digits_behind_a_comma_may_be_thousands(text: str) -> None:
    assert isinstance(amount_in(text, whole=True), Doubt)
    assert isinstance(amount_in(text), NumberWithUnit)
