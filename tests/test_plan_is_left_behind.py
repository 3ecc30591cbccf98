"""The plan ends at the forms and the frame: what comes after them asks those.

A form is made of the plan, and so is the frame; a figure of an earlier round goes into the plan before its forms are
made; two plans are compared as plans.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.parsed import nodes_of

HOUSE = Path(__file__).resolve().parents[1] / "followup"
PLAN = f"{HOUSE.name}.plan"
OF_THE_PLAN = {"plan", "sections", "flow"}
"""Packages whose business the plan is: sections read their own sheets of it, the flow opens it and hands it on."""

HALVES = {
    "templates/forms.py",
    "templates/unit_form.py",
    "history/earlier_figures.py",
    "history/successors/successors.py",
    "history/successors/origins.py",
    "history/successors/former_figures.py",
    "history/successors/row_sums.py",
    "history/successors/unit_findings.py",
    "revision/revising.py",
    "rules/figures/slips.py",
    "documents/as_answers.py",
    "documents/compiling.py",
    "documents/declaration.py",
    "documents/content.py",
    "documents/faults.py",
    "documents/from_plan.py",
    "documents/naming.py",
    "__init__.py",
}
"""What makes the halves of a plan, fills earlier figures into it, by whose units are which, compares two, looks for slips,
and makes the documents that it declares: what composes and draws them knows ``documents/declared.py`` alone.
"""


def names(path: Path) -> set[str]:
    """Every name that a module uses, those of annotations in quotes too."""
    nodes = nodes_of(path)
    quoted = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {node.id for node in nodes if isinstance(node, ast.Name)} | set(quoted)


def imports(path: Path) -> set[str]:
    """The modules that it imports, for checking types only too."""
    nodes = nodes_of(path)
    modules = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return modules | {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}


def below(*packages: str) -> list[Path]:
    """The modules of some packages; of all but those whose business the plan is, where none is named."""
    paths = sorted(HOUSE.rglob("*.py"))
    ways = {path: path.relative_to(HOUSE).as_posix() for path in paths}
    if packages:
        return [path for path, way in ways.items() if way.split("/")[0] in packages]
    return [path for path, way in ways.items() if way.split("/")[0] not in OF_THE_PLAN and way not in HALVES]


@pytest.mark.parametrize("path", below(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_nobody_below_the_forms_holds_a_plan(path: Path) -> None:
    assert "Plan" not in names(path)


@pytest.mark.parametrize(
    "path", below("form", "targets", "files", "locale"), ids=lambda path: str(path.relative_to(HOUSE))
)
def test_the_language_of_forms_knows_no_plan(path: Path) -> None:
    assert not {module for module in imports(path) if module.startswith(PLAN)}


NAMES = {"sheet", "section", "setting"}


@pytest.mark.parametrize(
    "path",
    below("form", "rules", "templates", "returns", "round", "region", "documents", "outputs"),
    ids=lambda path: str(path.relative_to(HOUSE)),
)
def test_no_value_is_asked_by_the_name_of_a_sheet_a_section_or_a_setting(path: Path) -> None:
    classes = [node for node in nodes_of(path) if isinstance(node, ast.ClassDef)]
    methods = [node for kind in classes for node in kind.body if isinstance(node, ast.FunctionDef)]
    calls = [
        f"{method.name}({argument.arg})"
        for method in methods
        for argument in method.args.args
        if argument.arg in NAMES and ast.unparse(argument.annotation or ast.Constant(None)) == "str"
    ]
    assert [name for name in calls if not name.startswith("_")] == []


def test_who_is_let_through_still_needs_it() -> None:
    assert {way for way in HALVES if "Plan" not in names(HOUSE / way)} <= {"__init__.py"}


WRITERS = {"adding_up.py", "personal_numbers.py", "slips.py", "declaration.py", "faults.py", "from_plan.py"}
"""Rules that make rows, or look at the plan's own."""


@pytest.mark.parametrize("path", below("rules", "documents"), ids=lambda path: str(path.relative_to(HOUSE)))
def test_rules_and_documents_see_a_view_of_a_row(path: Path) -> None:
    assert "FilledRow" not in names(path) or path.name in WRITERS
