"""LibreOffice for tests: recalculate a workbook for real, and turn documents into PDF."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from followup.files.office import office

needs_office = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def convert(sources: list[Path], ending: str, folder: Path) -> list[Path]:
    """Load each file, with every formula calculated anew, and save it in another form in ``folder``."""
    program = office()
    assert program is not None
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    made = folder / "made"
    made.mkdir(exist_ok=True)
    named = []
    for number, source in enumerate(sources):
        copy = folder / f"{number}{source.suffix}"
        shutil.copyfile(source, copy)
        named.append(copy)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(made), *map(str, named)], check=True, capture_output=True, timeout=240)
    return [made / f"{copy.stem}.{ending}" for copy in named]
