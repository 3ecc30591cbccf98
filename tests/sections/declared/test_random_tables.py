"""Template formula = reading, cell by cell, on random declared tables that are filled in at random."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office import needs_office
from tests.sections.declared.random_tables import compare

pytestmark = [needs_office, pytest.mark.xdist_group("office")]


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_the_template_says_what_the_reading_works_out(tmp_path: Path) -> None:
    found = compare(range(4, 8), tmp_path)
    assert not found.differences, "\n".join(found.differences)
    assert found.compared > 300
    typed = sum(found.typed.values())
    assert all(found.typed[kind] >= typed / 10 for kind in ("blank", "text", "zero")), found.typed
    assert found.cells["sum over a text"]
    sums = sum(found.cells[kind] for kind in ("sum", "incomplete sum", "sum over a text"))
    assert found.cells["incomplete sum"] >= sums / 10
    for kind in ("worked out", "nothing", "made of a text"):
        assert found.cells[kind] and found.cells[f"{kind}, of another row"]
