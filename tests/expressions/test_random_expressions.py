"""A formula recalculated by LibreOffice gives what Python does: a test of ``followup.expressions``.

``python -m tests.expressions.random_expressions 0 20000`` compares more.
"""

from __future__ import annotations

from pathlib import Path

from tests.expressions.random_expressions import (
    case_of,
    differences,
    kinds_of_cells,
    kinds_of_sums,
    shares,
)
from tests.office import needs_office

CASES = 1_500


@needs_office
def test_formulas_and_python_agree_on_random_tables(tmp_path: Path) -> None:
    cases = [case_of(number) for number in range(CASES)]
    assert list(differences(cases, tmp_path)) == []


def test_every_kind_of_cell_stands_in_a_tenth_of_the_cells_at_least() -> None:
    cases = [case_of(number) for number in range(CASES)]
    cells, sums = shares(kinds_of_cells(cases)), shares(kinds_of_sums(cases))
    assert all(cells[kind] >= 10 for kind in ("blank", "empty text", "text", "zero"))
    assert sums["incomplete sum"] >= 10
