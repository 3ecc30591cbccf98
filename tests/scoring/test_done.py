"""Targets that are answered by yes or no, or by the day when it was done: in the template, judged and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import command
from tests.scoring.plans import plan_text
from tests.scoring.rounds import is_named, merged_round, new_round

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Svarar | Läggs ihop |
| finns | 1 | trygghet | Plan | | | Ska finnas | nej | nord, syd | lämnas för regionen |
| ja | 2 | trygghet | Ja eller nej | | | Ja | nej | nord | nej |
| dag | 3 | trygghet | Till en dag | | | Klart senast 2022-12-31 | nej | nord | nej |
| gatt | 4 | trygghet | Dag som gått | | | senast mars 2022 | nej | nord | nej |
"""
MET, NOT_MET, OPEN, LATER, NONE = (
    *("□ Uppnått", "▲ Inte uppnått", "? Kan inte avgöras"),
    *("– Inte aktuellt nu", "○ Uppgift saknas"),
)
ANSWERS = [
    ("Plan", "Ja", MET, "I utfallet står ”Ja”."),
    ("Plan", "Nej", NOT_MET, "”Nej”"),
    ("Plan", "Genomförd", MET, "”Genomförd”"),
    ("Ja eller nej", "Ej klart", NOT_MET, "”Ej klart”"),
    ("Ja eller nej", "Klart", MET, "”Klart”"),
    ("Till en dag", "Klart", MET, "”Klart”"),
    ("Till en dag", "2022-03-15", MET, "2022-12-31"),
    ("Till en dag", "klart den 15 mars 2022", MET, "2022-12-31"),
    ("Till en dag", "2023-02-01", NOT_MET, "2022-12-31"),
    ("Till en dag", "Klart 2022-11-01", LATER, "Den dagen har inte kommit än."),
    ("Till en dag", "Nej", LATER, "2022-12-31"),
    ("Till en dag", "Ej klart", LATER, "2022-12-31"),
    ("Dag som gått", "Nej", NOT_MET, "mars 2022"),
    ("Dag som gått", "Ej klart", NOT_MET, "mars 2022"),
    ("Dag som gått", "mars 2022", MET, "mars 2022"),
    ("Dag som gått", "2022-04-02", NOT_MET, "mars 2022"),
    ("Dag som gått", "april 2022", NOT_MET, "mars 2022"),
    ("Dag som gått", "Ja", MET, "”Ja”"),
]


@pytest.mark.parametrize(("measure", "answer", "level", "reason"), ANSWERS)
def test_level_reason_and_what_is_shown(tmp_path: Path, measure: str, answer: str, level: str, reason: str) -> None:
    rows = f"| Styrmått | Utfall totalt |\n| {measure} | {answer} |"
    round_ = new_round(tmp_path / "r", plan_text(MEASURES), {"nord": rows})
    findings = [finding["rule"] for finding in round_.merged_json()["findings"] if finding["found"] == answer]
    row = next(row for row in round_.rows() if row["Styrmått"] == measure and row["Enhet"] == "Division Nord")
    assert findings == []
    assert (row["Utfall totalt"], row["Måluppfyllelse"]) == (answer, level)
    assert reason in row["Måluppfyllelse: motivering"].replace("\u00a0", " ")
    assert any(answer in line for line in round_.word_rows("Styrmått", "Utfall") if is_named(line, measure))


@pytest.mark.parametrize("answer", ["45", "97 %", "enligt bilaga", "Ska finnas"])
@pytest.mark.parametrize("measure", ["Plan", "Till en dag"])
def test_what_is_no_answer_is_refused_with_what_to_write(tmp_path: Path, measure: str, answer: str) -> None:
    rows = f"| Styrmått | Utfall totalt |\n| {measure} | {answer} |"
    round_ = new_round(tmp_path / "r", plan_text(MEASURES), {"nord": rows})
    (result,) = [finding for finding in round_.merged_json()["findings"] if finding["rule"] == "outcome-is-yes-or-no"]
    assert result["cell"] and result["severity"] == "error" and "Skriv Ja, Nej, Klart" in result["advice"]


def test_why_there_is_no_answer_can_be_said(tmp_path: Path) -> None:
    rows = "| Styrmått | Utfall totalt |\n| Plan | Data saknas |"
    round_ = merged_round(tmp_path / "r", plan_text(MEASURES), {"nord": rows})
    assert "Enheten skriver: ”Data saknas”" in round_.row("nord", "finns")["Måluppfyllelse: motivering"]


def test_two_answers_to_what_is_given_once_are_not_chosen_between(tmp_path: Path) -> None:
    rows = "| Styrmått | Utfall totalt |\n| Plan | {} |"
    answers = {"nord": rows.format("Ja"), "syd": rows.format("Nej")}
    region = merged_round(tmp_path / "r", plan_text(MEASURES), answers).region("Plan")
    assert region is not None and region["Måluppfyllelse"] == OPEN


@pytest.mark.parametrize(
    ("target", "outcome", "level"),
    [
        ("Klart senast 2022-12-31", "Klart", "Uppnått"),
        ("Klart senast 2022-12-31", "2022-11-30", "Uppnått"),
        ("Klart senast 2022-12-31", "2023-01-02", "Inte uppnått"),
        ("Klart senast 2022-12-31", "Nej", "Kan inte avgöras"),
        ("Klart senast 2022-12-31", "45", "Kan inte avgöras"),
        ("Ska finnas", "Nej", "Inte uppnått"),
        ("Ska finnas", "45 %", "Kan inte avgöras"),
    ],
)
def test_the_command_judges_alike(target: str, outcome: str, level: str) -> None:
    assert f"\n{level}." in command("target", target, "--outcome", outcome)[1]
