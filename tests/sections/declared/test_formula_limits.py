"""What is worked out by a formula that Excel does not take is refused in the plan: with the cell, and what to do."""

from __future__ import annotations

import pytest

from tests.plans import PLAN
from tests.tables import plan_of, rows_of

LONG = "(a × abs(om(b <> a; 5 %; 0,3))) / om(min(100; b; 100 %) <> b; b; a)"
TABLE = """
## Tabeller
| Id | Titel | Rader |
| kostnad | Kostnad | {kind} |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Beräknas |
| kostnad | a | A | svar | tal | |
| kostnad | b | B | svar | tal | |
| kostnad | c | C | beräknad | tal | {expression} |
"""
ROWS = """
## Rader
| Tabell | Id | Rad | Under | Räknas |
| kostnad | x | X | alla | fylls i |
| kostnad | y | Y | alla | fylls i |
| kostnad | alla | Alla | | summa |
"""


def findings(expression: str, kind: str = "fasta", rows: str = ROWS) -> list[str]:
    """What is said of an expression that cannot stand."""
    plan = PLAN + TABLE.format(expression=expression, kind=kind) + (rows if kind == "fasta" else "")
    return [line for line in rows_of(plan_of(plan)[1]).splitlines() if "expression-not-understood" in line]


@pytest.mark.parametrize("kind", ["fasta", "fria"])
def test_a_formula_longer_than_excel_takes_is_refused_with_its_cell(kind: str) -> None:
    (line,) = findings(" + ".join([LONG] * 14), kind)
    assert "Kolumner" in line and "Excel tar högst 8 192. Dela upp det på flera kolumner." in line.replace(
        "\u00a0", " "
    )


def test_a_formula_may_be_too_long_on_a_sum_alone() -> None:
    """There it names the cells that the sum is made of."""
    expression = " + ".join([LONG] * 10)
    assert not findings(
        expression, rows=ROWS.replace("| summa |", "| fylls i |").replace("| alla | fylls", "| | fylls")
    )
    assert len(findings(expression)) == 1
