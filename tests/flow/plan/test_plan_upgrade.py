"""A plan of an earlier version gets what this version has, and keeps all that somebody has put into it.

A test of ``followup``.
"""

from __future__ import annotations

import random
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import followup
from tests.house import Plan, Words, bundled, command
from tests.macros.test_validator import faults, needs_validator
from tests.one_sheet import sheet_in
from tests.tables import edited, plan_book, read_plan, rows_of

PLANS = sorted(bundled("examples").glob("*/plan*.xlsx"))
NEEDED = {"Läs mig", "Uppföljning", "Enheter", "_lists"}
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl, of what only Excel knows
KEYS = 3
"""The row of keys on each sheet of a plan, counted from 1; the titles stand below it."""


def upgraded(path: Path) -> tuple[Path | None, list[str], list[str]]:
    """The copy, what it got, and what there was no room for, in Swedish."""
    done = followup.plan_upgrade(path)
    return done.path, [Words()(each) for each in done.added], [Words()(each) for each in done.left_out]


def without_column(sheet: Any, key: str) -> None:
    """A sheet as it was before it had the column."""
    at = next(cell.column for cell in sheet[KEYS] if cell.value == key)
    sheet.delete_cols(at)
    sheet.data_validations.dataValidation = []
    for table in sheet.tables.values():
        left, right = table.ref.split(":")
        last = openpyxl.utils.cell.coordinate_from_string(right)
        shorter = openpyxl.utils.get_column_letter(openpyxl.utils.column_index_from_string(last[0]) - 1)
        table.ref = table.autoFilter.ref = f"{left}:{shorter}{last[1]}"
        table.tableColumns = [each for number, each in enumerate(table.tableColumns) if number != at - 1]


def older(path: Path, seed: int) -> tuple[Path, int]:
    """The plan as some earlier version might have made it: without some sheets, columns and settings; how many they are."""
    chance, lacking = random.Random(seed), 0

    def change(workbook: Any) -> None:
        nonlocal lacking
        empty = [sheet for sheet in workbook if sheet.title not in NEEDED and not filled(sheet)]
        for sheet in chance.sample(empty, min(len(empty), 3)):
            workbook.remove(sheet)
            lacking += 1
        for name in chance.sample(sorted(set(workbook.sheetnames) - {"Läs mig", "Uppföljning", "_lists"}), 4):
            sheet = workbook[name]
            columns = [cell.column for cell in sheet[KEYS] if cell.column > 1 and cell.value]
            unused = [at for at in columns if not any(cell.value for cell in column_below(sheet, at))]
            for at in sorted(chance.sample(unused, min(len(unused), 2, len(columns) - 2)), reverse=True):
                without_column(sheet, sheet.cell(KEYS, at).value)
                lacking += 1
        settings = workbook["Uppföljning"]
        for row in range(settings.max_row, KEYS, -1):
            if str(settings.cell(row, 1).value).startswith("far_") and chance.random() < 0.5:
                settings.delete_rows(row)
                lacking += 1

    return edited(path, change), lacking


def column_below(sheet: Any, at: int) -> list[Any]:
    """The cells of a column below the titles."""
    return [sheet.cell(row, at) for row in range(KEYS + 2, sheet.max_row + 1)]


def filled(sheet: Any) -> bool:
    """Whether anything is written below the titles."""
    return any(cell.value is not None for row in sheet.iter_rows(min_row=KEYS + 2, min_col=2) for cell in row)


