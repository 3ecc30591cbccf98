"""Dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from followup.files.book import Validation
from followup.files.received import Raw
from followup.form.cells.base import CellType, Parsed
from followup.form.cells.written import plain
from followup.form.finding import Problem, Severity
from followup.locale import Message, Words, _

WRITTEN = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})", re.ASCII)
FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class Day(CellType):
    """A day, between 1990 and 2100. A text such as 2022-04-30 is understood; 3/4 is not: it may be two days."""

    number_format = "yyyy-mm-dd"

    def help(self) -> Message:
        return _("Write a date as year-month-day: 2022-04-30.")

    def parse(self, raw: Raw) -> Parsed:
        if isinstance(raw, datetime):
            raw = raw.date()
        if isinstance(raw, date):
            return self._within(raw, None)
        day = _day_in(raw) if isinstance(raw, str) else None
        if day is None:
            return Parsed(problem=Problem("not-a-date", _("is not a date. {help}", help=self.help())))
        told = _("is a date stored as text; it was read as {day}.", day=day)
        return self._within(day, Problem("date-as-text", told, Severity.INFO))

    def _within(self, day: date, problem: Problem | None) -> Parsed:
        if FIRST <= day <= LAST:
            return Parsed(day, problem)
        return Parsed(problem=Problem("not-a-date", _("is not a likely date. {help}", help=self.help())))

    def validation(self, words: Words) -> Validation | None:
        return Validation("date", help=words(self.help()), minimum=FIRST, maximum=LAST, strict=False)


def _day_in(text: str) -> date | None:
    found = WRITTEN.fullmatch(plain(text))
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
