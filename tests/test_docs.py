"""The documentation says what the program does: links, commands, plan sheets, rules, and the example that it shows."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from followup.plan.decisions.decisions import DECISION_SHEETS
from followup.plan.load import plan_form
from followup.plan.sheets import REQUIRED_SETTINGS
from followup.reports.wording.formatting import STATES
from followup.targets.model import Kind
from tests.form.language import FormTable
from tests.house import (
    Finding,
    Place,
    Plan,
    Section,
    Severity,
    Words,
    command,
    literal,
)
from tests.tables import DECLARATIONS, as_json, sentence
from tests.targets.checking import understood

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GUIDES = (
    "division", "division-mer", "sekretariat", "en-omgang", "planen", "uppslagsverk", "omgang-till", "controller",
    "controller-mer", "it", "fragor-och-svar",
)  # fmt: skip
"""The pages for those who use it."""
OURS_ALONE = {".venv", "build", "dist", "demo-output", "node_modules"}
"""Folders of what is made or installed here."""
PAGES = [path for path in sorted(ROOT.rglob("*.md")) if not (OURS_ALONE & set(path.relative_to(ROOT).parts))]
"""Every page, those of examples, benchmarks and templates too."""
LINK = re.compile(r"\]\(([^)\s]+)\)")
SV = Words("sv")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def part(text: str, title: str) -> str:
    """What stands under a heading, up to the next one of the same depth or above."""
    depth = len(title.split(" ")[0])
    after = text.split(f"\n{title}\n", 1)[1]
    return re.split(rf"\n#{{1,{depth}}} ", after, maxsplit=1)[0]


def first_cells(text: str) -> list[str]:
    """The first cell of each table row, without headings and the rules under them."""
    lines = [*text.splitlines(), ""]
    body = [line for line, below in pairwise(lines) if line.startswith("|") and not _is_rule(line) | _is_rule(below)]
    return [line.strip("|").split("|")[0].strip() for line in body]


def _is_rule(line: str) -> bool:
    return line.startswith("|") and set(line) <= set("|-: ")


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as they are made from their words."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.casefold()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    dead = []
    for target in LINK.findall(re.sub(r"`[^`\n]+`", "", read(page))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _mark, anchor = target.partition("#")
        linked = (page.parent / file).resolve() if file else page
        if not linked.is_file() or (anchor and anchor not in anchors(read(linked))):
            dead.append(target)
    assert dead == []


def test_the_page_of_commands_is_in_step() -> None:
    process = subprocess.run(
        [sys.executable, str(DOCS / "make_commands.py"), "--print"], capture_output=True, check=True, cwd=ROOT
    ).stdout.decode("utf-8")
    assert process == read(DOCS / "commands.md"), "run: python docs/make_commands.py"


def test_the_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([\w-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"^make ([\w-]+)", read(ROOT / "README.md"), re.MULTILINE))
    assert named == {"demo", "test"}
    assert named <= targets


def test_what_runs_at_a_commit_is_part_of_make_test() -> None:
    """And it is the programs of the extras: nothing there has a version of its own."""
    hooks = read(ROOT / ".pre-commit-config.yaml")
    programs = {entry.split()[0] for entry in re.findall(r"^ +entry: (.+)$", hooks, re.MULTILINE)}
    assert programs == set(re.findall(r"^\t\$\(BIN\)/([\w-]+)", part_of_make("test"), re.MULTILINE))
    assert re.findall(r"^ *(?:- )?(repo|rev|additional_dependencies): *(.*)$", hooks, re.MULTILINE) == [
        ("repo", "local")
    ]


def part_of_make(target: str) -> str:
    """The lines of a target of the Makefile."""
    return read(ROOT / "Makefile").split(f"\n{target}:", 1)[1].split("\n\n", 1)[0]


def verbs() -> set[str]:
    """The commands that the program lists."""
    listed = set(re.findall(r"^  (\w+)  ", command("--help")[1], re.MULTILINE))
    assert {"merge", "check", "status"} <= listed
    return listed


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{name}.md" for name in GUIDES)])
def test_commands_that_are_named_exist(name: str) -> None:
    page = read(ROOT / name)
    typed = [line for block in re.findall(r"```\n(.+?)```", page, re.DOTALL) for line in block.splitlines()]
    typed += re.findall(r"`([^`\n]+)`", page)
    named = {match[1] for text in typed if (match := re.match(r"followup (\w+)", text))}
    assert named <= verbs()


def test_what_is_not_there_yet_is_not_there() -> None:
    page = part(read(DOCS / "contracts.md"), "## Not there yet")
    absent = re.findall(r"^\* `followup (\w+)`", page, re.MULTILINE)
    assert absent == []
    assert not set(absent) & verbs()
    commands = read(DOCS / "commands.md")
    options = re.findall(r"^\* `\w+ (--[\w-]+)`", page, re.MULTILINE)
    assert [option for option in options if f"`{option}" in commands] == []


def plan_tables() -> tuple[FormTable, ...]:
    return plan_form(DECLARATIONS).tables


@pytest.mark.parametrize("table", plan_tables(), ids=lambda table: str(table.section.key))
def test_every_column_of_the_plan_is_explained(table: FormTable) -> None:
    page = part(read(DOCS / "planen.md"), "## plan.xlsx blad för blad")
    explained = first_cells(part(page, f"### {SV(table.sheet)}"))
    if table.is_listing:
        wanted = [f"**{SV(column.title)}**" if column.required else SV(column.title) for column in table.columns]
    else:
        titles = [(row.key, row.cells["setting"]) for row in table.rows]
        wanted = [f"**{SV.show(title)}**" if key in REQUIRED_SETTINGS else SV.show(title) for key, title in titles]
    assert explained == wanted


def test_every_sheet_of_the_plan_is_explained_in_order() -> None:
    page = part(read(DOCS / "planen.md"), "## plan.xlsx blad för blad")
    assert re.findall(r"^### (.+)$", page, re.MULTILINE) == [SV(table.sheet) for table in plan_tables()]


@pytest.mark.parametrize("sheet", DECISION_SHEETS, ids=lambda sheet: str(sheet.key))
def test_every_column_of_the_decisions_is_explained(sheet: Section) -> None:
    page = part(read(DOCS / "uppslagsverk.md"), "## Egna bedömningar och beslut")
    explained = first_cells(part(page, f"### {SV(sheet.title)}"))
    columns = sheet.expanded(Plan())
    assert explained == [f"**{SV(column.title)}**" if column.required else SV(column.title) for column in columns]


def test_every_state_of_a_unit_is_explained() -> None:
    explained = first_cells(part(read(DOCS / "uppslagsverk.md"), "## Följa upp och ta emot"))
    assert sorted(explained) == sorted(SV(title) for title, _style in STATES.values())


def every_rule() -> dict[str, Any]:
    """The names of the page's records by the id of their rule."""
    return {rule.id: name for name, rule in runpy.run_path(str(DOCS / "make_rules.py"))["explained"]().items()}


