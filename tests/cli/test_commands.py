"""The command line as scripts and people meet it: exit codes, JSON, and a sentence for everything that goes wrong."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.demos import EXAMPLE, Demo
from tests.house import breaks, command

UNITS = ["narsjukvard", "lsv1", "lsv2", "psykiatri", "folktandvard", "service"]


@pytest.fixture
def workspace(demo: Demo, tmp_path: Path) -> Path:
    """A copy of the demo's folder, to break."""
    folder = tmp_path / "region"
    shutil.copytree(demo.folder, folder)
    return folder


def as_json(*arguments: str) -> tuple[int, dict[str, Any]]:
    """Run a command in a process of its own: what a script gets on standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "followup", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.returncode, json.loads(done.stdout)


# The main job.


def test_demo_runs_the_whole_job(demo: Demo) -> None:
    assert demo.code == 0
    assert "ca 155 000" in demo.output
    assert [path.name for path in sorted((demo.folder / "output").iterdir())] == [
        ".followup",
        "appendix",
        "manifest.json",
        "record",
        "regional.xlsx",
        "summary.docx",
    ]
    assert len(list((demo.folder / "templates").iterdir())) == 6
    assert len(list((demo.folder / "inbox").iterdir())) == 5


def test_demo_says_how_many_templates_were_made(demo: Demo) -> None:
    output = demo.output
    assert output.index("1. ") < output.index("6 mallar har skapats.") < output.index("2. ")


def test_demo_writes_nothing_in_the_output_folder_while_others_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The documents after the merge, and the memorandum on the revised plan, as much as the merge itself."""
    lock, held = tmp_path / "d" / "output" / ".followup.lock", {}

    def write(report: Any, target: Path, looks: Any) -> None:
        held[report.document.key] = lock.is_file()
        shutil.copyfile(looks.template(report.document.template), target)

    breaks(monkeypatch, "writing a document", write)
    command("demo", "jamtland-2020-revision", "--into", str(tmp_path / "d"))
    assert held == dict.fromkeys(("summary", "appendix", "revision"), True)
    assert not lock.exists()


def test_demo_never_touches_a_folder_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "egen fil.txt").write_text("rör ej", encoding="utf-8")
    code, output = command("demo", "--into", str(tmp_path))
    assert (code, (tmp_path / "egen fil.txt").read_text(encoding="utf-8")) == (2, "rör ej")
    assert "--into" in output


def test_demo_can_run_again_in_its_own_folder(demo: Demo, workspace: Path) -> None:
    assert command("demo", "--into", str(workspace))[0] == 0


def test_check_gives_the_contract_s_object(workspace: Path) -> None:
    code, result = as_json("check", str(workspace / "inbox"), "--plan", str(workspace), "--format", "json")
    assert code == 1
    assert list(result) == ["files"]
    assert list(result["files"][0]) == [
        *("file", "unit", "round", "values_filled", "values_read", "values_refused", "findings"),
    ]
    for file in result["files"]:
        assert file["values_filled"] == file["values_read"] + file["values_refused"], "nothing is silently dropped"
    (faulty,) = [file for file in result["files"] if file["unit"] == "narsjukvard"]
    errors = [finding for finding in faulty["findings"] if finding["severity"] == "error"]
    assert [(e["sheet"], e["rule"], e["found"]) for e in errors] == [
        ("Produktion", "not-a-number", "ca 155 000"),
        ("Styrmått", "outcome-not-understood", "enligt bilaga"),
    ]
    assert set(errors[0]) == {"file", "unit", "sheet", "cell", "label", "rule", "severity", "found", "advice"}
    assert faulty["values_refused"] == 2


def test_the_cells_that_are_named_are_those_that_are_wrong(workspace: Path) -> None:
    import openpyxl

    _code, result = as_json("check", str(workspace / "inbox"), "--plan", str(workspace), "--format", "json")
    for file in result["files"]:
        book = openpyxl.load_workbook(workspace / "inbox" / file["file"])
        for finding in file["findings"]:
            if finding["cell"] and finding["found"] and finding["severity"] == "error":
                assert book[finding["sheet"]][finding["cell"]].value == finding["found"]


def test_merge_gives_the_contract_s_object(workspace: Path) -> None:
    code, result = as_json("merge", "--plan", str(workspace), "--format", "json")
    assert code == 1, "a division has wrong cells"
    assert list(result) == ["round", "units", "levels", "values_merged", "findings", "outputs", "stale"]
    assert [unit["id"] for unit in result["units"]] == UNITS
    states = {unit["id"]: unit["state"] for unit in result["units"]}
    assert (states["narsjukvard"], states["folktandvard"], states["lsv2"]) == ("with_errors", "missing", "answered")
    assert list(result["levels"]) == ["met", "partly", "not_met", "not_due", "no_data", "undecided"]
    assert [Path(path).name for path in result["outputs"]] == ["regional.xlsx", "summary.docx"]


