"""The running Excel, through the free part of xlwings: find an open workbook, save it, make a PDF, go to a cell.

Nothing here needs a licence of xlwings. xlwings is imported inside the functions: only who asks for Excel waits for it.
Whatever Excel says no to becomes an ``ExcelRefused`` with a sentence for people (``excel_refusals.py``).
"""

from __future__ import annotations

import os
import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from followup.files.excel.excel_refusals import BUSY, GONE, ExcelRefused, codes_of, refusals
from followup.locale import Message, _, literal

PLATFORMS = ("win32", "darwin")
INSTALL = 'pip install "followup[excel]"'
OWNER = "~$"
"""Begins the name of the file that Excel lays beside a workbook while somebody has it open."""
WAITS = (0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds to wait between tries while Excel is busy."""
TRIES, PATIENT = 200, 1_000_000
"""How often xlwings itself tries anew before it lets us know; it would try without end. In the midst of a refresh it is
patient: a person who begins to edit a cell then ends soon, and nothing stays half done."""


def is_installed() -> bool:
    """Whether xlwings is here; it is not imported."""
    return find_spec("xlwings") is not None


def may_be_here() -> bool:
    """Whether there may be an Excel that can be asked: Windows or macOS, and xlwings installed. Imports nothing."""
    return sys.platform in PLATFORMS and is_installed()


def is_open_elsewhere(path: Path) -> bool:
    """Whether some program seems to have the workbook open: Excel's owner file beside it, or it cannot be written."""
    if not path.is_file():
        return False
    if path.with_name(f"{OWNER}{path.name}").exists():
        return True
    try:
        with path.open("r+b"):
            return False
    except OSError:
        return True


def open_in(path: Path) -> Any:
    """The workbook in a running Excel; None where it is not open, or there is no Excel or no xlwings to ask."""
    try:
        return find(path)
    except ExcelRefused as refused:
        if refused.kind in ("not_installed", "platform", "not_running", "not_open"):
            return None
        raise


def find(path: Path) -> Any:
    """The workbook in a running Excel that answers and may be changed; ExcelRefused otherwise."""
    apps = _running()
    for app in apps:
        with refusals():
            for book in app.books:
                if is_same(_fullname(book), path):
                    return book
            if _in_protected_view(app, path):
                raise ExcelRefused("protected_view", _protected(path))
    message = _("{file} is not open in Excel. Open it and try again.", file=literal(path.name))
    raise ExcelRefused("not_open", message)


def require_changeable(book: Any, path: Path) -> Any:
    """The workbook, once Excel answers; ExcelRefused while a cell is edited, or where it is open for reading only."""
    wait_until_ready(book.app)
    if _is_read_only(book):
        message = _(
            "{file} is open for reading only in Excel, perhaps because somebody else has it open. Close it and open it to edit.",
            file=literal(path.name),
        )
        raise ExcelRefused("read_only", message)
    return book


def save(book: Any) -> None:
    """Save the workbook where it is."""
    with refusals():
        book.save()


def export_pdf(book: Any, path: Path) -> Path:
    """The whole workbook as a PDF made by Excel."""
    with refusals():
        path.unlink(missing_ok=True)
        book.to_pdf(str(path.resolve()))
    return path


def show(path: Path, sheet: str, cell: str) -> None:
    """Go to a cell of a workbook: of the one that is open, else it is opened for reading only."""
    apps = _running()
    book = open_in(path)
    with refusals():
        book = book or _open(apps[0], path)
        if sheet not in [worksheet.name for worksheet in book.sheets]:
            message = _("{file} has no sheet named {sheet}.", file=literal(path.name), sheet=literal(sheet))
            raise ExcelRefused("refused", message)
        book.activate()
        book.sheets[sheet].activate()
        book.sheets[sheet].range(cell).select()
        with suppress(Exception):  # to the front, where the system lets us
            book.app.activate(steal_focus=True)


def _open(app: Any, path: Path) -> Any:
    """Excel has no two workbooks of one name open at once."""
    try:
        return app.books.open(str(path.resolve()), update_links=False, read_only=True)
    except ValueError as error:
        message = _("Another workbook named {file} is open in Excel. Close it and try again.", file=literal(path.name))
        raise ExcelRefused("refused", message) from error


@contextmanager
def quiet(book: Any) -> Iterator[None]:
    """Excel draws nothing, asks nothing, runs no events and calculates only at the end; all as before afterwards."""
    app = book.app
    before = {
        name: getattr(app, name) for name in ("screen_updating", "display_alerts", "enable_events", "calculation")
    }
    filling = _filling_of_columns(app)
    _try_no_more_than(PATIENT)
    try:
        app.screen_updating = app.display_alerts = app.enable_events = False
        app.calculation = "manual"
        yield
    finally:
        _try_no_more_than(TRIES)
        for name in ("calculation", "enable_events", "display_alerts", "screen_updating"):
            with suppress(Exception):  # Excel may be gone; what is left is put back all the same
                setattr(app, name, before[name])
        if filling is not None:
            with suppress(Exception):
                app.api.AutoCorrect.AutoFillFormulasInLists = filling


def _filling_of_columns(app: Any) -> bool | None:
    """Excel fills a table's column with a formula that is entered in one cell: not while we write. What it was before."""
    try:
        before = bool(app.api.AutoCorrect.AutoFillFormulasInLists)
        app.api.AutoCorrect.AutoFillFormulasInLists = False
    except Exception:  # not by this name on a Mac
        return None
    return before


def wait_until_ready(app: Any) -> None:
    """Until Excel answers; ExcelRefused when it is busy for about two and a half seconds."""
    for wait in (*WAITS, 0.0):
        try:
            with refusals():
                app.display_alerts = app.display_alerts
            return
        except ExcelRefused as refused:
            if refused.kind != "busy" or not wait:
                raise
            time.sleep(wait)


def _running() -> list[Any]:
    """Every running Excel; ExcelRefused where there is none, or no way to it."""
    if not is_installed():
        raise ExcelRefused(
            "not_installed", _("To work with Excel, install the extra: {command}", command=literal(INSTALL))
        )
    import xlwings

    engine: Any = xlwings.engines.active
    if engine is None or engine.type != "desktop":
        raise ExcelRefused(
            "platform", _("followup excel is only for Windows and macOS, where there is an Excel to ask.")
        )
    _try_no_more_than(TRIES)
    with refusals():
        apps = list(xlwings.apps)
    if not apps:
        raise ExcelRefused("not_running", _("Excel is not running. Start it, open the workbook and try again."))
    return apps


def _try_no_more_than(times: int) -> None:
    """xlwings tries a busy Excel without end unless it is given a limit."""
    windows = sys.modules.get("xlwings._xlwindows")
    if windows is not None:
        windows.N_COM_ATTEMPTS = times  # type: ignore[attr-defined]


def _fullname(book: Any) -> str:
    """The workbook's path or address; xlwings fails on some addresses of SharePoint that it cannot turn into paths."""
    try:
        return str(book.fullname)
    except Exception as error:
        if codes_of(error) & (BUSY | GONE):
            raise
        return str(getattr(book.api, "FullName", ""))


def is_same(fullname: str, path: Path) -> bool:
    """Whether Excel's name of a workbook is this file: whatever the case, the drive's name or the way to the server.

    OneDrive's and SharePoint's addresses are those of the file when its name and the folders above it agree, as far as both
    tell, three steps at most.
    """
    if re.match(r"https?://", fullname, re.IGNORECASE):
        address = _steps(unquote(urlsplit(fullname).path).split("/"))
        return address[-3:] == _steps(path.resolve().parts)[-3:]
    if not fullname:
        return False
    try:
        if path.samefile(fullname):
            return True
    except OSError:  # not to be seen from here
        pass
    return _plain(fullname) == _plain(str(path.resolve()))


def _steps(parts: Any) -> list[str]:
    return [unicodedata.normalize("NFC", part).casefold() for part in parts if part not in ("", "/", "\\")]


def _plain(path: str) -> str:
    """A path without what Windows and macOS do not tell apart."""
    text = path.replace("\\\\?\\UNC\\", "\\\\").removeprefix("\\\\?\\")
    return unicodedata.normalize("NFC", os.path.normpath(text)).replace("\\", "/").casefold()


def _protected(path: Path) -> Message:
    return _(
        "{file} is open in Excel's protected view. Choose Enable editing there and try again.", file=literal(path.name)
    )


def _in_protected_view(app: Any, path: Path) -> bool:
    """Windows only: workbooks in protected view are no workbooks to Excel, but windows."""
    try:
        windows = list(app.api.ProtectedViewWindows)
    except Exception:
        return False
    places = (f"{window.SourcePath}/{window.SourceName}" for window in windows)
    return any(is_same(place, path) for place in places)


def _is_read_only(book: Any) -> bool:
    for name in ("ReadOnly", "read_only"):
        try:
            flag = getattr(book.api, name)
            return bool(flag.get() if hasattr(flag, "get") else flag)
        except Exception:
            continue
    return False
