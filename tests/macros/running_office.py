"""A running LibreOffice with its documents in view, for tests: open, press a button, look at cells.

UNO is Debian's python3-uno, which belongs to the system's own Python; it runs in a process of its own
(``office_process.py``), whatever Python the tests run in.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROCESS = Path(__file__).with_name("office_process.py")
PYTHON = "/usr/bin/python3"


@cache
def uno_is_there() -> bool:
    """Whether LibreOffice and the bridge to it are installed."""
    if shutil.which("soffice") is None or not Path(PYTHON).exists():
        return False
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


needs_running_office = pytest.mark.skipif(not uno_is_there(), reason="LibreOffice or python3-uno is not installed")


PATIENCE = 180
"""Seconds to wait for one answer; the slowest button takes a few."""


class OfficeError(Exception):
    """What LibreOffice said, in its own words."""


class Remote:
    """An object in LibreOffice: attributes and methods of UNO by their own names (``sheet.getCellByPosition(0, 4)``)."""

    def __init__(self, office: Office, number: int) -> None:
        self.__dict__.update(_office=office, _number=number)

    def __getattr__(self, name: str) -> Any:
        if name[0].islower():  # UNO's methods begin with a small letter, its attributes with a capital
            return lambda *values: self._office.ask({"do": "call", "of": self._number, "name": name, "values": values})
        return self._office.ask({"do": "get", "of": self._number, "name": name})

    def __setattr__(self, name: str, value: object) -> None:
        self._office.ask({"do": "set", "of": self._number, "name": name, "value": value})


class Office:
    """LibreOffice with a profile of its own in ``folder``; ``desktop`` is UNO's."""

    def __init__(self, folder: Path) -> None:
        command = [PYTHON, str(PROCESS), str(folder)]
        # Whatever a button starts is this followup, in this Python.
        ours = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, **ours},
            start_new_session=True,
        )
        self.desktop: Any = self._answer()

    def ask(self, question: dict[str, Any]) -> Any:
        """One question, one answer; OfficeError when LibreOffice refuses."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(question, default=_outwards) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        ready, _w, _x = select.select([self.process.stdout], [], [], PATIENCE)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self._end()
            raise OfficeError("LibreOffice ended" if ready else f"LibreOffice did not answer in {PATIENCE} seconds")
        answer = json.loads(line)
        if "error" in answer:
            raise OfficeError(answer["error"])
        return self._inwards(answer["result"])

    def _end(self) -> None:
        """End it and its LibreOffice by force: one that hangs must not hold up every test after."""
        os.killpg(self.process.pid, signal.SIGKILL)

    def _inwards(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._inwards(each) for each in value]
        return Remote(self, value["object"]) if isinstance(value, dict) else value

    def open(self, path: Path, macros: bool = True) -> Any:
        """A document in view; without ``macros`` as where they are not allowed."""
        settings = [{"property": ["MacroExecutionMode", 4 if macros else 0]}]
        return self.desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, settings)

    def close(self) -> None:
        """End LibreOffice."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


def _outwards(value: object) -> object:
    if isinstance(value, Remote):
        return {"object": value._number}
    raise TypeError(type(value).__name__)


def buttons(document: Any) -> Iterator[tuple[str, str]]:
    """(caption, script) of every button on the document's sheets: what a click runs."""
    for sheet in range(document.Sheets.Count):
        forms = document.Sheets.getByIndex(sheet).DrawPage.Forms
        for form in map(forms.getByIndex, range(forms.Count)):
            for control in range(form.Count):
                for event in form.getScriptEvents(control):
                    yield form.getByIndex(control).Label, event.ScriptCode


def press(document: Any, caption: str) -> Any:
    """Run what the button of this caption is bound to; what the procedure answered."""
    script = dict(buttons(document))[caption]
    return document.getScriptProvider().getScript(script).invoke([], [], [])[0]


def cell(document: Any, sheet: str, address: str) -> Any:
    """A cell; ``String``, ``Value`` and ``Formula`` are its own."""
    return document.Sheets.getByName(sheet).getCellRangeByName(address)
