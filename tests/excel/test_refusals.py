"""What Excel refuses, as its own errors come through xlwings; and what is never asked of it.

A test of ``followup.files.excel.excel_refusals``.
"""

from __future__ import annotations

import io
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings

from followup.cli.terminal_listener import Terminal as Listening
from followup.files.excel import excel_application as excel
from followup.files.excel.excel_refusals import ExcelRefused, refusals
from followup.flow.door.editions import open_in_excel as in_excel
from tests.cli.commands.test_merge import NORD
from tests.house import Words, command
from tests.plans import PLAN
from tests.scoring.rounds import new_round


class com_error(Exception):  # noqa: N801  as pywin32 calls it
    """hresult, text, details, argument."""

    def __init__(self, hresult: int, text: str = "", details: tuple[Any, ...] | None = None) -> None:
        super().__init__(hresult, text, details, None)
        self.hresult, self.excepinfo = hresult, details


class CommandError(Exception):
    """As appscript has it on a Mac."""

    def __init__(self, number: int) -> None:
        super().__init__(f"OSERROR {number}")
        self.errornumber = number


BUSY = (
    "Excel är upptaget: en cell redigeras, eller en dialogruta är öppen. Tryck Retur eller Esc i Excel och försök igen."
)
GONE = "Excel stängdes mitt i arbetet. Starta Excel och försök igen."


@pytest.mark.parametrize(
    ("error", "kind", "sentence"),
    [
        (com_error(-2147418111, "Call was rejected by callee."), "busy", BUSY),
        (com_error(-2146777998), "busy", BUSY),
        (com_error(-2147352567, "Exception occurred.", (0, None, None, None, 0, -2146777998)), "busy", BUSY),
        (com_error(-2147417846), "busy", BUSY),
        (CommandError(-1712), "busy", BUSY),
        (com_error(-2147023174, "The RPC server is unavailable."), "not_running", GONE),
        (
            com_error(-2147352567, "", (0, "Microsoft Excel", "Bladet är skyddat.", None, 0, -2146827284)),
            "refused",
            "Excel säger nej: Bladet är skyddat.",
        ),
        (CommandError(-50), "refused", "Excel säger nej: OSERROR -50"),
    ],
)
def test_what_excel_says_becomes_a_sentence(error: Exception, kind: str, sentence: str) -> None:
    with pytest.raises(ExcelRefused) as caught, refusals():
        raise error
    assert (caught.value.kind, Words("sv")(caught.value.message)) == (kind, sentence)


def test_a_fault_of_ours_stays_one() -> None:
    with pytest.raises(ZeroDivisionError), refusals():
        1 / 0  # noqa: B018


# An Excel that is made up.


class FakeApp:
    """Busy for as many tries as it is told."""

    def __init__(self, books: list[Any], busy: int = 0, protected: tuple[str, ...] = ()) -> None:
        self.books, self.busy, self.tried = books, busy, 0
        windows = [SimpleNamespace(SourcePath=str(Path(path).parent), SourceName=Path(path).name) for path in protected]
        self.api = SimpleNamespace(ProtectedViewWindows=windows)

    @property
    def display_alerts(self) -> bool:
        return True

    @display_alerts.setter
    def display_alerts(self, _value: bool) -> None:
        self.tried += 1
        if self.tried <= self.busy:
            raise com_error(-2147352567, "", (0, None, None, None, 0, -2146777998))


