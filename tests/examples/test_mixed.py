"""A region that follows up everything in one plan: every kind of section, each unit's own, and every document."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.examples.mixing import mixed_answers, mixed_plan
from tests.form.language import AskedAfterwards, OnFirstSheet
from tests.house import SECTIONS, Words, bundled, command
from tests.tables import fill, read_plan, template_name
from tests.test_example import make_workbook

ASKED_BY_PLANS = [section for section in SECTIONS if not section.has(AskedAfterwards)]
"""Not what the secretariat asks of answers, in decisions.xlsx."""

KEYS = {*(section.key for section in ASKED_BY_PLANS), "vardgaranti"}
"""What plans of any kind ask for, and the table that Norrbotten's declares."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mixed")
    make_workbook(mixed_plan(), folder / "plan.xlsx")
    shutil.copytree(bundled("examples") / "norrbotten-2018-02" / "bilagor", folder / "bilagor")
    command("template", "--plan", str(folder / "plan.xlsx"))
    (folder / "inbox").mkdir()
    plan, _findings = read_plan(folder / "plan.xlsx")
    for unit, tables in mixed_answers().items():
        name = template_name(plan.frame, plan.units[unit])
        fill(folder / "templates" / name, folder / "inbox" / name, tables)
    return folder


def keys_in(path: Path) -> set[str]:
    """The sections whose tables stand in a template, by their marks."""
    workbook = openpyxl.load_workbook(path)
    column = [cell.value for sheet in workbook for cell in sheet["A"]]
    return {value[1:] for value in column if isinstance(value, str) and value.startswith("#")}


def test_the_plan_holds_all_sections_and_a_template_those_of_its_unit(place: Path) -> None:
    of_unit = {path.stem: keys_in(path) for path in sorted((place / "templates").iterdir())}
    assert set().union(*of_unit.values()) == KEYS
    assert {name.removeprefix("Division ").removesuffix(" T1 2022"): len(keys) for name, keys in of_unit.items()} == {
        **{"Folktandvård": 3, "Länssjukvård 1": 14, "Länssjukvård 2": 14},
        **{"Närsjukvård": 12, "Psykiatri": 15, "Service": 9},
    }


@pytest.fixture(scope="module")
def merged(place: Path) -> tuple[int, str]:
    """What a merge of it all answers, and says as JSON."""
    return command("merge", "--plan", str(place / "plan.xlsx"), "--format", "json", "--today", "2022-05-20")


def test_everything_is_merged_and_every_document_made(place: Path, merged: tuple[int, str]) -> None:
    code, output = merged
    result = json.loads(output[output.index("{") :])
    errors = sorted(
        (finding["unit"], finding["rule"], finding["found"])
        for finding in result["findings"]
        if finding["severity"] == "error"
    )
    assert (code, errors) == (
        1,
        [
            ("Division Länssjukvård 2", "not-a-number", "40 00"),
            ("Division Närsjukvård", "not-a-number", "ca 155 000"),
            ("Division Närsjukvård", "outcome-not-understood", "enligt bilaga"),
            ("Division Psykiatri", "status-missing", ""),
            ("Division Service", "not-in-the-list", "nästan klart"),
        ],
    )
    code, output = command("report", "--all", "--plan", str(place / "plan.xlsx"))
    ways = [path.relative_to(place / "output").parts for path in (place / "output").rglob("*.docx")]
    endings = {way[0] for way in ways if not way[0].startswith(".")}
    kinds = {"summary.docx", "reconciliation.docx", "board_report.docx", "appendix"}
    of_agreement = {f"agreement{name}.docx" for name in ("", "-letter", "-proposal", "-minutes")}
    assert (code, endings) == (1, kinds | of_agreement)


@pytest.mark.usefixtures("merged")
def test_the_regional_workbook_has_a_sheet_for_each(place: Path) -> None:
    names = openpyxl.load_workbook(place / "output" / "regional.xlsx").sheetnames
    titles = [str(Words("sv")(section.title)) for section in ASKED_BY_PLANS if not section.has(OnFirstSheet)]
    assert [title for title in titles if title not in names] == []
