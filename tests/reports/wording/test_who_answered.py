"""How many units have answered."""

from __future__ import annotations

import pytest

from followup.reports.wording.who_answered import who_answered
from tests.tables import SWEDISH


@pytest.mark.parametrize(
    ("answered", "of", "sentence"),
    [
        (0, 1, "Enheten har inte svarat."),
        (1, 1, "Enheten har svarat."),
        (0, 2, "Ingen enhet har svarat."),
        (1, 2, "En av två enheter har svarat."),
        (2, 2, "Båda enheterna har svarat."),
        (5, 6, "Fem av sex enheter har svarat."),
        (12, 13, "Tolv av 13 enheter har svarat."),
        (13, 13, "Alla 13 enheter har svarat."),
    ],
)
def test_who_has_answered(answered: int, of: int, sentence: str) -> None:
    assert SWEDISH(who_answered(SWEDISH, answered, of)) == sentence