def test_status_gives_the_contract_s_object(workspace: Path) -> None:
    code, result = as_json("status", "--plan", str(workspace), "--format", "json")
    assert (code, result["round"], result["deadline"]) == (0, "T1 2022", "2022-05-13")
    assert set(result["units"][0]) == {"id", "name", "state", "file", "errors", "warnings"}


def test_status_counts_days_from_today(workspace: Path) -> None:
    assert "3" in command("status", "--plan", str(workspace), "--today", "2022-05-10")[1].splitlines()[0]


def test_inside_a_workspace_no_argument_is_needed(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (workspace / "inbox" / "djupt" / "inne").mkdir(parents=True)
    monkeypatch.chdir(workspace / "inbox" / "djupt" / "inne")
    assert command("merge")[0] == 1
    assert command("plan", "check")[0] == 0


def test_good_cells_of_a_faulty_division_are_merged_and_its_sums_marked(workspace: Path) -> None:
    from tests.outputs.reading_back import sheet_records, word_text

    assert command("merge", "--plan", str(workspace))[0] == 1
    rows = sheet_records(workspace / "output" / "regional.xlsx", "Besök", "Enhet")
    by_key = {row["Radnyckel"]: row for row in rows if row["Enhet"] == "Division Närsjukvård"}
    assert by_key["besok-lakare-primarvard"]["Besök jan–apr 2022"] == 80_115
    assert by_key["besok-ovriga-primarvard"]["Besök jan–apr 2022"] == "gick inte att använda"
    assert by_key["besok-totalt"]["Ofullständig"] == "ofullständig: 3 av 4 (Besök jan–apr 2022)"
    assert by_key["besok-totalt"]["Förändring"] is None, "a change from an incomplete sum would mislead"
    text = word_text(workspace / "output" / "summary.docx")
    assert "Division Närsjukvård" in text and "ca 155 000" in text


def test_inputs_are_never_changed_and_the_same_inputs_give_the_same_bytes(workspace: Path) -> None:
    def digests(folder: str) -> dict[str, str]:
        files = sorted(path for path in (workspace / folder).rglob("*") if path.is_file())
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    inbox, output = digests("inbox"), digests("output")
    assert command("merge", "--plan", str(workspace))[0] == 1
    assert (digests("inbox"), digests("output")) == (inbox, output)


def test_new_makes_a_workspace_whose_plan_can_be_checked(tmp_path: Path) -> None:
    code, output = command("new", str(tmp_path / "min region"))
    assert code == 0
    names = {path.name for path in (tmp_path / "min region").iterdir()}
    assert {"plan.xlsx", "templates", "inbox", "returned", "output"} <= names
    code, output = command("plan", "check", str(tmp_path / "min region" / "plan.xlsx"))
    assert code == 1, "nothing is filled in yet"
    assert "Uppföljning!C" in output


def test_new_from_an_example_can_be_used_at_once(tmp_path: Path) -> None:
    assert command("new", str(tmp_path / "x"), "--example", EXAMPLE)[0] == 0
    assert command("template", "--plan", str(tmp_path / "x"), "--unit", "lsv2")[0] == 0
    assert [path.name for path in (tmp_path / "x" / "templates").iterdir()] == ["Division Länssjukvård 2 T1 2022.xlsx"]


def test_new_never_overwrites_a_plan(workspace: Path) -> None:
    before = (workspace / "plan.xlsx").read_bytes()
    assert command("new", str(workspace))[0] == 2
    assert (workspace / "plan.xlsx").read_bytes() == before


def test_templates_are_small(demo: Demo) -> None:
    assert max(path.stat().st_size for path in (demo.folder / "templates").iterdir()) < 100_000


# Bad input: a sentence, the right exit code, nothing lost.


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("merge",), "plan.xlsx"),
        (("merge", "--plan", "finns-inte.xlsx"), "finns-inte.xlsx"),
        (("check", "--plan", "{plan}", "finns-inte.xlsx"), "finns-inte.xlsx"),
        (("template", "--plan", "{plan}", "--unit", "ingen"), "lsv2"),
        (("merge", "--plan", "{plan}", "--inbox", "saknas"), "saknas"),
        (("demo", "oslo"), EXAMPLE),
        (("merge", "--nonsens"), "--nonsens"),
        (("sammanställ",), "sammanställ"),
        (("status", "--today", "i går"), "i går"),
    ],
)
def test_what_cannot_run_says_why_and_exits_2(
    arguments: tuple[str, ...], message: str, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    filled = [argument.replace("{plan}", str(workspace)) for argument in arguments]
    code, output = command(*filled)
    assert code == 2
    assert message in output and "Traceback" not in output


def test_an_empty_inbox_makes_no_report(workspace: Path) -> None:
    for path in (workspace / "inbox").iterdir():
        path.unlink()
    before = {path: path.read_bytes() for path in (workspace / "output").rglob("*") if path.is_file()}
    assert command("merge", "--plan", str(workspace))[0] == 2
    assert {path: path.read_bytes() for path in (workspace / "output").rglob("*") if path.is_file()} == before


def test_bad_files_are_named_and_the_others_merged(workspace: Path) -> None:
    inbox = workspace / "inbox"
    (inbox / "tom.xlsx").write_bytes(b"")
    (inbox / "egentligen text.xlsx").write_text("Hej;hopp\n1;2\n", encoding="utf-8")
    (inbox / "halv.xlsx").write_bytes((inbox / "Division Service T1 2022.xlsx").read_bytes()[:5000])
    shutil.copyfile(workspace / "plan.xlsx", inbox / "planen i fel mapp.xlsx")
    (inbox / "~$Division Service T1 2022.xlsx").write_bytes(b"lock")
    (inbox / "bilaga.pdf").write_bytes(b"%PDF-1.4")
    code, result = as_json("merge", "--plan", str(workspace), "--format", "json")
    rules = {finding["file"]: finding["rule"] for finding in result["findings"] if finding["severity"] == "error"}
    assert code == 1
    assert rules["tom.xlsx"] == "empty-file"
    assert rules["egentligen text.xlsx"] == "not-a-workbook"
    assert rules["halv.xlsx"] == "incomplete-file"
    assert rules["planen i fel mapp.xlsx"] == "not-our-form"
    assert {unit["id"]: unit["state"] for unit in result["units"]}["lsv2"] == "answered"


@pytest.mark.parametrize(
    ("setting", "value", "rule"),
    [("Tillfälle", "T2 2022", "another-round"), ("Kort namn", "skane", "another-region")],
)
def test_a_workbook_for_something_else_is_refused_by_name(
    workspace: Path, tmp_path: Path, setting: str, value: str, rule: str
) -> None:
    from tests.tables import TextTable, fill

    other = tmp_path / "annan"
    assert command("new", str(other), "--example", EXAMPLE)[0] == 0
    fill(
        other / "plan.xlsx",
        other / "plan.xlsx",
        [TextTable("Uppföljning", ("Inställning", "Värde"), ((setting, value),))],
    )
    shutil.copytree(workspace / "inbox", other / "inbox", dirs_exist_ok=True)
    code, result = as_json("check", str(other / "inbox"), "--plan", str(other), "--format", "json")
    assert code == 1
    assert {finding["rule"] for file in result["files"] for finding in file["findings"]} == {rule}


def test_a_faulty_plan_stops_with_its_cell(workspace: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(workspace / "plan.xlsx")
    for row in book["Styrmått"].iter_rows():
        for cell in row:
            if cell.value == "tillganglighet":
                cell.value, wrong = "tilganglighet", cell.coordinate
    book.save(workspace / "plan.xlsx")
    code, output = command("merge", "--plan", str(workspace))
    assert code == 2
    assert f"Styrmått!{wrong}" in output.replace(", ", "!") or wrong in output
    assert "tillganglighet" in output, "the nearest id is suggested"
    assert command("plan", "check", str(workspace))[0] == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who is refused: not root, not Windows")
def test_an_unwritable_output_says_so(workspace: Path) -> None:
    (workspace / "output").chmod(stat.S_IRUSR | stat.S_IXUSR)
    code, output = command("merge", "--plan", str(workspace))
    (workspace / "output").chmod(stat.S_IRWXU)
    assert code == 2 and "regional.xlsx" in output


def test_an_output_that_cannot_be_replaced_says_so_and_the_old_one_stays(workspace: Path) -> None:
    (workspace / "output" / "regional.xlsx").unlink()
    (workspace / "output" / "regional.xlsx").mkdir()
    code, output = command("merge", "--plan", str(workspace))
    assert code == 2 and "regional.xlsx" in output and "Traceback" not in output
    assert [path.name for path in (workspace / "output").iterdir() if path.name.endswith(".part")] == []


def test_a_fault_of_our_own_exits_70_with_a_line_to_report(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOLLOWUP_TRACE")

    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError

    breaks(monkeypatch, "finding the workspace", broken)
    code, output = command("status")
    assert code == 70
    assert "ZeroDivisionError" in output and "Traceback" not in output


def test_help_is_in_the_language_that_is_asked_for() -> None:
    assert "Användning" in command("--help")[1]
    assert "Usage" in command("--language", "en", "--help")[1]
