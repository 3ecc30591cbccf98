"""The files to double-click: what stands in them, and what they run. cmd.exe itself is not tried here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from followup.flow.door.double_click import double_clicked, runner, shell_runner
from tests.demos import Demo
from tests.house import Words, command

PLAN, *WITH_PAGE, DOCUMENTS, NEXT = NAMES = [
    "0 Granska planen.cmd",
    "1 Skapa mallar.cmd",
    "2 Kontrollera.cmd",
    "3 Sammanställ.cmd",
    "4 Skapa dokument.cmd",
    "5 Nästa omgång.cmd",
]
SWEDISH = Words("sv")
ROOT = Path(__file__).resolve().parents[3]
CALL = re.compile(r"^call program\\followup\.cmd (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in a folder with a space, å, ä, ö, a percent sign and an ampersand; whoever changes it takes a copy."""
    folder = tmp_path_factory.mktemp("new") / "Uppföljning & 100 % år"
    command("new", str(folder), "--example", "norrbotten-2022-04")
    return folder


@pytest.fixture
def place(new: Path, tmp_path: Path) -> Path:
    """A copy of it, in a folder of the same name."""
    return shutil.copytree(new, tmp_path / new.name)


def text(path: Path) -> str:
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n")


def test_a_workspace_has_them(place: Path) -> None:
    assert sorted(path.name for path in place.glob("*.cmd")) == NAMES
    assert sorted(path.name for path in (place / "program").iterdir()) == ["followup.cmd", "followup.sh"]


@pytest.mark.parametrize("name", [*NAMES, "program/followup.cmd"])
def test_they_are_written_as_cmd_reads_them(place: Path, name: str) -> None:
    content = (place / name).read_bytes()
    assert content.startswith(b"@echo off\r\nchcp 65001 >nul\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    content.decode("utf-8")


@pytest.mark.parametrize("name", [*NAMES, "program/followup.cmd"])
def test_no_label_is_looked_for_after_a_letter_that_is_not_ascii(place: Path, name: str) -> None:
    lines = text(place / name).splitlines()
    first = next((number for number, line in enumerate(lines) if not line.isascii()), len(lines))
    assert not [line for line in lines[first:] if "goto" in line or "call" in line or line.startswith("rem call")]


@pytest.mark.parametrize("name", NAMES)
def test_every_path_is_quoted(place: Path, name: str) -> None:
    lines = text(place / name)
    assert 'pushd "%~dp0"\n' in lines
    assert str(place) not in lines, "found when it is run: the folder may be moved"
    assert re.findall(r"%~dp0[^\n]*", lines) == ['%~dp0"']


@pytest.mark.parametrize("name", NAMES)
def test_what_was_told_is_seen(place: Path, name: str) -> None:
    """On a page, and the window stays where that could not be; else in the window, which stays."""
    lines = text(place / name)
    assert ('--page "output\\resultat.html" --open\n' in lines) == (name in WITH_PAGE)
    assert ("if %code% geq 2 pause" if name in WITH_PAGE else "\npause\npopd") in lines


@pytest.mark.parametrize("name", NAMES)
def test_they_remove_nothing(place: Path, name: str) -> None:
    """Whether a page may be replaced the door alone knows; a page that somebody has changed stays."""
    assert not re.search(r"\b(del|erase|move|ren|copy|rd|rmdir)\b", text(place / name))


def test_what_they_run(place: Path) -> None:
    assert [CALL.findall(text(place / name))[0].split(" --page")[0] for name in NAMES] == [
        "plan check",
        "template",
        "check --return-to returned",
        "merge",
        "report --all",
        "new --from .",
    ]


def test_python_is_looked_for_in_turn() -> None:
    lines = runner(r"C:\Program Files\Py 100%\python.exe", SWEDISH).replace("\r\n", "\n")
    tried = re.findall(r"call :try (.+)", lines)
    assert tried == ['"C:\\Program Files\\Py 100%%\\python.exe"', '"py"', '"python"']
    assert 'if not defined portable if exist "C:\\Program Files\\Py 100%%\\python.exe" call' in lines
    assert '"%python%" -X utf8 -m followup %*' in lines
    assert "Python finns inte på den här datorn." in lines
    assert "Python finns, men inte followup. Fråga den som förvaltar det" in lines


def test_the_portable_folder_goes_before_any_other_python(tmp_path: Path) -> None:
    """By the way from the workspace to it, which holds on any drive; one further off by where it was."""
    lines = runner("", SWEDISH).replace("\r\n", "\n")
    assert 'if exist "..\\python\\python.exe" if exist "..\\followup.cmd" set "portable=..\\followup.cmd"\n' in lines
    assert lines.index("if defined portable goto portable") < lines.index("call :try")
    (tmp_path / "followup.cmd").touch()
    elsewhere = runner(str(tmp_path / "python" / "python.exe"), SWEDISH)
    assert f'set "portable={tmp_path / "followup.cmd"}"' in elsewhere


def test_a_workspace_in_the_portable_folder_names_no_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("sys.executable", str(tmp_path / "python" / "python.exe"))
    command("new", str(tmp_path / "T1"), "--example", "halland-2020")
    assert str(tmp_path) not in text(tmp_path / "T1" / "program" / "followup.cmd")


def test_a_sentence_is_no_command() -> None:
    from followup.flow.door.double_click import escape_for_echo
    from tests.house import literal

    assert escape_for_echo(literal("50 % & mer > (noll)"), SWEDISH) == "50 %% ^& mer ^> (noll)"


def test_labels_that_are_gone_to_are_there() -> None:
    for lines in (double_clicked("merge", SWEDISH), runner("", SWEDISH)):
        labels = set(re.findall(r"^:(\w+)", lines, re.MULTILINE))
        assert set(re.findall(r"(?:goto |call :)(\w+)", lines)) <= labels


posix = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell is needed")


def run(place: Path, name: str) -> int:
    """What a file runs, through the shell's twin of the runner."""
    arguments = CALL.findall(text(place / name))[0].replace("\\", "/")
    line = f"sh program/followup.sh {arguments.removesuffix(' --open')}"
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "FOLLOWUP_LANGUAGE": "sv"}
    return subprocess.run(["sh", "-c", line], cwd=place, env=environment, capture_output=True, check=False).returncode


