"""What a stage has made stays as it was made: the next stage makes a value of its own."""

from __future__ import annotations

import ast
import dataclasses
from pathlib import Path

import pytest

from tests.form.language import FormTable, Frame, Row
from tests.house import Region, Round, Unit

HOUSE = Path(__file__).resolve().parents[1] / "followup"


@pytest.mark.parametrize("value", [Round(), Region(Frame()), Frame(), Unit("nord", "Nord"), Row("läkarbesök")])
def test_nothing_in_it_can_be_set_afterwards(value: object) -> None:
    assert dataclasses.is_dataclass(value)
    for field in dataclasses.fields(value):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, field.name, None)


def test_the_tables_of_a_form_are_frozen_too() -> None:
    params = vars(FormTable)["__dataclass_params__"]
    assert params.frozen


WRITERS = {"form", "rules/sums/adding_up.py", "sections/measures/measures.py", "sections/agreements/agreements.py"}
"""Where rows are made: by their own language, and by what adds units up into a row of its own."""


def test_no_step_sets_anything_in_a_row_that_another_has_made() -> None:
    parts = {"at", "cells", "compared_figures", "contributing_rows", "coverages", "line_names"}
    parts |= {"origin", "refused", "row", "table", "values"}
    for path in sorted(HOUSE.rglob("*.py")):
        name = path.relative_to(HOUSE).as_posix()
        if name in WRITERS or name.partition("/")[0] in WRITERS | {"files", "cli"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for target in _targets(node):
                assert not _sets(target, parts), f"{name}:{target.lineno} sets what a row holds"


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def _sets(target: ast.expr, parts: set[str]) -> bool:
    """Whether an attribute of that name, or a member of one, is set on anything but the object itself, or a sheet."""
    while isinstance(target, ast.Subscript):
        target = target.value
    assignments = (
        isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id in ("self", "sheet")
    )
    return isinstance(target, ast.Attribute) and not assignments and target.attr in parts
