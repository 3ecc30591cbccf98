"""A plan that a list comes into grows, and keeps all else that stands in it.

A test of ``followup.cli.commands.start.import_list``.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl

from tests.cli.commands.start.taken_lists import (
    plain_list,
)
from tests.house import command
from tests.lists import (
    UNITS,
    csv_list,
    excel_list,
    measures,
    plan_with_units,
    take,
)
from tests.macros.test_validator import faults, needs_validator
from tests.tables import new_path, read_plan


def test_the_plan_grows_and_keeps_all_that_stands_in_it() -> None:
    plan = plan_with_units()
    workbook = openpyxl.load_workbook(plan)
    sheet = workbook["Styrmått"]
    sheet["D5"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    sheet["AD2"] = "Anteckning bredvid"
    workbook.save(plan)
    before = {name: content for name, content in parts_of(plan).items() if "sheet" not in name and "table" not in name}
    take(plan, excel_list(new_path("lista")), "measures", "--yes")
    after = parts_of(plan)
    assert all(after[name] == content for name, content in before.items())
    grown = openpyxl.load_workbook(plan)["Styrmått"]
    (table,) = grown.tables.values()
    assert table.ref.endswith("64") and table.autoFilter.ref == table.ref
    rules = [area for rule in grown.data_validations.dataValidation for area in rule.sqref.ranges]
    assert rules and all(area.max_row == 64 for area in rules)
    assert grown["D5"].fill.fgColor.rgb == "00FFFF00" and grown["AD2"].value == "Anteckning bredvid"
    looks = [[cell.style_id for cell in row] for row in grown.iter_rows(min_row=19, max_row=64, max_col=26)]
    assert looks[-1] == looks[0] and len({*map(tuple, looks)}) == 1
    assert read_plan(plan)[0].rows("measures_planned")[59].place("measure").cell == "E64"


def test_a_sheet_that_was_hidden_is_shown_when_it_gets_rows() -> None:
    plan = plan_with_units()
    workbook = openpyxl.load_workbook(plan)
    workbook["Målstruktur"].sheet_state = workbook["Åtgärder"].sheet_state = "hidden"
    workbook.save(plan)
    take(plan, plain_list(measures()[:1]), "measures", "--yes")
    states = {sheet.title: sheet.sheet_state for sheet in openpyxl.load_workbook(plan)}
    assert (states["Målstruktur"], states["Åtgärder"]) == ("visible", "hidden")


@needs_validator
def test_excel_takes_a_plan_that_has_grown(tmp_path: Path) -> None:
    units = ", ".join(name for _id, name in UNITS)
    assert command("new", str(tmp_path / "w"), "--region", "Exempel", "--round", "T1 2026", "--units", units)[0] == 0
    plan = tmp_path / "w" / "plan.xlsx"
    assert take(plan, csv_list(new_path("lista").with_suffix(".csv")), "measures", "--yes")[0] == 0
    assert faults(plan) == []


def test_a_copy_of_the_plan_as_it_was_is_kept() -> None:
    plan = plan_with_units()
    before = plan.read_bytes()
    _code, result = take(plan, plain_list(measures()[:1]), "measures", "--yes", "--today", "2026-01-15")
    assert Path(result["outputs"][1]).name == "plan före import 2026-01-15.xlsx"
    assert Path(result["outputs"][1]).read_bytes() == before
    _code, result = take(plan, plain_list(measures()[:2]), "measures", "--yes", "--today", "2026-01-15")
    assert Path(result["outputs"][1]).name == "plan före import 2026-01-15 (2).xlsx"


def test_a_plan_that_somebody_has_open_is_left() -> None:
    plan = plan_with_units()
    before = plan.read_bytes()
    plan.with_name("~$plan.xlsx").write_bytes(b"\x04Anna" + bytes(160))
    code, result = take(plan, plain_list(measures()[:1]), "measures", "--yes")
    assert code == 2 and "Anna" in result["error"] and plan.read_bytes() == before


def test_what_stands_under_a_table_is_in_the_way() -> None:
    plan = plan_with_units()
    workbook = openpyxl.load_workbook(plan)
    workbook["Styrmått"]["E22"] = None
    workbook["Styrmått"]["AE22"] = "Egen uträkning"
    workbook.save(plan)
    before = plan.read_bytes()
    code, result = take(plan, plain_list(measures()), "measures", "--yes")
    assert code == 2 and plan.read_bytes() == before and "plan.xlsx" in result["error"]


def parts_of(path: Path) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
