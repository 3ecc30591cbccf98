"""Every command that a guide names is one that the program has, with its options; the first round is done as it says."""

from __future__ import annotations

import re
import shlex
import shutil
from functools import cache
from pathlib import Path

import pytest

from tests.demos import done
from tests.house import command

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
MADE_OF_THE_COMMANDS = DOCS / "commands.md"
NAMES_OF_STYLES = DOCS / "utseende.md"
"""There ``followup title`` is a style of cells."""
NO_COMMANDS = (MADE_OF_THE_COMMANDS, NAMES_OF_STYLES)
PAGES = [ROOT / "README.md", *(page for page in sorted(DOCS.glob("*.md")) if page not in NO_COMMANDS)]
BLOCK = re.compile(r"```\n(.+?)```", re.DOTALL)
INLINE = re.compile(r"`(followup [^`\n]+)`")
GROUPS = ("plan", "excel")
"""Verbs with verbs below them."""
OF_THE_PROGRAM = ("--version", "--help")
MARKS = ("returned",)
"""What stands in a workbook behind *followup*, and is no verb."""
FIRST_ROUND = DOCS / "en-omgang.md"
PORTABLE = ROOT / ".ci" / "portable" / "make_portable.py"


@cache
def options() -> dict[str, set[str]]:
    """The options of every command, by the words that one types for it."""
    text = MADE_OF_THE_COMMANDS.read_text(encoding="utf-8")
    before, *sections = re.split(r"^## followup ", text, flags=re.MULTILINE)
    shared = {"--help", *options_in(before)}
    return {section.partition("\n")[0].strip(): {*shared, *options_in(section)} for section in sections}


def options_in(section: str) -> list[str]:
    return re.findall(r"^\* `(--[\w-]+)", section, re.MULTILINE)


def typed(block: str) -> list[str]:
    """The commands of a block of code, without what is said of them further right."""
    lines = (re.split(r"\s{3,}", line)[0].strip() for line in block.splitlines())
    return [line for line in lines if line.startswith(("followup ", "cd "))]


def named(page: Path) -> list[str]:
    """Every command that a page names."""
    text = page.read_text(encoding="utf-8")
    blocks = [line for block in BLOCK.findall(text) for line in typed(block) if line.startswith("followup ")]
    return blocks + INLINE.findall(text)


def unknown(line: str) -> list[str]:
    """What of a command the program does not have: its verb, or some of its options."""
    _program, *words = shlex.split(line.replace("…", ""))
    at = 2 if words[:1] and words[0] in GROUPS else 1
    verb = " ".join(words[:at])
    if verb in (*GROUPS, *OF_THE_PROGRAM, *MARKS, ""):  # spoken of as a whole
        return []
    if verb not in options():
        return [verb]
    return [word for word in words[at:] if word.startswith("--") and word.split("=")[0] not in options()[verb]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_are_those_of_the_program(page: Path) -> None:
    assert {line: unknown(line) for line in named(page) if unknown(line)} == {}


def test_guides_name_commands() -> None:
    assert len(named(DOCS / "uppslagsverk.md")) > 30
    assert unknown("followup merge --pubished") == ["--pubished"]
    assert unknown("followup plan chek") == ["plan chek"]


def test_the_files_to_double_click_are_those_of_a_workspace_and_of_the_portable_folder(tmp_path: Path) -> None:
    assert command("new", str(tmp_path / "w"), "--language", "sv")[0] == 0
    made = {path.name for path in (tmp_path / "w").glob("*.cmd")}
    table = re.findall(
        r"^\| `(\d [^`]+\.cmd)` \|", (DOCS / "uppslagsverk.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(table) == made
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    portable = re.findall(r'"(\d [^"]+\.cmd)"', PORTABLE.read_text(encoding="utf-8"))
    assert len(portable) == 4
    assert set(re.findall(r"`(\d [^`/]+\.cmd)`", pages)) == {*made, *portable}


@pytest.fixture(scope="module")
def codes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """What the commands of the first round end with and say, typed in their order.

    Between them people fill in the plan, and the units send their answers: those of the example.
    """
    folder = tmp_path_factory.mktemp("guide")
    lines = [line for block in BLOCK.findall(FIRST_ROUND.read_text(encoding="utf-8")) for line in typed(block)]
    said: dict[str, tuple[int, str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in lines:
            _program, *words = shlex.split(line)
            if line.startswith("cd "):
                patch.chdir(words[0])
            else:
                said[line] = command(*words, "--language", "sv", "--today", "2022-05-16")
            people_work(Path.cwd(), line)
    return said


def people_work(folder: Path, after: str) -> None:
    """What is done by hand after a command."""
    example = done().folder
    if after.startswith("cd "):
        shutil.copyfile(example / "plan.xlsx", folder / "plan.xlsx")
    elif after.startswith("followup template"):
        shutil.copytree(example / "inbox", folder / "inbox", dirs_exist_ok=True)


def test_a_round_is_done_as_the_guide_says(codes: dict[str, tuple[int, str]]) -> None:
    assert {line: code for line, (code, _said) in codes.items()} == {
        "followup new uppfoljning-2022-04": 0,
        "followup plan check": 0,
        "followup template --drafts": 0,
        "followup status": 0,
        "followup check --return-to returned": 1,
        "followup merge": 1,
        "followup merge --published": 1,
        "followup close": 1,
    }


def test_status_and_close_say_what_the_guide_says(codes: dict[str, tuple[int, str]]) -> None:
    assert "har inte svarat" in codes["followup status"][1]
    assert "decisions.xlsx" in codes["followup close"][1]
