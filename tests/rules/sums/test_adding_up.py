"""How a region's figure comes from the units' figures."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from followup.rules.sums.adding_up import sum_of_units
from tests.form.language import Branch, Column, DetachedRow, Missing, Number, Percent, Role, Row, Text
from tests.house import Value, literal

COLUMNS = (
    Column("row", literal("Rad"), Text(), Role.LABEL),
    Column("now", literal("Nu"), Number(), required=True),
    Column("before", literal("Förr"), Number(), Role.EARLIER),
    Column("share", literal("Andel"), Percent()),
    Column("comment", literal("Kommentar"), Text()),
)


def unit_row(**values: Value) -> Branch:
    """One unit's answers to the row."""
    labels: Mapping[str, Value] = {"row": "Läkarbesök"}
    return Branch(DetachedRow(Row("lakare", labels), {**labels, **values}))


def test_numbers_are_summed_and_nothing_else() -> None:
    rows = [
        unit_row(now=Decimal(3), before=Decimal(1), share=Decimal("0.5"), comment="a"),
        unit_row(now=Decimal("4.5"), before=Decimal(2), share=Decimal("0.7"), comment="b"),
    ]
    region = sum_of_units(rows, COLUMNS)
    assert region is not None
    assert dict(region.values) == {"row": "Läkarbesök", "now": Decimal("7.5"), "before": Decimal(3)}
    assert region.coverages == {}


def test_a_unit_without_a_figure_is_counted_as_lacking() -> None:
    rows = [unit_row(now=Decimal(3)), unit_row(), unit_row(now=Missing("Data saknas"))]
    region = sum_of_units(rows, COLUMNS)
    assert region is not None
    assert region["now"] == Decimal(3)
    assert region.coverages["now"] == (1, 3)


def test_no_figure_at_all_is_no_nought() -> None:
    region = sum_of_units([unit_row(), unit_row()], COLUMNS)
    assert region is not None
    assert region["now"] is None
    assert region.coverages["now"] == (0, 2)


def test_what_nobody_had_to_give_and_nobody_gave_makes_no_sum_incomplete() -> None:
    region = sum_of_units([unit_row(now=Decimal(1)), unit_row(now=Decimal(2))], COLUMNS)
    assert region is not None
    assert region["before"] is None and region.coverages == {}
    region = sum_of_units([unit_row(now=Decimal(1), before=Decimal(5)), unit_row(now=Decimal(2))], COLUMNS)
    assert region is not None
    assert region["before"] == Decimal(5) and region.coverages == {"before": (1, 2)}


def test_nought_is_a_figure() -> None:
    region = sum_of_units([unit_row(now=Decimal(0))], COLUMNS)
    assert region is not None
    assert region["now"] == Decimal(0)
    assert "now" not in region.coverages


def test_no_rows_give_no_row() -> None:
    assert sum_of_units([], COLUMNS) is None
