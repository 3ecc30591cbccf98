"""Months that were reported in April stand in August's template: nobody types them again, and who corrects one is told."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell

from tests.house import command
from tests.one_sheet import sheet_in
from tests.outputs.reading_back import sheet_records
from tests.plans import PLAN
from tests.scoring.rounds import NAMES, Round, merged_round, new_round
from tests.tables import fill, text_tables

APRIL = """
## Tillgänglighet
| Serie | Månad | Kvinnor | Män |
| Första besök | 2022-01 | 41,25 % | 44 % |
| Första besök | 2022-02 | 42 % | 45 % |
| Första besök | 2022-03 | 43 % | 46 % |
| Första besök | 2022-04 | 44 % | |
"""
MAY_TO_AUGUST = """
## Tillgänglighet
| Serie | Månad | Kvinnor | Män |
| Första besök | 2022-05 | 45 % | 48 % |
| Första besök | 2022-06 | 46 % | 49 % |
| Första besök | 2022-07 | 47 % | 50 % |
| Första besök | 2022-08 | 48 % | 51 % |
"""
DAYS = ("--period-from", "2022-01-01", "--period-to", "2022-08-31", "--deadline", "2022-09-16")
REPORTED = {"2022-01": (0.4125, 0.44), "2022-02": (0.42, 0.45), "2022-03": (0.43, 0.46), "2022-04": (0.44, None)}
TYPED = {"2022-05": (0.45, 0.48), "2022-06": (0.46, 0.49), "2022-07": (0.47, 0.5), "2022-08": (0.48, 0.51)}


class August(Round):
    """The round after April's."""

    def template(self, unit: str) -> Path:
        return self.folder / "templates" / f"{NAMES[unit]} T2 2022.xlsx"

    def sent(self, unit: str) -> Path:
        """The workbook that a unit sends in."""
        return self.folder / "inbox" / self.template(unit).name

    def told(self, rule: str) -> list[dict[str, Any]]:
        """The findings of a rule, of a new merge."""
        return [finding for finding in self.merged_json()["findings"] if finding["rule"] == rule]


