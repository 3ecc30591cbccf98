"""Formulas that stand in a file once for many cells, as openpyxl reads them in each; without asking it each time."""

from __future__ import annotations

import pytest
from openpyxl.formula.translate import Translator

from followup.files.packages.shared_formula import SharedFormula

FORMULAS = (
    "A5+$B5+C$5+$D$5",
    'IF(ISERROR(C5),"!now:0005 ",IF(C5>10,"A5","C5"))',
    "SUM(C5:F5)/LOG10(C5)",
    "'Blad C5'!C5+Blad1!D5",
    'INDEX(_check!$E:$E,MID(L5,FIND(":",L5)+1,4))',
    "C4+C5",
    "SUM(5:5)",
    'A5&"""5""" & B5',
)


def as_is(formula: str) -> str:
    """Nothing is done to it."""
    return formula


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("at", ["K5", "K6", "K140", "L9"])
def test_each_cell_reads_as_openpyxl_says(formula: str, at: str) -> None:
    expected = str(Translator(f"={formula}", "K5").translate_formula(at))[1:]
    assert SharedFormula(formula, "K5", as_is).in_cell(at) == expected


def test_most_are_put_together_without_reading_them_anew() -> None:
    by_own_row = [SharedFormula(formula, "K5", as_is).own_row is not None for formula in FORMULAS]
    assert by_own_row == [True, True, True, True, True, False, False, True]


def test_what_is_done_to_a_text_is_done_to_it_in_each_cell() -> None:
    formula = SharedFormula("A5 + $B$5", "K5", lambda text: text.replace("$", "").replace(" ", ""))
    assert [formula.in_cell(at) for at in ("K5", "K7")] == ["A5+B5", "A7+B5"]
