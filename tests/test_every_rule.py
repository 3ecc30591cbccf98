"""Each rule of docs/rules.md: doing what its wrong example says gives it, and what its right one says does not."""

from __future__ import annotations

import functools
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.every_rule import agreement, answers, board, cells, containers, files, forms, letters, plans, rounds, written

ROOT = Path(__file__).resolve().parents[1]
MODULES = (agreement, answers, board, cells, containers, files, forms, letters, plans, rounds, written)
CASES = {function: case for module in MODULES for function, case in module.CASES.items()}
"""By the function that makes the rule: a rule that is made for several reasons has a case for each."""


@functools.cache
def every_rule() -> tuple[Any, ...]:
    """The rules as the page has them: name, function, why, wrong and right."""
    return tuple(runpy.run_path(str(ROOT / "docs" / "make_rules.py"))["rules"]())


def ids(rule: Any) -> str:
    return f"{rule.name}-{rule.function}"


def test_every_rule_of_the_page_is_run() -> None:
    functions = [rule.function for rule in every_rule()]
    assert len(functions) == len(set(functions)), "a function makes one rule"
    assert set(functions) == set(CASES)


@pytest.mark.parametrize("rule", every_rule(), ids=ids)
def test_wrong_gives_the_rule(rule: Any) -> None:
    case = CASES[rule.function]
    for example in case.texts(rule.wrong):
        assert rule.name in case.wrong(example), example


@pytest.mark.parametrize("rule", every_rule(), ids=ids)
def test_right_does_not_give_the_rule(rule: Any) -> None:
    case = CASES[rule.function]
    for example in case.texts(rule.right):
        assert rule.name not in case.right(example), example
