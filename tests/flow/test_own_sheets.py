"""Sheets of people's own live in a workbook of their own, which is begun once and leads to the regional one."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_previous import FIRST
from tests.office import convert, needs_office
from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round

NAME = "egna blad.xlsx"


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """T1 2022 with an answer, merged."""
    return merged_round(tmp_path / "r", PLAN, {"nord": FIRST}, "--today", "2022-05-02")


def test_it_is_begun_when_somebody_asks_and_never_touched_again(round_: Round) -> None:
    own = round_.folder / NAME
    round_.merge()
    assert not own.exists()
    round_.merge("--own-sheets")
    assert f"{own} är till för egna blad" in round_.output
    book = openpyxl.load_workbook(own)
    assert book.sheetnames == ["Egna blad", "Exempel"]
    links = [cell.hyperlink or cell.value for cell in book["Egna blad"]["A"][4:]]
    regional = openpyxl.load_workbook(round_.regional)
    visible = [sheet.title for sheet in regional if sheet.sheet_state == "visible"]
    assert [str(link) for link in links] == [
        f'=HYPERLINK("output/regional.xlsx#\'{sheet}\'!A1","{sheet}")' for sheet in visible
    ]
    book.create_sheet("Mitt")["A1"] = 1
    book.save(own)
    mine = own.read_bytes()
    round_.merge("--own-sheets")
    assert own.read_bytes() == mine and [path.name for path in round_.folder.glob("egna*")] == [NAME]


def test_its_example_says_what_stands_in_the_regional_workbook(round_: Round) -> None:
    round_.merge("--own-sheets")
    example = sheet_in(round_.folder / NAME, "Exempel", data_only=True)
    unit, row, column, value = (example.cell(5, at).value for at in (1, 2, 3, 4))
    data = sheet_in(round_.regional, "Styrmått, data")
    titles = [cell.value for cell in data[1]]
    lines: list[dict[Any, Any]] = [
        dict(zip(titles, row, strict=True)) for row in data.iter_rows(min_row=2, values_only=True)
    ]
    wanted = {"Enhet": unit, "Radnyckel": row, "Kolumn": column, "Slag": "enskild"}
    assert value == sum(line["Värde"] or 0 for line in lines if wanted.items() <= line.items())
    assert (unit, row, value) == ("Division Nord", "fragor", 20)


@needs_office
@pytest.mark.slow
def test_libreoffice_knows_which_workbook_its_formulas_are_over(round_: Round, tmp_path: Path) -> None:
    """It takes no figures from another file unless a person says so: what is stored is what is seen."""
    round_.merge("--own-sheets")
    (new,) = convert([round_.folder / NAME], "ods", tmp_path)
    with zipfile.ZipFile(new) as package:
        content = package.read("content.xml").decode("utf-8")
    assert "/output/regional.xlsx'#$'Styrmått, data'.$A$2:.$A$20000" in content.replace("&apos;", "'")


def test_sheets_that_somebody_has_put_into_the_regional_workbook_are_named(round_: Round) -> None:
    book = openpyxl.load_workbook(round_.regional)
    book.create_sheet("Mina tal")
    book.save(round_.regional)
    round_.merge()
    assert "regional.xlsx har egna blad: Mina tal." in round_.output
    assert "followup merge --own-sheets" in round_.output
