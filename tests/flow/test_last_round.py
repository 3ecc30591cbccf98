"""The round after: what a unit wrote last stands beside the new cell, and what is finished is not asked for again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_previous import FIRST
from tests.flow.start.test_next_round import DAYS, Later
from tests.house import command
from tests.macros.test_validator import faults, needs_validator, validator
from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round
from tests.tables import fill, text_tables

SAID = "Sju hälsocentraler har börjat."
ACTIONS = f"""
## Strategiska åtgärder
| Åtgärd                      | Status            | Kommentar               |
| Införa produktionsplanering | pågår enligt plan | {SAID}                  |
| Rätta till remissflödet     | klar              | Klart den 4 april 2022. |
"""
OF_SYD = """
## Strategiska åtgärder
| Åtgärd                      | Status | Kommentar            |
| Införa produktionsplanering | klar   | Alla enheter är med. |
| Färre hyrläkare             | klar   | Inga kvar sedan maj. |
"""


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """T1 2022, merged."""
    answers = {"nord": f"## Styrmått{FIRST}{ACTIONS}", "syd": f"## Styrmått{FIRST}{OF_SYD}"}
    return merged_round(tmp_path_factory.mktemp("t1") / "r", PLAN, answers)


def next_of(merged: Round, folder: Path, round_: str = "T1 2023") -> tuple[Later, str]:
    """The workspace of the next round with its templates, and what the command said."""
    code, output = command("new", str(folder), "--from", str(merged.folder), "--round", round_, *DAYS)
    assert code == 0, output
    later = Later(folder)
    code, printed = command("template", "--plan", str(folder))
    assert code == 0, printed
    return later, output


@pytest.fixture(scope="module")
def started(merged: Round, tmp_path_factory: pytest.TempPathFactory) -> tuple[Later, str]:
    """T1 2023, begun."""
    return next_of(merged, tmp_path_factory.mktemp("t2") / "t")


@pytest.fixture
def later(started: tuple[Later, str], tmp_path: Path) -> Later:
    """A copy of it."""
    shutil.copytree(started[0].folder, tmp_path / "t")
    return Later(tmp_path / "t")


def listed(path: Path, sheet: str = "Strategiska åtgärder") -> list[dict[str, Any]]:
    """The rows of a sheet of a template, by the titles above them."""
    rows: list[Any] = list(sheet_in(path, sheet).iter_rows(values_only=True))
    at = next(at for at, row in enumerate(rows) if "Åtgärd" in row)
    return [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :] if any(row)]


def check(later: Later, text: str, unit: str = "nord") -> tuple[int, str]:
    """A unit's answers, and what the check says of them."""
    target = later.folder / "inbox" / later.template(unit).name
    fill(later.template(unit), target, text_tables(text, "Strategiska åtgärder"))
    return command("check", "--plan", str(later.folder), str(target))


# ------------------------------------------------------------------------------------------------------ what is shown


def test_a_unit_sees_its_last_status_and_words_beside_the_new_cells(later: Later) -> None:
    (row, *_others) = listed(later.template("nord"))
    titles = [title for title in row if title]
    asked = ["Status", "Kommentar", "Status, T1 2022", "Kommentar, T1 2022"]
    assert [title for title in titles if title in asked] == asked, (
        "what was said then stands right behind what is asked now"
    )
    first = titles.index("Status")
    assert titles[first : first + len(asked)] == asked
    assert row["Status, T1 2022"] == "pågår enligt plan" and row["Kommentar, T1 2022"] == SAID
    assert row["Status"] is None and row["Kommentar"] is None


def test_each_unit_sees_its_own(later: Later) -> None:
    row = next(row for row in listed(later.template("syd")) if row["Åtgärd"] == "Införa produktionsplanering")
    assert row["Kommentar, T1 2022"] == "Alla enheter är med."


def test_who_wrote_nothing_sees_nothing(merged: Round, tmp_path: Path) -> None:
    first = merged_round(tmp_path / "r", PLAN, {"nord": FIRST})
    later, _output = next_of(first, tmp_path / "t")
    assert not [title for title in listed(later.template("nord"))[0] if title and "T1 2022" in title]


