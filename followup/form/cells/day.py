"""Dates."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from followup.files.book import Validation
from followup.files.received import Look, Raw
from followup.form.cells.base import CellType, Parsed
from followup.form.cells.certain import EXCELS_FIRST, CertainFault, ListOf, is_no_day_between, is_truth_value
from followup.form.cells.certain_texts import is_a_word_without_digits, is_no_day_in_words, is_one_of
from followup.form.written.amount import NO_ANSWER, TYPED_FOR_NOTHING
from followup.form.written.day_text import days_in
from followup.form.written.plain_text import plain
from followup.frozen import frozen
from followup.locale import Message, Words, _
from followup.patterns import pattern
from followup.rulebook.cells import NOT_A_DATE
from followup.rulebook.problem import Problem
from followup.rulebook.understood import DATE_AS_NUMBER, DATE_AS_TEXT, DAY_SHOWN_IN_PART, MONTH_WITHOUT_A_DAY

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
MOST_DAYS = 100_000
"""Days from 1900, to the year 2173: of more, and of endless numbers, the calendar has no day to suggest."""
WITHOUT_YEAR = pattern(r"[0-9]{1,2} ?[/.-] ?[0-9]{1,2}|[0-9]{1,2} [a-zåäö]{3,}")
LATE_DAY = pattern(r"\b(?:29|30|31)\b")
"""A day that some months do not have."""

NO_YEAR = _("is a date without a year.")
NO_DATE = _("is not a date.")
UNLIKELY = _("is not a likely date.")
NOTHING = _("is no date. Leave the cell empty if there is none.")


@frozen
class Day(CellType):
    """A day, between 1990 and 2100. A text that can only be one day is understood; 3/4 2022 is not: it may be two.

    Eight digits are a day too. Another number is refused, although Excel counts days: from 1900 or from 1904, and
    the cell does not say which.
    """

    number_format = "yyyy-mm-dd"

    def help(self) -> Message:
        return _("Write a date as year-month-day: 2022-04-30.")

    def parse(self, raw: Raw) -> Parsed:
        if isinstance(raw, datetime):
            raw = raw.date()
        if isinstance(raw, date):
            return self._within(raw, None)
        if isinstance(raw, Decimal):
            return self._from_number(raw)
        if not isinstance(raw, str):
            return self._refused(NO_DATE)
        days = days_in(raw)
        if len(days) == 1:
            return self._within(days[0], DATE_AS_TEXT.problem(day=days[0]))
        return self._refused(_why_no_day(raw, days))

    def parse_seen(self, raw: Raw, look: Look) -> Parsed:
        if not isinstance(raw, date):
            return super().parse_seen(raw, look)
        parsed = self.parse(raw)
        day = parsed.value
        if not isinstance(day, date) or parsed.problem is not None:
            return parsed
        is_month = look.lacks == "day" and day.day == 1
        rule = MONTH_WITHOUT_A_DAY if is_month else DAY_SHOWN_IN_PART
        return Parsed(day, rule.problem(day=day))

    def _from_number(self, number: Decimal) -> Parsed:
        digits = f"{number:f}"
        days = days_in(digits) if len(digits) == len("20220430") else ()
        if days:
            return self._within(days[0], DATE_AS_NUMBER.problem(day=days[0]))
        counted = EXCELS_FIRST + timedelta(days=int(number)) if 0 < number < MOST_DAYS else date.min
        if FIRST <= counted <= LAST:
            return self._refused(
                _("is a number; in Excel it most often stands for {day}, but not always.", day=counted)
            )
        return self._refused(NO_DATE)

    def _within(self, day: date, problem: Problem | None) -> Parsed:
        return Parsed(day, problem) if FIRST <= day <= LAST else self._refused(UNLIKELY)

    def _refused(self, why: Message) -> Parsed:
        return Parsed(problem=NOT_A_DATE.problem(why=why, help=self.help()))

    def validation(self, words: Words) -> Validation | None:
        return Validation("date", help=words(self.help()), minimum=FIRST, maximum=LAST, strict=False)

    def certain_faults(self, cell: str, list_of: ListOf) -> Iterator[CertainFault]:
        yield from super().certain_faults(cell, list_of)
        refused = {why: NOT_A_DATE.problem(why=why, help=self.help()) for why in (NO_DATE, UNLIKELY, NOTHING)}
        yield CertainFault(refused[NO_DATE], is_truth_value(cell))
        yield CertainFault(refused[UNLIKELY], is_no_day_between(cell, FIRST, LAST))
        yield CertainFault(refused[NOTHING], is_one_of(cell, TYPED_FOR_NOTHING, list_of))
        yield CertainFault(refused[NO_DATE], is_a_word_without_digits(cell))
        yield CertainFault(refused[NO_DATE], is_no_day_in_words(cell, list_of))


def _why_no_day(text: str, days: tuple[date, ...]) -> Message:
    """What stands in the way of a day, with the days that it may have been."""
    if len(days) == 2:
        return _("can be read as {one} or as {other}.", one=days[0], other=days[1])
    normalised = plain(text).casefold()
    if normalised in NO_ANSWER:
        return NOTHING
    if len(first_of_month := days_in(LATE_DAY.sub("1", normalised, count=1))) == 1 and not days:
        month = first_of_month[0]
        return _("is not a date: the month has {n} days.", n=monthrange(month.year, month.month)[1])
    return NO_YEAR if WITHOUT_YEAR.fullmatch(normalised) else NO_DATE
