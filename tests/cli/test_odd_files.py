"""What may lie where answers, plans and outputs are: one sentence with the cure for each, and never a fault of the tool."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.files.broken import repacked
from tests.house import command
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, and names that are no UTF-8, are of Linux and macOS")

COLUMNS = [f"{first}{second}" for first in "ABCD" for second in "ABCDEFGHIJ"]
MEASURES = "## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | 29 |\n| Resultat mot budget | 1,5 |"


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """A workspace with one unit's answers."""
    return new_round(tmp_path / "r", PLAN, {"nord": MEASURES})


def link_without_end(path: Path) -> None:
    path.symlink_to("/dev/zero")


def sock(path: Path) -> None:
    """A socket of a short name: the system allows about a hundred letters."""
    current = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as socket_:
        socket_.bind(path.name)
    os.chdir(current)


def ring(path: Path) -> None:
    path.symlink_to(path.name)


KINDS = [os.mkfifo, link_without_end, sock, ring]


# ------------------------------------------------------------------------------------------------------- in the inbox


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("name", ["b.xlsx", "b.docx", "b.zip", "b.pdf"])
def test_what_has_no_end_is_refused_and_the_others_are_merged(
    round_: Round, make: Callable[[Path], None], name: str
) -> None:
    make(round_.folder / "inbox" / name)
    result = round_.merged_json()
    assert result["values_merged"] == 2
    assert round_.code == (1 if name.endswith((".xlsx", ".zip")) else 0)
    (listed,) = [
        file
        for file in json.loads((round_.folder / "output" / "manifest.json").read_text(encoding="utf-8"))["inputs"]
        if file["file"] == name
    ]
    assert (listed["sha256"], listed["size"]) == ("", 0)


def test_a_name_that_is_no_utf_8_is_told_and_its_answers_are_merged(round_: Round, tmp_path: Path) -> None:
    inbox = round_.folder / "inbox"
    (answer,) = inbox.iterdir()
    answer.rename(os.fsdecode(os.fsencode(inbox) + b"/M\xe5l.xlsx"))
    result = round_.merged_json("--page", str(tmp_path / "sida.html"))
    assert [finding["found"] for finding in result["findings"] if finding["rule"] == "name-in-other-letters"] == [
        "Mål.xlsx"
    ]
    assert (round_.code, result["values_merged"]) == (0, 2)
    assert round_.row("nord", "fragor")["Utfall totalt"] == 29
    assert "Mål.xlsx" in (tmp_path / "sida.html").read_text(encoding="utf-8")
    code, output = command("check", "--plan", str(round_.folder), "--return-to", str(tmp_path / "åter"))
    assert (code, "Mål.xlsx" in output) == (0, True)


