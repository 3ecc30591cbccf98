"""Spaces, line ends and numbers in text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.form.cells.amount import Amount, Doubt, Why, amount_in
from followup.form.cells.written import in_lines, plain, without_hidden_signs
from tests.form.cells.typed import SPACES


@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
def test_every_kind_of_space_is_one_space(space: str) -> None:
    assert plain(f"{space}a{space}{space}b{space}") == "a b"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "_x000D_\n", "_x000D_", "_x000a_"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    assert in_lines(f"ett{end}två") == "ett\ntvå"


@pytest.mark.parametrize("sign", ["\x00", "\x9f", "\u200b", "\u202e", "\ud800", "\ufffe", "_x0007_", "_x001F_"])
def test_what_nobody_can_see_is_left_out(sign: str) -> None:
    assert without_hidden_signs(f"före{sign}efter") == "föreefter"


@pytest.mark.parametrize("text", ["_x0041_", "_x000_", "👩\u200d⚕\ufe0f", "å\u0308", "a\tb\nc", "\u200eאב"])
def test_what_has_a_meaning_is_kept(text: str) -> None:
    assert without_hidden_signs(in_lines(text)) == text


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
    assert amount_in(text) == Amount(Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "why", "readings"),
    [
        ("45.467", Why.TWO_READINGS, ("45467", "45.467")),
        ("-45.467", Why.TWO_READINGS, ("-45467", "-45.467")),
        ("1 234.567", Why.TWO_READINGS, ("1234567", "1234.567")),
        ("(1 200)", Why.BRACKETS, ("-1200", "1200")),
        ("12-15", Why.RANGE, ()),
        ("K:41% M:38%", Why.SEVERAL, ()),
        ("2022-04-30", Why.SEVERAL, ()),
        ("mnkr", Why.WORDS, ()),
        ("1 7", Why.WORDS, ()),
        ("12,", Why.UNFINISHED, ()),
        ("\u0667", Why.OTHER_DIGITS, ()),
        ("\u0667 st", Why.OTHER_DIGITS, ()),
        ("\u202e123", Why.TURNED, ()),
        ("Ej aktuellt", Why.NO_ANSWER, ()),
    ],
)
def test_a_doubt_says_why_and_names_the_readings(text: str, why: Why, readings: tuple[str, ...]) -> None:
    assert amount_in(text) == Doubt(why, tuple(map(Decimal, readings)))


@pytest.mark.parametrize("text", ["45,467", "1 045,467"])
def test_where_things_are_counted_three_digits_behind_a_comma_may_be_thousands(text: str) -> None:
    assert isinstance(amount_in(text, whole=True), Doubt)
    assert isinstance(amount_in(text), Amount)
