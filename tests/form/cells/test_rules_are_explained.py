"""Each rule of a cell is a function that says why, with what is wrong and what is right."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from types import ModuleType

import pytest

from followup.form.cells import understood, wrong
from followup.targets import cell
from tests.form.language import Problem
from tests.house import Severity


def rules_of(module: ModuleType) -> list[Callable[..., Problem]]:
    """The functions of a module that make a problem."""
    own = [each for _name, each in inspect.getmembers(module, inspect.isfunction) if each.__module__ == module.__name__]
    return [each for each in own if inspect.signature(each).return_annotation == "Problem"]


RULES = [*rules_of(wrong), *rules_of(understood), *rules_of(cell)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.__name__))
def test_a_rule_says_why_and_shows_wrong_and_right(rule: Callable[..., Problem]) -> None:
    lines = (inspect.getdoc(rule) or "").splitlines()
    assert lines[0].endswith(".")
    assert lines[-2].startswith("Wrong: ") and lines[-1].startswith("Right: ")
    assert len(rule.__name__.split("_")) >= 3
    assert len(re.findall(r'"[a-z]+(?:-[a-z]+)+"', inspect.getsource(rule))) == 1


def test_every_rule_of_cells_is_here() -> None:
    assert len(RULES) == 11 + 12 + 4


@pytest.mark.parametrize("rule", rules_of(understood), ids=lambda rule: str(rule.__name__))
def test_what_was_understood_is_never_an_error(rule: Callable[..., Problem]) -> None:
    assert "Severity.INFO" in inspect.getsource(rule) or "Severity.WARNING" in inspect.getsource(rule)
    assert Severity.ERROR < Severity.WARNING < Severity.INFO
