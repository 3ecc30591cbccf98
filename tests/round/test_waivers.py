"""What the secretariat accepts in decisions.xlsx, through check, status and merge alike."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.house import command
from tests.scoring.rounds import Round, new_round
from tests.tables import edited, empty_decisions, fill, text_tables

SETTINGS = """
## Uppföljning
| Inställning | Värde |
| Region | Region Mellansjö |
| Kort namn | mellansjo |
| Tillfälle | T1 2022 |
| Period från | 2022-01-01 |
| Period till | 2022-04-30 |
| Jämförelseperiod till | 2021-04-30 |
| Sista svarsdag | 2022-05-13 |
## Enheter
| Id | Namn | Slag | Överordnad | Mall |
| region | Region Mellansjö | region | | nej |
| nord | Division Nord | division | region | ja |
| syd | Division Syd | division | region | ja |
## Produktionsrader
| Tabell | Id | Rad | Under | Räknas |
| Besök | lakare | Läkarbesök | totalt | fylls i |
| Besök | ovriga | Övriga besök | totalt | fylls i |
| Besök | totalt | Totalt antal besök | | summa |
## Produktion förra året
| Enhet | Rad | Föregående | Varav distans |
| nord | lakare | 100 | 10 |
| nord | ovriga | 100 | 10 |
| syd | lakare | 100 | 10 |
"""
TITLES = "| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |"
FAR = f"## Besök\n{TITLES}\n| Läkarbesök | 500 | 10 |\n| Övriga besök | 600 | 20 |"
TURNED = f"## Besök\n{TITLES}\n| Läkarbesök | 100 | 150 |\n| Övriga besök | 100 | 20 |"
REFUSED = f"## Besök\n{TITLES}\n| Läkarbesök | ca 100 | 10 |\n| Övriga besök | 100 | 20 |"
WAIVERS = "## Undantag\n| Regel | Enhet | Rad | Kolumn eller cell | Varför | Beslutat av | Till och med |\n"
TODAY = ("--today", "2022-05-20")


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """A round of two divisions; nobody has answered yet."""
    return new_round(tmp_path / "r", SETTINGS, {})


def decide(round_: Round, rows: str) -> None:
    """Type rows into a new decisions workbook, under headings of their own."""
    fill(empty_decisions(), round_.decisions, text_tables(rows))


def findings(round_: Round, rule: str) -> list[tuple[str, str]]:
    """Severity and cell of what merge tells of a rule."""
    given = round_.merged_json(*TODAY)["findings"]
    return [(finding["severity"], finding["cell"]) for finding in given if finding["rule"] == rule]


def checked(round_: Round, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and findings of check."""
    code, printed = command("check", "--plan", str(round_.folder), "--format", "json", *TODAY, *arguments)
    files = json.loads(printed[printed.index("{") : printed.rindex("}") + 1])["files"]
    return code, [finding for file in files for finding in file["findings"]]


def state(round_: Round, unit: str) -> tuple[str, int, int]:
    """State, errors and warnings of a unit, by status; merge must agree."""
    _code, printed = command("status", "--plan", str(round_.folder), "--format", "json", *TODAY)
    both = [json.loads(printed[printed.index("{") : printed.rindex("}") + 1]), round_.merged_json(*TODAY)]
    (by_status, by_merge) = (
        next((entry["state"], entry["errors"], entry["warnings"]) for entry in given["units"] if entry["id"] == unit)
        for given in both
    )
    assert by_status == by_merge
    return by_status


def test_a_warning_that_is_accepted_is_only_noted(round_: Round) -> None:
    round_.answer("nord", FAR)
    assert [severity for severity, _cell in findings(round_, "far-from-last-year")] == ["warning", "warning"]
    decide(round_, f"{WAIVERS}| far-from-last-year | nord | | | Sammanslagning. | Sekretariatet | |")
    given = [finding for finding in round_.merged_json(*TODAY)["findings"] if finding["rule"] == "far-from-last-year"]
    assert [finding["severity"] for finding in given] == ["info", "info"]
    assert all("Godtaget av Sekretariatet: Sammanslagning." in finding["advice"] for finding in given)
    assert all("skiljer sig mycket från" in finding["advice"] for finding in given), "what it was is still said"
    assert state(round_, "nord") == ("answered", 0, 0)


