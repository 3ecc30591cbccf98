"""Rules of a single cell: the example is its content, or tells it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from followup.files.number_format import format_of
from followup.files.received import Withheld
from followup.files.style_xml import Style
from tests.every_rule.case import Case, Do, days, literal, number, quoted, same
from tests.form.cells.test_what_people_write import CELLS, PARTS
from tests.form.language import CellType, Day, DoneCell, Number, OutcomeCell, Percent, TargetCell, Text, Year
from tests.house import ErrorValue, Raw, Uncalculated


def typed(kind: CellType, raw: Callable[[str], Raw] = str) -> Do:
    """The example typed into a cell: as a text, or as what ``raw`` makes of it."""

    def do(example: str) -> set[str]:
        parsed = kind.read(raw(example))
        return {parsed.problem.rule} if parsed.problem else set()

    return do


def in_excel(example: str) -> Raw:
    """An error of Excel where the example is one; else its text."""
    return ErrorValue(example) if example.startswith("#") else example


def formula(example: str) -> Raw:
    """The formula that an example begins with, without a result."""
    assert example.startswith("=")
    return Uncalculated(example.partition(",")[0])


def withheld(example: str) -> Raw:
    """The number as it is taken out of a cell before it is read."""
    return Withheld(f"{example[:6]}**-****")


def decimal(example: str) -> Raw:
    """The number of an example."""
    return number(example)


def so_many_characters(example: str) -> Raw:
    """As many characters as the example says, or a shorter text."""
    return "x" * (int(number(example)) if "exactly" in example else 1000)


def before_in(example: str) -> Raw:
    """What stands before ``in a column`` and the like."""
    return re.split(r",? in ", example)[0]


def shown(kind: CellType, raw: Raw, code: str, font: str = "") -> Do:
    """A value in a cell with this number format, whatever the example says."""

    def do(_example: str) -> set[str]:
        parsed = kind.read(raw, Style(format_of(code), font).look_of(raw))
        return {parsed.problem.rule} if parsed.problem else set()

    return do


COUNT, SCORE, TKR = Number("besök"), Number(decimals=1, maximum=Decimal(10)), CELLS["tkr"]
SHARE, OPEN, STATUS = Percent(), Percent(maximum=Decimal(10)), CELLS["status"]
CASES = {
    "it_is_an_error_of_excel": literal(typed(COUNT, in_excel)),
    "its_formula_was_never_calculated": Case(typed(COUNT, formula), typed(COUNT, lambda _text: Decimal(1204))),
    "it_is_a_personal_number": Case(typed(COUNT, withheld), typed(COUNT, decimal)),
    "it_is_not_certainly_a_number": literal(typed(COUNT)),
    "it_is_a_sign_of_another_font": Case(shown(STATUS, "J", "General", "Wingdings"), typed(STATUS)),
    "it_is_less_than_can_be": literal(typed(COUNT, decimal)),
    "it_is_more_than_can_be": same(typed(SCORE, decimal)),
    "a_share_is_more_than_the_whole": Case(typed(SHARE, decimal), typed(SHARE)),
    "a_share_is_more_than_is_meant": Case(typed(OPEN, decimal), typed(OPEN)),
    "it_is_not_certainly_a_day": literal(typed(Day())),
    "the_word_is_not_in_the_list": literal(typed(STATUS)),
    "a_number_is_stored_as_text": Case(typed(COUNT, lambda text: quoted(text)[0]), typed(COUNT, decimal)),
    "a_sum_of_money_was_converted": same(typed(TKR, before_in)),
    "a_percent_sign_is_only_shown": Case(
        shown(SHARE, Decimal("0.7"), '0.0" %"'), typed(SHARE, lambda _text: Decimal("0.007"))
    ),
    "a_number_is_shown_in_thousands": Case(shown(TKR, Decimal(1400000), "#,##0,"), typed(TKR, decimal)),
    "a_month_was_read_as_its_first_day": Case(
        shown(Day(), date(2022, 12, 1), "mmm-yy"), typed(Day(), lambda text: days(text)[0])
    ),
    "only_a_part_of_a_day_is_shown": Case(
        shown(Day(), date(2022, 5, 3), "d-mmm"), typed(Day(), lambda text: days(text)[0])
    ),
    "a_text_is_a_date": Case(shown(Text(), date(2022, 5, 3), "d-mmm"), typed(Text(), before_in)),
    "the_target_became_a_date": Case(shown(TargetCell(), date(2022, 5, 3), "d-mmm"), typed(TargetCell(), before_in)),
    "a_day_is_stored_as_text": Case(
        typed(Day(), lambda text: quoted(text)[0]), typed(Day(), lambda text: days(text)[0])
    ),
    "a_day_is_stored_as_a_number": Case(typed(Day(), decimal), typed(Day(), lambda text: days(text)[0])),
    "another_word_means_the_same": literal(typed(CELLS["ja/nej"])),
    "hidden_signs_were_left_out": Case(typed(Text(), lambda _text: "a\x07b"), typed(Text(), lambda _text: "ab")),
    "a_text_fills_its_cell": same(typed(Text(), so_many_characters)),
    "not_a_likely_year": literal(typed(Year(), decimal)),
    "the_target_may_have_been_a_percentage": Case(typed(TargetCell(), decimal), typed(TargetCell(), before_in)),
    "the_answer_is_yes_or_no": literal(typed(DoneCell())),
    "it_is_neither_a_figure_nor_a_reason": literal(typed(OutcomeCell(Percent(), PARTS))),
}
