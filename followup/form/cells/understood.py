"""What was understood although it was not written as asked for: one small function a rule. The value is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from followup.form.finding import Problem, Severity
from followup.locale import Message, Percentage, _

STORED_AS_TEXT = ("number-as-text", "date-as-text")


def a_number_is_stored_as_text(number: Decimal | Percentage) -> Problem:
    """A number pasted as text is read; how is told, so that nobody has to trust it blindly.

    Wrong: "45 467" as text.
    Right: 45467 as a number.
    """
    told = _("is a number stored as text; it was read as {number}.", number=number)
    if isinstance(number, Percentage):
        told = _("is a percentage stored as text; it was read as {number}.", number=number)
    return Problem("number-as-text", told, Severity.INFO)


def a_sum_of_money_was_converted(number: Decimal, unit: str) -> Problem:
    """Money in another unit than the column's is converted; the figure that counts is told.

    Wrong: 1,4 mkr in a column in tkr.
    Right: 1 400
    """
    return Problem("unit-converted", _("was read as {number} {unit}.", number=number, unit=unit), Severity.INFO)


def a_percent_sign_is_only_shown(share: Percentage) -> Problem:
    """A percent sign that the format only writes beside a number changes nothing: 0,7 looks like 0,7 %, and counts so.

    Wrong: 0,7 in a cell that writes % after every number.
    Right: 0,7 %
    """
    told = _("has a percent sign that only its format writes; it was read as it is seen, as {share}.", share=share)
    return Problem("percent-by-format", told, Severity.INFO)


def a_number_is_shown_in_thousands(number: Decimal, unit: str) -> Problem:
    """Kronor that the format shows in thousands or millions are read as they are seen, in the column's own unit.

    Wrong: 1 400 000 kronor, shown as 1 400 in a column in tkr.
    Right: 1 400
    """
    told = _("is shown by its format in {unit}; it was read as it is seen, as {number}.", number=number, unit=unit)
    return Problem("unit-converted", told, Severity.INFO)


def a_month_was_read_as_its_first_day(day: date) -> Problem:
    """The text "mar-23" becomes 1 March in Excel, though most often its last day is meant.

    Wrong: mar-23, which Excel keeps as 2023-03-01.
    Right: 2023-03-31
    """
    told = _("is a month without a day; it was read as {day}. Write the whole date if another day is meant.", day=day)
    return Problem("month-without-a-day", told, Severity.WARNING)


def only_a_part_of_a_day_is_shown(day: date) -> Problem:
    """A typed "3-5" becomes 3 May of the year in which it is written; which year that was nobody sees.

    Wrong: 03-maj, which Excel keeps as 2022-05-03.
    Right: 2022-05-03
    """
    return Problem("day-shown-in-part", _("shows only a part of a date; it was read as {day}.", day=day), Severity.INFO)


def a_text_is_a_date(day: date) -> Problem:
    """Excel makes dates of "3-5" and "1/2" where a cell is not formatted as text.

    Wrong: 3-5, which Excel keeps as 2022-05-03.
    Right: 3–5, in a cell formatted as text.
    """
    told = _(
        "is a date in Excel, {day}. If something else was written, format the cell as text and write it again.", day=day
    )
    return Problem("text-is-a-date", told, Severity.WARNING)


def a_day_is_stored_as_text(day: date) -> Problem:
    """A day pasted as text is read; which day is told.

    Wrong: "30 april 2022" as text.
    Right: 2022-04-30 as a date.
    """
    told = _("is a date stored as text; it was read as {day}.", day=day)
    return Problem("date-as-text", told, Severity.INFO)


def a_day_is_stored_as_a_number(day: date) -> Problem:
    """Eight digits are a number to Excel, but only one day to people.

    Wrong: 20220430
    Right: 2022-04-30
    """
    return Problem("date-as-number", _("is a number; it was read as {day}.", day=day), Severity.INFO)


def another_word_means_the_same(word: Message) -> Problem:
    """A word that is not in the list but can only mean one of its words is taken for that.

    Wrong: x
    Right: ja
    """
    return Problem("word-understood", _("was read as {word}.", word=word), Severity.INFO)


def hidden_signs_were_left_out() -> Problem:
    """Signs that cannot be seen, or that no document can hold, come along when text is pasted.

    Wrong: a text with a control character in it.
    Right: the same text without it.
    """
    told = _("holds characters that cannot be shown; they were left out.")
    return Problem("characters-removed", told, Severity.INFO)


def a_text_fills_its_cell(most: int) -> Problem:
    """Excel cuts what is pasted at 32 767 characters without a word: the end of such a text may be lost.

    Wrong: a text of exactly 32 767 characters.
    Right: a shorter one, with its end.
    """
    told = _("fills the cell: Excel holds {most} characters and cuts the rest. Check that the end is there.", most=most)
    return Problem("text-fills-the-cell", told, Severity.WARNING)