def test_every_rule_is_explained() -> None:
    page = part(read(DOCS / "uppslagsverk.md"), "## Varje fel och vad man gör")
    explained = [rule for cell in first_cells(page) for rule in re.findall(r"`([\w-]+)`", cell)]
    assert sorted(explained) == sorted(every_rule())


def test_the_page_of_rules_is_made_from_the_records() -> None:
    module = runpy.run_path(str(DOCS / "make_rules.py"))
    assert read(DOCS / "rules.md") == module["page"](), "run: python docs/make_rules.py"


def test_the_json_of_the_contracts_is_that_of_the_program() -> None:
    shown = [json.loads(text) for text in re.findall(r"```json\n(.+?)\n```", read(DOCS / "contracts.md"), re.DOTALL)]
    place = Place(
        "Division Närsjukvård T1 2022.xlsx", "Division Närsjukvård", "Produktion", 11, 2, "Besök jan–apr 2022"
    )
    finding = Finding(place, "not-a-number", Severity.ERROR, "ca 155 000", literal(shown[0]["advice"]))
    assert shown[0] == as_json(finding, SV)
    assert list(shown[0]) == list(as_json(finding, SV))
    assert list(shown[1]) == ["id", "name", "state", "file", "errors", "warnings"]
    assert sentence(finding, SV) in read(ROOT / "README.md")
    assert sentence(finding, SV) in read(DOCS / "division.md")


def test_the_keys_of_target_are_those_of_the_program() -> None:
    page = part(read(DOCS / "contracts.md"), "### target")
    (line,) = re.findall(r'^`\{("text".+)\}`$', page, re.MULTILINE)
    keys = re.findall(r'"(\w+)"', line)
    assert list(understood("minst 95 %")) == keys
    assert list(understood("95 %", "outcome")) == keys
    assert list(understood("minst 95 %", outcome="96 %")) == [*keys, "level", "reason"]
    assert all(f"`{kind.value}`" in page for kind in Kind)
