"""What we write holds to the format: the Open XML validator finds nothing in workbooks and documents.

A test of ``followup.files.packages.xlsx_parts``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.demos import copied
from tests.house import bundled, command
from tests.macros.every_workbook import KINDS, PLACE, round_of_an_example, workbook

EXAMPLES = sorted(path.parent.name for path in bundled("examples").glob("*/plan.xlsx"))


def validator() -> str | None:
    """The program: that of .ci/get-validator, or one on the way."""
    beside = Path(sys.prefix) / "ooxml-validator" / "node_modules" / ".bin" / "ooxml-validator"
    named = os.environ.get("OOXML_VALIDATOR") or (str(beside) if beside.exists() else "ooxml-validator")
    return shutil.which(named)


needs_validator = pytest.mark.skipif(
    validator() is None, reason="the Open XML validator is not installed (.ci/get-validator)"
)
pytestmark = needs_validator


def faults(path: Path) -> list[str]:
    """What the validator says of a file, a line a fault."""
    program = validator()
    assert program is not None
    report = json.loads(subprocess.run([program, str(path)], capture_output=True, check=False).stdout)
    assert report["ok"] or report["errors"]
    return [f"{error['path']}: {error['description']}" for error in report["errors"]]


@cache
def example(name: str, folder: Path) -> Path:
    """A whole example with everything that can be written of it."""
    place = round_of_an_example() if name == PLACE else folder / name
    if name != PLACE:
        copied(place, name)
    command("plan", "check", str(place / "plan.xlsx"))
    command("check", "--plan", str(place / "plan.xlsx"), "--return-to", str(place / "returned"))
    return place


@pytest.mark.parametrize("kind", KINDS)
def test_workbooks_with_macros(kind: str) -> None:
    assert faults(workbook(kind)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("kind", ["workbooks", "documents"])
def test_what_an_example_makes(name: str, kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = example(name, tmp_path_factory.getbasetemp())
    paths = sorted((place / "output").rglob("*.xlsx" if kind == "workbooks" else "*.docx"))
    if kind == "workbooks":
        paths += sorted((place / "returned").glob("*.xlsx"))[:1] + sorted((place / "templates").glob("*.xlsx"))[:1]
    else:
        paths = [path for path in paths if path.parent.name == "output"]
    paths = list({path.read_bytes(): path for path in paths}.values())  # what a person may edit is kept beside it
    assert paths
    assert {path.name: errors for path in paths if (errors := faults(path))} == {}


def test_a_fault_is_found(tmp_path: Path) -> None:
    from followup.files.packages.xlsx_parts import parts_of

    parts = parts_of(workbook("regional").read_bytes())
    parts.content["xl/styles.xml"] = (
        parts.content["xl/styles.xml"].replace(b"<fonts ", b"<fontz ", 1).replace(b"</fonts>", b"</fontz>")
    )
    (tmp_path / "wrong.xlsm").write_bytes(parts.packed())
    assert faults(tmp_path / "wrong.xlsm")
