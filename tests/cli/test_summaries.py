"""Help pages: in groups, with examples, no line cut and none wider than the terminal."""

from __future__ import annotations

import re

import pytest

from followup.cli.summaries import VERBS, Work
from tests.house import Words, command

PAGES = [
    (),
    *((name,) for name in VERBS),
    *(("plan", name) for name in ("check", "diff", "upgrade")),
    *(("excel", name) for name in ("refresh", "pdf", "show", "install")),
]


@pytest.mark.parametrize("arguments", PAGES, ids=" ".join)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_line_is_cut_or_too_wide(arguments: tuple[str, ...], language: str) -> None:
    code, page = command("--language", language, *arguments, "-h")
    assert code == 0
    assert max(map(len, page.splitlines())) <= 80
    assert not re.search(r"\w\.\.\.$", page.replace("]...", ""), re.MULTILINE)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_command_stands_on_one_line_under_its_part_of_the_work(language: str) -> None:
    page, say = command("--language", language, "--help")[1], Words(language)
    parts = [page.index(f"\n{say(work.value)}:\n") for work in Work]
    assert parts == sorted(parts)
    for name, verb in VERBS.items():
        assert f"  {name:<8}  {say(verb.sentence)}\n" in page


@pytest.mark.parametrize("name", [name for name in VERBS if name not in ("plan", "excel")])
def test_each_command_has_an_example_that_can_be_typed(name: str) -> None:
    page = command(name, "--help")[1]
    examples = re.findall(rf"^  (followup {name}\b.*)$", page.split("Exempel:")[1], re.MULTILINE)
    assert len(examples) == len(VERBS[name].examples) > 0
    options = {option for example in examples for option in re.findall(r"--[a-z-]+", example)}
    assert all(re.search(rf"^  {option}\b", page, re.MULTILINE) for option in options)


def test_help_is_asked_for_in_several_ways() -> None:
    page = command("merge", "--help")[1]
    assert command("help", "merge") == command("hjälp", "merge") == command("merge", "-h") == (0, page)
    assert command("help") == command("--help")
    assert "Exempel:\n  followup merge\n" in page and "För alla kommandon:" in page
