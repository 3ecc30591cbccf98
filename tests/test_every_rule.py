"""Each rule of docs/rules.md: doing what its wrong example says gives it, and what its right one says does not."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.every_rule import (
    agreement,
    answers,
    board,
    cells,
    containers,
    declared,
    documents,
    files,
    forms,
    letters,
    lists,
    plans,
    rounds,
    written,
)

ROOT = Path(__file__).resolve().parents[1]
MODULES = (
    agreement,
    answers,
    board,
    cells,
    containers,
    declared,
    documents,
    files,
    forms,
    letters,
    lists,
    plans,
    rounds,
    written,
)
CASES = {function: case for module in MODULES for function, case in module.CASES.items()}
"""By the name of the record: a rule that has several cases with examples of their own has an entry for each."""


EXPLAINED: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "make_rules.py"))["explained"]()
"""The records as the page has them: id, why, wrong and right."""


def test_every_rule_of_the_page_is_run() -> None:
    assert set(EXPLAINED) == set(CASES)


@pytest.mark.parametrize("name", EXPLAINED)
def test_wrong_gives_the_rule(name: str) -> None:
    case, rule = CASES[name], EXPLAINED[name]
    for example in case.texts(rule.wrong):
        assert rule.id in case.wrong(example), example


@pytest.mark.parametrize("name", EXPLAINED)
def test_right_does_not_give_the_rule(name: str) -> None:
    case, rule = CASES[name], EXPLAINED[name]
    for example in case.texts(rule.right):
        assert rule.id not in case.right(example), example
