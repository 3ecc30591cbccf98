"""What a merge leaves behind: the record, the same bytes again, nothing lost when a file is open or the disk full."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from followup.files.disk import atomic_files as safe
from followup.files.disk.lock import LOCK
from tests.demos import Demo
from tests.house import breaks, command
from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round, new_round
from tests.tables import new_path

ROOT = Path(__file__).resolve().parents[3]
NORD = """
| Styrmått                       | Utfall kvinnor | Utfall män | Utfall totalt |
| Andel som väntat högst 90 dagar | 81 %           | 79 %       |               |
| Antal som fått frågan          |                |            | 20            |
"""
SYD = NORD.replace("81 %", "70 %")
TODAY = ("--today", "2022-05-01")


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """A round with one unit's answers, merged once: a copy, for no output says in which folder it was made."""
    merged = merged_once()
    shutil.copytree(merged.folder, tmp_path / "r")
    return replace(merged, folder=tmp_path / "r")


@functools.cache
def merged_once() -> Round:
    return merged_round(new_path().parent / "r", PLAN, {"nord": NORD}, *TODAY)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for a program to let go."""
    monkeypatch.setattr(safe, "WAITS", (0.0,))


def record(round_: Round) -> dict[str, Any]:
    """What manifest.json says."""
    read: dict[str, Any] = json.loads((round_.folder / "output" / "manifest.json").read_text(encoding="utf-8"))
    return read


def outputs(folder: Path) -> dict[str, bytes]:
    """Every file of the output folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in sorted((folder / "output").iterdir()) if path.is_file()}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def process(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """A merge in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "followup", "merge", "--plan", str(folder), *TODAY, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


# The record.


def test_the_record_says_what_went_in_and_what_came_out(round_: Round) -> None:
    inbox = round_.folder / "inbox"
    (inbox / "bilaga.pdf").write_bytes(b"%PDF-1.4")
    (inbox / "tom.xlsx").write_bytes(b"")
    shutil.copyfile(inbox / "Division Nord T1 2022.xlsx", inbox / "Division Nord kopia.xlsx")
    shutil.copyfile(round_.template("syd"), inbox / "Division Syd T1 2022.xlsx")
    round_.merge(*TODAY)
    record_ = record(round_)
    assert {file["file"]: (file["unit"], file["state"]) for file in record_["inputs"]} == {
        "bilaga.pdf": ("", "not_read"),
        "tom.xlsx": ("", "refused"),
        "Division Nord T1 2022.xlsx": ("nord", "taken"),
        "Division Nord kopia.xlsx": ("nord", "repeated"),
        "Division Syd T1 2022.xlsx": ("syd", "empty"),
    }
    for file in record_["inputs"]:
        assert (file["sha256"], file["size"]) == (digest(inbox / file["file"]), (inbox / file["file"]).stat().st_size)
    for file in record_["outputs"]:
        path = round_.folder / "output" / file["file"]
        assert (file["sha256"], file["size"]) == (digest(path), path.stat().st_size)
    assert [file["file"] for file in record_["outputs"]] == ["regional.xlsx", "summary.docx"]
    assert record_["plan"]["sha256"] == digest(round_.folder / "plan.xlsx")
    assert (record_["round"], record_["region"], record_["today"], record_["inbox"]) == (
        *("T1 2022", "mellansjo", "2022-05-01"),
        "../inbox",
    )


@pytest.mark.parametrize(
    ("name", "merged_before", "new"),
    [
        ("Division Nord rättad.xlsx", "superseded", "taken"),
        ("Division Nord T1 2022-DESKTOP-AB12CD.xlsx", "conflict", "conflict"),  # made by a program, not sent by anybody
    ],
)
def test_another_file_beside_one_that_was_merged(round_: Round, name: str, merged_before: str, new: str) -> None:
    round_.answer("syd", SYD)
    round_.answer("nord", NORD.replace("81 %", "80 %"), name)
    round_.merge(*TODAY)
    states = {file["file"]: file["state"] for file in record(round_)["inputs"]}
    assert states == {"Division Nord T1 2022.xlsx": merged_before, name: new, "Division Syd T1 2022.xlsx": "taken"}


def test_every_value_is_traced_to_the_cell_that_a_person_filled_in(round_: Round) -> None:
    (nord,) = record(round_)["taken_from"].values()
    workbook = openpyxl.load_workbook(round_.folder / "inbox" / nord["file"])
    measures = nord["sections"]["measures"]
    sheet = workbook[measures["sheet"]]
    traced = {
        (row, column): sheet[cell].value for row, cells in measures["cells"].items() for column, cell in cells.items()
    }
    assert traced == {
        ("vantat", "outcome.women"): 0.81,
        ("vantat", "outcome.men"): 0.79,
        ("fragor", "outcome.total"): 20,
    }
    assert measures["values"] == 3


def test_decisions_in_force_stand_there_with_who_and_why_and_nobody_else_does(round_: Round) -> None:
    round_.decide(
        "| Vad | Enhet | Bedömning | Varför | Beslutat av | Till och med |\n"
        "| vantat | nord | uppnått | Mätfel i mars. | Regiondirektören | 2022-12-31 |\n"
        "| fragor | nord | uppnått | För gammalt. | Någon Annan | 2022-01-31 |"
    )
    round_.merge(*TODAY)
    decisions = record(round_)["decisions"]
    assert decisions["sha256"] == digest(round_.decisions)
    (override,) = decisions["overrides"]
    assert override == {
        **{"what": "vantat", "unit": "nord", "part": "", "level": "met", "why": "Mätfel i mars."},
        **{"who": "Regiondirektören", "until": "2022-12-31"},
    }
    assert "Någon Annan" not in (round_.folder / "output" / "manifest.json").read_text(encoding="utf-8")


def test_the_history_grows_with_what_is_new_and_begins_anew_with_another_round(round_: Round) -> None:
    first = digest(round_.folder / "inbox" / "Division Nord T1 2022.xlsx")
    before = outputs(round_.folder)
    assert outputs(round_.merge(*TODAY).folder) == before, "the same file again adds nothing"
    round_.answer("nord", NORD.replace("81 %", "82 %"))
    round_.merge(*TODAY)
    second = digest(round_.folder / "inbox" / "Division Nord T1 2022.xlsx")
    history = record(round_)["taken"]["nord"]
    assert [entry["sha256"] for entry in history] == [first, second]
    assert history[0]["answers"] != history[1]["answers"]
    record_ = (round_.folder / "output" / "manifest.json").read_text(encoding="utf-8")
    (round_.folder / "output" / "manifest.json").write_text(record_.replace('"T1 2022"', '"T3 2021"'), encoding="utf-8")
    assert [file["sha256"] for file in record(round_.merge(*TODAY))["taken"]["nord"]] == [second]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 99}', '{"format": 1, "outputs": [{}], "not_renewed": []}'])
def test_a_record_that_cannot_be_read_is_written_anew(round_: Round, text: str) -> None:
    before = outputs(round_.folder)
    (round_.folder / "output" / "manifest.json").write_text(text, encoding="utf-8")
    assert outputs(round_.merge(*TODAY).folder) == before


def test_older_outputs_that_were_not_renewed_are_named(round_: Round) -> None:
    round_.merge(*TODAY, "--published").merge(*TODAY)
    record_ = record(round_)
    assert [file["file"] for file in record_["not_renewed"]] == ["published/regional.xlsx", "published/summary.docx"]
    names = [path.name for path in (round_.folder / "output" / "published").iterdir()]
    round_.merge(*TODAY, "--published")
    assert [path.name for path in (round_.folder / "output" / "published").iterdir()] == names


# The same bytes again; inputs as they were.


@pytest.mark.slow
def test_other_folders_processes_zones_and_languages_give_the_same_bytes(demo: Demo, tmp_path: Path) -> None:
    where = [tmp_path / "a", tmp_path / "en annan mapp" / "längre ner"]
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "Europe/Stockholm", "LC_ALL": "C.UTF-8", "FOLLOWUP_LANGUAGE": "sv"},
        {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "sv_SE.UTF-8", "FOLLOWUP_LANGUAGE": "en"},
    ]
    for folder, surrounding in zip(where, surroundings, strict=True):
        shutil.copytree(demo.folder, folder, ignore=shutil.ignore_patterns("output"))
        merge = process(folder, "--published", **surrounding)
        merge.communicate()
        assert merge.returncode == 1
    first, second = (
        {
            str(path.relative_to(folder)): digest(path)
            for path in sorted((folder / "output").rglob("*"))
            if path.is_file()
        }
        for folder in where
    )
    assert first == second
    written = {"regional.xlsx", "summary.docx", "manifest.json", "record/record.json", "record/facts.csv"}
    assert {f"output/{name}" for name in written} | {"output/published/regional.xlsx"} <= set(first)


def test_nothing_of_the_inputs_is_touched(round_: Round) -> None:
    def inputs() -> dict[str, tuple[bytes, int]]:
        files = [path for path in round_.folder.rglob("*") if path.is_file() and not {"output", "log"} & {*path.parts}]
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    round_.decide("| Vad | Bedömning | Varför | Beslutat av |\n| vantat | uppnått | Så är det. | Direktören |")
    before = inputs()
    round_.merge(*TODAY, "--published")
    assert inputs() == before


# Something is in the way.


def test_an_output_open_in_excel_is_named_and_the_new_one_saved_beside_it(
    round_: Round, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    before = outputs(round_.folder)
    round_.answer("syd", SYD)
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target == round_.regional:
            raise PermissionError(13, "open in Excel", str(target))
        return real(self, target)

    with monkeypatch.context() as excel:
        excel.setattr(Path, "replace", replace)
        result = round_.merged_json(*TODAY)
    assert [Path(path).name for path in result["outputs"]] == ["regional (2).xlsx", "summary.docx"]
    assert round_.code == 0, "as the findings say"
    assert "regional.xlsx" in round_.output and "regional (2).xlsx" in round_.output and "Stäng den" in round_.output
    after = outputs(round_.folder)
    assert after["regional.xlsx"] == before["regional.xlsx"]
    assert [file.get("instead_of", "") for file in record(round_)["outputs"]] == ["regional.xlsx", ""]
    round_.merge(*TODAY)
    closed = outputs(round_.folder)
    assert closed["regional.xlsx"] == closed["regional (2).xlsx"] == after["regional (2).xlsx"]


def everything(folder: Path) -> dict[str, bytes]:
    """Every file in the output folder and below it, hidden ones too."""
    output = folder / "output"
    return {str(path.relative_to(output)): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("from_the_start", [True, False])
@pytest.mark.parametrize("held", ["manifest.json", ".followup/regional.xlsx"])
def test_a_record_that_is_held_leaves_every_document_as_it_was(
    round_: Round, monkeypatch: pytest.MonkeyPatch, impatient: None, held: str, from_the_start: bool
) -> None:
    before = everything(round_.folder)
    round_.answer("syd", SYD)
    moved: list[Path] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        moved.append(target)
        if target == round_.folder / "output" / held and (from_the_start or self != target):
            raise PermissionError(13, "open in another program", str(target))
        return real(self, target)

    with monkeypatch.context() as lock:
        lock.setattr(Path, "replace", replace)
        round_.merge(*TODAY, "--published")
    assert (round_.code, everything(round_.folder)) == (2, before)
    assert held in round_.output
    assert (round_.folder / "output" / "summary.docx" in moved) is not from_the_start, (
        "what is held is seen before anything is moved"
    )
    round_.merge(*TODAY)
    assert round_.code == 0 and "avbröts" not in round_.output
    assert everything(round_.folder) != before


def test_a_document_that_cannot_be_moved_takes_those_before_it_back(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(round_.folder)
    round_.answer("syd", SYD)
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target == round_.summary and self != target:
            raise OSError(5, "Input/output error", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    round_.merge(*TODAY)
    assert (round_.code, everything(round_.folder)) == (2, before)


@pytest.mark.parametrize("copy", ["", "regional.xlsx"])
def test_a_merge_that_can_keep_no_copy_of_the_workbook_moves_nothing(round_: Round, copy: str) -> None:
    """An older copy that stayed would tell a person's cells from ours wrongly."""
    place = round_.folder / "output" / ".followup"
    shutil.rmtree(place)
    (place / copy).mkdir(parents=True) if copy else place.write_bytes(b"")
    before = outputs(round_.folder)
    round_.answer("syd", SYD)
    round_.merge(*TODAY)
    assert (round_.code, outputs(round_.folder)) == (2, before)
    assert ".followup" in round_.output


def test_a_document_that_a_person_has_edited_is_never_written_into(round_: Round) -> None:
    edited = b"what somebody wrote for an hour"
    round_.summary.write_bytes(edited)
    result = round_.merged_json(*TODAY)
    assert round_.summary.read_bytes() == edited
    assert Path(result["outputs"][1]).name == "summary (2).docx"
    assert "summary (2).docx" in round_.output
    round_.answer("syd", SYD)
    round_.merge(*TODAY)
    assert round_.summary.read_bytes() == edited
    assert list(outputs(round_.folder)) == ["manifest.json", "regional.xlsx", "summary (2).docx", "summary.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of a file as POSIX does")
def test_a_full_disk_leaves_the_old_outputs_and_says_so(round_: Round) -> None:
    before = outputs(round_.folder)
    round_.answer("syd", SYD)
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000));"
        "import runpy; runpy.run_module('followup', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "merge", "--plan", str(round_.folder), *TODAY],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "disken är full" in done.stderr and "Traceback" not in done.stderr and "Exception" not in done.stderr
    assert outputs(round_.folder) == before


