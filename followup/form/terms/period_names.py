"""Days, periods and occasions as running text has them: ``den 30 april 2021``, ``januari–april 2022``, ``tertial 2 2020``.

Every document, sheet and finding that names one in a sentence, a heading, a caption or the title of a column has the
name from here. Keys and file names keep their codes: they are what people and programs find things by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from followup.form.terms.period import Days, Period
from followup.locale import LITERAL, Message, Words, _, literal
from followup.patterns import pattern

MONTHS: tuple[Message, ...] = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
    _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip
SHORT_MONTHS: tuple[Message, ...] = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip
"""Where there is little room: over a column."""

EARLIEST = 1000
"""The first year that is written with four figures."""

_OF_A_YEAR = pattern(r"(?P<part>T|K|Q|HÅ|H|ÅR|AR|DÅ)?\s?(?P<number>[0-9]{0,2})\s(?P<year>[0-9]{4})", re.IGNORECASE)
_MONTH = pattern(r"(?P<year>[0-9]{4})-?(?P<number>0[1-9]|1[0-2])")
PARTS: Mapping[str, tuple[Message, int]] = {
    "T": (_("tertial {number} {year}"), 3),
    "K": (_("quarter {number} {year}"), 4),
    "Q": (_("quarter {number} {year}"), 4),
    "H": (_("half-year {number} {year}"), 2),
}
"""What people call a part of a year, and how many there are of it."""


def day_name(day: date, months: Sequence[Message] = MONTHS) -> Message:
    """``30 april 2021``."""
    return _("{day} {month} {year}", day=literal(str(day.day)), month=months[day.month - 1], year=_year(day))


def the_day(day: date) -> Message:
    """``den 30 april 2021``, in the middle of a sentence."""
    return _("{the_day}", the_day=day_name(day))


def span_name(days: Days) -> Message:
    """``januari–april 2022``, ``april 2022``, ``2022`` of a whole year, ``1 januari–15 april 2022`` of days that are no whole
    months. Of a period whose first day is not known, its last month; nothing of one whose last is not.
    """
    first, last = days
    if first is not None and last is not None and days == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return literal(_year(last))
    return _span(days, MONTHS)


def short_span_name(days: Days) -> Message:
    """``jan–apr 2022``: the same over a column. A whole year has its months too, or two columns would be called alike."""
    return _span(days, SHORT_MONTHS)


def _span(days: Days, months: Sequence[Message]) -> Message:
    first, last = days
    if last is None:
        return literal("")
    if first is None:
        return month_name(last, months)
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return day_name(last, months) if first == last else _days(first, last, months)
    if (first.year, first.month) == (last.year, last.month):
        return month_name(last, months)
    start = months[first.month - 1] if first.year == last.year else month_name(first, months)
    return _("{first}–{last}", first=start, last=month_name(last, months))


def month_name(day: date, months: Sequence[Message] = MONTHS) -> Message:
    """``april 2022``."""
    return _("{month} {year}", month=months[day.month - 1], year=_year(day))


@lru_cache(256)
def round_name(round_: str) -> Message:
    """``tertial 1 2022`` of T1 2022, ``april 2022`` of 2022-04, ``helåret 2021`` of ÅR 2021; another is as it is written."""
    text = " ".join(round_.split())
    if month := _MONTH.fullmatch(text):
        return month_name(date(int(month["year"]), int(month["number"]), 1))
    if (match := _OF_A_YEAR.fullmatch(text)) is None:
        return literal(round_)
    part, number, year = (match["part"] or "").upper(), match["number"], literal(match["year"])
    if part in ("ÅR", "AR", "HÅ") and not number:
        return _("the whole of {year}", year=year)
    name, most = PARTS.get(part, (None, 0))
    if name is None or not number or not 1 <= int(number) <= most:
        return literal(round_)
    return name.filled(number=literal(str(int(number))), year=year)


def named(label: Message) -> Message:
    """A label that is nothing but an occasion, by its name; any other as it is."""
    text = label.arguments[0][1] if label.id == LITERAL else ""
    return round_name(text) if isinstance(text, str) and text else label


def compared_name(period: Period) -> Message:
    """What the figures of a period are compared with, behind *jämfört med*: ``samma period 2021`` where the days are the same
    of another year.
    """
    days, compared = period.days, period.compared
    if _is_same_part(days, compared) and compared[1] is not None:
        return _("the same period in {year}", year=literal(_year(compared[1])))
    return span_name(compared)


def names_of(period: Period) -> dict[str, object]:
    """What headings and captions are completed with: the braces of ``Period.labels``, with periods by their names."""
    return {**period.labels, "period": span_name(period.days), "before": span_name(period.compared)}


def short_names_of(period: Period) -> dict[str, object]:
    """What the titles of columns are completed with: the same braces, with periods by their short names."""
    short = {"period": short_span_name(period.days), "before": short_span_name(period.compared)}
    return {**period.labels, **short}


def title_in_text(title: str, period: Period, words: Words) -> str:
    """``Besök januari–april 2022`` of the title ``Besök jan–apr 2022``: in a sentence, where there is room."""
    names, short = names_of(period), short_names_of(period)
    for key in ("period", "before"):
        if text := words.show(short[key]):
            title = title.replace(text, words.show(names[key]))
    return title


def _days(first: date, last: date, months: Sequence[Message]) -> Message:
    """From one day to another; the year stands once where it is the same."""
    day = literal(str(first.day))
    start = _("{day} {month}", day=day, month=months[first.month - 1])
    start = start if first.year == last.year else day_name(first, months)
    return _("{first}–{last}", first=start, last=day_name(last, months))


def _is_same_part(days: Days, compared: Days) -> bool:
    """Whether two periods begin and end on the same days of different years; the last of February is one day."""
    (first, last), (first_compared, last_compared) = days, compared
    if first is None or last is None or first_compared is None or last_compared is None:
        return False
    if first.year - first_compared.year != last.year - last_compared.year or first.year == first_compared.year:
        return False
    starts = (first.month, first.day) == (first_compared.month, first_compared.day)
    return starts and _last_day(last) == _last_day(last_compared)


def _last_day(day: date) -> tuple[int, int]:
    """Month and day, in which the last day of a month is the same in every year."""
    return day.month, 31 if (day + timedelta(days=1)).day == 1 else day.day


def _year(day: date) -> str:
    return f"{day.year:04d}" if day.year >= EARLIEST else str(day.year)
