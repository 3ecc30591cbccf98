"""The examples whose tables the plan declares itself: what their pages say to check against stands in the outputs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.demos import done
from tests.house import bundled
from tests.outputs.reading_back import word_tables
from tests.tables import read_tables

EXAMPLES = ("internkontroll-2026", "patientsakerhet-2025", "socialnamnd-2026-08")


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_demo_finds_what_it_shall(example: str) -> None:
    demo = done(example)
    assert demo.code == 0, demo.output


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_table_of_the_summary_has_the_figures_to_check_against(example: str) -> None:
    page = (bundled("examples") / example / "README.md").read_text(encoding="utf-8")
    (wanted,) = [table for table in read_tables(page) if table.heading == "Tal att stämma av mot"]
    tables = [{row[0]: [as_typed(text) for text in row[1:]] for row in rows} for rows in word_tables(summary(example))]
    assert any(all(in_order(figures, table.get(label, [])) for label, *figures in wanted.rows) for table in tables)


def summary(example: str) -> Path:
    return done(example).summary


def as_typed(text: str) -> str:
    """With the signs of a keyboard."""
    return text.replace("−", "-").replace("\u00a0", " ")


def in_order(figures: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether the figures stand in a row's cells, one after the other."""
    left = iter(cells)
    return all(figure in left for figure in figures)
