"""A round is closed when nothing is undecided: what stands in the way is listed, with the rows to type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.cli.closing.rounds_to_close import EVERY, TAND, WRONG, folder_of, in_json, run, verified
from tests.cli.test_previous import FIRST
from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.schemas import faults
from tests.scoring.rounds import Round, new_round
from tests.tables import empty_decisions, fill, text_tables


def type_rows(round_: Round, printed: str) -> None:
    """Type what close printed into decisions.xlsx, with why and by whom; of rows of which one is to be chosen, the last."""
    tables = "\n".join(tables_in(printed))
    fill(empty_decisions(), round_.decisions, text_tables(tables, "Beslut"))


def tables_in(printed: str) -> Iterator[str]:
    """Each sheet with its rows, as a table of Markdown."""
    for part in printed.split("Besluta i decisions.xlsx, bladet ")[1:]:
        heading, titles, *lines = part.split("\n\n")[0].splitlines()
        columns = titles.split("\t")
        yield f"## {heading.partition(',')[0]}\n| {' | '.join(columns)} |"
        rows = [line for number, line in enumerate(lines) if "\t" in line and not is_other_choice(lines, number)]
        for row in rows:
            cells = dict(zip(columns, row.split("\t"), strict=True))
            cells |= {"Varför": "Vi stänger ändå.", "Beslutat av": "Ekonomidirektören"}
            yield f"| {' | '.join(cells.values())} |"


def is_other_choice(lines: list[str], number: int) -> bool:
    """Whether a row is one of several of which the last is taken: the rows of a unit stand below each other."""
    unit = lines[number].split("\t")[0]
    return (
        "En av dessa:" in lines[:number]
        and lines[number + 1 : number + 2] != []
        and lines[number + 1].startswith(f"{unit}\t")
    )


def test_what_stands_in_the_way_is_listed_and_lets_it_through_when_it_is_typed(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": WRONG, "syd": FIRST})
    (round_.folder / "inbox" / "okänd.xlsx").write_text("ingen arbetsbok", encoding="utf-8")
    run(round_, "merge", code=1)
    printed = run(round_, "close", code=1)
    assert "Folktandvården: har inte svarat" in printed
    rows = [line.split("\t")[:4] for line in printed.splitlines() if "\t" in line]
    assert rows == [
        ["Regel", "Enhet", "Rad", "Kolumn eller cell"],
        ["unit-silent", "tand", "", ""],
        ["not-a-workbook", "alla", "okänd.xlsx", ""],
        ["outcome-not-understood", "nord", "fragor", "Utfall totalt"],
    ]
    assert not (round_.folder / "closed").exists()
    type_rows(round_, printed)
    assert "Kör: followup merge" not in run(round_, "close", code=1), "the decisions are new since the merge"
    merged = in_json(round_, "merge", code=1)["findings"]
    accepted = [f for f in merged if f["rule"] == "waiver-of-a-refused-value"]
    assert [(f["severity"], f["found"]) for f in accepted] == [
        ("info", "not-a-workbook"),
        ("info", "outcome-not-understood"),
    ], "the rows are as close proposes, so nothing warns of them"
    assert all(f["advice"].startswith("godtas så att omgången får stängas.") for f in accepted)
    assert "Sigill (SHA-256)" in run(round_, "close")
    assert verified(round_.folder)


def test_where_there_is_no_workbook_to_decide_in_an_empty_one_is_left(tmp_path: Path) -> None:
    """The rows can be typed into it, and what was made before it was there is no older for it."""
    round_ = new_round(tmp_path / "r", PLAN, {"nord": FIRST, "syd": FIRST})
    round_.decisions.unlink(missing_ok=True)
    run(round_, "merge")
    run(round_, "report", "appendix")
    round_.decisions.unlink(missing_ok=True)
    printed = run(round_, "close", code=1)
    assert f"Det fanns ingen decisions.xlsx: {round_.decisions} är en tom att skriva i." in printed
    assert "äldre än svaren" not in printed
    tables = text_tables("\n".join(tables_in(printed)), "Beslut")
    fill(round_.decisions, round_.decisions, tables)
    assert "decisions.xlsx:" not in run(round_, "merge")
    run(round_, "report", "appendix")
    run(round_, "close")


def test_a_workbook_of_decisions_that_is_there_is_never_touched(open_round: Round) -> None:
    open_round.decisions.write_bytes(b"mina beslut")
    for name, code in (("check", 0), ("merge", 1), ("close", 1)):
        assert "en tom att skriva i" not in run(open_round, name, code=code)
    assert open_round.decisions.read_bytes() == b"mina beslut"


@pytest.mark.parametrize("name", ["check", "merge"])
def test_whoever_is_told_that_something_may_be_decided_has_where_to(tmp_path: Path, name: str) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": FIRST})
    round_.decisions.unlink(missing_ok=True)
    printed = run(round_, name)
    assert "Kan avgöras i decisions.xlsx" in printed and "är en tom att skriva i" in printed
    assert sheet_in(round_.decisions, "Undantag")
    content = round_.decisions.read_bytes()
    assert "är en tom att skriva i" not in run(round_, name)
    assert round_.decisions.read_bytes() == content


def test_the_rows_can_be_copied_from_a_workbook(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": WRONG, "syd": FIRST})
    run(round_, "merge", code=1)
    run(round_, "report", "appendix", code=1)
    proposed = tmp_path / "besluta.xlsx"
    printed = run(round_, "close", "--rows", str(proposed), code=1)
    assert "besluta.xlsx" in printed
    (order,) = [
        line for line in printed.splitlines() if line.startswith("Kör i den här ordningen när det är avgjort: ")
    ]
    commands = order.partition(": ")[2].split("; ")
    assert commands == ["followup merge", "followup report appendix", "followup close"], "what the decisions make old"
    book = openpyxl.load_workbook(proposed)
    sheet = book["Undantag"]
    titles = next(row for row in sheet.iter_rows() if any(cell.value == "Regel" for cell in row))
    columns = {str(cell.value): int(cell.column or 0) for cell in titles}
    rows = range(int(titles[0].row or 0) + 1, int(titles[0].row or 0) + 3)
    assert [sheet.cell(row, columns["Regel"]).value for row in rows] == ["unit-silent", "outcome-not-understood"]
    for row in rows:
        sheet.cell(row, columns["Varför"]).value = "Vi stänger ändå."
        sheet.cell(row, columns["Beslutat av"]).value = "Ekonomidirektören"
    book.save(round_.decisions)
    for text, code in zip(commands, (1, 1, 0), strict=True):
        run(round_, *text.split()[1:], code=code)
    assert verified(round_.folder)


def test_a_decision_on_a_silent_unit_is_not_idle_until_it_answers(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": FIRST, "syd": FIRST})
    round_.decide(
        "## Undantag\n| Regel | Enhet | Varför | Beslutat av |\n| unit-silent | Folktandvården | Ny ledning. | Direktören |"
    )
    assert [f for f in round_.merged_json()["findings"] if f["rule"] == "decision-without-effect"] == []
    round_.answer("tand", TAND)
    assert [f["found"] for f in round_.merged_json()["findings"] if f["rule"] == "decision-without-effect"] == [
        "unit-silent"
    ]


def test_what_no_decision_settles_is_told_without_a_row(open_round: Round) -> None:
    open_round.decide(
        "## Undantag\n| Regel | Enhet | Varför | Beslutat av |\n| unit-silent | ingen | Ny ledning. | Direktören |"
    )
    open_round.answer("nord", FIRST.replace("| 20 ", "| 22 "))
    run(open_round, "merge", code=1)
    content = in_json(open_round, "close", code=1)
    (matter,) = content["matters"]
    assert (matter["finding"]["file"], matter["sheet"], matter["rows"]) == ("decisions.xlsx", "", [])
    assert content["closed"] is None and content["stale"]
    assert faults("close", content) == []


def test_of_files_that_differ_one_is_chosen(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, EVERY)
    round_.answer("nord", FIRST.replace("| 20 ", "| 21 "), "Nord igen.xlsx")
    run(round_, "merge", code=1)
    printed = run(round_, "close", code=1)
    rows = [line.split("\t")[:2] for line in printed.splitlines() if line.startswith("nord\t")]
    assert rows == [["nord", "Division Nord T1 2022.xlsx"], ["nord", "Nord igen.xlsx"]]
    assert "En av dessa:" in printed
    matters = in_json(round_, "close", code=1)["matters"]
    assert [row["Fil som gäller"] for row in matters[0]["rows"]] == ["Division Nord T1 2022.xlsx", "Nord igen.xlsx"]
    type_rows(round_, printed)
    run(round_, "merge")
    run(round_, "close")


def test_a_question_stops_it_until_it_is_answered_or_settled(open_round: Round) -> None:
    asked = "## Frågor\n| Enhet | Fråga | Avslutad | Tillfälle |\n| nord | Varför så få? | {} | T1 2022 |"
    open_round.decide(asked.format(""))
    run(open_round, "merge")
    content = in_json(open_round, "close", code=1)
    (matter,) = content["matters"]
    assert (matter["finding"]["rule"], matter["sheet"], matter["rows"]) == ("question-open", "Frågor", [])
    assert "skriv ja under Avslutad" in run(open_round, "close", code=1)
    open_round.decide(asked.format("ja"))
    run(open_round, "merge", "--published")
    run(open_round, "report", "summary", "--format", "csv")
    run(open_round, "close")


def test_a_level_that_is_undecided_stops_nothing_and_a_warning_neither(open_round: Round) -> None:
    assert in_json(open_round, "merge")["levels"]["undecided"] > 0
    run(open_round, "report", "summary", "--format", "csv")
    run(open_round, "close")


def test_an_approval_that_is_missing_stops_it_until_somebody_decides_that_it_need_not(tmp_path: Path) -> None:
    plan = PLAN.replace("| Språk | sv |", "| Språk | sv |\n| Godkännande krävs | ja |")
    approved = FIRST + "\n## Underskrift\n| Uppgift | Svar |\n| Godkänt av | Karin Ek |\n| Godkänt den | 2022-05-12 |\n"
    round_ = new_round(tmp_path / "r", plan, {**EVERY, "syd": approved})
    run(round_, "merge")
    printed = run(round_, "close", code=1)
    assert "Division Nord: är inte godkänt" in printed and "Division Syd: är inte" not in printed
    rows = [line.split("\t")[:4] for line in printed.splitlines() if "\t" in line][1:]
    assert rows == [["not-approved", "nord", "", ""], ["not-approved", "tand", "", ""]]
    assert not (round_.folder / "closed").exists()
    type_rows(round_, printed)
    merged = in_json(round_, "merge")
    assert [f["rule"] for f in merged["findings"] if f["rule"] == "decision-without-effect"] == []
    assert "Division Nord är preliminär: godkännandet saknas" in run(round_, "close")
    assert verified(round_.folder)


def test_documents_that_are_older_than_the_answers_stop_it_unless_somebody_says_why(open_round: Round) -> None:
    open_round.answer("nord", FIRST.replace("| 20 ", "| 22 "))
    printed = run(open_round, "close", code=1)
    assert "summary.docx är äldre än svaren" in printed and "regional.xlsx är äldre än svaren" in printed
    assert "Gör om dem med followup merge --published; followup report summary --format csv;" in printed
    run(open_round, "merge")
    printed = run(open_round, "close", code=1)
    assert "summary.csv är äldre än svaren" in printed
    assert "Gör om dem med followup merge --published; followup report summary --format csv;" in printed
    run(open_round, "close", "--why", "CSV-filen är redan skickad.")
    content = json.loads((folder_of(open_round) / "closing.json").read_text(encoding="utf-8"))
    assert content["why"] == "CSV-filen är redan skickad."
    assert content["stale"] == ["output/published/regional.xlsx", "output/published/summary.docx", "output/summary.csv"]


def test_the_commands_that_are_named_for_older_documents_make_them_again(open_round: Round) -> None:
    run(open_round, "report", "appendix", "--published")
    run(open_round, "report", "reconciliation")
    run(open_round, "report", "appendix", "--format", "html")
    run(open_round, "export", "--format", "csv")
    run(open_round, "merge", "--macros")
    open_round.answer("nord", FIRST.replace("| 20 ", "| 22 "))
    printed = run(open_round, "close", code=1)
    (line,) = (line for line in printed.splitlines() if line.startswith("Gör om dem med "))
    commands = [part.strip() for part in line.removeprefix("Gör om dem med ").split(";") if "followup" in part][:-1]
    assert commands[0] == "followup merge --published --macros"
    assert sorted(commands[1:]) == [
        "followup export --format csv",
        "followup report appendix --format html",
        "followup report appendix --published",
        "followup report reconciliation",
        "followup report summary --format csv",
    ]
    last = "followup report summary --format csv"
    for text in commands:
        if text != last:
            run(open_round, *text.split()[1:])
    assert f"Gör om den med {last}; ta annars bort den, eller säg varför" in run(open_round, "close", code=1)
    run(open_round, *last.split()[1:])
    run(open_round, "close")


def test_a_file_that_cannot_be_used_is_settled_with_its_unit(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": FIRST, "syd": FIRST})
    (round_.folder / "inbox" / "Folktandvården T1 2022.xlsx").write_text("ingen arbetsbok", encoding="utf-8")
    run(round_, "merge", code=1)
    printed = run(round_, "close", code=1)
    rows = [line.split("\t")[:3] for line in printed.splitlines() if "\t" in line][1:]
    assert rows == [["unit-silent", "tand", ""], ["not-a-workbook", "alla", "Folktandvården T1 2022.xlsx"]]
    type_rows(round_, printed)
    merged = json.loads(run(round_, "merge", "--format", "json", code=1))
    assert [f["rule"] for f in merged["findings"] if f["rule"] == "decision-without-effect"] == []
    run(round_, "close")


def test_a_round_that_was_never_merged_is_not_closed(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, EVERY)
    assert "T1 2022 är inte sammanställd. Kör: followup merge" in run(round_, "close", code=2)
