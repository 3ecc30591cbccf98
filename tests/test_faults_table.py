"""Every case of docs/faults.md stands once, and the tests that it names exist."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

from tests.parsed import nodes_of

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
BAD_INPUT, MISTAKES, BY_HAND = (part for part in re.split(r"^## .+$", PAGE, flags=re.M)[1:])
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
RULE = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")


def rows(part: str) -> list[list[str]]:
    """The rows of the tables of a part of the page, without titles and lines."""
    lines = [line for line in part.splitlines() if re.match(r"\| *\d", line)]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


@functools.cache
def names_in(path: Path) -> frozenset[str]:
    """The names of the tests in a file."""
    return frozenset(node.name for node in nodes_of(path) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("part", "count"), [(BAD_INPUT, 65), (MISTAKES, 20)], ids=["bad input", "mistakes"])
def test_every_case_stands_once_with_its_test(part: str, count: int) -> None:
    assert [int(row[0]) for row in rows(part)] == list(range(1, count + 1))
    for row in rows(part):
        assert len(row) == 4, row
        assert row[1] and row[2] and NAMED.findall(row[3]), row


def test_every_test_that_is_named_exists() -> None:
    named = NAMED.findall(PAGE)
    assert len(named) >= 85
    for path, name in named:
        assert name.startswith("test_"), name
        assert (TESTS / path).is_file(), path
        assert name in names_in(TESTS / path), f"{path}::{name}"


def test_every_rule_that_is_named_is_one() -> None:
    figures = set(re.findall(r"^## `(.+)`$", (ROOT / "docs" / "rules.md").read_text(encoding="utf-8"), re.M))
    assert set(RULE.findall(PAGE)) <= figures


def test_what_is_tried_by_hand_is_among_the_cases_and_says_what_to_expect() -> None:
    tried = rows(BY_HAND)
    assert tried and all(len(row) == 3 and row[1] and row[2] for row in tried)
    numbers = [int(number) for row in tried for number in row[0].split(",")]
    assert len(numbers) == len(set(numbers)) and set(numbers) <= set(range(1, 66))
