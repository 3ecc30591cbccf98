"""What a person at a terminal sees of a job that takes a while; nothing of it where nobody is watching."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable

import pytest

from followup.cli import terminal_listener
from followup.cli.terminal_listener import LONGEST_NAME, Terminal
from tests.house import command, literal

pty = pytest.importorskip("pty", reason="needs a terminal")
NAME = "Division med ett mycket långt namn i många delar T1 2022.xlsx"


def seen(job: Callable[[Terminal], None], monkeypatch: pytest.MonkeyPatch) -> str:
    """What stands on a terminal of 80 columns when the job is done, in Swedish whatever was run before."""
    command("--language", "sv", "--version")
    controller, terminal = pty.openpty()
    with open(terminal, "w", encoding="utf-8", closefd=True) as stream:  # noqa: PTH123 (a descriptor is no path)
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("COLUMNS", "80")
        job(Terminal())
        monkeypatch.undo()
        stream.write("\r")  # of nothing one would wait for ever
        stream.flush()
        text = os.read(controller, 100_000).decode()
    os.close(controller)
    return text


def of_files(listener: Terminal) -> None:
    with listener.progress(literal("Läser"), 3) as begin:
        for name in ("a.xlsx", NAME, "c.xlsx"):
            begin(name)


def frames(text: str) -> list[str]:
    """What was written over itself, without the signs that steer the terminal."""
    plain = re.sub(r"\x1b\[[?0-9]*[a-zA-Z]", "", text)
    return [frame for frame in plain.replace("\n", "").split("\r") if frame]


def test_of_a_short_job_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    controller, terminal = pty.openpty()
    with open(terminal, "w", encoding="utf-8") as stream:  # noqa: PTH123
        monkeypatch.setattr(sys, "stderr", stream)
        of_files(Terminal())
        monkeypatch.undo()
        stream.write("slut")
    assert os.read(controller, 1000) == b"slut"
    os.close(controller)


def test_of_a_long_job_there_is_how_much_is_done_the_time_left_and_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_listener, "SEEN_AFTER", -1)
    shown = frames(seen(of_files, monkeypatch))
    assert any(
        re.fullmatch(r"Läser  \[#+-+\]   33%  \d s kvar  Division med ett…1 2022\.xlsx *", frame) for frame in shown
    )
    assert shown[-1].startswith("Läser  [################]  100%")
    assert max(map(len, shown)) < 80 and len(NAME) > LONGEST_NAME


def test_a_step_passes_by_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def job(listener: Terminal) -> None:
        with listener.step(literal("Svaren")):
            listener.note(literal("a.pdf är inte en arbetsbok."))
        with listener.step(literal("Regionen")):
            listener.begin("regional.xlsx")

    shown = frames(seen(job, monkeypatch))
    assert [text for text in map(str.strip, shown) if text] == [
        "Svaren …",
        "a.pdf är inte en arbetsbok.",
        "Regionen …",
        "Skriver regional.xlsx …",
    ]
    assert " " * len("Svaren …") in shown


def test_nothing_is_seen_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_listener, "SEEN_AFTER", -1)
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    of_files(Terminal())
    Terminal().begin("regional.xlsx")
    with Terminal().step(literal("Svaren")):
        pass
    assert stream.getvalue() == ""
