"""What the guides tell people to type: the program takes every word of it, and what can be run is run as it stands.

A test of ``followup.cli.program``.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest

from followup.cli.program import Verbs
from tests.demos import copied
from tests.house import command

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
NO_GUIDES = {"commands", "contracts", "decisions", "faults", "house", "index", "rules"}
"""Made of the commands; what scripts are told, with ``…`` for much; on the house; the first page of the site."""
BLOCK = re.compile(r"```\w*\n(.+?)```", re.DOTALL)
INLINE = re.compile(r"`(followup [^`\n]+)`")
STYLES = {"utseende": re.compile(r"followup [a-z]+(?: \w+)*")}
"""What on a page is the name of a style of cells, and no command."""


def typed(block: str) -> Iterator[str]:
    """The commands of a block of code, without what is said of them to the right."""
    lines = (re.split(r"\s{2,}|\s# ", line)[0].strip() for line in block.splitlines())
    return (line for line in lines if line.startswith(("followup ", "cd ")))


def in_blocks(name: str) -> list[str]:
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    return [line for block in BLOCK.findall(text) for line in typed(block)]


def all_typed() -> Iterator[tuple[str, str]]:
    """Every command of a guide, and where it stands."""
    for page in [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]:
        if page.stem in NO_GUIDES:
            continue
        text = page.read_text(encoding="utf-8")
        lines = [line for block in BLOCK.findall(text) for line in typed(block) if line.startswith("followup ")]
        lines += INLINE.findall(BLOCK.sub("", text))
        style = STYLES.get(page.stem)
        yield from ((page.name, line) for line in lines if style is None or not style.fullmatch(line))


def refused(line: str) -> str:
    """What the program says against a command, without doing it; nothing where it would be run.

    A verb alone, and one with an option without its value, are spoken of as a whole.
    """
    words = [word for word in shlex.split(line)[1:] if word != "…"]
    if words in ([], ["--version"]):
        return ""
    try:
        _parse(Verbs("followup"), words)
    except click.exceptions.Exit:  # --help
        return ""
    except click.BadOptionUsage as error:
        return "" if words[-1] == error.option_name else error.format_message()
    except click.ClickException as error:
        return error.format_message()
    return ""


def _parse(group: click.Group, words: Sequence[str]) -> None:
    """As the program does before it does anything."""
    context = click.Context(group, info_name="followup")
    inner = group.get_command(context, words[0])
    if inner is None:
        raise click.UsageError(f"no command {words[0]}")
    if isinstance(inner, click.Group) and words[1:]:
        _parse(inner, words[1:])
    elif words[1:]:
        inner.make_context(words[0], list(words[1:]), parent=context)


def test_the_program_takes_every_command_of_the_guides() -> None:
    found = list(all_typed())
    assert len({page for page, _line in found}) > 10
    assert len({line for _page, line in found}) > 80
    assert {(page, line): said for page, line in found if (said := refused(line))} == {}


@pytest.mark.parametrize(
    "line",
    [
        "followup merg",
        "followup merge --pubished",
        "followup plan chek",
        "followup check --format xml",
        "followup merge --workers många",
        "followup plan diff plan.xlsx",
        "followup close allt",
        "followup merge --today 31/5",
    ],
)
def test_what_the_program_would_not_take_is_found(line: str) -> None:
    assert refused(line) != ""


def test_one_target_after_the_other_is_tried_as_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copied(tmp_path / "r", "norrbotten-2022-04"))
    lines = [line for line in in_blocks("planen") if line.startswith("followup target")]
    assert len(lines) == 4
    assert {line: command(*shlex.split(line)[1:])[0] for line in lines} == dict.fromkeys(lines, 0)


def test_the_facts_are_exported_as_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copied(tmp_path / "r", "norrbotten-2022-04"))
    lines = in_blocks("analys")
    assert [command(*shlex.split(line)[1:])[0] for line in lines] == [1] * len(lines), "the example has two errors"
    assert list(Path().rglob("*.parquet"))


def test_a_plan_is_compared_as_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copied(tmp_path / "r", "jamtland-2020-revision"))
    lines = [line for line in in_blocks("planen") if line.startswith("followup plan diff")]
    assert len(lines) == 2
    assert [command(*shlex.split(line)[1:])[0] for line in lines] == [0, 0]
    assert Path("tjansteskrivelse.docx").is_file()


def test_the_next_round_is_begun_as_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the commands the first sheet is filled in and the answers come: here nobody has answered yet."""
    monkeypatch.chdir(copied(tmp_path / "april", "norrbotten-2022-04"))
    codes = {}
    for line in in_blocks("omgang-till"):
        _program, *words = shlex.split(line)
        if line.startswith("cd "):
            monkeypatch.chdir(words[0])
        else:
            codes[line.partition(" --from")[0]] = command(*words, "--today", "2022-09-01")[0]
    assert codes == {
        "followup close": 1,
        "followup new ../dar-augusti": 0,
        "followup plan check": 0,
        "followup template --drafts": 0,
        "followup check --return-to returned": 2,
        "followup status --drafts utkast": 0,
        "followup merge": 2,
    }
    assert Path.cwd().name == "dar-augusti"
    assert list(Path("drafts").glob("*.eml")) or list(Path().rglob("*.eml"))
    shutil.rmtree(tmp_path / "dar-augusti")
