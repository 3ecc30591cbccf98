"""The one sentence that says what a round says."""

from __future__ import annotations

import pytest

from followup.reports.wording.headline import Attainment, attained
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
        (2, 24, "få målvärden nås (2 av 24)"),
        (1, 3, "färre än hälften av målvärdena nås (1 av 3)"),
    ],
)
def test_whether_targets_are_reached(met: int, decided: int, words: str) -> None:
    assert SWEDISH(attained(Attainment(met, decided, 0))) == words