@posix
def test_what_they_run_is_done_and_shown(place: Path, demo: Demo) -> None:
    page = place / "output" / "resultat.html"
    assert run(place, PLAN) == 0
    make, check, merge = WITH_PAGE
    assert run(place, make) == 0
    assert "Mallarna är skapade" in text(page)
    assert len(list((place / "templates").glob("*.xlsx"))) == 6
    assert run(place, check) == 2
    assert "Det finns ingen arbetsbok att kontrollera." in text(page)
    shutil.copytree(demo.folder / "inbox", place / "inbox", dirs_exist_ok=True)
    assert run(place, check) == 1
    assert "Arbetsböckerna är kontrollerade" in text(page)
    assert list((place / "returned").glob("*.xlsx"))
    assert run(place, merge) == 1
    assert "Svaren är sammanställda" in text(page)
    assert (place / "output" / "regional.xlsx").is_file()
    assert text(place / "program" / "klar.txt") == "1\n"
    assert run(place, DOCUMENTS) == 1, "the errors of the answers are told again"
    assert (place / "output" / "summary.docx").is_file()
    assert run(place, NEXT) == 2, "nobody is there to be asked what the next round's folder is called"


def test_the_page_that_was_written_is_opened_and_a_changed_one_stays(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    monkeypatch.chdir(place)
    arguments = [part.strip('"') for part in CALL.findall(text(place / WITH_PAGE[0]))[0].replace("\\", "/").split()]
    page = place / "output" / "resultat.html"
    assert command(*arguments)[0] == 0
    page.write_text(text(page).replace("</body>", "MIN TEXT</body>"), encoding="utf-8")
    assert command(*arguments)[0] == 0
    page.with_name("resultat (2).html").unlink()
    shutil.rmtree(place / "inbox")
    (place / "plan.xlsx").write_bytes(b"")
    assert command(*arguments)[0] == 2, "why it could not be done is on the page, too"
    assert opened == [str(page), *[str(page.with_name("resultat (2).html"))] * 2]
    assert "MIN TEXT" in text(page)
    assert command(*arguments[:-1])[0] == 2 and len(opened) == 3


@posix
def test_without_followup_it_says_so(place: Path) -> None:
    (place / "program" / "followup.sh").write_text(shell_runner("/no/such/python", SWEDISH), encoding="utf-8")
    done = subprocess.run(
        ["/bin/sh", "program/followup.sh", "merge"], cwd=place, env={"PATH": "/bin"}, capture_output=True, check=False
    )
    if b"no plan" in done.stderr:
        pytest.skip("the system's own Python has followup")
    assert done.returncode == 2
    assert "men inte followup" in done.stderr.decode("utf-8")
    assert text(place / "program" / "klar.txt") == "2\n"
