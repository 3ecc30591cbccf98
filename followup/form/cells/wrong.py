"""Why a cell is refused: one small function a rule. Each message ends with what to write."""

from __future__ import annotations

from decimal import Decimal

from followup.form.finding import Problem
from followup.locale import Message, _, literal


def it_is_an_error_of_excel(help: Message) -> Problem:
    """An error in Excel is no answer: it is neither blank nor 0.

    Wrong: #REF!
    Right: 45 467
    """
    return Problem("error-value", _("is an error in Excel, not an answer. {help}", help=help))


def its_formula_was_never_calculated() -> Problem:
    """A formula whose result was never stored looks empty to a reader, but is not.

    Wrong: =SUM(B2:B9), saved by a program that does not calculate.
    Right: the same, opened and saved in Excel.
    """
    told = _("is a formula that was never calculated. Open the workbook in Excel, save it, and send it again.")
    return Problem("not-calculated", told)


def it_is_a_personal_number() -> Problem:
    """A personal number where a figure, a day or a word of a list is asked for is no answer.

    Wrong: 198112189876
    Right: 45 467
    """
    told = _("looks like a personal identity number. Delete it from the cell, and send the workbook again.")
    return Problem("personal-number", told)


def it_is_not_certainly_a_number(why: Message, help: Message) -> Problem:
    """A text that may be more than one number, or none, is never guessed at.

    Wrong: ca 1100; 45.467; 12-15
    Right: 1100
    """
    return Problem("not-a-number", _("{why} {help}", why=why, help=help))


def it_is_a_sign_of_another_font(font: str, help: Message) -> Problem:
    """A smiley in Wingdings is the letter J to every program: the sign that was seen is in the font, not in the cell.

    Wrong: J in Wingdings, which looks like a smiley.
    Right: pågår enligt plan
    """
    told = _("is a picture in the font {font}, which no program can read. {help}", font=literal(font), help=help)
    return Problem("sign-of-a-font", told)


def it_is_less_than_can_be(limit: Decimal | Message, help: Message) -> Problem:
    """What is counted cannot be below zero.

    Wrong: -45
    Right: 45
    """
    return Problem("too-small", _("{why} {help}", why=_("is less than {limit}.", limit=limit), help=help))


def it_is_more_than_can_be(limit: Decimal, help: Message) -> Problem:
    """A figure above what is possible is most often a slip.

    Wrong: 32 on a scale from 0 to 10.
    Right: 3,2
    """
    return Problem("too-large", _("{why} {help}", why=_("is more than {limit}.", limit=limit), help=help))


def a_share_is_more_than_the_whole(share: Message, help: Message) -> Problem:
    """A bare 41 is 4 100 % in Excel: taken for 41 % in silence, it would be right by chance.

    Wrong: 41
    Right: 41 %
    """
    why = _("means {percent} here, which is more than the whole.", percent=share)
    return Problem("percent-too-large", _("{why} {help}", why=why, help=help))


def a_share_is_more_than_is_meant(share: Message, help: Message) -> Problem:
    """Also where a share may pass 100 %, a bare 41 is 4 100 %: hardly anybody means that.

    Wrong: 41
    Right: 104 %
    """
    why = _("means {percent} here, which is hardly meant.", percent=share)
    return Problem("percent-too-large", _("{why} {help}", why=why, help=help))


def it_is_not_certainly_a_day(why: Message, help: Message) -> Problem:
    """A text that may be two days, or none, is never guessed at.

    Wrong: 4/5 2022
    Right: 2022-05-04
    """
    return Problem("not-a-date", _("{why} {help}", why=why, help=help))


def the_word_is_not_in_the_list(why: Message, help: Message) -> Problem:
    """Only words of the list can be counted and shown with their symbol.

    Wrong: nästan klar
    Right: pågår enligt plan
    """
    return Problem("not-in-the-list", _("{why} {help}", why=why, help=help))
