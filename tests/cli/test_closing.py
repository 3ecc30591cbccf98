"""A round is closed when nothing is undecided; then every byte of it is kept, and only that is handed out."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_previous import FIRST
from tests.house import breaks, command
from tests.plans import PLAN
from tests.schemas import faults
from tests.scoring.rounds import Round, new_round
from tests.tables import empty_decisions, fill, text_tables

TAND = "| Styrmått | Utfall totalt |\n| Antal som fått frågan | 7 |"
EVERY = {"nord": FIRST, "syd": FIRST, "tand": TAND}
TODAY = ("--today", "2022-05-30")
WRONG = FIRST.replace("| 20 ", "| många ")


def run(round_: Round, *arguments: str, code: int = 0) -> str:
    """What a command prints in the workspace."""
    came, output = command(*arguments, "--plan", str(round_.folder), *TODAY)
    assert came == code, output
    return output


def in_json(round_: Round, *arguments: str, code: int = 0) -> dict[str, Any]:
    """What a script gets."""
    output = run(round_, *arguments, "--format", "json", code=code)
    result: dict[str, Any] = json.loads(output[output.index("{") : output.rindex("}") + 1])
    return result


def verified(folder: Path, code: int = 0) -> str:
    """What verify prints."""
    came, output = command("verify", str(folder))
    assert came == code, output
    return output


@pytest.fixture
def open_round(tmp_path: Path) -> Round:
    """T1 2022, answered by all, merged, with a Word document of its own and a mail in the inbox."""
    round_ = new_round(tmp_path / "r", PLAN, EVERY)
    mail = EmailMessage()
    mail.set_content("Hej")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Bilaga.pdf")
    (round_.folder / "inbox" / "Åre – fråga.eml").write_bytes(bytes(mail))
    run(round_, "merge", "--published")
    run(round_, "report", "summary", "--format", "csv")
    return round_


@pytest.fixture
def closed(open_round: Round) -> Round:
    """The same, closed."""
    run(open_round, "close")
    return open_round


def folder_of(round_: Round, name: str = "T1 2022") -> Path:
    """Where a round was closed."""
    return round_.folder / "closed" / name


# ------------------------------------------------------------------------------------------------- what is to be decided


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
    run(round_, "merge", code=1)
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
    assert openpyxl.load_workbook(round_.decisions)["Undantag"]
    content = round_.decisions.read_bytes()
    assert "är en tom att skriva i" not in run(round_, name)
    assert round_.decisions.read_bytes() == content


def test_the_rows_can_be_copied_from_a_workbook(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": WRONG, "syd": FIRST})
    run(round_, "merge", code=1)
    proposed = tmp_path / "besluta.xlsx"
    assert "besluta.xlsx" in run(round_, "close", "--rows", str(proposed), code=1)
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
    run(round_, "merge", code=1)
    run(round_, "close")
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


# --------------------------------------------------------------------------------------------------------- what is kept


def test_all_of_it_is_kept_byte_for_byte_with_a_register(open_round: Round) -> None:
    closed = open_round
    run(closed, "report", "appendix")
    run(closed, "close")
    data = folder_of(closed) / "data"
    for name in (
        "plan.xlsx",
        "inbox",
        "output/regional.xlsx",
        "output/published/summary.docx",
        "output/record/figures.csv",
    ):
        path = closed.folder / name
        files = [path] if path.is_file() else [inner for inner in path.iterdir() if inner.is_file()]
        for file in files:
            assert (data / file.relative_to(closed.folder)).read_bytes() == file.read_bytes()
    assert (data / "inbox" / "Åre – fråga.eml").is_file()
    assert not list(data.rglob(".*"))
    sheet = openpyxl.load_workbook(folder_of(closed) / "register.xlsx").worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert lines[0][:7] == ["Nr", "Diarienummer", "Slag av handling", "Enhet", "Dokument", "Datum", "Beslut §"]
    by_file = {line[4]: line for line in lines[1:]}
    assert by_file["inbox/Division Nord T1 2022.xlsx"][2:6] == [
        "Inkommet svar",
        "Division Nord",
        "inbox/Division Nord T1 2022.xlsx",
        "2022-05-30",
    ]
    assert by_file["output/regional.xlsx"][2] == "Regional arbetsbok"
    assert by_file["output/published/regional.xlsx"][2] == "Regional arbetsbok, publicerad"
    assert by_file["output/appendix/Division Nord.docx"][3] == "Division Nord"
    digest = hashlib.sha256((closed.folder / "plan.xlsx").read_bytes()).hexdigest()
    assert by_file["plan.xlsx"][8] == digest
    assert (data / "register.csv").read_text(encoding="utf-8-sig").startswith("Nr;Diarienummer;")


def test_a_document_that_a_person_has_edited_is_the_one_that_is_kept(open_round: Round) -> None:
    """It is named in the register, handed out as it was, and no merge replaces it when the round is opened again."""
    book = openpyxl.load_workbook(open_round.regional)
    book["Styrmått"]["A1"] = "Ring Nord om den här"
    book.save(open_round.regional)
    edited = open_round.regional.read_bytes()
    run(open_round, "close")
    assert (folder_of(open_round) / "data" / "output" / "regional.xlsx").read_bytes() == edited
    register = (folder_of(open_round) / "data" / "register.csv").read_text(encoding="utf-8-sig").splitlines()
    notes = {line.split(";")[4]: line.split(";")[7] for line in register[1:]}
    assert {file for file, note in notes.items() if note} == {"output/regional.xlsx"}
    open_round.regional.unlink()
    run(open_round, "merge")
    assert open_round.regional.read_bytes() == edited
    run(open_round, "reopen", "--why", "Rättelse.")
    open_round.answer("nord", FIRST.replace("| 20 ", "| 24 "))
    run(open_round, "merge")
    assert open_round.regional.read_bytes() == edited
    assert open_round.regional.with_name("regional (2).xlsx").is_file()


def test_the_same_round_gives_the_same_seal(open_round: Round, tmp_path: Path) -> None:
    other = Round(tmp_path / "other")
    shutil.copytree(open_round.folder, other.folder)
    attempts = [in_json(round_, "close") for round_ in (open_round, other)]
    assert [faults("close", attempt) for attempt in attempts] == [[], []]
    seals = {attempt["closed"]["seal"] for attempt in attempts}
    assert len(seals) == 1
    assert faults("verify", json.loads(command("verify", str(other.folder), "--format", "json")[1])) == []


def test_closing_it_again_changes_nothing_and_says_since_when(closed: Round) -> None:
    before = {path: path.read_bytes() for path in closed.folder.rglob("*") if path.is_file()}
    assert "T1 2022 är stängd sedan 2022-05-30" in run(closed, "close")
    assert {path: path.read_bytes() for path in closed.folder.rglob("*") if path.is_file()} == before


def test_it_is_closed_where_one_says(open_round: Round, tmp_path: Path) -> None:
    assert "bevaras själv" in run(open_round, "close", "--into", str(open_round.folder / "output"), code=2)
    assert "är en inkorg" in run(open_round, "close", "--into", str(open_round.folder / "inbox"), code=2)
    run(open_round, "close", "--into", str(tmp_path / "arkiv"))
    assert verified(tmp_path / "arkiv" / "T1 2022")
    assert "är stängd sedan" in run(open_round, "merge")
    assert str(tmp_path / "arkiv" / "T1 2022") in verified(open_round.folder)


@pytest.mark.parametrize("name", ["plan.xlsx", "Division Nord T1 2022.xlsx", "Åre – fråga.eml"])
def test_what_somebody_saves_meanwhile_is_not_sealed_unread(
    open_round: Round, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def copy(source: Path, target: Path) -> str:
        content = source.read_bytes() + (b"x" if source.name == name else b"")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return hashlib.sha256(content).hexdigest()

    with monkeypatch.context() as patched:
        breaks(patched, "copying what is kept", copy)
        assert f"{name} ändrades medan omgången stängdes" in run(open_round, "close", code=2)
    assert list((open_round.folder / "closed").iterdir()) == []
    run(open_round, "close")


def test_what_the_disk_holds_is_read_again_before_the_round_is_closed(
    open_round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy(source: Path, target: Path) -> str:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes()[:-1])
        return hashlib.sha256(source.read_bytes()).hexdigest()

    breaks(monkeypatch, "copying what is kept", copy)
    assert "T1 2022 gick inte att skriva" in run(open_round, "close", code=2)
    assert list((open_round.folder / "closed").iterdir()) == []


def test_a_list_that_cannot_be_written_stops_it(open_round: Round) -> None:
    (open_round.folder / "closed" / "closings.csv").mkdir(parents=True)
    assert "closings.csv" in run(open_round, "close", code=2)
    assert [path.name for path in (open_round.folder / "closed").iterdir()] == ["closings.csv"]


# ------------------------------------------------------------------------------------------------------------- verifying

EVERY_KIND = [
    "data/plan.xlsx",
    "data/inbox/Division Nord T1 2022.xlsx",
    "data/inbox/Åre – fråga.eml",
    "data/output/regional.xlsx",
    "data/output/summary.docx",
    "data/output/summary.csv",
    "data/output/manifest.json",
    "data/output/published/regional.xlsx",
    "data/output/record/figures.csv",
    "data/output/record/record.json",
    "data/register.csv",
    "closing.json",
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed round that tests change and put right again."""
    round_ = new_round(tmp_path_factory.mktemp("sealed") / "r", PLAN, EVERY)
    (round_.folder / "inbox" / "Åre – fråga.eml").write_bytes(b"Subject: hej\r\n\r\nhej")
    run(round_, "merge", "--published")
    run(round_, "report", "summary", "--format", "csv")
    run(round_, "close")
    return folder_of(round_)


