"""Years: four digits, never shown as 2 021."""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.form.cells.year import Year
from tests.house import Raw, Severity, Words


@pytest.mark.parametrize(
    ("raw", "value", "rule"),
    [
        (Decimal(2021), Decimal(2021), ""),
        (Decimal("2.02E+3"), Decimal(2020), ""),
        ("2021", Decimal(2021), "number-as-text"),
        (Decimal(21), None, "not-a-year"),
        (Decimal(20210), None, "not-a-year"),
        (Decimal("2021.5"), None, "not-a-year"),
        ("2021-2022", None, "not-a-number"),
        ("i år", None, "not-a-number"),
    ],
)
def test_years(raw: Raw, value: Decimal | None, rule: str) -> None:
    parsed = Year().parse(raw)
    assert (parsed.value, parsed.problem.rule if parsed.problem else "") == (value, rule)
    assert (value is None) == (parsed.problem is not None and parsed.problem.severity is Severity.ERROR)


def test_a_year_is_shown_as_it_is_written() -> None:
    assert (Year().show(Decimal(2021), Words("sv")), Year().number_format) == ("2021", "0")
