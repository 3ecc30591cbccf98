"""What many tests share: the bundled example, run once in each test process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house import choose_language, command

EXAMPLE = "norrbotten-2022-04"

# Where Python is told to keep nothing compiled, each process that a test starts would compile the whole program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# What one test has broken is not to be kept for the next; tests of what is kept say so.
os.environ["FOLLOWUP_KEEP"] = "no"


@dataclass(frozen=True)
class Demo:
    """The folder that the demo worked in, what it printed and its exit code."""

    folder: Path
    output: str
    code: int

    @property
    def regional(self) -> Path:
        """The regional workbook."""
        return self.folder / "output" / "regional.xlsx"

    @property
    def summary(self) -> Path:
        """The summary in Word."""
        return self.folder / "output" / "summary.docx"


@pytest.fixture(autouse=True)
def swedish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test speaks Swedish unless it asks for something else."""
    monkeypatch.setenv("FOLLOWUP_LANGUAGE", "sv")
    monkeypatch.setenv("FOLLOWUP_TRACE", "1")
    choose_language([])
    yield


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The whole job on the bundled example."""
    os.environ["FOLLOWUP_LANGUAGE"] = "sv"
    folder = tmp_path_factory.mktemp("demo") / "arbete"
    code, output = command("demo", "--into", str(folder))
    return Demo(folder, output, code)