def book(fullname: str, app: Any = None, read_only: bool = False) -> Any:
    return SimpleNamespace(fullname=fullname, app=app, api=SimpleNamespace(ReadOnly=read_only, FullName=fullname))


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts an Excel in place, or several; nobody waits."""

    def put(*apps: FakeApp) -> None:
        engine = SimpleNamespace(type="desktop", name="fake", apps=list(apps))
        monkeypatch.setattr(xlwings.engines, "active", engine)
        monkeypatch.setattr(xlwings, "apps", list(apps))
        monkeypatch.setattr(excel, "WAITS", (0.0001, 0.0001))

    return put


def refused(kind: str) -> AbstractContextManager[Any]:
    return pytest.raises(ExcelRefused, match=kind)


def test_the_workbook_is_found_in_whichever_excel_has_it(running: Any, tmp_path: Path) -> None:
    path = tmp_path / "regional.xlsx"
    path.touch()
    workbook = book(str(path))
    running(FakeApp([book("/annan.xlsx")]), FakeApp([workbook]))
    assert excel.open_in(path) is workbook
    assert excel.open_in(tmp_path / "annan.xlsx") is None


def test_no_excel_and_no_workbook_are_none(running: Any, tmp_path: Path) -> None:
    running()
    assert excel.open_in(tmp_path / "regional.xlsx") is None
    with refused("not_running"):
        excel.find(tmp_path / "regional.xlsx")


def test_a_busy_excel_is_waited_for_and_then_told(running: Any, tmp_path: Path) -> None:
    soon, never = FakeApp([], busy=2), FakeApp([], busy=99)
    running(soon)
    excel.require_changeable(book("x", soon), tmp_path / "x")
    assert soon.tried == 3
    with refused("busy"):
        excel.require_changeable(book("x", never), tmp_path / "x")


def test_protected_view_and_reading_only_are_told(running: Any, tmp_path: Path) -> None:
    path = tmp_path / "regional.xlsx"
    running(FakeApp([], protected=(str(path),)))
    with refused("protected_view"):
        excel.open_in(path)
    with refused("read_only"):
        excel.require_changeable(book(str(path), FakeApp([]), read_only=True), path)


@pytest.mark.parametrize(
    ("fullname", "same"),
    [
        ("{path}", True),
        ("{upper}", True),
        ("https://region-my.sharepoint.com/personal/anna/Documents/Uppf%C3%B6ljning%20T1/output/regional.xlsx", True),
        ("https://d.docs.live.net/1234/UPPFÖLJNING T1/Output/Regional.xlsx", True),
        ("https://region.sharepoint.com/sites/x/Uppföljning T2/output/regional.xlsx", False),
        ("/annan/output/regional.xlsx", False),
        ("", False),
    ],
)
def test_a_name_is_that_of_the_file_as_windows_and_onedrive_write_it(tmp_path: Path, fullname: str, same: bool) -> None:
    path = tmp_path / "Uppföljning T1" / "output" / "regional.xlsx"
    named = fullname.replace("{path}", str(path)).replace("{upper}", str(path).upper())
    assert excel.is_same(named, path) is same


class Terminal(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "agreed"), [("\n", True), ("J\n", True), ("n\n", False), ("Nej\n", False)])
def test_at_a_terminal_a_person_is_asked(monkeypatch: pytest.MonkeyPatch, typed: str, agreed: bool) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stderr", screen)
    assert in_excel._agrees(Path("regional.xlsx"), Listening()) is agreed
    assert "regional.xlsx är öppen i Excel. Ska den uppdateras där? [J/n]" in screen.getvalue()


# Without Excel.


@pytest.mark.parametrize("verb", [("refresh",), ("pdf",)])
def test_here_there_is_no_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]) -> None:
    place = new_round(tmp_path / "r", PLAN, {})
    (place.folder / "output").mkdir()
    (place.folder / "output" / "regional.xlsx").touch()
    monkeypatch.setattr(xlwings.engines, "active", None)
    code, output = command("excel", *verb, "--plan", str(place.folder))
    assert (code, output.strip()) == (
        2,
        "followup excel finns bara på Windows och macOS, där det finns ett Excel att fråga.",
    )
    monkeypatch.setattr(excel, "is_installed", lambda: False)
    code, output = command("excel", *verb, "--plan", str(place.folder))
    assert (code, output.strip()) == (
        2,
        'För att arbeta med Excel, installera tillägget: pip install "followup[excel]"',
    )


def test_no_merge_yet(tmp_path: Path) -> None:
    place = new_round(tmp_path / "r", PLAN, {})
    code, output = command("excel", "refresh", "--plan", str(place.folder))
    assert (code, "Gör den först: followup merge" in output) == (2, True)


def test_nobody_waits_for_what_is_not_asked_for(tmp_path: Path) -> None:
    """xlwings is loaded by no command that needs no Excel, not by a merge either."""
    place = new_round(tmp_path / "r", PLAN, {"nord": NORD}).folder
    code = "import runpy, sys\ndef run(*typed):\n    sys.argv = ['followup', *typed]\n    try:\n        "
    code += "runpy.run_module('followup', run_name='__main__')\n    except SystemExit:\n        pass\n"
    code += "for each in sys.argv[1:]:\n    run(*each.split('|'))\n"
    code += "print([name for name in sys.modules if name.split('.')[0] in ('xlwings', 'pandas', 'numpy')])"
    commands = ["--help", "excel|--help", f"status|--plan|{place}", f"merge|--plan|{place}"]
    ran = subprocess.run(
        [sys.executable, "-c", code, *commands], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert ran.stdout.splitlines()[-1] == "[]"
    assert (place / "output" / "regional.xlsx").is_file()