@pytest.mark.parametrize(
    ("row", "column", "accepted"),
    [
        ("", "", {"Läkarbesök", "Övriga besök"}),
        ("Läkarbesök", "", {"Läkarbesök"}),
        ("lakare", "", {"Läkarbesök"}),
        ("LÄKARBESÖK", "Besök jan–apr 2022", {"Läkarbesök"}),
        ("", "besök jan–apr 2022", {"Läkarbesök", "Övriga besök"}),
        ("", "Besök 202204", {"Läkarbesök", "Övriga besök"}),  # as the column was called before
        ("Övriga besök", "Varav distansbesök jan–apr 2022", set()),
        ("Tandläkarbesök", "", set()),
    ],
)
def test_a_row_and_a_column_narrow_it_down(round_: Round, row: str, column: str, accepted: set[str]) -> None:
    round_.answer("nord", FAR)
    by_cell = dict(
        zip(["Läkarbesök", "Övriga besök"], [cell for _s, cell in findings(round_, "far-from-last-year")], strict=True)
    )
    decide(round_, f"{WAIVERS}| far-from-last-year | nord | {row} | {column} | Så är det. | Sekretariatet | |")
    noted = {cell for severity, cell in findings(round_, "far-from-last-year") if severity == "info"}
    assert noted == {by_cell[cell] for cell in accepted}
    assert findings(round_, "decision-without-effect") == ([] if accepted else [("warning", "B5")])


def test_a_cell_narrows_it_down_and_alla_widens_it(round_: Round) -> None:
    round_.answer("nord", FAR)
    round_.answer("syd", FAR.replace("\n| Övriga besök | 600 | 20 |", ""))
    (_s, cell), *_rest = findings(round_, "far-from-last-year")
    for written_as in (cell, cell.lower(), f"Produktion!{cell}", f"${cell[0]}${cell[1:]}"):
        decide(round_, f"{WAIVERS}| far-from-last-year | nord | | {written_as} | Så är det. | Sekretariatet | |")
        assert [severity for severity, _c in findings(round_, "far-from-last-year")].count("info") == 1
    decide(round_, f"{WAIVERS}| far-from-last-year | alla | | | Så är det. | Sekretariatet | |")
    assert {severity for severity, _c in findings(round_, "far-from-last-year")} == {"info"}


def test_an_error_is_accepted_where_the_value_was_kept_and_the_exit_code_follows(round_: Round) -> None:
    round_.answer("nord", TURNED)
    assert checked(round_)[0] == 1 and round_.merge(*TODAY).code == 1
    assert state(round_, "nord")[0] == "with_errors"
    decide(round_, f"{WAIVERS}| part-exceeds-whole | nord | Läkarbesök | | Räknas så. | Sekretariatet | 2022-12-31 |")
    code, given = checked(round_)
    assert (code, round_.merge(*TODAY).code) == (0, 0), "check and merge agree"
    assert state(round_, "nord")[0] == "answered"
    (noted,) = [finding for finding in given if finding["rule"] == "part-exceeds-whole"]
    assert noted["severity"] == "info" and "2022-12-31" in noted["advice"]


def test_a_refused_value_cannot_be_accepted_into_being(round_: Round) -> None:
    round_.answer("nord", REFUSED)
    decide(round_, f"{WAIVERS}| not-a-number | nord | | | Ungefär räcker. | Sekretariatet | |")
    assert [severity for severity, _cell in findings(round_, "not-a-number")] == ["error"]
    assert findings(round_, "waiver-of-a-refused-value") == [("warning", "B5")]
    assert findings(round_, "decision-without-effect") == []
    assert round_.code == 1 and checked(round_)[0] == 1
    assert state(round_, "nord")[0] == "with_errors"


def test_a_row_that_is_gone_cannot_be_accepted_into_being(round_: Round) -> None:
    round_.answer("nord", FAR)
    path = round_.folder / "inbox" / round_.template("nord").name
    shutil.copyfile(edited(path, lambda book: book["Produktion"].delete_rows(6)), path)
    assert findings(round_, "row-missing") == [("error", "")]
    decide(round_, f"{WAIVERS}| row-missing | nord | | | Den behövs inte. | Sekretariatet | |")
    assert findings(round_, "row-missing") == [("error", "")]
    assert findings(round_, "waiver-of-a-refused-value") == [("warning", "B5")]


