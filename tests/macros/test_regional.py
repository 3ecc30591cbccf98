"""The buttons of the regional workbook with macros, pressed in LibreOffice: what they open, write and merge."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.conftest import Demo, command
from tests.macros.running_office import Office, buttons, cell, needs_running_office, press

pytestmark = [needs_running_office, pytest.mark.xdist_group("office")]

TOLD, TOLD_ELSEWHERE = "F5", "F1"


@pytest.fixture(scope="module")
def place(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round with answers in a folder whose name is none of the easy ones, merged with macros."""
    folder = tmp_path_factory.mktemp("regional") / "Uppföljning & annat 2022"
    shutil.copytree(demo.folder, folder)
    shutil.rmtree(folder / "output")
    assert command("merge", "--plan", str(folder / "plan.xlsx"), "--macros")[0] == 1
    return folder


@pytest.fixture
def document(office: Office, place: Path) -> Iterator[Any]:
    """The regional workbook in view; whatever is open afterwards is closed."""
    yield office.open(place / "output" / "regional.xlsm")
    for each in documents(office):
        each.close(True)


def documents(office: Office) -> list[Any]:
    """Every document that is open."""
    found, each = [], office.desktop.Components.createEnumeration()
    while each.hasMoreElements():
        found.append(each.nextElement())
    return found


def in_view(document: Any, sheet: str, address: str) -> Any:
    """A person's step to a cell."""
    chosen = cell(document, sheet, address)
    document.CurrentController.select(chosen)
    return chosen




def links(workbook: Path) -> list[tuple[str, str, str, str, str]]:
    """(sheet, address, file, its sheet, its cell) of every link to a cell of another workbook."""
    from openpyxl import load_workbook

    book = load_workbook(workbook)
    return [
        (sheet.title, each.coordinate, found[1], found[2].replace("''", "'"), found[3])
        for sheet in book
        for row in sheet.iter_rows()
        for each in row
        if (found := re.match(r"""=HYPERLINK\("(.+?)#'(.+)'!([A-Z]+\d+)",""", str(each.value)))
    ]


def test_each_button_is_where_it_is_needed(document: Any) -> None:
    captions = [caption for caption, _script in buttons(document)]
    assert captions[:3] == ["Uppdatera", "Visa källa", "Exportera PDF"]
    assert len(captions) > 6 and set(captions[3:]) == {"Visa källa"}


def test_probe(office: Office, document: Any, place: Path) -> None:
    found = links(place / "output" / "regional.xlsm")
    print(len(found), found[:3])
    for sheet, at, *_rest in (found[0], found[-1]):
        in_view(document, sheet, at)
        print(press(document, "Visa källa"))
        print(cell(document, sheet, TOLD_ELSEWHERE).String)
        print([unquote(each.URL) for each in documents(office)])
        print([each.CurrentSelection.AbsoluteName for each in documents(office)])
        document.CurrentController.Frame.activate()
    print(press(document, "Exportera PDF"), cell(document, "Översikt", TOLD).String, cell(document, sheet, TOLD_ELSEWHERE).String)
