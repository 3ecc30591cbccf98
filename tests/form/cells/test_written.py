"""Spaces and numbers in text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.form.cells.written import number_in, plain
from tests.form.cells.typed import SPACES


@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
def test_every_kind_of_space_is_one_space(space: str) -> None:
    assert plain(f"{space}a{space}{space}b{space}") == "a b"


@pytest.mark.parametrize(
    ("text", "units", "number"),
    [
        ("45 467", (), "45467"),
        ("45.467", (), None),
        ("45.46", (), "45.46"),
        ("45,467", (), "45.467"),
        ("7 mnkr", ("mnkr",), "7"),
        ("7 MNKR", ("mnkr",), "7"),
        ("7 mnkr", (), None),
        ("7 mnkr", ("",), None),
        ("mnkr", ("mnkr",), None),
        ("1 7", (), None),
        ("٧", (), None),
        ("٧ st", ("st",), None),
        ("000", (), "0"),
        ("0,10", (), "0.1"),
    ],
)
def test_number_in(text: str, units: tuple[str, ...], number: str | None) -> None:
    assert number_in(text, units) == (None if number is None else Decimal(number))
