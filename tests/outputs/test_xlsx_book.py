"""A table that is longer than a sheet of Excel stops, and says so where it stands and while it is written.

A test of ``followup.outputs.xlsx_book``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from followup.outputs import xlsx_book
from tests.cli.commands.test_merge import NORD, TODAY
from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.scoring.rounds import new_round

SHEET = "Styrmått"
LEFT_OUT = "rader ryms inte på ett blad i Excel och är inte med här. Alla rader finns i fakta: followup export"


def test_a_table_stops_where_a_sheet_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": NORD})
    whole = sheet_in(round_.merge(*TODAY).folder / "output" / "regional.xlsx", SHEET)
    assert whole.max_row == 11
    assert LEFT_OUT not in round_.output
    monkeypatch.setattr(xlsx_book, "ROWS_OF_A_SHEET", 10)
    cut = sheet_in(round_.merge(*TODAY).folder / "output" / "regional.xlsx", SHEET)
    assert f"{SHEET}: 2 {LEFT_OUT}" in round_.output
    rows, whole_rows = ([[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in (cut, whole))
    (sentence,) = [number for number, row in enumerate(rows) if str(row[0]).endswith(LEFT_OUT)]
    assert [row for number, row in enumerate(rows) if number != sentence] == whole_rows[:9]
    assert cut.max_row == 10
    assert [table.ref.partition(":")[2].endswith("10") for table in cut.tables.values()] == [True]
