"""What must hold for anything that anybody types: nothing raises, and no figure is taken for ten or a thousand of itself.

The second reader of Swedish numbers here is tiny, and shares nothing with the program's own.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.locale.numbers import rounded
from tests.form.cells.test_what_people_write import CELLS, SIGNS
from tests.form.cells.typed import SWEDISH, outcome
from tests.form.language import FIRST, LAST, CellType, Day, Number, Percent
from tests.house import ErrorValue, Raw, Severity, Uncalculated

MANY = settings(max_examples=300, derandomize=True, deadline=None)
SPACES = (" ", "\u00a0", "\u202f", "\u2009")
PIECES = st.sampled_from(
    [
        *("1", "45", "467", "0,4", ".", ",", " ", "-", "%", "ca ", "<", "(", ")", "K:", "M:", "mkr", "tkr", "kr", "st"),
        *("april", "2022", "/", "e5", "'", "ja", "klar", "N/A", "=", "@", "=1+1", "{x}", "{", "&", *SIGNS.values()),
    ]
)
TYPED: st.SearchStrategy[Raw] = st.one_of(
    st.text(max_size=30),
    st.lists(PIECES, max_size=7).map("".join),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.integers(-(10**18), 10**18).map(Decimal),
    st.dates(),
    st.datetimes(),
    st.booleans(),
    st.sampled_from([ErrorValue("#REF!"), Uncalculated("=A1")]),
)


@pytest.mark.parametrize("kind", CELLS.values(), ids=CELLS)
@MANY
@given(raw=TYPED)
def test_anything_typed_is_taken_or_refused_with_a_sentence(kind: CellType, raw: Raw) -> None:
    parsed = kind.read(raw)
    if parsed.problem is not None:
        assert SWEDISH(parsed.problem.advice)
        assert (parsed.value is None) or parsed.problem.severity is not Severity.ERROR


@pytest.mark.parametrize("name", [name for name, kind in CELLS.items() if isinstance(kind, Number)])
@MANY
@given(number=st.decimals(0, 10**9, places=4))
def test_a_number_that_is_shown_is_understood(name: str, number: Decimal) -> None:
    kind = CELLS[name]
    assert isinstance(kind, Number)
    number = min(number, kind.maximum or number)
    shown = number if kind.decimals is None else rounded(number, kind.decimals)
    assert outcome(kind, kind.show(number, SWEDISH)) == shown
    assert outcome(kind, number) == number


@MANY
@given(st.decimals(0, 1, places=6), st.integers(0, 4))
def test_a_share_that_is_shown_is_understood(share: Decimal, decimals: int) -> None:
    kind = Percent(decimals=decimals)
    assert outcome(kind, kind.show(share, SWEDISH)) == rounded(share * 100, decimals) / 100


@MANY
@given(st.dates(FIRST, LAST))
def test_a_day_that_is_shown_is_understood_however_it_is_written(day: date) -> None:
    ways = [
        Day().show(day, SWEDISH),
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}",
        f"{day.day}/{day.month} {day.year}",
    ]
    for way in ways:
        assert outcome(Day(), way) in (day, "not-a-date")
    assert [outcome(Day(), way) for way in ways[:4]] == [day] * 4
    assert outcome(Day(), datetime(day.year, day.month, day.day, 8)) == day
    assert outcome(Day(), Decimal(f"{day:%Y%m%d}")) == day


MONEY = {
    "": None,
    "kr": 1,
    "tkr": 10**3,
    "kkr": 10**3,
    "mkr": 10**6,
    "mnkr": 10**6,
    "miljoner kronor": 10**6,
    "mdkr": 10**9,
}


@st.composite
def swedish_number(draw: st.DrawFn) -> str:
    """A number as Swedes write it: grouped by spaces or not, decimals behind a comma, a unit of money or none."""
    digits = str(draw(st.integers(0, 10**10)))
    if draw(st.booleans()):
        digits = re.sub(r"(?<=\d)(?=(\d{3})+$)", draw(st.sampled_from(SPACES)), digits)
    decimals = draw(st.sampled_from(["", "", ",5", ",25", ",125", ",0", ",1234"]))
    sign = draw(st.sampled_from(["", "", "-", "\u2212", "minus "]))
    unit = draw(st.sampled_from(list(MONEY)))
    return f"{sign}{digits}{decimals}{draw(st.sampled_from(['', *SPACES])) if unit else ''}{unit}"


def second_reading(text: str, ours: int) -> Fraction:
    """The number in units of ``ours`` kronor, read letter by letter."""
    whole, _comma, behind = text.partition(",")
    digits = [letter for letter in whole if letter in "0123456789"]
    decimals = [letter for letter in behind if letter in "0123456789"]
    number = Fraction(int("".join(digits + decimals)), 10 ** len(decimals))
    unit = next(
        (times for name, times in sorted(MONEY.items(), key=lambda item: -len(item[0])) if text.endswith(name)), None
    )
    below = text[0] in "-\u2212" or text.startswith("minus")
    return (-number if below else number) * Fraction(unit or ours, ours)


@settings(max_examples=2000, derandomize=True, deadline=None)
@given(text=swedish_number(), ours=st.sampled_from([("kr", 1), ("tkr", 10**3), ("mnkr", 10**6), ("mdkr", 10**9)]))
def test_no_amount_is_ten_or_a_thousand_times_itself(text: str, ours: tuple[str, int]) -> None:
    result = outcome(Number(ours[0], decimals=None, minimum=None), text)
    assert isinstance(result, Decimal), text
    assert Fraction(result) == second_reading(text, ours[1])


DIGITS_AND_MARKS = st.one_of(
    st.lists(st.sampled_from([*"0123456789", *"0123456789", " ", ",", ".", "'", "-", "%"]), max_size=9).map("".join),
    st.from_regex(r"-?[0-9]{1,3}[.,][0-9]{3}( st)?", fullmatch=True, alphabet=st.characters(max_codepoint=127)),
)


@MANY
@given(text=DIGITS_AND_MARKS)
def test_no_figure_is_made_of_digits_that_may_be_another(text: str) -> None:
    """Whatever the signs between digits: what is taken has just these digits, and no mark could be read both ways."""
    result = outcome(Number("besök", minimum=None), text)
    if not isinstance(result, Decimal):
        return
    written = "".join(letter for letter in text if letter.isdigit())
    assert abs(result).normalize().as_tuple().digits == Decimal(written).normalize().as_tuple().digits
    assert not re.fullmatch(r"\W*[1-9][0-9]{0,2}[.,][0-9]{3}( st)?\W*", text)