@pytest.fixture(scope="module")
def april(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """T1 2022, merged."""
    return merged_round(tmp_path_factory.mktemp("t1") / "r", PLAN, {"nord": APRIL})


@pytest.fixture(scope="module")
def begun(april: Round, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """T2 2022, of January to August, with its templates."""
    folder = tmp_path_factory.mktemp("t2") / "t"
    code, output = command("new", str(folder), "--from", str(april.folder), "--round", "T2 2022", *DAYS)
    assert code == 0, output
    command("template", "--plan", str(folder))
    return folder


@pytest.fixture
def august(begun: Path, tmp_path: Path) -> August:
    """The same, to be changed."""
    return August(Path(shutil.copytree(begun, tmp_path / "t")))


def cells(book: Workbook) -> dict[tuple[str, str], Cell | MergedCell]:
    """The cells of women's and men's shares, by month and title."""
    rows = list(book["Tillgänglighet"].iter_rows())
    titles = next(row for row in rows if any(cell.value == "Månad" for cell in row))
    at = {str(cell.value): place for place, cell in enumerate(titles)}
    of_months = [row for row in rows if str(row[at["Månad"]].value).startswith("2022")]
    return {(str(row[at["Månad"]].value), title): row[at[title]] for row in of_months for title in ("Kvinnor", "Män")}


def months(path: Path) -> dict[str, tuple[Any, Any]]:
    """Women's and men's shares of a template by month."""
    of = {key: cell.value for key, cell in cells(openpyxl.load_workbook(path)).items()}
    return {month: (of[month, "Kvinnor"], of[month, "Män"]) for month, _title in of}


def write(path: Path, values: Mapping[tuple[str, str], float | None]) -> None:
    """Type values into cells of a workbook, named by month and title."""
    book = openpyxl.load_workbook(path)
    for key, value in values.items():
        cells(book)[key].value = value
    book.save(path)


def series(round_: Round) -> dict[str, tuple[Any, Any]]:
    """The shares by month in the regional workbook."""
    records = sheet_records(round_.regional, "Tillgänglighet", "Enhet")
    return {str(of["Månad"]): (of["Kvinnor"], of["Män"]) for of in records if of["Enhet"] == NAMES["nord"]}


def test_the_months_that_were_reported_stand_in_yellow_cells(august: August) -> None:
    assert months(august.template("nord")) == REPORTED | dict.fromkeys(TYPED, (None, None))
    texts = {cell.value for row in sheet_in(august.template("nord"), "Tillgänglighet") for cell in row}
    note = "Det som ni redan har redovisat är ifyllt: låt det stå, eller rätta det."
    assert any(isinstance(text, str) and text.endswith(note) for text in texts)
    shares = cells(openpyxl.load_workbook(august.template("nord"))).values()
    assert len({cell.fill.fgColor.rgb for cell in shares}) == 1 and not any(cell.protection.locked for cell in shares)


def test_who_fills_in_the_new_months_alone_has_a_series_of_all(august: August) -> None:
    fill(august.template("nord"), august.sent("nord"), text_tables(MAY_TO_AUGUST, "Tillgänglighet"))
    assert not august.told("reported-otherwise")
    assert series(august) == REPORTED | TYPED


def test_a_month_that_is_corrected_counts_and_is_told(august: August) -> None:
    fill(august.template("nord"), august.sent("nord"), text_tables(MAY_TO_AUGUST, "Tillgänglighet"))
    write(august.sent("nord"), {("2022-01", "Kvinnor"): 0.4})
    assert not august.told("outside-the-tables"), "what we write above the table ourselves"
    (finding,) = august.told("reported-otherwise")
    assert (finding["severity"], finding["found"], finding["sheet"]) == ("info", "40\u00a0%", "Tillgänglighet")
    assert finding["advice"].replace("\u00a0", " ") == (
        "skiljer sig från det som redovisades vid T1 2022: 41,25 %. Det som står här räknas. Är 41,25 % rätt, skriv det här."
    )
    assert series(august)["2022-01"] == (0.4, 0.44)


def test_a_month_that_is_emptied_is_not_answered(august: August) -> None:
    fill(august.template("nord"), august.sent("nord"), text_tables(MAY_TO_AUGUST, "Tillgänglighet"))
    write(august.sent("nord"), {("2022-01", "Kvinnor"): None, ("2022-01", "Män"): None})
    advice = [finding["advice"] for finding in august.told("not-answered") if finding["sheet"] == "Tillgänglighet"]
    asked = "Här står inget. Skriv andelen med procenttecken, till exempel 41 %. Saknas uppgiften? Skriv varför i kommentaren"
    assert [text.replace("\u00a0", " ").startswith(asked) for text in advice] == [True] * 3, "and of men in April"
    assert series(august)["2022-01"] == (None, None)


def test_a_template_in_which_nobody_wrote_is_no_answer(august: August) -> None:
    august.sent("nord").write_bytes(august.template("nord").read_bytes())
    of_syd = text_tables("| Styrmått | Utfall totalt |\n| Antal som fått frågan | 4 |", "Styrmått")
    fill(august.template("syd"), august.sent("syd"), of_syd)
    result = august.merged_json()
    assert {of["id"]: of["state"] for of in result["units"]}["nord"] == "missing"
    assert [of["file"] for of in result["findings"] if of["rule"] == "not-filled-in"] == [august.sent("nord").name]


def test_what_was_filled_in_goes_before_what_was_reported(august: August, tmp_path: Path) -> None:
    filled = tmp_path / "halv.xlsx"
    fill(august.template("nord"), filled, text_tables(MAY_TO_AUGUST, "Tillgänglighet"))
    write(filled, {("2022-01", "Kvinnor"): 0.4, ("2022-02", "Kvinnor"): None})
    code, output = command("template", "--plan", str(august.folder), "--carry", str(filled))
    assert code == 0, output
    expected = REPORTED | TYPED | {"2022-01": (0.4, 0.44), "2022-02": (None, 0.45)}
    assert months(august.template("nord")) == expected


def test_the_first_round_has_nothing_that_was_reported(april: Round) -> None:
    assert set(months(april.template("nord")).values()) == {(None, None)}
    texts = {cell.value for row in sheet_in(april.template("nord"), "Tillgänglighet") for cell in row}
    assert not any(isinstance(text, str) and "redan" in text for text in texts)


def after_change(april: Round, folder: Path, replaces: Mapping[str, str]) -> August:
    """T2 2022 with the record of April in its history; units that give the series, and what each replaces."""
    titles, sheet = "| Kontakt | Avsnitt | Mall |", "| Id | Namn | Slag | Överordnad | Nämnd "
    units = "".join(
        f"| {unit} | {NAMES[unit]} | division | region | Regionstyrelsen | Stabschef | | ja | {text} |\n"
        for unit, text in replaces.items()
    )
    of_region = "| region | Region Mellansjö | region | | Regionstyrelsen | | | nej | |\n"
    before, _mark, rest = PLAN.partition("## Enheter\n")
    settings = (
        before.replace("T1 2022", "T2 2022")
        .replace("2022-04-30", "2022-08-31")
        .replace("| Kod | DÅ04 |", "| Kod | DÅ08 |")
    )
    goals = rest[rest.index("## Målstruktur") : rest.index("## Texter")]
    series = (
        f"## Väntetider\n| Id | Serie | Mål | Enheter |\n| forsta | Första besök | 100 % | {', '.join(replaces)} |\n"
    )
    text = f"{settings}## Enheter\n{sheet}{titles} Ersätter |\n{of_region}{units}\n{goals}{series}"
    new_round(folder, text, {})
    shutil.copytree(april.folder / "output" / "record", folder / "history" / "T1 2022")
    code, output = command("template", "--plan", str(folder))
    assert code == 0, output
    return August(folder)


def test_a_unit_of_another_name_has_the_months_of_the_one_it_replaces(april: Round, tmp_path: Path) -> None:
    august = after_change(april, tmp_path / "t", {"vast": "nord", "syd": ""})
    assert months(august.template("vast")) == REPORTED | dict.fromkeys(TYPED, (None, None))
    assert set(months(august.template("syd")).values()) == {(None, None)}


def test_the_share_of_a_unit_that_was_split_is_nobody_s_answer(april: Round, tmp_path: Path) -> None:
    august = after_change(april, tmp_path / "t", {"vast": "nord 60 %", "a": "nord 40 %", "syd": ""})
    assert {of for unit in ("vast", "a") for of in months(august.template(unit)).values()} == {(None, None)}


def test_the_latest_round_that_had_a_month_is_the_one_that_counts(august: August, tmp_path: Path) -> None:
    """Year-end shows eight months: January as it was corrected in August."""
    fill(august.template("nord"), august.sent("nord"), text_tables(MAY_TO_AUGUST, "Tillgänglighet"))
    write(august.sent("nord"), {("2022-01", "Kvinnor"): 0.4, ("2022-02", "Kvinnor"): None})
    august.merge()
    days = ("--period-from", "2022-01-01", "--period-to", "2022-12-31", "--deadline", "2023-01-20")
    code, output = command("new", str(tmp_path / "u"), "--from", str(august.folder), "--round", "T3 2022", *days)
    assert code == 0, output
    command("template", "--plan", str(tmp_path / "u"))
    shown = months(tmp_path / "u" / "templates" / f"{NAMES['nord']} T3 2022.xlsx")
    rest = dict.fromkeys(("2022-09", "2022-10", "2022-11", "2022-12"), (None, None))
    assert shown == REPORTED | TYPED | {"2022-01": (0.4, 0.44)} | rest


def test_a_record_that_is_corrected_when_templates_are_sent_makes_nobody_s_template_filled_in(
    tmp_path: Path,
) -> None:
    """What stands in the template counts, and that the record says another figure is told."""
    april = merged_round(tmp_path / "r", PLAN, {"nord": APRIL})
    august = August(tmp_path / "t")
    start = ("--from", str(april.folder), "--round", "T2 2022", *DAYS)
    assert command("new", str(august.folder), *start)[0] == 0
    command("template", "--plan", str(august.folder))
    april.answer("nord", APRIL.replace("41,25 %", "40 %"))
    april.merge()
    code, output = command("new", str(august.folder), "--from", str(april.folder), "--renew")
    assert code == 0, output
    code, output = command("check", str(august.template("nord")), "--plan", str(august.folder))
    assert "Mallen är inte ifylld" in output
    fill(august.template("nord"), august.sent("nord"), text_tables(MAY_TO_AUGUST, "Tillgänglighet"))
    (finding,) = august.told("reported-otherwise")
    assert finding["found"] == "41,25\u00a0%" and "T1 2022: 40\u00a0%" in finding["advice"]
    assert series(august)["2022-01"] == (0.4125, 0.44)