@pytest.mark.parametrize("way", EVERY_KIND)
def test_one_changed_byte_is_found_in_each_kind_of_file(sealed: Path, way: str) -> None:
    path = sealed / way
    content = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert way in verified(sealed, code=1)
    path.write_bytes(content)
    assert "1 stängd omgång är som när den förseglades." in verified(sealed)


def test_what_is_gone_and_what_has_come_is_found(sealed: Path) -> None:
    path = sealed / "data" / "output" / "summary.csv"
    content = path.read_bytes()
    path.unlink()
    (sealed / "data" / "nytt.txt").write_text("x", encoding="utf-8")
    printed = verified(sealed.parent.parent, code=1)
    assert "data/output/summary.csv saknas." in printed
    assert "data/nytt.txt fanns inte där" in printed
    (sealed / "data" / "nytt.txt").unlink()
    path.write_bytes(content)
    verified(sealed)


def test_the_register_may_be_filled_in(sealed: Path) -> None:
    book = openpyxl.load_workbook(sealed / "register.xlsx")
    book.worksheets[0]["G5"] = "§ 12"
    book.save(sealed / "register.xlsx")
    verified(sealed)


def test_a_folder_that_was_sealed_anew_is_found_by_the_list(sealed: Path) -> None:
    """Whoever changes a file and every list gets another seal."""
    kept = {path: path.read_bytes() for path in sealed.rglob("*") if path.is_file()}
    for path in kept:
        path.chmod(0o644)
    old = hashlib.sha256((sealed / "data/output/summary.csv").read_bytes()).hexdigest()
    (sealed / "data/output/summary.csv").write_bytes(kept[sealed / "data/output/summary.csv"].replace(b"N", b"M", 1))
    changes = {old: hashlib.sha256((sealed / "data/output/summary.csv").read_bytes()).hexdigest()}
    for name in ("closing.json", "manifest-sha256.txt", "tagmanifest-sha256.txt"):
        before = hashlib.sha256((sealed / name).read_bytes()).hexdigest()
        text = (sealed / name).read_text(encoding="utf-8")
        for was, now in changes.items():
            text = text.replace(was, now)
        (sealed / name).write_text(text, encoding="utf-8")
        changes[before] = hashlib.sha256((sealed / name).read_bytes()).hexdigest()
    assert "mappen har förseglats om" in verified(sealed, code=1)
    for path, content in kept.items():
        path.write_bytes(content)
    verified(sealed)


