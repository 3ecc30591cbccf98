"""Faults of a cell that a formula can tell for certain, so that the form itself says so: what may yet be understood is
left to the check.

A formula here is a truth of one cell that holds no error. It uses only what Excel 2010, Excel on the web and
LibreOffice share.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from followup.frozen import frozen
from followup.locale.numbers import NO_BREAK_SPACE, rounded, show_number
from followup.rulebook.problem import Problem

ListOf = Callable[[Sequence[str]], str]
"""Puts words on a hidden sheet and gives the range where they stand, for MATCH."""


@frozen
class Figure:
    """A number in a message: the formula that gives it, a share as 0–1."""

    formula: str
    is_share: bool = False
    is_positive: bool = False


@frozen
class CertainFault:
    """What is wrong when a ``formula`` is true of a cell: what ``problem`` says, as the cell type itself would.

    ``figures`` are the numbers that stand for {1} and {2} in the message.
    """

    problem: Problem
    formula: str
    figures: tuple[Figure, ...] = ()


def quoted_text(text: str) -> str:
    """A text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'


def is_error(cell: str) -> str:
    """#REF!, #N/A and their like: asked first, for any other question to such a cell gives an error itself."""
    return f"ISERROR({cell})"


def is_truth_value(cell: str) -> str:
    """SANT or FALSKT."""
    return f"ISLOGICAL({cell})"


def is_below(cell: str, limit: Decimal) -> str:
    """A number less than the limit; a text is greater than any number to Excel."""
    return f"AND(ISNUMBER({cell}),{cell}<{limit:f})"


def is_above(cell: str, limit: Decimal) -> str:
    """A number greater than the limit."""
    return f"AND(ISNUMBER({cell}),{cell}>{limit:f})"


def is_no_whole_number_between(cell: str, first: Decimal, last: Decimal) -> str:
    """A number that is not one of those from the first to the last."""
    return f"IF(ISNUMBER({cell}),OR({cell}<>INT({cell}),{cell}<{first:f},{cell}>{last:f}),FALSE)"


EXCELS_FIRST = date(1899, 12, 30)
"""The day that is 0 in Excel, for days after February 1900."""


def is_no_day_between(cell: str, first: date, last: date) -> str:
    """A number that is no day between two, neither as Excel counts days nor as eight digits: 20220430."""
    days = [(day - EXCELS_FIRST).days for day in (first, last)]
    digits = [f"{day:%Y%m%d}" for day in (first, last)]
    counted = f"AND({cell}>={days[0]},{cell}<{days[1] + 1})"
    return f"AND(ISNUMBER({cell}),NOT(OR({counted},AND({cell}>={digits[0]},{cell}<={digits[1]}))))"


EMPTY = '""'


MARKS_OF_THOUSANDS = (",", ".", NO_BREAK_SPACE)
"""Those that programs set, by their language."""


NO_FIGURE = "–"
"""Stands in a message where there is no figure after all."""

MOST_DECIMALS = 9
"""Of a figure in a message: enough for any that people type, too few for the noise of sums."""


def shown(figure: Figure, language: str) -> str:
    """The formula of a number as it is read: 45 467,5 or 41,5 %, whatever the program is set to.

    FIXED sets thousands apart as the program is set; its mark is exchanged for ours. Decimals are those it has, nine at
    most.
    """
    number = f"({figure.formula}*100)" if figure.is_share else figure.formula
    comma, space = (",", NO_BREAK_SPACE) if language == "sv" else (".", ",")
    size = number if figure.is_positive else f"ABS({number})"
    whole = f"FIXED(INT({size}),0)"
    for mark in (sign for sign in MARKS_OF_THOUSANDS if sign != space):
        whole = f"SUBSTITUTE({whole},{quoted_text(mark)},{quoted_text(space)})"
    rest = f"ROUND({size}-INT({size}),{MOST_DECIMALS})"
    sign = "" if figure.is_positive else f'IF({number}<0,"-","")&'
    percent = "" if not figure.is_share else f"&{quoted_text(NO_BREAK_SPACE + '%' if language == 'sv' else '%')}"
    return f'{sign}{whole}&IF({rest}=0,"",{quoted_text(comma)}&MID({rest}&"",3,{MOST_DECIMALS})){percent}'


def shown_value(value: Decimal | None, figure: Figure, language: str) -> str:
    """What the formula of ``shown`` results in where the figure has that value."""
    if value is None:
        return NO_FIGURE
    percent = "" if not figure.is_share else NO_BREAK_SPACE + "%" if language == "sv" else "%"
    return show_number(rounded(value * 100 if figure.is_share else value, MOST_DECIMALS), language) + percent


def nested(faults: Sequence[tuple[str, str]], otherwise: str = EMPTY) -> str:
    """The text of the first formula that is true, of (formula, text): each is asked only where those before are false."""
    formula = otherwise
    for condition, text in reversed(faults):
        formula = f"IF({condition},{text},{formula})"
    return formula
