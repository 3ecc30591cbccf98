"""What figures are measured in: how far from what is wanted, over which days, which way is good."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from followup.region.measuring import Measurements, gap_to
from tests.form.language import DetachedRow, Frame, Number, Percent, Period, Row
from tests.tables import plan, section_of


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize(
    ("figure", "low", "high", "gap"),
    [
        ("81", "80", "", "1"),
        ("78.5", "80", "", "-1.5"),
        ("80", "80", "", "0"),
        ("7", "", "5", "2"),
        ("4", "", "5", "-1"),
        ("6", "4", "8", "0"),
        ("9", "4", "8", "1"),
        ("3", "4", "8", "-1"),
        ("0.3", "0", "0", "0.3"),
        ("3", "", "", ""),
        ("", "4", "8", ""),
    ],
)
def test_how_far_a_figure_is_from_what_is_wanted(figure: str, low: str, high: str, gap: str) -> None:
    assert gap_to(number(figure), number(low), number(high)) == number(gap)


@pytest.mark.parametrize(
    ("month", "days"),
    [
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2022-12", (date(2022, 12, 1), date(2022, 12, 31))),
        ("februari", (None, None)),
        ("", (None, None)),
    ],
)
def test_the_days_of_a_row_a_month(month: str, days: tuple[date | None, date | None]) -> None:
    row = DetachedRow(Row("r", {"month": month}))
    assert Measurements(section_of("access"), plan().frame).days_of(row) == days


def test_the_days_of_other_rows_are_those_reported() -> None:
    frame = Frame(period=Period(first=date(2022, 1, 1), last=date(2022, 4, 30)))
    measured = Measurements(section_of("visits"), frame)
    assert measured.days_of(DetachedRow(Row("r"))) == (date(2022, 1, 1), date(2022, 4, 30))
    before = next(column for column in section_of("visits").expanded(plan()) if column.key == "before")
    assert measured.period_of(DetachedRow(Row("r")), before) == (None, None)


@pytest.mark.parametrize(
    ("message", "low", "high", "direction"),
    [
        ("lower", "", "", "lower"),
        ("lower", "4", "", "lower"),
        ("", "4", "", "higher"),
        ("", "", "4", "lower"),
        ("", "4", "8", ""),
        ("", "", "", ""),
    ],
)
def test_which_way_is_good(message: str, low: str, high: str, direction: str) -> None:
    row = Row("r", plan_record={"direction": message})
    measured = Measurements(section_of("measures"), Frame())
    assert measured.direction_of(row, number(low), number(high)) == direction


def test_a_section_that_says_no_direction_has_that_of_the_only_end() -> None:
    row = Row("r", plan_record={"direction": "lower"})
    assert Measurements(section_of("visits"), Frame()).direction_of(row, Decimal(4), None) == "higher"


@pytest.mark.parametrize(
    ("section", "about", "column", "unit"),
    [
        ("measures", {"unit": "per 1 000 invånare"}, "forecast", "per 1 000 invånare"),
        ("measures", {"unit": None}, "forecast", "antal"),
        ("visits", {"unit": "mnkr"}, "now", "antal"),
        ("visits", {}, "change", "%"),
        ("measures", {"unit": "procent"}, "share", "%"),
        ("measures", {"unit": "Andel (%)"}, "share", "%"),
        ("agreements", {}, "share_now", "mnkr"),
    ],
)
def test_the_unit_of_measurement(section: str, about: dict[str, str | None], column: str, unit: str) -> None:
    columns = section_of(section).expanded(plan())
    is_share = column == "share"
    row = Row("r", plan_record=about, types={"forecast": Percent() if is_share else Number()})
    column_asked = next(other for other in columns if other.key == ("forecast" if is_share else column))
    assert Measurements(section_of(section), plan().frame).unit_of(row, column_asked) == unit
