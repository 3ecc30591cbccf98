"""The whole job on the bundled examples, done once in each test process."""

from __future__ import annotations

import functools
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.house import command
from tests.tables import new_path

EXAMPLE = "norrbotten-2022-04"


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


@functools.cache
def done(example: str = EXAMPLE) -> Demo:
    """The demo of an example, to be looked at; whoever changes anything takes a copy."""
    os.environ["FOLLOWUP_LANGUAGE"] = "sv"
    folder = new_path().parent / "arbete"
    code, output = command("demo", example, "--into", str(folder))
    return Demo(folder, output, code)


def copied(folder: Path, example: str = EXAMPLE) -> Path:
    """A copy of what the demo made, as it was left."""
    return Path(shutil.copytree(done(example).folder, folder))
