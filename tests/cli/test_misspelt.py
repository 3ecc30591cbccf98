"""One random edit in each of a hundred names that people type: what was meant is suggested, or accepted."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from followup.cli.misspelt import AS_OPTIONS
from tests.demos import Demo
from tests.house import Words, command
from tests.locale.test_nearest import edited
from tests.tables import read_plan

SEED = 20
SWEDISH = Words("sv")
GROUPS = ("plan", "excel")


def commands() -> list[tuple[str, ...]]:
    """Every command, as it is typed."""
    verbs = listed("--help")
    return [*((verb,) for verb in verbs), *((group, verb) for group in GROUPS for verb in listed(group, "--help"))]


def listed(*arguments: str) -> list[str]:
    """The commands of a help page: what its lines begin with, above *Mer*."""
    page = command(*arguments)[1].split("\nMer:")[0]
    return re.findall(r"^  ([a-z]+)  +\S", page, re.MULTILINE)


def options() -> Iterator[tuple[str, str]]:
    """Each option of a command once, with a command that has it."""
    seen = set()
    for verb in listed("--help"):
        for option in re.findall(r"^  (--[a-z-]+)", command(verb, "--help")[1], re.MULTILINE):
            if option not in seen:
                seen.add(option)
                yield verb, option


def is_right(name: str, typed: str, code: int, printed: str) -> bool:
    """Whether the sentence on what was typed suggests the name, or whether it was taken for it, or for another one."""
    return code == 0 or bool(re.search(rf"Menade du [^?]*(?<![\w-]){re.escape(name)}(?![\w-])[^?]*\?", printed))


def wrong_of(names: list[str], tried: Iterator[tuple[str, str, int, str]]) -> list[str]:
    return [
        f"{name} as {typed}: {printed.splitlines()[0]}"
        for name, typed, code, printed in tried
        if typed not in names and not is_right(name, typed, code, printed)
    ]


def test_commands() -> None:
    chance = random.Random(SEED)
    every = commands()
    tried = ((verb[-1], typed, *command(*verb[:-1], typed)) for verb in every for typed in [edited(verb[-1], chance)])
    assert len(every) >= 19
    assert wrong_of([verb[-1] for verb in every], tried) == []


def test_options() -> None:
    chance = random.Random(SEED)
    every = list(options())
    tried = (
        (option, typed, *command(verb, typed))
        for verb, option in every
        for typed in [f"--{edited(option[2:], chance)}"]
    )
    assert len(every) >= 38
    assert wrong_of([option for _verb, option in every], tried) == []


def test_units_and_measures_and_levels(demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Units by id and by name; measures by id; the words of every scale, as in a cell of a template."""
    chance = random.Random(SEED)
    monkeypatch.chdir(demo.folder)
    plan = read_plan(demo.folder / "plan.xlsx")[0]
    units = [text for unit in plan.units.answering for text in (unit.id, unit.name)]
    of_units = (
        (name, typed, *command("template", "--into", str(tmp_path), "--unit", typed))
        for name in units
        for typed in [edited(name, chance)]
    )
    measures = [row.text("id") for row in plan.rows("measures_planned")]
    of_measures = (
        (name, typed, 1, command("target", "95 %", "--measure", typed)[1])
        for name in measures
        for typed in [edited(name, chance)]
    )
    levels = [
        (scale.choice(), SWEDISH(word)) for scale in plan.scales.values() for _key, word in scale.choice().options
    ]
    wrong = []
    for choice, word in levels:
        parsed = choice.parse(typed := edited(word, chance))
        if parsed.value is None and (parsed.problem is None or word not in SWEDISH(parsed.problem.advice)):
            wrong.append(f"{word} as {typed}")
    assert (len(units), len(measures), len(levels)) >= (12, 12, 10)
    assert [*wrong_of(units, of_units), *wrong_of(measures, of_measures), *wrong] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mall", "template"),
        ("malll", "template"),
        ("kontrollera", "check"),
        ("sammanställ", "merge"),
        ("rapport", "report"),
        ("ny", "new"),
        ("stäng", "close"),
        ("öppna", "reopen"),
    ],
)
def test_swedish_words_for_commands(typed: str, meant: str) -> None:
    code, printed = command(typed)
    assert (code, printed.splitlines()[0]) == (2, f"Det finns inget kommando ”{typed}”. Menade du {meant}?")


def test_swedish_words_for_options() -> None:
    assert "Menade du --help?" in command("--hjälp")[1]
    assert "Menade du --into?" in command("merge", "--mapp")[1]
    every = {option for _verb, option in options()} | {"--help", "--version"}
    assert set(AS_OPTIONS.values()) <= every


def test_words_of_a_few() -> None:
    code, printed = command("check", "--format", "jsn")
    assert code == 2 and "”jsn” är inget av text, json. Menade du json?" in printed
    assert command("check", "--format", "TEXT", "--help")[0] == 0