def test_what_has_expired_is_told_and_not_in_force(round_: Round) -> None:
    round_.answer("nord", FAR)
    decide(round_, f"{WAIVERS}| far-from-last-year | nord | | | Så är det. | Sekretariatet | 2022-05-19 |")
    assert {severity for severity, _cell in findings(round_, "far-from-last-year")} == {"warning"}
    assert findings(round_, "decision-expired") == [("warning", "H5")]
    decide(round_, f"{WAIVERS}| far-from-last-year | nord | | | Så är det. | Sekretariatet | 2022-05-20 |")
    assert {severity for severity, _cell in findings(round_, "far-from-last-year")} == {"info"}


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("| far-from-last-year | norr | | | Fel enhet. | Sekretariatet | |", "unknown-id"),
        ("| far-from-last-year | nord | | | | Sekretariatet | |", "required"),
        ("| far-from-last-year | nord | | | Ingen står för det. | | |", "required"),
        ("| far-from-last-year | | | | Vilken enhet? | Sekretariatet | |", "required"),
    ],
)
def test_a_waiver_that_lacks_something_is_an_error_and_not_applied(round_: Round, row: str, rule: str) -> None:
    round_.answer("nord", FAR)
    decide(round_, WAIVERS + row)
    assert {severity for severity, _cell in findings(round_, "far-from-last-year")} == {"warning"}
    assert [severity for severity, _cell in findings(round_, rule)] == ["error"] and round_.code == 1


def test_a_finding_that_can_be_decided_names_the_row_to_add(round_: Round) -> None:
    round_.answer("nord", FAR)
    findings = round_.merged_json(*TODAY)["findings"]
    assert all(
        "decisions.xlsx, bladet Undantag: far-from-last-year, nord." in finding["advice"] for finding in findings
    )
    round_.merge(*TODAY)
    assert round_.output.count("decisions.xlsx") == 1, "people are told once"
    assert "Kan avgöras i decisions.xlsx, bladet Undantag: far-from-last-year (nord)." in round_.output


def test_what_cannot_be_decided_does_not_say_that_it_can(round_: Round) -> None:
    round_.answer("nord", REFUSED)
    findings = [finding for finding in round_.merged_json(*TODAY)["findings"] if finding["rule"] == "not-a-number"]
    assert findings and not any("decisions.xlsx" in finding["advice"] for finding in findings)


def test_what_is_decided_stands_in_the_regional_workbook(round_: Round) -> None:
    round_.answer("nord", FAR)
    shutil.copyfile(round_.folder / "inbox" / round_.template("nord").name, round_.folder / "inbox" / "annan.xlsx")
    round_.answer("nord", FAR.replace("500", "400"))
    decide(
        round_,
        f"{WAIVERS}| far-from-last-year | nord | | | Sammanslagning. | Sekretariatet | |\n"
        "## Filer\n| Enhet | Fil som gäller | Varför | Beslutat av |\n| nord | annan | Den är signerad. | Registrator |",
    )
    round_.merge(*TODAY, "--published")
    assert round_.code == 0
    from tests.scoring.rounds import every_cell

    texts = {value for sheet, _cell, value in every_cell(round_.regional) if sheet == "Beslut"}
    assert {"Sammanslagning.", "Den är signerad.", "Registrator", "Division Nord", "far-from-last-year"} <= texts
    assert round_.row("nord", "lakare", "Besök")["Besök jan–apr 2022"] == 500
    public = {value for _sheet, _cell, value in every_cell(round_.public("regional.xlsx"))}
    assert "Sammanslagning." not in public


def test_decisions_of_an_earlier_version_have_fewer_sheets(round_: Round) -> None:
    round_.answer("nord", FAR)
    old = empty_decisions()

    def older(workbook: Any) -> None:
        del workbook["Undantag"]
        del workbook["Filer"]

    shutil.copyfile(edited(old, older), round_.decisions)
    merged = round_.merged_json(*TODAY)
    assert round_.code == 0
    assert [finding for finding in merged["findings"] if finding["file"] == "decisions.xlsx"] == []
