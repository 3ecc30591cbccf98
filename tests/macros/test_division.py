"""The buttons of a division's workbook, pressed in LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import command
from tests.macros.running_office import Office, cell, needs_running_office, press

pytestmark = [needs_running_office, pytest.mark.xdist_group("office")]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("macros") / "place"
    command("new", str(place), "--example", "norrbotten-2022-04")
    command("template", "--plan", str(place / "plan.xlsx"), "--macros", "--unit", "psykiatri")
    return next((place / "templates").glob("*.xlsm"))


def test_the_button_runs(office: Office, template: Path) -> None:
    document = office.open(template)
    assert press(document, "Kontrollera") == "OK"
    assert cell(document, "Start", "H1").String
    document.close(True)