def test_folders_whose_names_are_no_utf_8_are_worked_in(round_: Round, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/M\xe5l"))
    shutil.copytree(round_.folder, odd)
    (odd / "inbox" / os.fsdecode(b"f\xf6r")).mkdir()
    for path in list((odd / "inbox").glob("*.xlsx")):
        path.rename(odd / "inbox" / os.fsdecode(b"f\xf6r") / path.name)
    for arguments in (
        ("plan", "check", str(odd)),
        ("merge", "--plan", str(odd), "--page", str(odd / "sida.html"), "--into", str(tmp_path / "ut")),
        ("report", "summary", "--plan", str(odd), "--into", str(odd / "r")),
        ("status", "--plan", str(odd), "--drafts", str(odd / "utkast")),
        ("plan", "diff", str(odd), str(round_.folder), "--format", "json"),
    ):
        assert command(*arguments)[0] == 0, arguments


@pytest.mark.parametrize(
    ("content", "who"),
    [
        (",Anna Provsson,DATOR1,28.11.2026 10:00,file:///C:/x/4;", "Anna Provsson"),
        ("Provsson\\, Anna,anna,DATOR1,28.11.2026 10:00,x;", "Provsson, Anna"),
        (",,DATOR1,28.11.2026 10:00,x;", "DATOR1"),
        ("", "?"),
    ],
)
def test_a_workbook_that_is_open_in_libreoffice_is_told(round_: Round, content: str, who: str) -> None:
    (answer,) = (round_.folder / "inbox").iterdir()
    answer.with_name(f".~lock.{answer.name}#").write_text(content, encoding="utf-8")
    code, output = command("check", "--plan", str(round_.folder))
    assert (code, f"öppen hos {who}" in output) == (0, True)


def test_a_hidden_sheet_of_an_add_in_is_one_thing_to_look_at(round_: Round) -> None:
    (answer,) = (round_.folder / "inbox").iterdir()
    workbook = openpyxl.load_workbook(answer)
    sheet = workbook.create_sheet("_com.sap.hiddensheet")
    sheet.sheet_state = "veryHidden"
    for row in range(100):
        sheet.append([f"nyckel{row}", row, "ANALYSIS", f"värde {row}"])
    workbook.save(answer)
    result = round_.merged_json()
    assert [finding["sheet"] for finding in result["findings"] if finding["rule"] == "hidden-sheet"] == [
        "_com.sap.hiddensheet"
    ]
    assert not [finding for finding in result["findings"] if finding["rule"] == "outside-the-tables"]
    code, output = command("check", "--plan", str(round_.folder), "--format", "json")
    (file,) = json.loads(output[output.index("{") : output.rindex("}") + 1])["files"]
    assert (code, file["values_filled"], file["values_refused"]) == (0, 3, 1)


def test_what_no_xml_can_hold_stops_no_copy_that_goes_back(round_: Round, tmp_path: Path) -> None:
    """Excel writes such signs in a way of its own, and the library that copies does not understand them all."""
    (answer,) = (round_.folder / "inbox").iterdir()
    workbook = openpyxl.load_workbook(answer)
    workbook["Styrmått"].cell(60, 3).value = "TECKEN"
    workbook.save(answer)
    odd = repacked(lambda _part, content: content.replace(b"TECKEN", b"a _xD83D_ b _x0000_ c"), {}, answer)
    shutil.copyfile(odd, answer)
    into = tmp_path / "ret"
    code, output = command(
        "check", "--plan", str(round_.folder), "--return-to", str(into), "--page", str(into / "s.html")
    )
    assert (code, "1 arbetsbok att skicka tillbaka" in output) == (0, True)
    assert [path.suffix for path in sorted(into.iterdir())] == [".xlsx", ".html"]


HUGE = {
    "cells": "".join(
        f'<row r="{row}">' + "".join(f'<c r="{column}{row}" s="0"/>' for column in "ABCDEFGHIJ") + "</row>"
        for row in range(100, 60_100)
    ),
    "rows": "".join(f'<row r="{row}" ht="20"/>' for row in range(100, 200_100)),
}
MERGED = '<mergeCells count="40">' + "".join(f'<mergeCell ref="{c}200:{c}9000"/>' for c in COLUMNS) + "</mergeCells>"


@pytest.mark.parametrize(
    ("rows", "after"), [(HUGE["cells"], ""), (HUGE["rows"], ""), ("", MERGED)], ids=["cells", "rows", "merges"]
)
def test_no_huge_workbook_is_marked_but_its_list_goes_back(
    round_: Round, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, after: str
) -> None:
    """A library that makes room for each of its cells would take minutes and gigabytes."""
    (answer,) = (round_.folder / "inbox").iterdir()
    workbook = openpyxl.load_workbook(answer)
    workbook["Styrmått"].cell(60, 3).value = "något att kontrollera"
    workbook.save(answer)
    end = b"</sheetData>"
    huge = repacked(
        lambda part, content: (
            content.replace(end, rows.encode() + end + after.encode())
            if part == "xl/worksheets/sheet2.xml"
            else content
        ),
        {},
        answer,
    )
    shutil.copyfile(huge, answer)
    opened: list[object] = []
    with monkeypatch.context() as library:
        library.setattr(openpyxl, "load_workbook", lambda *arguments, **_how: opened.append(arguments))
        code, output = command("check", "--plan", str(round_.folder), "--return-to", str(tmp_path / "ret"))
    assert (code, "cellerna gick inte att märka" in output) == (0, True), output
    (copy,) = (tmp_path / "ret").iterdir()
    assert openpyxl.load_workbook(copy).sheetnames == ["Att rätta"] and not opened


# ------------------------------------------------------------------------------------------- a merge that has nothing


def test_a_merge_that_can_use_nothing_says_why_to_a_script_too(round_: Round) -> None:
    (answer,) = (round_.folder / "inbox").iterdir()
    answer.write_bytes(b"%PDF-1.7")
    result = round_.merged_json()
    assert round_.code == 2 and "Inget underlag" in result["error"] and result["outputs"] == []
    assert [finding["rule"] for finding in result["findings"]] == ["not-a-workbook"]
    assert {unit["id"]: unit["state"] for unit in result["units"]}["nord"] == "refused"
    round_.merge()
    assert "PDF" in round_.output and round_.output.count("PDF") == 1
    answer.unlink()
    assert "är tom" in round_.merge().output
    answer.with_suffix(".pdf").write_bytes(b"%PDF-1.7")
    assert "Ingen fil" in round_.merge().output


# -------------------------------------------------------------------------------------------------------- the plan


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<family val=", b'<family val="34" x='),
        (b"<color rgb=", b'<color rgb="nej" x='),
        (b"<sz val=", b'<sz val="x" y='),
    ],
)
def test_a_look_that_libraries_stumble_over_is_copied_with_the_plan(round_: Round, old: bytes, new: bytes) -> None:
    plan = round_.folder / "plan.xlsx"
    odd = repacked(lambda part, content: content.replace(old, new) if part == "xl/styles.xml" else content, {}, plan)
    shutil.copyfile(odd, plan)
    code, output = command("plan", "check", str(plan))
    copy = round_.folder / "output" / "plan tolkad.xlsx"
    assert (code, str(copy) in output) == (0, True)
    with zipfile.ZipFile(plan) as before, zipfile.ZipFile(copy) as after:
        assert after.read("xl/styles.xml") == before.read("xl/styles.xml")