def test_the_columns_make_no_noise_when_they_come_back(later: Later) -> None:
    answers = "| Åtgärd | Status | Kommentar |\n| Införa produktionsplanering | klar | Nu är alla med. |"
    _code, output = check(later, answers)
    assert "utanför" not in output.casefold() and SAID not in output, output


def test_what_somebody_writes_over_last_rounds_words_is_noticed(later: Later) -> None:
    target = later.folder / "inbox" / later.template("nord").name
    target.parent.mkdir(exist_ok=True)
    book = openpyxl.load_workbook(later.template("nord"))
    (cell,) = [cell for row in book["Strategiska åtgärder"].iter_rows() for cell in row if cell.value == SAID]
    cell.value = "Nio har börjat nu."
    book.save(target)
    _code, output = command("check", "--plan", str(later.folder), str(target))
    assert "”Nio har börjat nu.”" in output


def test_a_template_without_the_columns_is_fine(later: Later) -> None:
    shutil.move(later.folder / "history", later.folder / "undan")
    command("template", "--plan", str(later.folder))
    assert "Kommentar, T1 2022" not in listed(later.template("nord"))[0]
    answers = "| Åtgärd | Status | Kommentar |\n| Införa produktionsplanering | klar | Nu är alla med. |"
    _code, alone = check(later, answers)
    shutil.move(later.folder / "undan", later.folder / "history")
    target = later.folder / "inbox" / later.template("nord").name
    _code, output = command("check", "--plan", str(later.folder), str(target))
    assert "Kommentar, T1 2022" not in output and "saknas" not in output.replace(alone, "")


def test_rows_sorted_with_their_keys_keep_their_words(tmp_path: Path) -> None:
    late = ACTIONS.replace("| klar   ", "| försenad")
    first = merged_round(tmp_path / "r", PLAN, {"nord": f"## Styrmått{FIRST}{late}"})
    later, _output = next_of(first, tmp_path / "t")
    target = later.folder / "inbox" / later.template("nord").name
    book = openpyxl.load_workbook(later.template("nord"))
    sheet = book["Strategiska åtgärder"]
    one, other = [row[0].row for row in sheet.iter_rows() if row[0].value in ("planering", "remisser")]
    for column in range(1, sheet.max_column + 1):
        a, b = sheet.cell(one, column), sheet.cell(other, column)
        a.value, b.value = b.value, a.value
    book.save(target)
    _code, output = command("check", "--plan", str(later.folder), str(target))
    assert SAID not in output and "Klart den 4 april" not in output, output


# ----------------------------------------------------------------------------------------------- word for word the same


def test_the_same_words_as_last_round_are_told_of(later: Later) -> None:
    again = f"| Åtgärd | Status | Kommentar |\n| Införa produktionsplanering | pågår enligt plan | {SAID} |"
    _code, output = check(later, again)
    assert "Här står ord för ord det som skrevs vid tertial 1 2022" in output


def test_edited_words_and_the_same_status_are_not_told_of(later: Later) -> None:
    edited = f"| Åtgärd | Status | Kommentar |\n| Införa produktionsplanering | pågår enligt plan | {SAID} Nu nio. |"
    _code, output = check(later, edited)
    assert "ord för ord" not in output


def test_a_word_or_two_that_are_the_same_are_not_told_of(tmp_path: Path) -> None:
    short = ACTIONS.replace(SAID, "Pågår ännu")
    first = merged_round(tmp_path / "r", PLAN, {"nord": f"## Styrmått{FIRST}{short}"})
    later, _output = next_of(first, tmp_path / "t")
    again = "| Åtgärd | Status | Kommentar |\n| Införa produktionsplanering | pågår enligt plan | Pågår ännu |"
    assert "ord för ord" not in check(later, again)[1]


def test_a_merge_tells_it_too(later: Later) -> None:
    again = f"| Åtgärd | Status | Kommentar |\n| Införa produktionsplanering | pågår enligt plan | {SAID} |"
    check(later, again)
    rules = [finding["rule"] for finding in later.merged_json()["findings"]]
    assert rules.count("unchanged-since-last-round") == 1


# ------------------------------------------------------------------------------------------------- what is left out


def test_what_every_unit_has_finished_is_not_asked_for_again(started: tuple[Later, str]) -> None:
    later, output = started
    assert [row["Åtgärd"] for row in listed(later.template("nord"))] == ["Införa produktionsplanering"]
    assert "Rätta till remissflödet (remisser)" in output and "Färre hyrläkare (hyr)" in output
    assert "Införa produktionsplanering" not in output, "one of its two units has not finished"
    assert "finns kvar i historiken" in output


