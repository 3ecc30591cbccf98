"""Dates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from followup.form.cells.day import Day
from tests.form.cells.typed import SPACES, SWEDISH, advice, noted_rule, outcome, there_and_back
from tests.house import ErrorValue, Raw, Uncalculated, read_book

LAST_OF_APRIL = date(2022, 4, 30)


@pytest.mark.parametrize(
    "raw",
    [
        LAST_OF_APRIL,
        datetime(2022, 4, 30, 13, 45),
        "2022-04-30",
        "20220430",
        "2022.04.30",
        "2022/04/30",
        "30 april 2022",
        "2022-4-30",
        Decimal(20220430),
        *(f"{space}2022-04-30{space}" for space in SPACES.values()),
    ],
)
def test_a_day_is_understood(raw: Raw) -> None:
    assert outcome(Day(), raw) == LAST_OF_APRIL


@pytest.mark.parametrize(
    "raw",
    [
        "30/4",
        "3/4/2022",
        "4/5 2022",
        "220430",
        "2022-02-30",
        "2022-13-01",
        "30 april",
        "våren",
        "1989-12-31",
        "2101-01-01",
        date(1900, 1, 1),
        date(2101, 1, 1),
        Decimal(44681),
        Decimal(20221430),
        Decimal("44681.5"),
        True,
        "",
        "=TODAY()",
        "٢٠٢٢-٠٤-٣٠",
        "２０２２-０４-３０",
    ],
)
def test_what_may_be_two_days_or_none_is_refused(raw: Raw) -> None:
    assert outcome(Day(), raw) == "not-a-date"
    assert advice(Day(), raw).endswith(SWEDISH(Day().help()))


def test_a_day_stored_as_text_is_noted() -> None:
    assert noted_rule(Day(), "2022-04-30") == "date-as-text"
    assert noted_rule(Day(), LAST_OF_APRIL) == ""


def test_errors_and_uncalculated_formulas_are_no_days() -> None:
    assert outcome(Day(), ErrorValue("#VALUE!")) == "error-value"
    assert outcome(Day(), Uncalculated("=")) == "not-calculated"


@pytest.mark.parametrize("day", [date(1990, 1, 1), LAST_OF_APRIL, date(2024, 2, 29), date(2100, 12, 31)])
def test_a_day_goes_both_ways(day: date) -> None:
    assert there_and_back(Day(), day) == day
    assert outcome(Day(), Day().show(day, SWEDISH)) == day


@pytest.mark.parametrize("from_1904", [False, True], ids=["1900", "1904"])
def test_a_day_is_the_same_whichever_year_the_workbook_counts_from(tmp_path: Path, from_1904: bool) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(tmp_path / "datum.xlsx", {"date_1904": from_1904})
    days = [LAST_OF_APRIL, date(2022, 4, 1), date(2024, 2, 29)]
    book.add_worksheet().write_column(0, 0, days, book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    (sheet,) = read_book(tmp_path / "datum.xlsx").sheets
    assert [outcome(Day(), sheet.cells[row, 0]) for row in range(3)] == days
