"""What was decided at one round does not act at the next one by itself: it says until when, or somebody says so again."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_previous import FIRST, NextRound
from tests.cli.test_record import a_year_later
from tests.house import command
from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round
from tests.tables import edited, empty_decisions

TITLES = "| Vad | Enhet | Del | Bedömning | Varför | Beslutat av | Till och med | Tillfälle |"
OVERRIDE = "| vantat | nord | | uppnått | Ny klinik. | Regiondirektören |"
WAIVER = """
## Undantag
| Regel | Enhet | Rad | Kolumn eller cell | Varför | Beslutat av | Till och med | Tillfälle |
| not-answered | alla | | | Mäts inte än. | Sekretariatet | | {round} |
"""
TO_CLOSE = """| unit-silent | tand | | | Ny ledning. | Direktören | | |
| not-approved | alla | | | Sommar. | Direktören | | |
| outcome-not-understood | syd | fragor | Utfall totalt | Vi stänger ändå. | Direktören | | T1 2022 |
"""
RULE = "decision-of-another-round"


def decided(level: Any) -> bool:
    """Whether a row's level is one that was decided."""
    return "(beslutat)" in str(level)


def of_rule(merged: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Cell, severity and what was found."""
    return [(f["cell"], f["severity"], f["found"]) for f in merged["findings"] if f["rule"] == RULE]


@pytest.fixture
def first(tmp_path: Path) -> Round:
    """T1 2022, not merged yet."""
    return new_round(tmp_path / "r", PLAN, {"nord": FIRST, "syd": FIRST})


def without_the_column(round_: Round) -> None:
    """The decisions workbook as an earlier version made it: no column of the occasion."""

    def older(workbook: Any) -> None:
        for sheet in workbook.worksheets:
            for cell in [cell for line in sheet.iter_rows() for cell in line if cell.value in ("Tillfälle", "round")]:
                sheet.cell(cell.row, cell.column).value = None

    shutil.copyfile(edited(round_.decisions, older), round_.decisions)


@pytest.mark.parametrize("old_workbook", [False, True])
def test_last_rounds_override_does_not_act_on_this_one_in_silence(first: Round, old_workbook: bool) -> None:
    first.decide(f"{TITLES}\n{OVERRIDE} | |")
    if old_workbook:
        without_the_column(first)
    merged = first.merged_json()
    assert decided(first.row("nord", "vantat")["Måluppfyllelse"]) and of_rule(merged) == []
    later = a_year_later(first)
    merged = later.merged_json()
    assert not decided(later.row("nord", "vantat")["Måluppfyllelse"]), "nobody has decided it of T1 2023"
    ((_cell, severity, found),) = of_rule(merged)
    assert (severity, found) == ("warning", "vantat")
    assert "T1 2022" in later.merge().output and "T1 2023" in later.output


def test_it_acts_in_the_round_that_it_was_made_in_however_often_that_is_merged(first: Round) -> None:
    first.decide(f"{TITLES}\n{OVERRIDE} | |")
    first.merge()
    assert of_rule(first.merged_json()) == []
    assert decided(first.row("nord", "vantat")["Måluppfyllelse"])


@pytest.mark.parametrize(
    ("until", "round_", "acts", "rules"),
    [
        ("2023-12-31", "", True, 0),
        ("", "T1 2023", True, 0),
        ("", "2023 t1", True, 0),
        ("2023-12-31", "T1 2023", True, 0),
        ("", "T1 2022", False, 1),
        ("2023-12-31", "T1 2022", False, 1),
        ("", "Våren", False, 1),
    ],
)
def test_it_acts_where_it_says_so(first: Round, until: str, round_: str, acts: bool, rules: int) -> None:
    first.decide(f"{TITLES}\n{OVERRIDE} {until} | {round_} |")
    first.merge()
    later = a_year_later(first)
    merged = later.merged_json("--today", "2023-05-10")
    assert decided(later.row("nord", "vantat")["Måluppfyllelse"]) == acts
    assert len(of_rule(merged)) == rules
    if rules:
        assert of_rule(merged)[0][2] == round_


def test_a_decision_taken_again_acts(first: Round) -> None:
    first.decide(f"{TITLES}\n{OVERRIDE} | |")
    first.merge()
    later = a_year_later(first)
    later.decide(f"{TITLES}\n{OVERRIDE.replace('Ny klinik.', 'Fortfarande ny klinik.')} | |")
    assert of_rule(later.merged_json()) == []
    assert decided(later.row("nord", "vantat")["Måluppfyllelse"])


def test_a_waiver_belongs_to_its_round_too(first: Round) -> None:
    first.decide(f"## Beslut\n{TITLES}\n{OVERRIDE} | T1 2022 |\n{WAIVER.format(round='T1 2023')}")
    merged = first.merged_json()
    assert [found for _cell, _severity, found in of_rule(merged)] == ["T1 2023"]
    assert not [f for f in merged["findings"] if f["rule"] == "not-answered" and f["severity"] == "info"]


def test_the_record_keeps_the_decisions_in_force(first: Round) -> None:
    first.decide(f"## Beslut\n{TITLES}\n{OVERRIDE} 2022-12-31 | |\n{OVERRIDE.replace('nord', 'syd')} 2022-01-01 | |")
    first.merge("--today", "2022-05-10")
    with (first.folder / "output" / "record" / "decisions.csv").open(encoding="utf-8", newline="") as file:
        (line,) = csv.DictReader(file)
    assert {key: text for key, text in line.items() if text} == {
        "sheet": "overrides",
        "what": "vantat",
        "unit": "nord",
        "level": "met",
        "why": "Ny klinik.",
        "who": "Regiondirektören",
        "until": "2022-12-31",
    }


def test_every_sheet_of_the_decisions_says_which_occasion_a_row_belongs_to() -> None:
    workbook = openpyxl.load_workbook(empty_decisions())
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    assert all(any(cell.value == "Tillfälle" for line in sheet.iter_rows() for cell in line) for sheet in visible)


# The next round's workspace: what was decided stands there to be decided again.

DAYS = ("--period-from", "2023-01-01", "--period-to", "2023-04-30", "--deadline", "2023-05-12")


def rows_of(path: Path, name: str) -> list[dict[str, Any]]:
    """The filled-in rows of a sheet of decisions, by the titles in view."""
    lines = [[cell.value for cell in line] for line in sheet_in(path, name).iter_rows()]
    start = next(at for at, line in enumerate(lines) if "Tillfälle" in line)
    return [dict(zip(map(str, lines[start]), line, strict=True)) for line in lines[start + 1 :] if any(line)]


def next_workspace(first: Round, *arguments: str) -> tuple[NextRound, str]:
    """T1 2023 from T1 2022, with one unit's answers."""
    folder = first.folder.parent / "t1-2023"
    code, output = command("new", str(folder), "--from", str(first.folder), "--round", "T1 2023", *DAYS, *arguments)
    assert code == 0, output
    later = NextRound(folder)
    command("template", "--plan", str(folder))
    later.answer("nord", FIRST)
    return later, output


def test_earlier_decisions_stand_for_review_and_none_acts_by_itself(first: Round) -> None:
    named = "| Andel som väntat högst 90 dagar | Division Nord | K | □ Uppnått | Ny klinik. | Regiondirektören |"
    first.decide(
        f"## Beslut\n{TITLES}\n{named} 2023-12-31 | |\n{OVERRIDE.replace('nord', 'syd')} | T1 2022 |\n"
        f"{OVERRIDE} 2022-12-31 | |\n{WAIVER.format(round='')}{TO_CLOSE}"
    )
    first.answer("syd", FIRST.replace("| 20 ", "| många "))
    first.merge("--today", "2022-05-10")
    later, output = next_workspace(first, "--today", "2023-01-10")
    assert "3 beslut från förra tillfället" in output and "T1 2023" in output, (
        "the one that has ended is not among them"
    )
    assert "3 beslut gällde bara att förra tillfället fick stängas" in output
    assert [row["Regel"] for row in rows_of(later.decisions, "Undantag")] == ["not-answered"]
    listed = rows_of(later.decisions, "Beslut")
    assert [(row["Vad"], row["Enhet"], row["Bedömning"], row["Tillfälle"]) for row in listed] == [
        ("Andel som väntat högst 90 dagar", "Division Nord", "uppnått", "T1 2022"),
        ("vantat", "syd", "uppnått", "T1 2022"),
    ]
    assert str(listed[0]["Till och med"])[:10] == "2023-12-31"
    merged = later.merged_json("--today", "2023-05-10")
    assert len(of_rule(merged)) == 3
    assert not decided(later.row("nord", "vantat")["Måluppfyllelse"])
    assert later.code == 0, "they are told of, and stop nothing"


def test_one_that_is_confirmed_acts(first: Round) -> None:
    first.decide(f"{TITLES}\n{OVERRIDE} | |")
    first.merge()
    later, _output = next_workspace(first)

    def confirm(workbook: Any) -> None:
        (cell,) = [c for line in workbook["Beslut"].iter_rows() for c in line if c.value == "T1 2022"]
        cell.value = "T1 2023"

    shutil.copyfile(edited(later.decisions, confirm), later.decisions)
    assert of_rule(later.merged_json()) == []
    assert decided(later.row("nord", "vantat")["Måluppfyllelse"])


def test_an_old_workbook_that_is_copied_into_the_next_workspace_does_not_act(first: Round) -> None:
    """As people do: last round's decisions.xlsx over the new one, from before there was a column of the occasion."""
    first.decide(f"{TITLES}\n{OVERRIDE} | |")
    without_the_column(first)
    first.merge()
    later, _output = next_workspace(first)
    shutil.copyfile(first.decisions, later.decisions)
    merged = later.merged_json()
    assert [found for _cell, _severity, found in of_rule(merged)] == ["vantat"]
    assert not decided(later.row("nord", "vantat")["Måluppfyllelse"])


def test_of_a_struck_measure_only_that_it_is_of_another_round_is_told(first: Round) -> None:
    """A decision that does not act needs no measure."""
    first.decide(f"{TITLES}\n{OVERRIDE.replace('vantat', 'struket')} | T1 2021 |")
    merged = first.merged_json()
    assert {f["rule"] for f in merged["findings"] if f["file"] == "decisions.xlsx"} == {RULE}


def test_without_decisions_nothing_is_said_of_them(first: Round) -> None:
    first.merge()
    later, output = next_workspace(first)
    assert "att ta ställning till" not in output
    assert rows_of(later.decisions, "Beslut") == []
