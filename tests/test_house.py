"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from followup.form.section import Check, Section
from followup.plan.load import WOMEN_AND_MEN, plan_sections
from followup.plan.model import Plan
from followup.sections.registry import SECTIONS

ROOT = Path(__file__).resolve().parents[1] / "followup"
ENGINES = sorted(path for folder in ("stages", "outputs") for path in (ROOT / folder).rglob("*.py"))
WORDS_OF_THEIR_OWN = {"actions", "access", "measures", "settings"}
"""Keys of the plan's sheets that are ordinary words; keys of sections are looked for all the same."""


def forbidden() -> set[str]:
    """Keys that no engine may know: of every kind of section, and of the plan's sheets that are no ordinary words."""
    sheets = {sheet.key for sheet in plan_sections(SECTIONS) if len(sheet.key) > 5}
    return {section.key for section in SECTIONS} | (sheets - WORDS_OF_THEIR_OWN)


def texts_in(source: str) -> Iterator[tuple[int, str]]:
    """Every quoted string of a module with its line, but for docstrings."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", ENGINES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_engine_knows_a_section_by_name(path: Path) -> None:
    known = forbidden()
    found = [
        f"{path.name}:{line}: {text}" for line, text in texts_in(path.read_text(encoding="utf-8")) if text in known
    ]
    assert not found


def test_what_is_looked_for_is_found() -> None:
    assert {"visits", "sign_off", "measures", "production_rows", "actions_planned"} <= forbidden()
    assert list(texts_in('"""visits"""\nif key == "visits":\n    pass\n')) == [(2, "visits")]
    assert len(ENGINES) > 8


def checks() -> list[tuple[str, Check]]:
    """Every check in use, with its section."""
    return [(section.key, check) for section in SECTIONS for check in section.checks]


def sentence_of(check: Check) -> str:
    """A check's docstring."""
    return inspect.getdoc(check) or ""


def named(case: tuple[str, Check]) -> str:
    """Section and check, in the name of the test."""
    return f"{case[0]}-{getattr(case[1], '__name__', case[1])}"


@pytest.mark.parametrize("case", checks(), ids=named)
def test_a_check_says_why_with_a_wrong_and_a_right_example(case: tuple[str, Check]) -> None:
    lines = sentence_of(case[1]).splitlines()
    wrong = [line.removeprefix("Wrong:").strip() for line in lines if line.startswith("Wrong:")]
    right = [line.removeprefix("Right:").strip() for line in lines if line.startswith("Right:")]
    assert len(wrong) == len(right) == 1 and wrong[0] and right[0] and wrong != right
    assert lines[0].endswith((".", "?")), "first a sentence that says why"


@pytest.mark.parametrize("case", checks(), ids=named)
def test_the_name_of_a_check_is_a_sentence(case: tuple[str, Check]) -> None:
    assert len(str(getattr(case[1], "__name__", "")).strip("_").split("_")) >= 3


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_sections_keys_are_plain_and_unique(section: Section) -> None:
    keys = [column.key for column in section.expanded(Plan(split=WOMEN_AND_MEN))]
    assert len(keys) == len(set(keys))
    assert all(key.isascii() and key.replace("_", "").replace(".", "").isalnum() and key == key.lower() for key in keys)


def test_no_two_sections_share_a_key() -> None:
    keys = [section.key for section in (*SECTIONS, *plan_sections(SECTIONS))]
    assert len(keys) == len(set(keys))
