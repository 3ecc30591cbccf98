"""A value is shown as people write it, whatever its cell was for: never as Python calls it.

A test of ``followup.form.values``.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum

import pytest

from followup.form.values import Masked, Missing, PartFigures, ProseAnswer, ProseParagraph, RoughFigure, Value
from tests.form.language import CellType, Column
from tests.house import SECTIONS, ErrorValue, Plan, Words, literal
from tests.tables import DECLARATIONS, plan_sections

VALUES: tuple[Value, ...] = (
    None,
    "text",
    ErrorValue("#REF!"),
    Decimal("7.2"),
    True,
    False,
    date(2022, 4, 30),
    datetime(2022, 4, 30, 12, 0),
    Missing("uppgift saknas"),
    Masked("<5"),
    PartFigures("K: 41 % M: 38 %", (("women", Decimal("0.41")), ("men", Decimal("0.38")))),
    RoughFigure(Decimal(2000), "omkring 2 000"),
    ProseAnswer((ProseParagraph("Första stycket.", notes=("en fotnot",)), ProseParagraph("Andra."))),
    literal("ett ord"),
    ("nord", "syd"),
)
OF_PYTHON = ("None", "True", "False", "Decimal", "datetime", "(", "'", "<followup", "=")


def types() -> list[CellType]:
    """Every type of cell that a section or a sheet of the plan has."""
    columns: list[Column] = []
    for section in (*SECTIONS, *plan_sections(DECLARATIONS)):
        columns += section.expanded(Plan())
    return list(dict.fromkeys(column.type for column in columns if isinstance(column.type, CellType)))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_type_shows_python(language: str) -> None:
    words, kinds = Words(language), types()
    assert len({type(kind) for kind in kinds}) > 8
    shown = {(type(kind).__name__, type(value).__name__): kind.show(value, words) for kind in kinds for value in VALUES}
    told = {at: text for at, text in shown.items() if any(sign in text for sign in OF_PYTHON)}
    assert told == {}
    assert {text for (_kind, value), text in shown.items() if value == "PartFigures"} == {"K: 41 % M: 38 %"}
    assert {text for (_kind, value), text in shown.items() if value == "NoneType"} == {""}


class Colour(Enum):
    """A value that has no words."""

    RED = 1


@pytest.mark.parametrize("value", [object(), Colour.RED, Plan()])
def test_what_has_no_words_is_a_fault_of_the_tool(value: object) -> None:
    with pytest.raises(TypeError, match="has no words"):
        Words().show(value)


@pytest.mark.parametrize(("value", "text"), [(None, ""), (True, "ja"), (False, "nej"), (0.5, "0,5"), (7, "7")])
def test_other_values(value: object, text: str) -> None:
    assert Words().show(value) == text
