"""Figures that nobody has approved say so in both documents, where the plan asks for an approval."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.round.test_waivers import SETTINGS as PRODUCTION
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, every_cell, merged_round, new_round

ASKED = PRODUCTION.replace(
    "| Sista svarsdag | 2022-05-13 |", "| Sista svarsdag | 2022-05-13 |\n| Godkännande krävs | ja |"
)
VISITS = "## Besök\n| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |\n| Läkarbesök | 101 | 10 |\n"
APPROVED = """
## Underskrift
| Uppgift | Svar |
| Godkänt av | Karin Ek |
| Godkännarens roll | Divisionschef |
| Godkänt den | 2022-05-12 |
"""
TODAY = ("--today", "2022-05-20")


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """The south is approved, the north is not."""
    import os

    os.environ["FOLLOWUP_LANGUAGE"] = "sv"
    occasion = new_round(
        tmp_path_factory.mktemp("preliminart") / "r", ASKED, {"nord": VISITS, "syd": VISITS + APPROVED}
    )
    return occasion.merge(*TODAY, "--published")


def test_the_overview_says_who_is_not_approved(round_: Round) -> None:
    cells = {value for sheet, _cell, value in every_cell(round_.regional) if sheet == "Översikt"}
    assert "Division Nord (preliminär)" in cells and "Division Syd (preliminär)" not in cells
    assert "har svarat, preliminärt" in cells and "har svarat" in cells


def test_each_row_of_the_unit_is_marked(round_: Round) -> None:
    marked = {(row["Enhet"], row["Godkännande"]) for row in round_.rows("Besök")}
    assert marked == {("Division Nord", "preliminär"), ("Division Syd", None)}
    assert ("Regionen", "A1", "Region Mellansjö (preliminär)") in every_cell(round_.regional)


def test_headings_and_captions_in_word(round_: Round) -> None:
    assert "Preliminära, ännu inte godkända: Division Nord." in round_.word
    assert "Division Nord (preliminär)" in round_.word and "Division Syd (preliminär)" not in round_.word
    captions = [
        line for line in round_.word.splitlines() if line.startswith("Tabell") and "Besök januari–april" in line
    ]
    assert [("preliminär" in line, "Syd" in line) for line in captions] == [(True, False), (True, False), (False, True)]


def test_the_published_documents_say_so_too(round_: Round) -> None:
    texts = {value for _sheet, _cell, value in every_cell(round_.public("regional.xlsx"))}
    assert "preliminär" in texts


def test_who_signed_and_who_approved_stand_with_the_submissions(round_: Round) -> None:
    from tests.outputs.reading_back import sheet_records

    rows = {row["Enhet"]: row for row in sheet_records(round_.regional, "Underlag", "Enhet")}
    assert rows["Division Syd"]["Godkänt av"] == "Karin Ek; Divisionschef; 2022-05-12"
    assert rows["Division Nord"]["Godkänt av"] in (None, "")


def test_nothing_is_preliminary_where_the_plan_does_not_ask(tmp_path: Path) -> None:
    merged = merged_round(tmp_path / "r", PRODUCTION, {"nord": VISITS}, *TODAY)
    assert "reliminär" not in merged.word
    assert not [value for _s, _c, value in every_cell(merged.regional) if "reliminär" in str(value)]
    assert not merged.rows("Besök")[0]["Godkännande"]


def test_a_measure_of_several_units_in_one_table(tmp_path: Path) -> None:
    measures = """
    | Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop |
    | samtal | 1 | vard-i-tid | Besvarade samtal | antal | högre | minst 100 | nej | DÅ04 | alla | summa |
    """
    answer = "| Styrmått | Utfall totalt |\n| Besvarade samtal | 120 |"
    plan = plan_text(measures, settings={"Godkännande krävs": "ja"})
    merged = new_round(tmp_path / "r", plan, {"nord": answer, "syd": f"## Styrmått\n{answer}\n{APPROVED}"}).merge(
        *TODAY
    )
    units = {line[1] for line in merged.word_rows("Styrmått", "Enhet")}
    assert {"Division Nord (preliminär)", "Division Syd"} <= units


def test_a_division_that_is_missing_is_listed_in_both_documents(tmp_path: Path) -> None:
    merged = merged_round(tmp_path / "r", PRODUCTION, {"nord": VISITS}, *TODAY)
    assert "Division Syd: har inte svarat." in merged.word
    overview = [(cell, value) for sheet, cell, value in every_cell(merged.regional) if sheet == "Översikt"]
    assert "Division Syd" in {value for _cell, value in overview} and "har inte svarat" in {v for _c, v in overview}


def test_no_valid_answer_makes_no_report(tmp_path: Path) -> None:
    occasion = new_round(tmp_path / "r", PRODUCTION, {})
    (occasion.folder / "inbox").mkdir(exist_ok=True)
    (occasion.folder / "inbox" / "Division Nord T1 2022.xlsx").write_bytes(b"")
    assert occasion.merge(*TODAY).code == 2
    assert not occasion.regional.exists() and not occasion.summary.exists()
