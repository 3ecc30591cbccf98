"""On a terminal of 80 columns no line is broken but those that are to be copied; piped, no line is wrapped and none coloured."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demos import copied

pty = pytest.importorskip("pty", reason="needs a terminal")
COMMANDS = [
    [],
    ["status"],
    ["check"],
    ["merge", "--dry-run"],
    ["plan", "check"],
    ["report"],
    ["close"],
    ["guide"],
    ["mrege"],
]
TO_COPY = re.compile(r"/|\t|followup \w+; ")
"""Paths, rows to paste, and commands to run one after the other."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("terminal") / "region")


def environment() -> dict[str, str]:
    return {**os.environ, "COLUMNS": "80", "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm"}


def on_a_terminal(place: Path, arguments: list[str]) -> list[str]:
    """The lines that stand there in the end."""
    controller, terminal = pty.openpty()
    typed = [sys.executable, "-m", "followup", *arguments]
    process = subprocess.Popen(typed, cwd=place, env=environment(), stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    shown = b""
    while True:
        try:
            piece = os.read(controller, 65_536)
        except OSError:  # Linux says so where the other end is closed
            break
        if not piece:
            break
        shown += piece
    process.wait()
    os.close(controller)
    text = re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]", "", shown.decode()).replace("\r\n", "\n")
    return [line.rpartition("\r")[2].rstrip() for line in text.splitlines()]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_terminal_and_a_pipe(place: Path, arguments: list[str]) -> None:
    shown = on_a_terminal(place, arguments)
    assert [line for line in shown if len(line) > 80 and not TO_COPY.search(line)] == []
    typed = [sys.executable, "-m", "followup", *arguments]
    piped = subprocess.run(
        typed, cwd=place, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "\x1b" not in piped.stdout + piped.stderr and "…\r" not in piped.stderr
    words = " ".join(" ".join(shown).split())
    assert all(" ".join(line.split()) in words for line in piped.stderr.splitlines())
