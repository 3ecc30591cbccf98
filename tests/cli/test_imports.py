"""A person waits for every import: what a command does not need is not loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demos import Demo

SELDOM = ("pyopenvba", "xlwings", "oletools", "followup.outputs.page", "pandas", "pyarrow")
WORD = ("docx", "docxtpl", "jinja2", "pptx", "urllib.request")
"""What Word documents and their charts need."""
LOADED = """
import json, sys
from followup.cli.program import run
sys.stdout = open(sys.argv[1], "w", encoding="utf-8")
run(sys.argv[2:])
sys.stdout.close()
sys.__stdout__.write(json.dumps(sorted(sys.modules)))
"""


def loaded(folder: Path, *arguments: str) -> set[str]:
    """Every module that a command has loaded when it is done."""
    command = [sys.executable, "-c", LOADED, str(folder / "told"), *arguments]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "FOLLOWUP_LANGUAGE": "sv"})
    return set(json.loads(done.stdout))


def unneeded(modules: set[str]) -> list[str]:
    return [name for name in SELDOM if name in modules]


@pytest.mark.parametrize("verb", ["--help", "check", "merge", "template", "status", "excel", "export"])
def test_what_is_not_asked_for_is_not_loaded(verb: str, demo: Demo, tmp_path: Path) -> None:
    arguments = [verb] if verb == "--help" else [verb, "--plan", str(demo.folder / "plan.xlsx")]
    if verb in ("merge", "template", "export"):
        arguments += ["--into", str(tmp_path)]
    if verb == "excel":
        arguments = [verb, "--help"]
    modules = loaded(tmp_path, *arguments)
    assert unneeded(modules) == []
    assert verb == "merge" or not modules.intersection(WORD)


def test_what_is_asked_for_is_loaded(demo: Demo, tmp_path: Path) -> None:
    more = ["--macros", "--page", str(tmp_path / "sida.html"), "--into", str(tmp_path)]
    modules = loaded(tmp_path, "merge", "--plan", str(demo.folder / "plan.xlsx"), *more)
    assert unneeded(modules) == ["pyopenvba", "followup.outputs.page"]


def test_nothing_heavy_is_loaded_for_help(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "--help")
    assert not {"jinja2", "openpyxl", "xlsxwriter", "lxml", "docx"} & modules
