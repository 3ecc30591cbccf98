"""When a round is closed every byte of it is kept, or nothing is."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from tests.cli.closing.rounds_to_close import TODAY, folder_of, in_json, run, verified
from tests.cli.test_previous import FIRST
from tests.house import breaks, command
from tests.schemas import faults
from tests.scoring.rounds import Round


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
    assert by_file["output/regional.xlsx"][2] == "Regionens arbetsbok"
    assert by_file["output/published/regional.xlsx"][2] == "Regionens arbetsbok, publicerad"
    assert by_file["output/appendix/Division Nord.docx"][3] == "Division Nord"
    digest = hashlib.sha256((closed.folder / "plan.xlsx").read_bytes()).hexdigest()
    assert by_file["plan.xlsx"][8] == digest
    assert (data / "register.csv").read_text(encoding="utf-8-sig").startswith("Nr;Diarienummer;")


def test_a_document_that_a_person_has_edited_is_the_one_that_is_kept(open_round: Round) -> None:
    """It is named in the register, handed out as it was, and kept when the round is opened and merged again."""
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
    assert [path.read_bytes() for path in open_round.regional.parent.glob("regional 2*.xlsx")] == [edited]


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
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
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