def test_a_plan_that_is_signed_is_not_copied_and_can_be_used(round_: Round) -> None:
    plan = round_.folder / "plan.xlsx"
    shutil.copyfile(repacked(lambda _part, content: content, {"_xmlsignatures/sig1.xml": b"<Signature/>"}, plan), plan)
    code, output = command("plan", "check", str(plan))
    assert (code, "plan tolkad.xlsx gick inte att göra" in output, "signatur" in output) == (0, True, True)
    assert not [*(round_.folder / "output").glob("*")]


def test_the_wrong_workbook_is_no_plan(round_: Round) -> None:
    round_.merge()
    (answer,) = (round_.folder / "inbox").iterdir()
    for path, kind in ((answer, "en enhets mall"), (round_.regional, "något annat")):
        code, output = command("plan", "check", str(path))
        assert code == 1 and output.count("ingen uppföljningsplan utan " + kind) == 1
        assert "saknas" not in output
        assert command("template", "--plan", str(path), "--into", str(round_.folder / "x"))[0] == 2


def test_a_plan_that_is_open_in_excel_is_told_of_by_every_command(round_: Round) -> None:
    (round_.folder / "~$plan.xlsx").write_bytes(b"\3Eva")
    for arguments in (("plan", "check", str(round_.folder)), ("status", "--plan", str(round_.folder))):
        code, output = command(*arguments)
        assert code == 0 and output.count("öppen hos Eva") == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("~$decisions.xlsx", b"\3Eva"),
        ("~$cisions.xlsx", b"\3Eva"),
        (".~lock.decisions.xlsx#", b"Eva,eva,DATOR1,28.11.2026 10:00,x;"),
    ],
)
def test_decisions_that_are_open_are_told_of_by_every_command(round_: Round, name: str, content: bytes) -> None:
    round_.decide("| Vad | Bedömning | Varför | Beslutat av |\n| fragor | uppnått | Så är det. | Anna |")
    plan = ("--plan", str(round_.folder))
    for verb in ("check", "status", "merge"):
        assert "decisions.xlsx: " not in command(verb, *plan)[1]
    quiet = round_.regional.read_bytes()
    (round_.folder / name).write_bytes(content)
    for arguments in (("check",), ("status",), ("merge",), ("merge", "--format", "json"), ("report", "summary")):
        code, output = command(*arguments, *plan)
        lines = [line for line in output.splitlines() if "öppen hos Eva" in line]
        assert (code, len(lines)) == (0, 1)
        assert lines[0].startswith("decisions.xlsx: ") and "kan vara osparat" in lines[0]
    assert round_.regional.read_bytes() == quiet, "who looks at the decisions is no answer"


