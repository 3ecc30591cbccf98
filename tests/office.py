"""LibreOffice for tests: recalculate a workbook for real, and turn documents into PDF."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import pytest

from followup.files.disk.office import office
from tests.house import breaks
from tests.tables import new_path

needs_office = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")

SECONDS = 100
"""What one start may take: less than a test may (setup.cfg), so that it is LibreOffice that is named."""

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def convert(sources: list[Path], ending: str, folder: Path, read_as: str = "") -> list[Path]:
    """Load each file, with every formula calculated anew, and save it in another form in ``folder``.

    ``read_as`` is the filter, with its options, that a format without a mark of its own is read by.
    """
    path = folder / "made"
    path.mkdir(parents=True, exist_ok=True)
    named = []
    for number, source in enumerate(sources):
        copy = folder / f"{number}{source.suffix}"
        if ending == "pdf" or source.suffix not in (".xlsx", ".xlsm"):
            shutil.copyfile(source, copy)
        else:
            copy_without_repeated_rows(source, copy)
        named.append(copy)
    command = [*_started(_converting()), "--convert-to", ending]
    command += [f"--infilter={read_as}"] if read_as else []
    subprocess.run(
        [*command, "--outdir", str(path), *map(str, named)], check=True, capture_output=True, timeout=SECONDS
    )
    return [path / f"{copy.stem}.{ending}" for copy in named]


REPEATED_ROWS = re.compile(rb'<definedName name="_xlnm.Print_Titles"[^>]*>[^<]*</definedName>')


@contextmanager
def no_repeated_rows() -> Iterator[None]:
    """Workbooks that are written meanwhile repeat no rows on each printed page.

    LibreOffice takes a tenth of a second a sheet to open one that does: three quarters of the time of a regional workbook.
    """
    with pytest.MonkeyPatch.context() as patch:
        breaks(patch, "repeating rows on each page", lambda *_arguments: None)
        yield


def copy_without_repeated_rows(source: Path, target: Path) -> None:
    """A copy of a workbook, to be opened sooner for the same reason; all else in it is as it was."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, REPEATED_ROWS.sub(b"", content) if name == "xl/workbook.xml" else content)


@functools.cache
def _converting() -> Path:
    """A profile for this process, in which every formula is calculated anew; LibreOffice takes a second to make one."""
    profile = new_path().parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    return profile


@functools.cache
def _typing() -> Path:
    """A profile for this process that may have macros: it gets an empty library of its own, over anything that stands there."""
    profile = new_path().parent / "typing"
    command = [*_started(profile), "--norestore", "--terminate_after_init"]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return profile


def _started(profile: Path) -> list[str]:
    """How LibreOffice is started, without a window, in a profile."""
    program = office()
    assert program is not None
    return [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]


LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Typing"/></library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing"
 script:language="StarBasic">{basic}</script:module>
"""
TYPE_IN = """
Sub TypeIn
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  kind(0).Name = "FilterName"
  kind(0).Value = "Calc MS Excel 2007 XML"
  book = StarDesktop.loadComponentFromURL({source}, "_blank", 0, hidden())
{lines}
  book.storeToURL({target}, kind())
  book.close(True)
End Sub
"""


def type_in(source: Path, target: Path, typed: list[tuple[str, str, str | float]]) -> None:
    """Open the workbook in LibreOffice, write in cells (sheet, cell, text or number), and save it as .xlsx."""
    lines = [_typed(*text) for text in typed]
    basic = TYPE_IN.format(source=_quoted(source.as_uri()), target=_quoted(target.as_uri()), lines="\n".join(lines))
    standard = _typing() / "user" / "basic" / "Standard"
    (standard / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (standard / "Typing.xba").write_text(MODULE.format(basic=escape(basic)), encoding="utf-8")
    command = [*_started(_typing()), "--norestore", "macro:///Standard.Typing.TypeIn"]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    assert target.is_file(), "LibreOffice did not save the workbook"


def _typed(sheet: str, cell: str, value: str | float) -> str:
    at = f"  book.Sheets.getByName({_quoted(sheet)}).getCellRangeByName({_quoted(cell)})"
    return f"{at}.String = {_quoted(value)}" if isinstance(value, str) else f"{at}.Value = {value!r}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
