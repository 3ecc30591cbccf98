"""The demo's answers, with some that cannot be read among them, merged or checked by as many readers as a test asks for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.demos import Demo
from tests.house import command

PLACE = "round of readers"


def round_in(demo: Demo, folder: Path) -> Path:
    """A workspace that is called the same whichever test it is of, for its name stands in outputs."""
    place = folder / PLACE
    shutil.copytree(demo.folder, place, ignore=shutil.ignore_patterns("output", "log", "returned", "templates"))
    (place / "inbox" / "Division Trasig.xlsx").write_bytes(b"PK\3\4 and no more")
    (place / "inbox" / "post.zip").write_bytes(b"PK\3\4 and no more")
    return place


def merged(place: Path, *readers: str) -> dict[str, bytes]:
    """What a merge writes, by the file's name, and what it tells."""
    code, told = command("merge", "--plan", str(place / "plan.xlsx"), "--today", "2021-05-20", *readers)
    assert code == 1, told
    files = [path for path in sorted((place / "output").rglob("*")) if path.is_file()]
    written = {path.relative_to(place).as_posix(): path.read_bytes() for path in files}
    shutil.rmtree(place / "output")
    shutil.rmtree(place / "log", ignore_errors=True)
    return {**written, "told": told.encode()}


def checked(place: Path, *readers: str) -> list[dict[str, Any]]:
    """What a check tells of each file."""
    code, told = command("check", "--plan", str(place / "plan.xlsx"), "--format", "json", *readers)
    assert code == 1, told
    files: list[dict[str, Any]] = json.loads(told)["files"]
    return files