def test_a_seal_from_the_register_is_held_against_the_folder(sealed: Path) -> None:
    seal = hashlib.sha256((sealed / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    assert f"{sealed}  {seal}\n" in verified(sealed), "whole, to be copied"
    spaced = " ".join(seal[at : at + 8] for at in range(0, 64, 8)).upper()
    for given in (seal, spaced):
        code, printed = command("verify", str(sealed), "--seal", given)
        assert code == 0 and "Sigillet är det som angavs." in printed
    other = seal[:-1] + ("0" if seal[-1] != "0" else "1")
    code, printed = command("verify", str(sealed), "--seal", other)
    assert code == 1 and f"Sigillet är {seal}, och inte {other}" in printed and "är som när" not in printed
    content = json.loads(command("verify", str(sealed), "--seal", other, "--format", "json")[1])
    assert faults("verify", content) == [] and content["rounds"][0]["given"] == other and not content["sound"]
    code, printed = command("verify", str(sealed), "--seal", seal[:12])
    assert code == 2 and "är inget sigill" in printed and "det här är 12" in printed


def test_of_several_closed_rounds_a_seal_names_one(closed: Round) -> None:
    first = in_json(closed, "status")["closed"]["seal"]
    run(closed, "reopen", "--why", "Rättelse.")
    closed.answer("nord", FIRST.replace("| 20 ", "| 23 "))
    run(closed, "merge", "--published")
    run(closed, "close", "--why", "CSV-filen är redan skickad.")
    path = folder_of(closed, "T1 2022 (2)") / "closing.json"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    code, printed = command("verify", str(closed.folder), "--seal", first)
    assert code == 0 and "T1 2022 (2)" not in printed
    code, printed = command("verify", str(closed.folder), "--seal", "0" * 64)
    assert code == 1 and printed.count(f"och inte {'0' * 64}") == 2


def test_a_folder_without_closed_rounds_is_told(tmp_path: Path) -> None:
    assert "Det finns ingen stängd omgång" in verified(tmp_path, code=2)


# ------------------------------------------------------------------------------------------------------ what is handed out


def change_plan(round_: Round) -> None:
    """Another target in the plan, and an older program than today's."""
    book = openpyxl.load_workbook(round_.folder / "plan.xlsx")
    sheet = book["Styrmått"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "minst 80 %")
    cell.value = "minst 99 %"
    book.save(round_.folder / "plan.xlsx")


def test_a_closed_round_gives_its_kept_bytes_after_plan_and_program_have_changed(
    closed: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = closed.folder / "output"
    kept = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    change_plan(closed)
    breaks(monkeypatch, "saying the version", lambda: "9.9.9")
    (output / "regional.xlsx").unlink()
    shutil.rmtree(output / "published")
    printed = run(closed, "merge")
    assert "T1 2022 är stängd sedan 2022-05-30" in printed
    assert (output / "regional.xlsx").read_bytes() == kept[Path("regional.xlsx")]
    assert (output / "published" / "summary.docx").read_bytes() == kept[Path("published/summary.docx")]
    assert str(output / "summary.docx") in printed
    content = in_json(closed, "merge")
    assert faults("merge", content) == []
    assert content["closed"]["since"] == "2022-05-30"
    assert content["values_merged"] > 0 and content["levels"]["undecided"] > 0
    (output / "summary.csv").unlink()
    assert str(output / "summary.csv") in run(closed, "report", "summary", "--format", "csv")
    assert (output / "summary.csv").read_bytes() == kept[Path("summary.csv")]
    now = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert {way: now[way] for way in kept if ".followup" not in way.parts} == {
        way: content for way, content in kept.items() if ".followup" not in way.parts
    }
    verified(closed.folder)


def test_a_plan_with_errors_keeps_nobody_from_what_was_kept(closed: Round) -> None:
    book = openpyxl.load_workbook(closed.folder / "plan.xlsx")
    sheet = book["Styrmått"]
    next(cell for row in sheet.iter_rows() for cell in row if cell.value == "vard-i-tid").value = "finns-inte"
    book.save(closed.folder / "plan.xlsx")
    assert [finding["severity"] for finding in closed.plan_findings()].count("error") == 1
    before = closed.regional.read_bytes()
    closed.regional.unlink()
    assert "är stängd sedan" in run(closed, "merge")
    assert closed.regional.read_bytes() == before
    assert str(closed.summary) in run(closed, "report", "summary")


def test_what_a_person_has_changed_since_is_left_and_the_kept_one_named(closed: Round) -> None:
    summary = closed.folder / "output" / "summary.docx"
    summary.write_bytes(b"mitt eget")
    printed = run(closed, "merge")
    assert summary.read_bytes() == b"mitt eget"
    assert "lämnades som den är" in printed
    assert str(folder_of(closed) / "data" / "output" / "summary.docx") in printed


def test_what_is_said_of_a_closed_round_must_be_as_it_was_sealed(closed: Round) -> None:
    """Whoever changes a kept file, and what the folder says of it, is found out before anything is handed out."""
    kept, closing = folder_of(closed) / "data" / "output" / "regional.xlsx", folder_of(closed) / "closing.json"
    before = hashlib.sha256(kept.read_bytes()).hexdigest()
    for path in (kept, closing):
        path.chmod(0o644)
    kept.write_bytes(kept.read_bytes() + b"x")
    text = closing.read_text(encoding="utf-8")
    closing.write_text(text.replace(before, hashlib.sha256(kept.read_bytes()).hexdigest()), encoding="utf-8")
    closed.regional.unlink()
    assert "closing.json är inte som när den förseglades" in run(closed, "merge", code=2)
    assert not closed.regional.exists()


def test_a_document_that_was_not_kept_is_not_made(closed: Round) -> None:
    printed = run(closed, "report", "appendix", code=2)
    assert "appendix finns inte bland dokumenten som bevarades av T1 2022: summary" in printed
    assert "regional.xlsm finns inte bland" in run(closed, "merge", "--macros", code=2)
    assert "published" in run(closed, "merge", "--published")
    assert not (closed.folder / "output" / "appendix").exists()


def test_every_command_says_that_the_round_is_closed(closed: Round) -> None:
    says = f"T1 2022 är stängd sedan 2022-05-30; det som bevarades av den är i {folder_of(closed)}."
    assert says in run(closed, "status").splitlines()
    assert in_json(closed, "status")["closed"]["folder"] == str(folder_of(closed))
    assert says in run(closed, "check")
    assert says in run(closed, "template")
    assert says in run(closed, "report")
    assert says.removesuffix(".") in run(closed, "merge", "--dry-run", code=2)


LATE = "1 fil i inkorgen är inte bland dem som bevarades när T1 2022 stängdes, och är inte med i något av dess resultat: {}. "
NOT_KEPT = "{} är inte den som bevarades när T1 2022 stängdes"


def test_an_answer_that_comes_to_a_closed_round_is_named_by_every_command(closed: Round) -> None:
    """By its bytes: neither a kept file under another name nor one that is gone is told of."""
    (closed.folder / "inbox" / "Folktandvården T1 2022.xlsx").rename(closed.folder / "inbox" / "tand.xlsx")
    assert "bland dem som bevarades" not in run(closed, "merge")
    closed.answer("nord", FIRST.replace("| 20 ", "| 22 "), "Nord, rättad.xlsx")
    for arguments in (
        ["merge"],
        ["status"],
        ["check"],
        ["report", "summary"],
        ["close"],
        ["export", "--format", "csv"],
    ):
        printed = run(closed, *arguments)
        assert LATE.format("Nord, rättad.xlsx") in printed, arguments
        assert "Ska den räknas: followup reopen --why TEXT, sedan followup merge." in printed
    for name in ("merge", "status", "close"):
        content = in_json(closed, name)
        assert faults(name, content) == []
        assert (content["closed"]["new"], content["closed"]["changed"]) == (["Nord, rättad.xlsx"], [])
    run(closed, "reopen", "--why", "Nord hade fel siffra.")
    merged = in_json(closed, "merge")
    assert "Nord, rättad.xlsx" in [unit["file"] for unit in merged["units"] if unit["state"] == "answered"]


def test_a_kept_file_with_other_content_is_named(closed: Round) -> None:
    closed.answer("nord", FIRST.replace("| 20 ", "| 22 "))
    assert LATE.format("Division Nord T1 2022.xlsx") in run(closed, "merge")


def test_a_plan_and_decisions_that_are_not_those_kept_are_named(closed: Round) -> None:
    change_plan(closed)
    closed.decide("## Undantag\n| Regel | Enhet | Varför | Beslutat av |\n| far-from-last | nord | Ja. | Direktören |")
    for name in ("merge", "status", "check"):
        printed = run(closed, name)
        assert NOT_KEPT.format("plan.xlsx") in printed and NOT_KEPT.format("decisions.xlsx") in printed, name
    assert in_json(closed, "status")["closed"]["changed"] == ["plan.xlsx", "decisions.xlsx"]


def test_of_the_kept_plan_itself_nothing_is_told(closed: Round) -> None:
    _code, printed = command("status", "--plan", str(folder_of(closed) / "data"), *TODAY)
    assert "är stängd sedan" in printed and "bevarades när" not in printed


def test_nothing_is_written_into_a_closed_folder(closed: Round) -> None:
    folder = folder_of(closed)
    code, printed = command("template", "--plan", str(closed.folder), "--into", str(folder / "data" / "mallar"))
    assert code == 2 and "är en stängd omgång: inget skrivs där" in printed
    code, printed = command("merge", "--plan", str(folder / "data" / "plan.xlsx"))
    assert code == 0 and "är stängd sedan" in printed
    code, printed = command("reopen", "--plan", str(folder / "data" / "plan.xlsx"), "--why", "x")
    assert code == 2
    verified(folder)


def test_a_kept_file_that_was_changed_is_not_handed_out(closed: Round) -> None:
    kept = folder_of(closed) / "data" / "output" / "regional.xlsx"
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert "regional.xlsx är inte som när den förseglades" in run(closed, "merge", code=2)
    shutil.rmtree(folder_of(closed))
    assert "lägg tillbaka den" in run(closed, "merge", code=2).casefold()


@pytest.mark.parametrize("is_gone", [False, True])
def test_the_next_round_begins_from_what_was_kept_where_the_record_was_changed(
    closed: Round, tmp_path: Path, is_gone: bool
) -> None:
    record = closed.folder / "output" / "record"
    kept = (record / "figures.csv").read_bytes()
    (record / "figures.csv").write_bytes(kept.replace(b"0.7083", b"0.9"))
    if is_gone:
        shutil.rmtree(closed.folder / "output")
    new = ("new", str(tmp_path / "nytt"), "--from", str(closed.folder), "--round", "T2 2022")
    code, output = command(*new, "--period-from", "2022-05-01", "--period-to", "2022-08-31")
    assert code == 0, output
    assert (tmp_path / "nytt" / "history" / "T1 2022" / "figures.csv").read_bytes() == kept
    verified(closed.folder)


# ---------------------------------------------------------------------------------------------------------------- killed

RESTING = """
import os, runpy, time
real = os.fsync
def fsync(number):
    time.sleep(0.04)
    return real(number)
os.fsync = fsync
runpy.run_module("followup", run_name="__main__")
"""


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_close_that_is_killed_leaves_nothing_half(open_round: Round) -> None:
    """Killed at five moments while it copies and seals, the round is open; then it closes as if nothing had been."""
    closed = open_round.folder / "closed"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    arguments = [sys.executable, "-c", RESTING, "close", "--plan", str(open_round.folder), *TODAY]
    for wait in (0.0, 0.1, 0.3, 0.6, 0.9):
        process = subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not list(closed.glob(".*.part")):
            assert process.poll() is None, "it ended before it began to write"
            time.sleep(0.01)
        time.sleep(wait)
        process.kill()
        process.wait()
        assert [path.name for path in closed.iterdir() if not path.name.startswith(".")] == [], wait
        assert "closed" not in in_json(open_round, "status")
    run(open_round, "close")
    assert sorted(path.name for path in closed.iterdir()) == ["T1 2022", "closings.csv"]
    verified(open_round.folder)


def test_a_disk_that_is_full_leaves_nothing_half(open_round: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> str:
        raise OSError(errno.ENOSPC, "full", str(open_round.folder))

    with monkeypatch.context() as patched:
        breaks(patched, "naming a closed folder", full)
        assert "disken är full" in run(open_round, "close", code=2)
    assert list((open_round.folder / "closed").iterdir()) == []
    run(open_round, "close")


# -------------------------------------------------------------------------------------------------------------- reopening


def test_a_round_is_opened_again_and_closed_beside_what_was_kept(closed: Round) -> None:
    seal = in_json(closed, "status")["closed"]["seal"]
    assert "är öppen igen" in run(closed, "reopen", "--why", "Nord hade fel siffra.")
    closed.answer("nord", FIRST.replace("| 20 ", "| 23 "))
    run(closed, "merge", "--published")
    run(closed, "report", "summary", "--format", "csv")
    assert closed.regional.read_bytes() != (folder_of(closed) / "data/output/regional.xlsx").read_bytes()
    run(closed, "close")
    assert (folder_of(closed, "T1 2022 (2)") / "data/output/regional.xlsx").read_bytes() == closed.regional.read_bytes()
    lines = (closed.folder / "closed" / "closings.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[1:6] for line in lines] == [
        ["event", "round", "folder", "seal", "why"],
        ["closed", "T1 2022", "closed/T1 2022", seal, ""],
        ["reopened", "T1 2022", "closed/T1 2022", seal, "Nord hade fel siffra."],
        ["closed", "T1 2022", "closed/T1 2022 (2)", in_json(closed, "status")["closed"]["seal"], ""],
    ]
    assert verified(closed.folder).count("closed/T1 2022") == 2
    assert in_json(closed, "status")["closed"]["folder"].endswith("T1 2022 (2)")


def test_a_reason_is_asked_for_and_a_round_that_is_open_is_not_opened(open_round: Round) -> None:
    assert run(open_round, "reopen", code=2)
    assert "Skriv varför" in run(open_round, "reopen", "--why", " ", code=2)
    assert "inte stängd" in run(open_round, "reopen", "--why", "Rättelse.", code=2)


def test_the_last_folder_counts_wherever_it_is(closed: Round, tmp_path: Path) -> None:
    run(closed, "reopen", "--why", "Ett.")
    run(closed, "close")
    run(closed, "reopen", "--why", "Två.")
    run(closed, "close", "--into", str(tmp_path / "arkiv"))
    assert in_json(closed, "status")["closed"]["folder"] == str(tmp_path / "arkiv" / "T1 2022")
    run(closed, "reopen", "--why", "Tre.")
    assert "closed" not in in_json(closed, "status")
    run(closed, "close")
    assert in_json(closed, "status")["closed"]["folder"] == str(folder_of(closed, "T1 2022 (3)"))
    path = closed.folder / "closed" / "closings.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert in_json(closed, "status")["closed"]["folder"] == str(folder_of(closed, "T1 2022 (3)")), "its line was lost"
    path.write_text("\n".join([lines[0], *lines[3:4]]) + "\n", encoding="utf-8")
    shutil.rmtree(folder_of(closed, "T1 2022 (3)"))
    assert in_json(closed, "status")["closed"]["folder"] == str(folder_of(closed, "T1 2022 (2)")), "the first is older"


def test_without_its_list_a_round_is_still_closed(closed: Round) -> None:
    (closed.folder / "closed" / "closings.csv").unlink()
    assert "är stängd sedan 2022-05-30" in run(closed, "merge")
    assert "jämför sigillet med diariet" in verified(closed.folder)