def test_a_disk_that_fills_up_at_the_last_document_changes_none_of_them(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = outputs(round_.folder)
    round_.answer("syd", SYD)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    breaks(monkeypatch, "writing a document", full)
    round_.merge(*TODAY)
    assert (round_.code, outputs(round_.folder)) == (2, before)
    assert "disken är full" in round_.output


def test_of_two_merges_at_once_the_second_is_told_who_is_at_work(round_: Round) -> None:
    held = (
        "import sys, time; from pathlib import Path; from followup.files.disk.lock import folder_lock\n"
        "with folder_lock(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", held, str(round_.folder / "output")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    before = outputs(round_.folder)
    second = process(round_.folder)
    output = second.communicate()[1]
    assert second.returncode == 2 and "sammanställer redan" in output
    assert outputs(round_.folder) == before
    holder.kill()
    holder.wait()
    holder.stdout.close()
    third = process(round_.folder)
    assert "blev inte klar" in third.communicate()[1]
    assert third.returncode == 0
    assert LOCK not in outputs(round_.folder)


def test_two_real_merges_that_begin_together_give_one_whole_result(round_: Round) -> None:
    before = outputs(round_.folder)
    both = [process(round_.folder), process(round_.folder)]
    for running in both:
        running.communicate()
    assert sorted(running.returncode for running in both) in ([0, 2], [0, 0]), "one waits for nobody, the other is told"
    assert outputs(round_.folder) == before


# Interrupted.


def dead_part(folder: Path, name: str, text: str = "half") -> Path:
    """What a killed merge leaves behind."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    path = folder / "output" / f".{name}.{done.pid}.part"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_interrupted_merge_is_told_by_status_and_mended_by_the_next(round_: Round) -> None:
    before = outputs(round_.folder)
    dead_part(round_.folder, "summary.docx")
    assert "avbröts" in command("status", "--plan", str(round_.folder))[1]
    round_.merge(*TODAY)
    assert "avbröts" in round_.output
    assert outputs(round_.folder) == before
    assert "avbröts" not in command("status", "--plan", str(round_.folder))[1]


def test_a_file_that_the_interrupted_merge_had_moved_is_known_for_ours(round_: Round) -> None:
    first = outputs(round_.folder)
    round_.answer("syd", SYD)
    second = outputs(round_.merge(*TODAY).folder)
    for name in ("summary.docx", "manifest.json"):
        (round_.folder / "output" / name).write_bytes(first[name])
    dead_part(round_.folder, "manifest.json", second["manifest.json"].decode("utf-8"))
    round_.merge(*TODAY)
    assert outputs(round_.folder) == second, "and no regional (2).xlsx"


def test_a_merge_that_is_stopped_between_two_moves_is_finished_by_the_next(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_.answer("syd", SYD)
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "summary.docx":
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as keys:
        keys.setattr(Path, "replace", replace)
        assert round_.merge(*TODAY).code == 130
    assert LOCK not in outputs(round_.folder)
    round_.merge(*TODAY)
    assert list(outputs(round_.folder)) == ["manifest.json", "regional.xlsx", "summary.docx"]
    assert [file["sha256"] for file in record(round_)["outputs"]] == [digest(round_.regional), digest(round_.summary)]


def test_without_a_valid_answer_no_folder_and_no_lock_is_left(tmp_path: Path) -> None:
    merged = new_round(tmp_path / "r", PLAN, {})
    (merged.folder / "inbox").mkdir()
    started = time.monotonic()
    assert merged.merge(*TODAY).code == 2
    assert not (merged.folder / "output").exists()
    assert time.monotonic() - started < 20
