"""When a plan that runs for years is over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from followup.rules.years import ends_within, has_ended, span
from tests.house import Value
from tests.tables import SWEDISH


@pytest.mark.parametrize(
    ("first", "last", "shown", "over", "this_year"),
    [
        (2018, 2020, "2018–2020", True, False),
        (2020, 2021, "2020–2021", False, True),
        (2021, 2021, "2021", False, True),
        (2021, 2022, "2021–2022", False, False),
        (None, 2022, "till 2022", False, False),
        (2021, None, "från 2021", False, False),
        (None, None, "", False, False),
    ],
)
def test_a_plan_on_the_last_of_april_2021(
    first: int | None, last: int | None, shown: str, over: bool, this_year: bool
) -> None:
    day = date(2021, 4, 30)
    start, end = ((None if end is None else Decimal(end)) for end in (first, last))
    span_: Value = span(start, end)
    assert ("" if span_ is None else SWEDISH.show(span_)) == shown
    assert (has_ended(end, day), ends_within(end, day)) == (over, this_year)
    assert not has_ended(end, None)
