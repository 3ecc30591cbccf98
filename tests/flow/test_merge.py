"""The merge, and what it gathers, can be read in a minute: the page shows the code itself, and each step of it is public,
short and gives a value that nothing changes."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import shutil
import types
from pathlib import Path

import pytest

from followup.flow import merge as module
from followup.flow.gathering.workspace import Workspace
from followup.flow.merge import MergeRequest
from tests.demos import Demo
from tests.house import command

PAGE = Path(__file__).resolve().parents[2] / "docs" / "house.md"
MOST_LINES = 27

READ_CURRENT = module.merge.__globals__["read_current"]
WHOLE = (module.merge, READ_CURRENT, READ_CURRENT.__globals__["read_premises"])
"""The merge, and the two functions by which it gathers what it is made from."""


@pytest.mark.parametrize("function", WHOLE, ids=lambda function: function.__name__)
def test_the_page_shows_the_code_itself(function: types.FunctionType) -> None:
    assert f"```python\n{inspect.getsource(function).rstrip()}\n```" in PAGE.read_text(encoding="utf-8")


def steps() -> dict[str, types.FunctionType]:
    """The functions that the merge calls by name, and those that gather for it."""
    functions: dict[str, types.FunctionType] = {}
    for function in WHOLE:
        nodes = ast.walk(ast.parse(inspect.getsource(function)))
        names = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)} - {
            "_"
        }
        steps_of_it = {name: function.__globals__.get(name) for name in sorted(names)}
        functions |= {name: step for name, step in steps_of_it.items() if isinstance(step, types.FunctionType)}
    return functions


@pytest.mark.parametrize("name", steps())
def test_each_step_is_public_and_short(name: str) -> None:
    source, _at = inspect.getsourcelines(inspect.unwrap(steps()[name]))
    assert not name.startswith("_")
    assert len(source) <= MOST_LINES
    assert inspect.getdoc(steps()[name])


def test_nothing_of_the_result_can_be_changed(demo: Demo, tmp_path: Path) -> None:
    shutil.copytree(demo.folder, tmp_path / "w")
    merged = module.merge(Workspace(tmp_path / "w" / "plan.xlsx"), MergeRequest(published=True))
    assert merged.public is not None
    values = [merged, merged.round, merged.round.files[0], merged.round.states[0], merged.region, merged.public]
    values += [merged.region.tables[0], merged.region.tables[0].rows[0], merged.region.goals[0], merged.written]
    for value in values:
        field = dataclasses.fields(value)[0].name  # type: ignore[arg-type]
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, field, None)


def test_the_terminal_does_the_same(demo: Demo, tmp_path: Path) -> None:
    shutil.copytree(demo.folder, tmp_path / "w")
    place = Workspace(tmp_path / "w" / "plan.xlsx")
    merged = module.merge(place, MergeRequest(into=tmp_path / "one"))
    command("merge", "--plan", str(place.plan), "--into", str(tmp_path / "two"))
    assert {path.name: path.read_bytes() for path in merged.written.paths if path.suffix == ".docx"} == {
        path.name: path.read_bytes() for path in (tmp_path / "two").glob("*.docx")
    }
