"""After a check of the plan, a copy says beside each target how it is understood."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import openpyxl

from tests.demos import Demo
from tests.house import command


def test_the_copy_says_how_each_target_is_understood(demo: Demo, tmp_path: Path) -> None:
    shutil.copyfile(demo.folder / "plan.xlsx", tmp_path / "plan.xlsx")
    before = (tmp_path / "plan.xlsx").read_bytes()
    code, output = command("plan", "check", str(tmp_path / "plan.xlsx"))
    path = tmp_path / "output" / "plan tolkad.xlsx"
    assert (code, path.is_file(), str(path) in output) == (0, True, True)
    assert (tmp_path / "plan.xlsx").read_bytes() == before, "the plan itself is never touched"
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes()))["Styrmått"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    titles = next(row for row in rows if "Mål" in row)
    target, understood = titles.index("Mål"), titles.index("Tolkas som")
    explanations = {
        row[target]: str(row[understood]).replace("\u00a0", " ") for row in rows if row[target] and row[understood]
    }
    assert explanations["70%"] == "minst 70 % (riktning enligt planen)"
    assert explanations["7%"] == "högst 7 % (riktning enligt planen)"
    assert "6,5 %" in explanations["Under 6,5%"] and "mindre än" in explanations["Under 6,5%"]
    assert "16" in explanations["K 16,0 M 17,2"] and "17,2" in explanations["K 16,0 M 17,2"]
    assert len(explanations) >= 10
