"""A sum of the region names the cells that it counts, and what they hold makes the sum, also where units stand under units.

A test of ``followup.reports.lists.data_sheets``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.demos import done
from tests.outputs.reading_back import Record, data_records
from tests.round.test_sub_units import every_answer, the_plan
from tests.scoring.rounds import merged_round


def key_of(line: Record) -> tuple[object, ...]:
    return line["Radnyckel"], line["Kolumn"], line["Del"], line["Till"]


def sums_with_others(path: Path, sheet: str) -> dict[tuple[object, ...], tuple[object, object]]:
    """Of each sum whose cells are all named what it is, and what these hold together, where those differ."""
    lines = data_records(path, sheet)
    cells = {
        (f"{line['Enhet']} {str(line['Källa']).partition(' › ')[2]}", *key_of(line)): line["Värde"]
        for line in lines
        if line["Värde"] is not None and line["Slag"] in ("enskild", "delsumma")
    }
    sums = [line for line in lines if line["Slag"] == "totalt" and line["Måttenhet"] != "%" and line["Källa"]]
    assert sums
    named = {key_of(line): str(line["Källa"]).split("; ") for line in sums if " till" not in str(line["Källa"])}
    totals = {key_of(line): line["Värde"] for line in sums}
    held = {key: sum(cells[cell, *key] for cell in texts) for key, texts in named.items()}
    return {key: (totals[key], total) for key, total in held.items() if totals[key] != pytest.approx(total)}


def test_no_unit_under_one_that_counts_is_named_too(tmp_path: Path) -> None:
    round_ = merged_round(tmp_path / "r", the_plan(), every_answer())
    assert sums_with_others(round_.regional, "Besök") == {}


@pytest.mark.parametrize("sheet", ["Driftredovisning", "Volymer"])
def test_a_cell_that_could_not_be_read_is_not_named(sheet: str) -> None:
    assert sums_with_others(done("socialnamnd-2026-08").regional, sheet) == {}
