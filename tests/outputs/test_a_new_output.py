"""A test of ``followup``: the example of a new output in docs/house.md is one file, and all that there is to do."""

from __future__ import annotations

import re
import shutil
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import followup
from tests.conftest import Demo
from tests.house import breaks

HOUSE = Path(__file__).resolve().parents[2] / "docs" / "house.md"


def the_example() -> str:
    """The code that the page shows."""
    chapter = HOUSE.read_text(encoding="utf-8").partition("\n## A new output\n")[2].partition("\n## ")[0]
    (code,) = re.findall(r"```python\n(.+?)```", chapter, re.DOTALL)
    return str(code)


@pytest.fixture
def place(demo: Demo, tmp_path: Path) -> Path:
    """The workspace of the demo."""
    shutil.copytree(demo.folder, tmp_path / "w")
    return tmp_path / "w"


def with_the_file(file: Path, name: str) -> ModuleType | SimpleNamespace:
    """A module of the house, as if the file lay among the formats of reports."""
    if name.endswith(f".of_report.{file.stem}"):
        spec = spec_from_file_location(file.stem, file)
        assert spec is not None and spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    package = import_module(name)
    return SimpleNamespace(__path__=[*package.__path__, str(file.parent)]) if name.endswith(".of_report") else package


def test_an_output_is_one_file(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "formats" / "plain_text.py"
    file.parent.mkdir()
    file.write_text(the_example(), encoding="utf-8")
    breaks(monkeypatch, "loading a format", partial(with_the_file, file))
    reported = followup.report(place, "summary", format="plain_text", today=date(2022, 5, 16))
    (path,) = reported.paths
    lines = path.read_text(encoding="utf-8").splitlines()
    assert path == place / "output" / "summary.txt"
    assert lines[:2] == ["Delårsrapport april 2022", "Arbetsmaterial: små tal är inte maskerade. Får inte publiceras."]
    assert {"# Produktion", "## Besök", "# Symboler"} <= set(lines)
    assert any(line.startswith("Läkarbesök | ") for line in lines)
    assert any(line.startswith("Diagram. ") for line in lines)


def test_the_page_says_how_many_lines_it_takes() -> None:
    code = [line for line in the_example().splitlines() if line.strip()]
    assert f"| a new output | 1 | {len(code)} |" in HOUSE.read_text(encoding="utf-8")


def test_a_format_that_there_is_not_is_told_with_those_that_there_are(place: Path) -> None:
    with pytest.raises(followup.CouldNotRun, match="docx, html, json, xlsx"):
        followup.report(place, "summary", format="plain_text")
