"""The days that figures are about: the years are whole, and what the plan does not say is not known."""

from __future__ import annotations

from datetime import date

from followup.form.terms.period import Period


def test_the_years_are_whole() -> None:
    period = Period(last=date(2022, 4, 30), compared_last=date(2021, 4, 30))
    assert period.year == (date(2022, 1, 1), date(2022, 12, 31))
    assert period.compared_year == (date(2021, 1, 1), date(2021, 12, 31))


def test_days_that_the_plan_does_not_say_are_not_known() -> None:
    assert Period(compared_last=date(2021, 4, 30)).compared == (None, date(2021, 4, 30))
    assert Period().days == Period().compared == Period().year == Period().compared_year == (None, None)
