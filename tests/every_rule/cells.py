"""Rules of a single cell: the example is its content, or tells it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from followup.files.number_format import format_of
from followup.files.received import Withheld
from followup.files.xlsx.style_xml import Style
from tests.every_rule.case import Case, Do, days, literal, number, quoted, same
from tests.form.cells.test_what_people_write import CELLS, PARTS
from tests.form.language import (
    CellType,
    Day,
    DoneCell,
    Number,
    OutcomeCell,
    Percent,
    TargetCell,
    Text,
    Year,
)
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
    "ERROR_VALUE": literal(typed(COUNT, in_excel)),
    "NOT_CALCULATED": Case(typed(COUNT, formula), typed(COUNT, lambda _text: Decimal(1204))),
    "PERSONAL_NUMBER_AS_ANSWER": Case(typed(COUNT, withheld), typed(COUNT, decimal)),
    "NOT_A_NUMBER": literal(typed(COUNT)),
    "SIGN_OF_A_FONT": Case(shown(STATUS, "J", "General", "Wingdings"), typed(STATUS)),
    "TOO_SMALL": literal(typed(COUNT, decimal)),
    "TOO_LARGE": same(typed(SCORE, decimal)),
    "PERCENT_TOO_LARGE": Case(typed(SHARE, decimal), typed(SHARE)),
    "PERCENT_HARDLY_MEANT": Case(typed(OPEN, decimal), typed(OPEN)),
    "NOT_A_DATE": literal(typed(Day())),
    "NOT_IN_THE_LIST": literal(typed(STATUS)),
    "NUMBER_AS_TEXT": Case(typed(COUNT, lambda text: quoted(text)[0]), typed(COUNT, decimal)),
    "UNIT_CONVERTED": same(typed(TKR, before_in)),
    "PERCENT_BY_FORMAT": Case(shown(SHARE, Decimal("0.7"), '0.0" %"'), typed(SHARE, lambda _text: Decimal("0.007"))),
    "SHOWN_IN_THOUSANDS": Case(shown(TKR, Decimal(1400000), "#,##0,"), typed(TKR, decimal)),
    "MONTH_WITHOUT_A_DAY": Case(shown(Day(), date(2022, 12, 1), "mmm-yy"), typed(Day(), lambda text: days(text)[0])),
    "DAY_SHOWN_IN_PART": Case(shown(Day(), date(2022, 5, 3), "d-mmm"), typed(Day(), lambda text: days(text)[0])),
    "TEXT_IS_A_DATE": Case(shown(Text(), date(2022, 5, 3), "d-mmm"), typed(Text(), before_in)),
    "TARGET_IS_A_DATE": Case(shown(TargetCell(), date(2022, 5, 3), "d-mmm"), typed(TargetCell(), before_in)),
    "DATE_AS_TEXT": Case(typed(Day(), lambda text: quoted(text)[0]), typed(Day(), lambda text: days(text)[0])),
    "DATE_AS_NUMBER": Case(typed(Day(), decimal), typed(Day(), lambda text: days(text)[0])),
    "WORD_UNDERSTOOD": literal(typed(CELLS["ja/nej"])),
    "CHARACTERS_REMOVED": Case(typed(Text(), lambda _text: "a\x07b"), typed(Text(), lambda _text: "ab")),
    "TEXT_FILLS_THE_CELL": same(typed(Text(), so_many_characters)),
    "NOT_A_YEAR": literal(typed(Year(), decimal)),
    "TARGET_IS_A_NUMBER": Case(typed(TargetCell(), decimal), typed(TargetCell(), before_in)),
    "OUTCOME_IS_YES_OR_NO": literal(typed(DoneCell())),
    "OUTCOME_NOT_UNDERSTOOD": literal(typed(OutcomeCell(Percent(), PARTS))),
}
