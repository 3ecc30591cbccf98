"""A test of ``followup``: the exercise of docs/house.md, done on a copy of the house as the page says, and counted.

A newcomer types a file (``python``), changes one (``diff``) and runs commands (``sh``); so does this, and nothing else.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "house.md"
FOLDERS = ("followup", "docs", "tests", "examples", "macros", "workbook_templates")
FILES = ("README.md", "CHANGELOG.md", "Makefile", "setup.cfg", "pyproject.toml")
STEP = re.compile(r"(?:`([\w/]+\.py)`:\n\n)?```(python|diff|sh)\n(.+?)```", re.DOTALL)
MADE = re.compile(r"followup/locale/.+\.mo|docs/(rules|commands)\.md|examples/.+/plan.*\.xlsx")
"""What scripts make again, of what people wrote."""
MADE_BESIDE = re.compile(r"examples/.+/decisions\.xlsx")
"""What a script makes again with the plan beside it: the same rows as before."""
SOMETHING_IS_LEFT = 1
"""The exit code of a script or a command that did its work and says what people have to do: words, faulty answers."""
EXERCISES = {"a rule": "A rule", "an output": "An output", "a kind of section": "A kind of section"}


@dataclass(frozen=True)
class Count:
    """What people write: files, and lines added; and how many files scripts make of it."""

    files: int
    lines: int
    generated: int


def chapter(title: str) -> str:
    """What the page says under the heading of an exercise."""
    after = PAGE.read_text(encoding="utf-8").partition(f"\n### {title}\n")[2]
    parts = re.split(r"(```.+?```)", after, flags=re.DOTALL)  # code has headings of its own
    end = next(index for index in range(0, len(parts), 2) if re.search(r"^##", parts[index], re.MULTILINE))
    return "".join(parts[:end]) + re.split(r"^##", parts[end], flags=re.MULTILINE)[0]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house, without what is big and not needed."""
    copy = tmp_path / "house"
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("dumps"))
    for file in FILES:
        shutil.copy2(ROOT / file, copy / file)
    return copy


def follow(page: str, copy: Path) -> None:
    """Do what the page says, step by step."""
    for file, kind, text in STEP.findall(page):
        if kind == "sh":
            for line in text.splitlines():
                run(line, copy)
        elif kind == "diff":
            change(text, copy)
        else:
            assert file and not (copy / file).exists(), "a new file is named above its code"
            (copy / file).write_text(text, encoding="utf-8")


def run(line: str, copy: Path) -> None:
    """Run a command in the copy."""
    program, *arguments = shlex.split(line)
    module = [] if program == "python" else ["-m", program]
    environment = {**os.environ, "PYTHONPATH": str(copy), "FOLLOWUP_LANGUAGE": "sv"}
    # What Hypothesis has found in each source, by its content: else it parses the whole copy.
    environment["HYPOTHESIS_STORAGE_DIRECTORY"] = str(ROOT / ".hypothesis")
    command = [sys.executable, *module, *arguments]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode > (0 if program == "pytest" else SOMETHING_IS_LEFT) or "Traceback" in done.stderr:
        pytest.fail(f"{line}\n{done.stdout}\n{done.stderr}")


def change(diff: str, copy: Path) -> None:
    """Change a file as a diff says; what is to be replaced stands in it once."""
    heading, *lines = diff.splitlines()
    path = copy / heading.removeprefix("+++ ")
    for hunk in "\n".join(lines).split("\n@@\n"):
        before, after = (
            "".join(f"{line[1:]}\n" for line in hunk.splitlines() if line[:1] != sign) for sign in ("+", "-")
        )
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{path.name} is no longer as the page says:\n{before}"
        path.write_text(text.replace(before, after), encoding="utf-8")


def touched(copy: Path) -> Iterator[str]:
    """The files of the copy that are new or changed; not what a command wrote into a folder of its own."""
    for path in sorted(path for folder in FOLDERS for path in (copy / folder).rglob("*") if path.is_file()):
        name = path.relative_to(copy).as_posix()
        if path.suffix != ".pyc" and (not (ROOT / name).exists() or path.read_bytes() != (ROOT / name).read_bytes()):
            yield name


def lines_added(copy: Path, name: str) -> int:
    """As ``git diff --numstat`` counts."""
    before = (ROOT / name).read_text(encoding="utf-8").splitlines() if (ROOT / name).exists() else []
    after = (copy / name).read_text(encoding="utf-8").splitlines()
    return sum(line.startswith("+") for line in list(difflib.unified_diff(before, after, n=0))[2:])


def counted(copy: Path) -> Count:
    """What an exercise took."""
    names = set(touched(copy))
    generated = {name for name in names if MADE.fullmatch(name)}
    by_hand = {name for name in names - generated if not MADE_BESIDE.fullmatch(name)}
    return Count(len(by_hand), sum(lines_added(copy, name) for name in by_hand), len(generated))


def counts_on_page() -> dict[str, Count]:
    """The table of the page."""
    rows = re.findall(r"^\| ([\w ]+) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: Count(int(files), int(lines), int(generated)) for name, files, lines, generated in rows}


def test_every_exercise_is_in_the_table() -> None:
    assert set(counts_on_page()) == set(EXERCISES)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_takes_what_the_page_says(name: str, house: Path) -> None:
    follow(chapter(EXERCISES[name]), house)
    assert counted(house) == counts_on_page()[name]
    RESULTS[name](house)


def rule_has_its_place_on_the_page(house: Path) -> None:
    page = (house / "docs" / "rules.md").read_text(encoding="utf-8")
    assert "## `reason-without-judgement`\n\nFor the unit. Severity: warning." in page
    assert "raised in [followup/sections/own_judgement.py](../followup/sections/own_judgement.py)" in page


def output_says_what_the_report_says(house: Path) -> None:
    lines = (house / "exercise" / "output" / "summary.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["Delårsrapport april 2022", "Arbetsmaterial: små tal är inte maskerade. Får inte publiceras."]
    assert {"# Produktion", "## Besök", "# Symboler"} <= set(lines)
    assert any(line.startswith("Läkarbesök | ") for line in lines)
    assert any(line.startswith("Diagram. ") for line in lines)


def section_is_in_the_plan_of_a_new_region(house: Path) -> None:
    run("python -m followup new new-region", house)
    with zipfile.ZipFile(house / "new-region" / "plan.xlsx") as archive:
        assert 'name="Kurser"' in archive.read("xl/workbook.xml").decode("utf-8")


RESULTS: dict[str, Callable[[Path], None]] = {
    "a rule": rule_has_its_place_on_the_page,
    "an output": output_says_what_the_report_says,
    "a kind of section": section_is_in_the_plan_of_a_new_region,
}
"""What is seen of an exercise beside its own tests."""
