"""A running LibreOffice with its documents in view, for tests: open, press a button, look at cells.

UNO is Debian's python3-uno, which belongs to the system's own Python, whatever Python the tests run in: a process of its
own (``office_process.py``) starts LibreOffice, and what is asked is done within that (``office_component.py``).
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
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


class OfficeCrashed(OfficeError):
    """LibreOffice itself went down or hung: no fault of what is tested, so the test is run once more."""


def run_once_more_after_a_crash(items: list[pytest.Item], folder: Path) -> None:
    """Mark the tests of a folder; only a crash of LibreOffice lets them run again, never a failure of their own."""
    for item in items:
        if item.path.is_relative_to(folder):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=[OfficeCrashed.__name__]))
            item.add_marker(pytest.mark.timeout(3 * PATIENCE))  # LibreOffice that hangs is ended before, and named


class Remote:
    """An object in LibreOffice: attributes and methods of UNO by their own names (``sheet.getCellByPosition(0, 4)``)."""

    def __init__(self, office: Office, number: int, fields: dict[str, int]) -> None:
        self.__dict__.update(_office=office, _number=number, **fields)

    def __getattr__(self, name: str) -> Any:
        if name[0].islower():  # UNO's methods begin with a small letter, its attributes with a capital
            return lambda *values: self._office.ask({"do": "call", "of": self._number, "name": name, "values": values})
        return self._office.ask({"do": "get", "of": self._number, "name": name})

    def __setattr__(self, name: str, value: object) -> None:
        self._office.ask({"do": "set", "of": self._number, "name": name, "value": value})


class Office:
    """LibreOffice with a profile of its own in ``folder``; ``desktop`` is UNO's."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.starts = folder, 0
        self.start()

    def start(self) -> None:
        """LibreOffice, anew; with a new profile each time, for a crash leaves one behind that wants to be mended."""
        self.starts += 1
        program = shutil.which("soffice")
        assert program is not None
        # LibreOffice takes the Python that stands first here for its own, which it is not in a virtual environment.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        self.process = subprocess.Popen(
            [PYTHON, str(PROCESS), program, f"{self.folder}-{self.starts}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**environment, "PATH": os.defpath},
            start_new_session=True,
        )
        self.is_alive = True
        self.desktop: Any = self._answer()
        # Whatever a button starts is this followup, in this Python.
        ours = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
        self.ask({"do": "environ", "values": ours})

    def ask(self, question: dict[str, Any]) -> Any:
        """One question, one answer; OfficeError when LibreOffice refuses."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(question, default=_outwards) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def ask_all(self, container: Any, *names: str) -> list[Any]:
        """Each object of a container that has names, and attributes of it, in one question."""
        return list(self.ask({"do": "list", "of": container._number, "names": names}))

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        ready, _w, _x = select.select([self.process.stdout], [], [], PATIENCE)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self._end()
            raise OfficeCrashed("LibreOffice ended" if ready else f"LibreOffice did not answer in {PATIENCE} seconds")
        answer = json.loads(line)
        if answer.get("crashed"):
            self._end()
            raise OfficeCrashed(answer["error"])
        if "error" in answer:
            raise OfficeError(answer["error"])
        return self._inwards(answer["result"])

    def _end(self) -> None:
        """End it and its LibreOffice by force: one that hangs must not hold up every test after."""
        self.is_alive = False
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)
        with suppress(BrokenPipeError):
            self._close()

    def _close(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdout.close()
        self.process.stdin.close()

    def _inwards(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._inwards(item) for item in value]
        return Remote(self, value["object"], value.get("fields", {})) if isinstance(value, dict) else value

    def open(self, path: Path, macros: bool = True) -> Any:
        """A document in view; without ``macros`` as where they are not allowed."""
        if self.starts > 1:  # what a crash left locked
            path.with_name(f".~lock.{path.name}#").unlink(missing_ok=True)
        settings = [{"property": ["MacroExecutionMode", 4 if macros else 0]}]
        return self.desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, settings)

    def to_pdf(self, path: Path, options: Mapping[str, Any]) -> Path:
        """A Word document as PDF, beside it, by options as ``--convert-to`` has them; without a start of its own."""
        document = self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, [{"property": ["Hidden", True]}])
        data = [{"property": [name, json.loads(option["value"])]} for name, option in options.items()]
        pages = path.with_suffix(".pdf")
        try:
            kind = {"property": ["FilterName", "writer_pdf_Export"]}
            typed = {"any": ["[]com.sun.star.beans.PropertyValue", data]}
            document.storeToURL(pages.as_uri(), [kind, {"property": ["FilterData", typed]}])
        finally:
            document.close(True)
        return pages

    def close(self) -> None:
        """End LibreOffice."""
        if self.is_alive:
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
    script = next(script for label, script in buttons(document) if label == caption)  # each question takes a moment
    return document.getScriptProvider().getScript(script).invoke([], [], [])[0]


def cell(document: Any, sheet: str, address: str) -> Any:
    """A cell; ``String``, ``Value`` and ``Formula`` are its own."""
    return document.Sheets.getByName(sheet).getCellRangeByName(address)