def test_a_finished_row_stays_in_the_plan_with_its_id(merged: Round, started: tuple[Later, str]) -> None:
    old, new = ([*sheet_in(r.folder / "plan.xlsx", "Åtgärder").values] for r in (merged, started[0]))
    at = next(row.index("Gäller till") for row in new if "Gäller till" in row)
    assert {row[1]: row[at] for row in new if row[1] in ("planering", "remisser", "hyr")} == {
        "planering": None, "remisser": "T1 2022", "hyr": "T1 2022",
    }  # fmt: skip
    assert [row[:at] for row in old] == [row[:at] for row in new], "nothing else on the sheet is another"
    facts = (started[0].folder / "history" / "T1 2022" / "facts.csv").read_text(encoding="utf-8")
    assert "Klart den 4 april 2022." in facts, "the last words are kept"
    code, output = command("plan", "check", str(started[0].folder / "plan.xlsx"))
    assert code == 0, output


@needs_validator
def test_the_plan_and_the_templates_hold_to_the_format(started: tuple[Later, str]) -> None:
    later = started[0]
    assert faults(later.folder / "plan.xlsx") == []
    assert faults(later.template("nord")) == []


def test_a_plan_from_a_program_that_leaves_out_empty_cells_can_be_struck_in(merged: Round, tmp_path: Path) -> None:
    shutil.copytree(merged.folder, tmp_path / "r")
    path = tmp_path / "r" / "plan.xlsx"
    book = openpyxl.load_workbook(path)
    sheet: Any = book["Åtgärder"]
    for row in list(sheet.iter_rows()):
        for cell in row:
            if cell.value is None:
                del sheet._cells[cell.row, cell.column]
    book.save(path)
    later, output = next_of(Later(tmp_path / "r"), tmp_path / "t")
    assert "Färre hyrläkare (hyr)" in output
    assert [row["Åtgärd"] for row in listed(later.template("nord"))] == ["Införa produktionsplanering"]
    assert validator() is None or faults(later.folder / "plan.xlsx") == faults(path), "openpyxl has faults of its own"


def test_what_is_left_out_is_called_what_it_says_and_not_how_it_is_done(tmp_path: Path) -> None:
    done = PLAN.replace(
        "| Färre hyrläkare | |", "| Färre hyrläkare | Egna läkare i hela länet och på alla jourlinjer |"
    )
    first = merged_round(tmp_path / "r", done, {"syd": f"## Styrmått{FIRST}{OF_SYD}"})
    _later, output = next_of(first, tmp_path / "t")
    assert "Färre hyrläkare (hyr)" in output and "jourlinjer" not in output


def test_a_unit_that_has_not_answered_has_finished_nothing(tmp_path: Path) -> None:
    first = merged_round(tmp_path / "r", PLAN, {"syd": f"## Styrmått{FIRST}{OF_SYD}"})
    later, output = next_of(first, tmp_path / "t")
    assert "Färre hyrläkare (hyr)" in output and "Införa produktionsplanering" not in output
    assert "Införa produktionsplanering" in [row["Åtgärd"] for row in listed(later.template("nord"))]


def test_a_row_that_was_struck_is_named_and_left_out(tmp_path: Path) -> None:
    head, mark, rest = PLAN.partition("| Id | Nr | Framgångsfaktor | Åtgärd |")
    rows, blank, below = rest.partition("\n\n")
    lines = [f"{mark}{line}" if not n else line for n, line in enumerate(rows.split("\n"))]
    last = ["Gäller till", "T1 2022", "", ""]
    struck = head + "\n".join(f"{line} {text} |" for line, text in zip(lines, last, strict=True)) + blank + below
    first = merged_round(tmp_path / "r", struck, {"nord": f"## Styrmått{FIRST}{ACTIONS}"})
    later, output = next_of(first, tmp_path / "t")
    assert "struken, så T1 2023 efterfrågar inte Införa produktionsplanering (planering). Den står kvar" in output
    assert "Strategiska åtgärder" not in openpyxl.load_workbook(later.template("nord")).sheetnames
