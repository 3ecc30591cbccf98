"""Who runs a deficit, as the first page says it: a sum only where every unit has a figure.

A test of ``followup.sections.measures.measures_brief``.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.sections.measures.measures_brief import deficits
from tests.form.language import BriefRows, DetachedRow, FigureKind, Frame, Row
from tests.house import literal
from tests.tables import SWEDISH


def result(outcome: str, target: str = "0,0", kind: FigureKind = FigureKind.AMOUNT) -> DetachedRow:
    """A unit's row of the measure; an outcome "-" was not given."""
    row = Row("budget", kinds={"outcome": kind}, plan_record={"unit": "mnkr"})
    return DetachedRow(row, {"target": target, "outcome.total": None if outcome == "-" else Decimal(outcome)})


def said(silent: tuple[str, ...] = (), **units: DetachedRow) -> str:
    """The paragraph, in Swedish, with usual spaces."""
    rows = BriefRows(literal("Styrmått"), [(name, [row]) for name, row in units.items()], (), silent)
    return " ".join(SWEDISH(sentence) for sentence in deficits(rows, Frame())).replace("\u00a0", " ")


def test_several_with_the_largest_deficit_first() -> None:
    assert said(Nord=result("-11.2"), Syd=result("-17.7"), Väst=result("4")) == (
        "Två enheter går med underskott. Syd redovisar −17,7 och Nord −11,2 mnkr. Tillsammans är resultatet −24,9 mnkr."
    )


def test_one_and_none() -> None:
    assert said(Nord=result("-11.2")) == "En enhet går med underskott. Nord redovisar −11,2 mnkr."
    assert said(Nord=result("0"), Syd=result("3")) == (
        "Ingen enhet som har lämnat sitt resultat går med underskott. Tillsammans är resultatet 3 mnkr."
    )


def test_of_many_the_largest_are_named() -> None:
    units = {name: result(f"-{at}") for at, name in enumerate(("Ett", "Två", "Tre", "Fyra", "Fem"), 1)}
    assert said((), **units) == (
        "Fem enheter går med underskott. Fem redovisar −5, Fyra −4, Tre −3 och Två −2 mnkr. "
        "De övrigas underskott är mindre. Tillsammans är resultatet −15 mnkr."
    )


def test_no_sum_where_a_result_is_missing() -> None:
    assert said(("Tand",), Nord=result("-1"), Syd=result("-")) == (
        "En enhet går med underskott. Nord redovisar −1 mnkr. "
        "Uppgift saknas från Syd och Tand, så summan för alla är ofullständig."
    )


@pytest.mark.parametrize(
    "row", [result("-"), result("-3", "minst 5"), result("-3", "10,0"), result("-3", "0,0", FigureKind.COUNT)]
)
def test_nothing_is_said_of_other_measures_or_without_a_figure(row: DetachedRow) -> None:
    assert said(Nord=row) == ""
