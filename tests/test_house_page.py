"""docs/house.md names every module of the house, and none that is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "house.md"
NAMED = re.compile(r"`((?:\w+/)+)`|((?:\w+/)*)(\w+\.py)\b")
"""A folder, or a file with or without its folder."""
CODE = re.compile(r"```.+?```", re.DOTALL)
EXERCISE = re.compile(r"\n## An exercise.+?(?=\n## )", re.DOTALL)
"""What is typed there lies in no house yet."""


def modules() -> set[str]:
    """The modules of the program, but for those that say only what their package is."""
    paths = (path for path in (ROOT / "followup").rglob("*.py") if path.name != "__init__.py")
    return {path.relative_to(ROOT).as_posix() for path in paths}


def named(page: str) -> Iterator[str]:
    """The files that a page names, from the root. One without a folder lies in the folder that was named last."""
    folder = ""
    for match in NAMED.finditer(EXERCISE.sub("", CODE.sub("", page))):
        above = match[1] or match[2]
        if above:
            folder = f"followup/{above}" if (ROOT / "followup" / above).is_dir() else above
        if match[3]:
            yield folder + match[3]


def test_every_module_is_named() -> None:
    assert sorted(modules() - set(named(PAGE.read_text(encoding="utf-8")))) == []


def test_no_module_is_named_that_is_gone() -> None:
    assert [name for name in named(PAGE.read_text(encoding="utf-8")) if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("`form/frame.py`, `decided.py`", ["followup/form/frame.py", "followup/form/decided.py"]),
        ("| `form/cells/` | `day.py` and `year.py` |", ["followup/form/cells/day.py", "followup/form/cells/year.py"]),
        ("`tests/tables.py`, then `house.py`", ["tests/tables.py", "tests/house.py"]),
        ("```python\nimport gone.py\n```", []),
        ("`gone/away.py`", ["gone/away.py"]),
    ],
)
def test_how_names_are_read(page: str, names: list[str]) -> None:
    assert list(named(page)) == names
