"""Whether what was to be done is done, and in time: a target of yes or no, or of a day, and the answer to it."""

from __future__ import annotations

import calendar
import re
from datetime import date

from followup.form.terms.judgement import Level
from followup.locale import Message, _, literal
from followup.rules.scoring.attainment import undecided
from followup.rules.scoring.judged import Judged
from followup.targets.done_outcome import answer_in
from followup.targets.grammar import times
from followup.targets.model import Target

DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def judge_done(target: Target, text: str, until: date | None, today: date | None = None) -> Judged | None:
    """Judge an answer in words; None when it is none.

    ``until`` is the last day of the period that is reported, ``today`` the last day to answer: what is not done, or is
    to be done on a later day, is not due before its last day. Without them only what is done can be judged.
    """
    answer = answer_in(text)
    if answer is None:
        return None
    quotation = _("The outcome says: “{outcome}”.", outcome=literal(text))
    wanted = target.yes is not False
    limit = last_day(target.deadline, until)
    if answer.done is not wanted:
        return _not_done(target, quotation, limit, until)
    if answer.when and wanted:
        return _done_on(answer.when, target, quotation, limit, until, today)
    return Judged(Level.MET, quotation)


def _not_done(target: Target, quotation: Message, limit: date | None, until: date | None) -> Judged:
    """Not done is not met; until the day it is to be done by has passed it is only not due."""
    # Without a day to wait for, "no" is an answer to the question now.
    if not target.deadline:
        return Judged(Level.NOT_MET, quotation)
    by = times.in_words(target.deadline)
    if limit is None or until is None:
        return undecided(_("{said} Whether {deadline} has passed is not known.", said=quotation, deadline=by))
    reason = _("{reason} The target is to be reached by {deadline}.", reason=quotation, deadline=by)
    return Judged(Level.NOT_DUE if until < limit else Level.NOT_MET, reason)


def _done_on(
    when: str, target: Target, quotation: Message, limit: date | None, until: date | None, today: date | None
) -> Judged:
    first, last = first_day(when, until), last_day(when, until)
    if first is None or last is None or (target.deadline and limit is None):
        return undecided(_("{said} It is not clear which day that is.", said=quotation))
    reason = quotation
    if limit is not None:
        by = times.in_words(target.deadline)
        reason = _("{reason} The target is to be reached by {deadline}.", reason=quotation, deadline=by)
        if first > limit:
            return Judged(Level.NOT_MET, reason)
        # Done "in May" by 15 May: the month begins in time and ends late, and nobody said which day.
        if last > limit:
            return undecided(_("{said} It is not clear which day that is.", said=reason))
    # A day to come is a plan and not yet done, also where it keeps the limit.
    if today is not None and first > today:
        return Judged(Level.NOT_DUE, _("{reason} That day has not come.", reason=reason))
    return Judged(Level.MET, reason)


def last_day(time: str, until: date | None) -> date | None:
    """The last day of a time, of the year that is reported where it has none; None when it is no certain time."""
    day = _day(time, until)
    month = None if day else _month(time, until)
    return day or (date(*month, calendar.monthrange(*month)[1]) if month else None)


def first_day(time: str, until: date | None) -> date | None:
    """The first day of a time that is a day, a month or a year; of a longer one the first of its last month."""
    day = _day(time, until)
    if day is not None or times.is_year(time):
        return day or date(int(time), 1, 1)
    month = _month(time, until)
    return date(*month, 1) if month else None


def _day(time: str, until: date | None) -> date | None:
    if not DAY.fullmatch(time) and until is not None:
        time = times.with_year(time, str(until.year))
    match = DAY.fullmatch(time)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _month(time: str, until: date | None) -> tuple[int, int] | None:
    """Year and month in which a time ends."""
    if time in ("end of year", "the year", "ÅR") and until is not None:
        return until.year, 12
    ended = times.order(time) or (times.order(times.with_year(time, str(until.year))) if until and time else None)
    return (ended[0], min(ended[1], 12)) if ended else None
