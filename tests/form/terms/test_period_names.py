"""Days, periods and occasions by their names."""

from __future__ import annotations

from datetime import date

import pytest

from followup.form.terms.period_names import (
    compared_name,
    day_name,
    names_of,
    round_name,
    short_span_name,
    span_name,
    the_day,
)
from tests.form.language import Period
from tests.house import Words
from tests.tables import SWEDISH

ENGLISH = Words("en")


def day(text: str) -> date | None:
    """None of a dash."""
    return None if text == "-" else date.fromisoformat(text)


def days(text: str) -> tuple[date | None, date | None]:
    """Of ``2022-01-01 2022-04-30``."""
    first, last = text.split(" ")
    return day(first), day(last)


@pytest.mark.parametrize(
    ("first_and_last", "in_swedish", "in_english"),
    [
        ("2022-01-01 2022-04-30", "januari–april 2022", "January–April 2022"),
        ("2022-04-01 2022-04-30", "april 2022", "April 2022"),
        ("2022-01-01 2022-12-31", "2022", "2022"),
        ("2024-02-01 2024-02-29", "februari 2024", "February 2024"),
        ("2021-10-01 2022-03-31", "oktober 2021–mars 2022", "October 2021–March 2022"),
        ("2022-01-01 2022-04-15", "1 januari–15 april 2022", "1 January–15 April 2022"),
        ("2021-12-15 2022-01-15", "15 december 2021–15 januari 2022", "15 December 2021–15 January 2022"),
        ("2022-04-15 2022-04-15", "15 april 2022", "15 April 2022"),
        ("- 2022-04-30", "april 2022", "April 2022"),
        ("2022-01-01 -", "", ""),
    ],
)
def test_a_period(first_and_last: str, in_swedish: str, in_english: str) -> None:
    name = span_name(days(first_and_last))
    assert (SWEDISH(name), ENGLISH(name)) == (in_swedish, in_english)


@pytest.mark.parametrize(
    ("first_and_last", "in_swedish", "in_english"),
    [
        ("2022-01-01 2022-04-30", "jan–apr 2022", "Jan–Apr 2022"),
        ("2022-04-01 2022-04-30", "apr 2022", "Apr 2022"),
        ("2022-01-01 2022-12-31", "jan–dec 2022", "Jan–Dec 2022"),
        ("2021-10-01 2022-03-31", "okt 2021–mar 2022", "Oct 2021–Mar 2022"),
        ("2022-01-01 2022-05-15", "1 jan–15 maj 2022", "1 Jan–15 May 2022"),
        ("2021-12-15 2022-01-15", "15 dec 2021–15 jan 2022", "15 Dec 2021–15 Jan 2022"),
        ("- 2022-04-30", "apr 2022", "Apr 2022"),
        ("2022-01-01 -", "", ""),
    ],
)
def test_a_period_over_a_column(first_and_last: str, in_swedish: str, in_english: str) -> None:
    name = short_span_name(days(first_and_last))
    assert (SWEDISH(name), ENGLISH(name)) == (in_swedish, in_english)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("T1 2022", "tertial 1 2022"),
        ("t2 2020", "tertial 2 2020"),
        ("K4 2021", "kvartal 4 2021"),
        ("H1 2025", "halvår 1 2025"),
        ("ÅR 2021", "helåret 2021"),
        ("2022-04", "april 2022"),
        ("202204", "april 2022"),
        ("T4 2022", "T4 2022"),
        ("DÅ04 2022", "DÅ04 2022"),
        ("Våren 2022", "Våren 2022"),
        ("2022", "2022"),
        ("", ""),
    ],
)
def test_an_occasion(code: str, name: str) -> None:
    assert SWEDISH(round_name(code)) == name


def test_a_day() -> None:
    last = date(2021, 4, 30)
    assert (SWEDISH(day_name(last)), SWEDISH(the_day(last))) == ("30 april 2021", "den 30 april 2021")
    assert ENGLISH(the_day(last)) == "30 April 2021"


@pytest.mark.parametrize(
    ("now", "compared", "name"),
    [
        ("2022-01-01 2022-04-30", "2021-01-01 2021-04-30", "samma period 2021"),
        ("2024-01-01 2024-02-29", "2023-01-01 2023-02-28", "samma period 2023"),
        ("2022-01-01 2022-08-31", "2021-01-01 2021-04-30", "januari–april 2021"),
        ("- 2022-04-30", "- 2021-04-30", "april 2021"),
    ],
)
def test_what_a_period_is_compared_with(now: str, compared: str, name: str) -> None:
    (first, last), (first_compared, last_compared) = days(now), days(compared)
    period = Period(first=first, last=last, compared_first=first_compared, compared_last=last_compared)
    assert SWEDISH(compared_name(period)) == name


def test_headings_have_names_where_columns_have_codes() -> None:
    period = Period(first=date(2022, 1, 1), last=date(2022, 4, 30))
    assert period.labels["period"] == "202204"
    assert SWEDISH.show(names_of(period)["period"]) == "januari–april 2022"
    assert names_of(period)["year"] == "2022"
