"""Formulas of ours, known in the writing of other programs."""

from __future__ import annotations

import pytest

from followup.form.layout.formulas import comparable_formula


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ('of:=IF(COUNT([.C7];[.C9])=0;"";SUM([.C7:.C9]))', '=IF(COUNT(C7,C9)=0,"",SUM(C7:C9))'),
        ("sum( $C$7 , C9 )", "=SUM(C7,C9)"),
        ("+C7/C9", "=C7/C9"),
    ],
)
def test_a_formula_is_the_same_in_another_programs_writing(written: str, same: str) -> None:
    assert comparable_formula(written) == comparable_formula(same)
