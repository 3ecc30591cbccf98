"""How much is told: nothing but result and errors, every step, and all of it in a log for the help desk."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from followup.cli.journal import LOG_BEGINS, what_libraries_log
from tests.demos import Demo
from tests.house import breaks, command


@pytest.fixture
def workspace(demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo's folder, and we in it."""
    folder = tmp_path / "region"
    shutil.copytree(demo.folder, folder)
    monkeypatch.chdir(folder)
    return folder


def told(*arguments: str) -> tuple[str, str]:
    """Standard output and standard error of a process of its own."""
    typed = [sys.executable, "-m", "followup", *arguments]
    done = subprocess.run(typed, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout, done.stderr


def test_quiet_leaves_the_result_and_what_is_an_error(workspace: Path) -> None:
    out, error = told("template", "--unit", "service")
    assert error == "1 mall har skapats.\n"
    assert told("template", "--unit", "service", "--quiet") == (out, "")
    assert told("--quiet", "template", "--unit", "service") == (out, "")
    assert told("template", "--unit", "servise", "--quiet")[1].startswith("Det finns ingen enhet servise")


def test_verbose_tells_each_file_and_the_time_of_each_step(workspace: Path) -> None:
    out, error = told("merge", "--verbose")
    assert told("merge")[0] == out
    times = [line for line in error.splitlines() if re.match(r" *\d+\.\d\d s  ", line)]
    steps = [line.partition(" s  ")[2] for line in times]
    assert "plan.xlsx har lästs." in steps and "decisions.xlsx har lästs." in steps
    assert "Division Psykiatri T1 2022.xlsx har lästs." in steps
    assert f"{workspace / 'output' / 'regional.xlsx'} har skrivits." in steps
    assert [step.partition(":")[0] for step in steps if re.search(r": \d+\.\d sekunder\.$", step)] == [
        "Planen",
        "Tidigare omgångar och beslut",
        "Svaren",
        "Regionen",
        "Skriver",
    ]


def test_what_is_kept_is_told_as_such(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_KEEP", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(workspace / "kept"))
    told("check")
    error = told("check", "--verbose")[1]
    assert "plan.xlsx är oförändrad sedan den lästes sist; det som lästes då används." in error
    assert "Division Psykiatri T1 2022.xlsx är oförändrad sedan" in error


def test_the_log_has_all_of_it_with_times_and_is_written_on(workspace: Path) -> None:
    log = workspace / "logg.txt"
    command("template", "--unit", "service", "--log", str(log))
    command("template", "--unit", "servise", "--quiet", "--log", str(log))
    first, *lines = log.read_text(encoding="utf-8").splitlines()
    assert first == LOG_BEGINS
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}  \S", line) for line in lines)
    texts = [line[25:] for line in lines]
    assert next(text for text in texts if text.startswith("followup ")).endswith(
        f"followup template --unit service --log {log}"
    )
    assert "1 mall har skapats." in texts and any(
        text.endswith("Division Service T1 2022.xlsx har skrivits.") for text in texts
    )
    assert any(text.startswith("Det finns ingen enhet servise i planen.") for text in texts)
    assert [text[:17] for text in texts if text.startswith("Slutade med kod ")] == [
        "Slutade med kod 0",
        "Slutade med kod 2",
    ]


def test_nothing_else_is_written_on_as_a_log(workspace: Path) -> None:
    before = (workspace / "plan.xlsx").read_bytes()
    code, printed = command("status", "--log", "plan.xlsx")
    assert (code, printed) == (
        2,
        "”plan.xlsx” är ingen logg från followup, och ingenting skrevs där. Ange en annan fil.\n",
    )
    assert (workspace / "plan.xlsx").read_bytes() == before
    assert command("status", "--log", str(workspace))[0] == 2


def test_a_fault_of_our_own_is_in_the_log_with_its_trace(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOLLOWUP_TRACE")

    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError

    breaks(monkeypatch, "finding the workspace", broken)
    code, printed = command("status", "--log", "logg.txt")
    log = (workspace / "logg.txt").read_text(encoding="utf-8")
    assert code == 70 and "Traceback" not in printed
    assert "Traceback" in log and "Slutade med kod 70" in log


def test_no_librarys_warning_is_seen(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOLLOWUP_TRACE")

    def warned(*_arguments: object) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            warnings.warn("Data Validation extension is not supported", UserWarning, stacklevel=1)
        raise OSError(28, "full")

    breaks(monkeypatch, "finding the workspace", warned)
    assert "Validation" not in command("status")[1]
    printed = command("status", "--verbose")[1]
    assert "UserWarning: Data Validation extension is not supported" in printed


def test_what_libraries_log_is_heard_where_nobody_else_takes_it() -> None:
    heard: list[str] = []
    record = logging.LogRecord("pypdf", logging.WARNING, "x.py", 1, "Ignoring wrong pointing %s", ("object",), None)
    with what_libraries_log(heard.append):
        assert logging.lastResort is not None
        logging.lastResort.handle(record)
    assert heard == ["pypdf: Ignoring wrong pointing object"]
