"""The one sentence that says what a round says."""

from __future__ import annotations

import pytest

from followup.reports.wording.headline import Attainment, answers, attained
from tests.tables import SWEDISH


@pytest.mark.parametrize(
    ("met", "decided", "words"),
    [
        (0, 1, "det enda målvärde som gick att bedöma nås inte"),
        (1, 1, "det enda målvärde som gick att bedöma nås"),
        (0, 2, "inget av de två målvärden som gick att bedöma nås"),
        (12, 12, "alla tolv målvärden som gick att bedöma nås"),
        (13, 13, "alla 13 målvärden som gick att bedöma nås"),
        (12, 13, "nästan alla målvärden nås (12 av 13)"),
        (9, 10, "nästan alla målvärden nås (9 av 10)"),
        (2, 3, "de flesta målvärden nås (2 av 3)"),
        (27, 60, "ungefär hälften av målvärdena nås (27 av 60)"),
        (1, 2, "ungefär hälften av målvärdena nås (1 av 2)"),
        (1, 3, "färre än hälften av målvärdena nås (1 av 3)"),
    ],
)
def test_whether_targets_are_reached(met: int, decided: int, words: str) -> None:
    assert SWEDISH(attained(Attainment(met, decided, 0))) == words


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
    assert SWEDISH(answers(SWEDISH, answered, of)) == sentence
