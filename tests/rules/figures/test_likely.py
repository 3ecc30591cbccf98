"""Rows that the checks of figures need not look at are rows of which they say nothing."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from followup.rules.figures.likely import FigureColumns, FiguresBeside, likely_checks
from tests.form.language import (
    NOWHERE,
    AnsweredTable,
    Answers,
    FigureKind,
    Frame,
    RoughFigure,
    Row,
    SheetSource,
    rows_to_check,
)
from tests.house import Value

FIGURES = (
    FigureColumns("share", expected=FiguresBeside("before", "target")),
    FigureColumns("share", "share.total"),
    FigureColumns("share"),
)
NUMBERS: tuple[Value, ...] = (
    None, Decimal(0), Decimal("0.004"), Decimal("0.41"), Decimal("0.5"), Decimal(1), Decimal("2.5"), Decimal(-3), Decimal(41), Decimal(300),
    Decimal(12_000), RoughFigure(Decimal("2.5"), "cirka 2,5"), RoughFigure(Decimal(300), "omkring 300"),
)  # fmt: skip
PARTS = ("women", "men", "total")


def table(random: Random, rows: int = 40) -> AnsweredTable:
    """Rows of every kind of figure, with figures before and targets that are near, far or none."""
    planned = [_row(random, f"r{at}") for at in range(rows)]
    values = {f"share.{part}": [random.choice(NUMBERS) for _row in planned] for part in PARTS}
    places = {key: at for at, key in enumerate(values, start=2)}
    answers = Answers(
        tuple(row.key for row in planned), values, tuple(range(rows)), (SheetSource(NOWHERE, places),)
    )  # fmt: skip
    return AnsweredTable(planned, answers)


def _row(random: Random, key: str) -> Row:
    decimals = [value for value in NUMBERS if value is None or isinstance(value, Decimal)]
    columns = ("target", *(f"before.{part}" for part in PARTS))
    cells: dict[str, Value] = {column: random.choice(decimals) for column in columns}
    kinds = {"share": random.choice([*FigureKind, FigureKind.SHARE])} if random.random() > 0.1 else {}
    record: dict[str, Value] = {"far": random.choice([None, Decimal(2), Decimal("1.5")]), "unit": "mnkr"}
    closed = frozenset(random.sample([f"share.{part}" for part in PARTS], random.choice([0, 0, 1])))
    return Row(key, cells, kinds=kinds, plan_record=record, closed=closed, sums=("x",) if random.random() < 0.1 else ())


@pytest.mark.parametrize("figures", FIGURES, ids=["beside", "whole", "parts"])
def test_what_is_passed_over_has_nothing_to_say(figures: FigureColumns) -> None:
    passed_over, remarked = 0, 0
    for seed in range(20):
        answered = table(Random(seed))
        for check in likely_checks(figures):
            looked_at = set(rows_to_check(check, answered, Frame()))
            for at, row in enumerate(answered):
                remarks = list(check(row, Frame()))
                assert at in looked_at or not remarks, (seed, at, remarks)
                passed_over += at not in looked_at
                remarked += bool(remarks)
    assert passed_over > 400
    assert remarked > 50
