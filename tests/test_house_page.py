"""docs/house.md names every module of the house; neither it nor any other page names one that is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
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


OTHER_PAGES = [
    *(
        ROOT / name
        for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "benchmarks/README.md", "macros/README.md")
    ),
    *(path for path in sorted((ROOT / "docs").glob("*.md")) if path != PAGE),
]


@pytest.mark.parametrize("page", OTHER_PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_other_page_names_a_module_that_is_gone(page: Path) -> None:
    """There a file is named by the end of its way: ``console.py``, ``cli/console.py``, ``followup/cli/console.py``."""
    names = {match[2] + match[3] for match in NAMED.finditer(page.read_text(encoding="utf-8")) if match[3]}
    assert [name for name in sorted(names) if not is_somewhere(name)] == []


def is_somewhere(name: str) -> bool:
    """Whether the way to a file of the house, its tests or its tools ends so."""
    return any(f"/{way}".endswith(f"/{name}") for way in ways())


@cache
def ways() -> tuple[str, ...]:
    """The way to every file of Python, from the root."""
    folders = ("followup", "tests", "docs", "benchmarks")
    return tuple(path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / folder).rglob("*.py"))


def test_a_module_that_is_gone_is_told_of_other_pages() -> None:
    assert all(map(is_somewhere, ("console.py", "cli/console.py", "followup/cli/console.py")))
    assert not any(map(is_somewhere, ("gone.py", "plan/console.py", "onsole.py")))


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