def test_a_plan_is_not_read_with_the_limits_of_files_that_others_send(round_: Round, tmp_path: Path) -> None:
    plan = round_.folder / "plan.xlsx"
    with zipfile.ZipFile(plan, "a") as package:
        for number in range(2_500):
            package.writestr(f"xl/others/{number}", b"")
    answer = next((round_.folder / "inbox").iterdir())
    shutil.copyfile(plan, answer)
    result = round_.merged_json()
    assert round_.code == 2 and [finding["rule"] for finding in result["findings"]] == ["too-many-parts"]


# ---------------------------------------------------------------------------------------------------- paths of all kinds

PLACES: dict[str, Callable[[Path], str]] = {
    "too long a name": lambda folder: str(folder / ("x" * 300)),
    "too long a path": lambda folder: str(folder.joinpath(*["y" * 200] * 25)),
    "with a null": lambda folder: str(folder / "a\0b"),
    "empty": lambda folder: "",
    "a ring of links": lambda folder: str(folder / "ring"),
}
TAKES_A_PATH = (
    ("check", "{}"),
    ("check", "--plan", "{}"),
    ("check", "--plan", "r", "--page", "{}"),
    ("check", "--plan", "r", "--return-to", "{}"),
    ("status", "--plan", "r", "--drafts", "{}"),
    ("template", "--plan", "r", "--into", "{}"),
    ("merge", "--plan", "r", "--inbox", "{}"),
    ("merge", "--plan", "r", "--into", "{}"),
    ("merge", "--plan", "r", "--previous", "{}"),
    ("report", "summary", "--plan", "r", "--into", "{}"),
    ("plan", "check", "{}"),
    ("plan", "diff", "r", "{}"),
    ("plan", "diff", "r", "r", "--report", "{}"),
    ("demo", "--into", "{}"),
    ("new", "{}"),
)


@pytest.mark.parametrize("arguments", TAKES_A_PATH, ids=" ".join)
@pytest.mark.parametrize("place", PLACES)
def test_a_path_that_cannot_exist_is_told(arguments: tuple[str, ...], place: str, tmp_path: Path) -> None:
    (tmp_path / "ring").symlink_to("ring")
    code, output = command(*(argument.format(PLACES[place](tmp_path)) for argument in arguments))
    assert (code, "kan inte vara en fil eller en mapp" in output) == (2, True)


INTO_A_FOLDER = (
    ("check", "--plan", "{r}", "--return-to", "{}"),
    ("status", "--plan", "{r}", "--drafts", "{}"),
    ("template", "--plan", "{r}", "--into", "{}"),
    ("merge", "--plan", "{r}", "--inbox", "{}"),
    ("merge", "--plan", "{r}", "--into", "{}"),
    ("report", "summary", "--plan", "{r}", "--into", "{}"),
    ("new", "{}"),
)