def content(plan: Plan) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """All that a plan says, by sheet, row and column."""
    return {
        key: [(row.row.key, {k: str(v) for k, v in row.values.items() if v is not None}) for row in rows]
        for key, rows in plan.records.items()
        if rows and key != "settings"
    } | {"settings": [(key, {"": str(value)}) for key, value in plan.settings.items() if value is not None]}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("path", PLANS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_copy_is_the_same_plan_and_lacks_nothing(path: Path, seed: int) -> None:
    before, lacking = older(path, seed)
    plan, findings = read_plan(before)
    bytes_before = before.read_bytes()
    copied, added, left_out = upgraded(before)
    assert copied is not None and (len(added), left_out) == (lacking, [])
    assert before.read_bytes() == bytes_before, "no command changes an input"
    again, now = read_plan(copied)
    assert (content(again), again.version) == (content(plan), plan.version)
    assert not [each for each in now if each.rule in ("sheet-missing", "column-missing")], rows_of(now)
    lacked = ("sheet-missing", "column-missing")
    assert sorted(each.rule for each in now) == sorted(each.rule for each in findings if each.rule not in lacked)
    assert upgraded(copied) == (None, [], [])


@pytest.mark.parametrize("path", PLANS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_plans_of_the_examples_lack_nothing(path: Path, tmp_path: Path) -> None:
    shutil.copyfile(path, tmp_path / "plan.xlsx")
    assert upgraded(tmp_path / "plan.xlsx") == (None, [], [])
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


# ------------------------------------------------------------------------------------------------ what somebody has done


def changed_parts(path: Path, change: Mapping[str, Callable[[bytes], bytes]], new: Mapping[str, bytes]) -> None:
    """Change and add parts of a workbook, as a program does that knows more than openpyxl."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {name: each(parts[name]) for name, each in change.items()} | dict(new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


def part_of_units(path: Path) -> str:
    """The part that is the sheet Enheter."""
    with zipfile.ZipFile(path) as archive:
        return next(name for name in archive.namelist() if b"#units" in archive.read(name))


EXTENSION = (
    b'<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    b'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1"><x14:dataValidation type="list">'
    b"<x14:formula1><xm:f xmlns:xm='http://schemas.microsoft.com/office/excel/2006/main'>Enheter!$B$5:$B$9</xm:f>"
    b"</x14:formula1></x14:dataValidation></x14:dataValidations></ext></extLst>"
)
EMPTY_FORMULA = rb'\1 t="str"><f>IF(TRUE,"","")</f><v></v></c>'
DRAWING = b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>'
THREAD = b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>'


def made_their_own(tmp_path: Path) -> Path:
    """An older plan that people have worked in: an own sheet, notes, colours, hidden columns, what only Excel knows."""

    def change(workbook: Any) -> None:
        del workbook["Frågor"]
        units = workbook["Enheter"]
        without_column(units, "replaces")
        without_column(units, "counted")
        units["C6"].comment = openpyxl.comments.Comment("Byter namn i höst.", "Eva")
        units["C6"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFCC00")
        units["N2"] = "Fråga Eva om Tandnämnden"
        units.column_dimensions["F"].width = 55
        units.column_dimensions.group("I", "Z", hidden=True)
        own = workbook.create_sheet("Eget", 2)
        own["A1"], own["A2"] = "=SUM(1,2)", "text"
        own["A2"].hyperlink = "https://example.org"
        workbook.move_sheet("Skalor", 3)
        workbook.active = 3

    path = edited(plan_book(), change)
    changed_parts(
        path,
        {part_of_units(path): lambda part: part.replace(b"</worksheet>", EXTENSION + b"</worksheet>")},
        {"xl/drawings/drawing99.xml": DRAWING, "xl/threadedComments/threadedComment1.xml": THREAD},
    )
    return Path(shutil.copyfile(path, tmp_path / "plan.xlsx"))


def look(cell: Any) -> tuple[str, ...]:
    """All that a cell's format says."""
    return repr(cell.font), repr(cell.fill), repr(cell.border), repr(cell.alignment), cell.number_format


def test_what_somebody_has_done_stands_as_it_did(tmp_path: Path) -> None:
    path = made_their_own(tmp_path)
    copied, added, left_out = upgraded(path)
    columns_added = ["kolumnen Räknas på bladet Enheter", "kolumnen Ersätter på bladet Enheter"]
    assert (added, left_out) == ([*columns_added, "bladet Frågor"], [])
    assert copied is not None and copied.name == "plan uppgraderad.xlsx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(copied) as after:
        differs = {name for name in before.namelist() if after.read(name) != before.read(name)}
        units = part_of_units(path)
        assert EXTENSION[8:60] in after.read(units)
        tables = {name for name in differs if "/tables/" in name}
        assert len(tables) == 1, "that of the units"
        assert differs - tables == {
            *("[Content_Types].xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", units),
            "_rels/.rels",  # of the mark that an output of ours bears
        }
    old, new = openpyxl.load_workbook(path), openpyxl.load_workbook(copied)
    assert new.sheetnames[: len(old.sheetnames)] == old.sheetnames and str(new.active) == str(old.active)
    for sheet in old:
        for row in sheet.iter_rows():
            for cell in row:
                other = new[sheet.title][cell.coordinate]
                assert (other.value, other.number_format) == (cell.value, cell.number_format) or cell.value is None
                looks = [look(each) for each in (cell, other)]
                assert looks[0] == looks[1] or cell.column in (10, 11), (sheet.title, cell.coordinate)
                assert (cell.comment and cell.comment.text) == (other.comment and other.comment.text)
        assert copy(sheet.freeze_panes) == new[sheet.title].freeze_panes
    assert new["Enheter"].column_dimensions["F"].width == 55
    columns = new["Enheter"].column_dimensions
    assert (columns["I"].max, columns["J"].hidden, columns["L"].hidden, columns["L"].max) == (9, False, True, 26)
    chosen = [sheet.title for sheet in new if sheet.sheet_view.tabSelected]
    assert chosen == [sheet.title for sheet in old if sheet.sheet_view.tabSelected]


@needs_validator
def test_nothing_added_is_against_the_format(tmp_path: Path) -> None:
    path = made_their_own(tmp_path)
    copied, _added, _left = upgraded(path)
    assert copied is not None and faults(copied) == faults(path)


def test_new_cells_look_and_work_as_those_of_a_new_plan(tmp_path: Path) -> None:
    copied, _added, _left = upgraded(made_their_own(tmp_path))
    assert copied is not None
    book, fresh = openpyxl.load_workbook(copied), openpyxl.load_workbook(plan_book())
    for sheet, cell, other in (
        ("Enheter", "J5", "J5"),
        ("Enheter", "J4", "J4"),
        ("Frågor", "C4", "C4"),
        ("Frågor", "C5", "C5"),
    ):
        ours, theirs = book[sheet][cell], fresh[sheet][other]
        assert (ours.value, look(ours)) == (theirs.value, look(theirs))
    assert book["Enheter"].tables["t_units"].ref == fresh["Enheter"].tables["t_units"].ref
    (rule,) = [rule for rule in book["Enheter"].data_validations.dataValidation if "J5" in rule.sqref]
    name, _mark, cells = str(rule.formula1).partition("!")
    column = cells.split(":")[0].replace("$", "")
    assert book[name.strip("'")][column].value is not None and book[name.strip("'")].sheet_state == "hidden"
    (units,) = [rule for rule in book["Frågor"].data_validations.dataValidation if "H5" in rule.sqref]
    assert str(units.formula1).startswith("'Enheter'!$B$5:")


def test_a_column_without_room_is_left_out_and_told(tmp_path: Path) -> None:
    def change(workbook: Any) -> None:
        without_column(workbook["Enheter"], "replaces")
        workbook["Enheter"]["K7"] = "vår anteckning"

    path = Path(shutil.copyfile(edited(plan_book(), change), tmp_path / "plan.xlsx"))
    assert upgraded(path) == (None, [], ["kolumnen Ersätter på bladet Enheter"])
    code, told = command("plan", "upgrade", str(path))
    assert code == 0 and "Det finns inte plats för kolumnen Ersätter på bladet Enheter." in told


def test_a_sheet_of_their_own_with_that_name_is_kept(tmp_path: Path) -> None:
    def change(workbook: Any) -> None:
        del workbook["Frågor"]
        workbook.create_sheet("Frågor")["A1"] = "våra frågor"

    copied, added, _left = upgraded(Path(shutil.copyfile(edited(plan_book(), change), tmp_path / "plan.xlsx")))
    assert added == ["bladet Frågor (2)"] and copied is not None
    assert sheet_in(copied, "Frågor")["A1"].value == "våra frågor"
    assert upgraded(copied)[0] is None


@pytest.mark.parametrize(
    ("part", "sentence"),
    [("_xmlsignatures/sig1.xml", "digitalt signerad"), ("xl/revisions/revisionHeaders.xml", "delad arbetsbok")],
)
def test_what_would_be_harmed_is_refused(part: str, sentence: str, tmp_path: Path) -> None:
    path = Path(
        shutil.copyfile(edited(plan_book(), lambda workbook: workbook.remove(workbook["Frågor"])), tmp_path / "p.xlsx")
    )
    changed_parts(path, {}, {part: b"<a/>"})
    with pytest.raises(followup.CouldNotRun, match=sentence):
        followup.plan_upgrade(path)
    assert [each.name for each in tmp_path.iterdir()] == ["p.xlsx"]


@pytest.mark.parametrize("in_the_way", ["formula", "merged"])
def test_what_shows_nothing_is_in_the_way_all_the_same(in_the_way: str, tmp_path: Path) -> None:
    """A formula that gives an empty text, and a cell merged with one beside it."""

    def change(workbook: Any) -> None:
        without_column(workbook["Enheter"], "replaces")
        workbook["Enheter"]["K7"].number_format = "0.00000"
        if in_the_way == "merged":
            workbook["Enheter"].merge_cells("K7:L7")

    path = Path(shutil.copyfile(edited(plan_book(), change), tmp_path / "plan.xlsx"))
    if in_the_way == "formula":
        cell = re.compile(rb'(<c r="K7"[^>]*?)(?: t="n")?(?:/>|></c>)')
        changed_parts(path, {part_of_units(path): partial(cell.sub, EMPTY_FORMULA)}, {})
    code, told = command("plan", "upgrade", str(path))
    assert code == 2 and "har något i cellerna där nya ska stå" in told
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


def test_the_command_says_what_it_did_and_never_writes_over_what_was_edited(tmp_path: Path) -> None:
    path = made_their_own(tmp_path)
    code, told = command("plan", "upgrade", str(path), "--into", str(tmp_path / "nya"))
    copied = tmp_path / "nya" / "plan uppgraderad.xlsx"
    assert code == 0 and "Tillagt: bladet Frågor" in told and str(copied) in told
    shutil.copyfile(edited(copied, lambda workbook: workbook["Enheter"].cell(20, 4, "mer")), copied)
    code, told = command("plan", "upgrade", str(path), "--into", str(tmp_path / "nya"))
    assert (tmp_path / "nya" / "plan uppgraderad (2).xlsx").is_file() and code == 0
    assert sheet_in(copied, "Enheter")["D20"].value == "mer"


def test_an_older_plan_is_no_faulty_one(tmp_path: Path) -> None:
    """It may lack every kind of section that came later: the round goes on, and what to do is told."""
    path = made_their_own(tmp_path)
    code, told = command("plan", "check", str(path))
    assert code == 0 and "Bladet Frågor saknas. followup plan upgrade gör en kopia" in told
    assert "Att kontrollera" not in told


def test_what_is_no_plan_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "plan.xlsx")
    code, told = command("plan", "upgrade", str(tmp_path))
    assert code == 2 and told.count("är ingen uppföljningsplan") == 1
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]
