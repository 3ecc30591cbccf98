"""The whole job on the bundled examples, done once in a run of tests; each process of the run has a copy."""

from __future__ import annotations

import functools
import json
import os
import shutil
import time
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


_shared: list[Path] = []


def share(folder: Path) -> None:
    """Do the examples in this folder, which the other processes of the run look into too."""
    _shared[:] = [folder]


@functools.cache
def done(example: str = EXAMPLE) -> Demo:
    """The demo of an example, to be looked at; whoever changes anything takes a copy."""
    os.environ["FOLLOWUP_LANGUAGE"] = "sv"
    folder = new_path().parent / "arbete"
    if not _shared:
        code, output = command("demo", example, "--into", str(folder))
        return Demo(folder, output, code)
    place = _shared[0] / f"demo-{example}"
    finished = place / "finished.json"
    try:
        place.mkdir()
    except FileExistsError:
        while (
            not finished.exists()
        ):  # another process is at it; one that fails fails its test, and this one's time runs out
            time.sleep(0.1)
    else:
        code, output = command("demo", example, "--into", str(place / "arbete"))
        result = place / "result.json"
        result.write_text(json.dumps({"code": code, "output": output}), encoding="utf-8")
        result.rename(finished)
    shutil.copytree(place / "arbete", folder)
    result = json.loads(finished.read_text(encoding="utf-8"))
    return Demo(folder, result["output"].replace(str(place / "arbete"), str(folder)), result["code"])


def copied(folder: Path, example: str = EXAMPLE) -> Path:
    """A copy of what the demo made, as it was left."""
    return Path(shutil.copytree(done(example).folder, folder))