@pytest.mark.parametrize("arguments", INTO_A_FOLDER, ids=" ".join)
def test_a_file_where_a_folder_goes_is_told(arguments: tuple[str, ...], round_: Round, tmp_path: Path) -> None:
    (answer,) = (round_.folder / "inbox").iterdir()
    workbook = openpyxl.load_workbook(answer)
    workbook["Styrmått"].cell(60, 3).value = "något att kontrollera"
    workbook.save(answer)
    file = tmp_path / "fil.txt"
    file.write_text("rör ej", encoding="utf-8")
    code, output = command(*(argument.format(str(file), r=round_.folder) for argument in arguments))
    assert (code, "är en fil, men en mapp väntades" in output) == (2, True), output
    assert file.read_text(encoding="utf-8") == "rör ej"


def test_the_demo_is_not_put_into_a_file(tmp_path: Path) -> None:
    file = tmp_path / "fil.txt"
    file.write_text("rör ej", encoding="utf-8")
    assert command("demo", "--into", str(file))[0] == 2


@pytest.mark.parametrize("make", [os.mkfifo, sock, Path.mkdir])
@pytest.mark.parametrize(
    "arguments",
    [("check", "--plan", "{r}", "--page", "{}.html"), ("plan", "diff", "{r}", "{r}", "--report", "{}.docx")],
)
def test_only_a_file_is_replaced(
    make: Callable[[Path], None], arguments: tuple[str, ...], round_: Round, tmp_path: Path
) -> None:
    target = tmp_path / f"ut{Path(arguments[-1]).suffix}"
    make(target)
    before = target.stat().st_mode
    code, output = command(*(argument.format(str(target.with_suffix("")), r=round_.folder) for argument in arguments))
    assert (code, target.stat().st_mode) == (2, before)
    assert "Välj ett annat namn" in output or "Skriv namnet på en fil" in output


def test_a_long_name_is_written(round_: Round, tmp_path: Path) -> None:
    page = tmp_path / ("sida" * 60 + ".html")
    assert command("check", "--plan", str(round_.folder), "--page", str(page))[0] == 0
    assert page.is_file() and list(tmp_path.glob(".*")) == []


def test_lines_without_end_are_not_waited_for() -> None:
    arguments = [sys.executable, "-m", "followup", "target", "--from", "/dev/zero"]
    done = subprocess.run(arguments, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2 and b"line" in done.stdout


# ------------------------------------------------------------------------------------------------------- a full disk

WRITES = (
    ("report", "summary", "--plan", "{r}"),
    ("merge", "--plan", "{r}"),
    ("template", "--plan", "{r}"),
    ("template", "--plan", "{r}", "--word"),
    ("check", "--plan", "{r}", "--page", "{r}/sida.html"),
    ("status", "--plan", "{r}", "--drafts", "{r}/utkast"),
    ("plan", "diff", "{r}", "{r}", "--report", "{r}/skrivelse.docx"),
    ("new", "{r}/ny"),
    ("new", "{r}/ny", "--example", "norrbotten-2022-04"),
    ("demo", "--into", "{r}/demo"),
    ("report", "--templates", "--plan", "{r}"),
)
FULL = """
import resource, runpy, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
runpy.run_module("followup", run_name="__main__")
"""


@pytest.mark.parametrize("arguments", WRITES, ids=" ".join)
def test_a_full_disk_is_told_as_such(arguments: tuple[str, ...], round_: Round) -> None:
    """The system says the same of a disk, of a quota and of a file that may grow no further.

    Python keeps nothing compiled meanwhile: it would keep half of it.
    """
    command_line = [argument.format(r=round_.folder) for argument in arguments]
    environment = {**os.environ, "FOLLOWUP_TRACE": "", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-B", "-c", FULL, *command_line], capture_output=True, env=environment, check=False
    )
    output = done.stderr.decode()
    assert (done.returncode, "disken är full" in output) == (2, True), output
    assert not list(round_.folder.rglob("*.part"))
    assert not (round_.folder / "ny" / "plan.xlsx").exists(), "half a plan would be taken for one"
