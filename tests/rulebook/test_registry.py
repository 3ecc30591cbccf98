"""Every rule is one record: complete, raised by its name, and its id written once."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from followup.rulebook.registry import AREAS, RECORDS, RULES
from tests.form.language import Rule
from tests.house import SECTIONS, Severity
from tests.parsed import nodes_of, tree_of

ROOT = Path(__file__).resolve().parents[2] / "followup"
RULEBOOK = ROOT / "rulebook"
NO_AREAS = {"__init__", "problem", "registry", "rule"}
BRACES = re.compile(r"{(\w+)}")
ORDINARY_WORDS = {("required", "click_words.py")}
"""An id that is a word like any other, and where it is that."""
NOT_BRACES = {"problem": set[str](), "remark": {"named"}}
"""The ways to raise a record, and the keywords that are no braces of its message."""


@cache
def modules() -> tuple[tuple[Path, list[ast.AST]], ...]:
    """Every module of the program with its nodes."""
    return tuple((path, nodes_of(path)) for path in sorted(ROOT.rglob("*.py")))


@cache
def texts() -> dict[str, list[tuple[str, str]]]:
    """Every quoted text of the code with the places that have it: room and file."""
    by_text: dict[str, list[tuple[str, str]]] = {}
    for path, nodes in modules():
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                by_text.setdefault(node.value, []).append((path.relative_to(ROOT).parts[0], path.name))
    return by_text


def test_every_file_of_the_rulebook_is_in_the_registry() -> None:
    files = {path.stem for path in RULEBOOK.rglob("*.py")} - NO_AREAS
    assert {area.__name__.rpartition(".")[2] for area in AREAS} == files


def test_no_two_files_have_a_record_of_one_name() -> None:
    assigned = [
        node.targets[0].id
        for path, nodes in modules()
        if RULEBOOK in path.parents and path.stem not in NO_AREAS
        for node in tree_of(path).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    ]
    assert len(assigned) == len(set(assigned))
    assert set(RECORDS) <= set(assigned)


@pytest.mark.parametrize("id_", RULES)
def test_an_id_is_written_once(id_: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+|required", id_)
    assert [folder for folder, name in texts()[id_] if (id_, name) not in ORDINARY_WORDS] == ["rulebook"], texts()[id_]


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_complete(name: str) -> None:
    rule = RECORDS[name]
    assert rule.why.endswith((".", "?")), "first a sentence that says why"
    assert rule.wrong and rule.right and rule.wrong != rule.right
    assert rule.message.id.endswith((".", "}", "?"))
    assert rule.addressee is RULES[rule.id].addressee


def test_what_is_understood_is_never_refused() -> None:
    (understood,) = (area for area in AREAS if area.__name__.endswith(".understood"))
    records = [RECORDS[name] for name in vars(understood) if name in RECORDS]
    assert len(records) > 10
    assert not [rule.id for rule in records if rule.severity is Severity.ERROR]


def test_every_record_is_raised() -> None:
    used = {
        node.id
        for path, nodes in modules()
        if RULEBOOK not in path.parents
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    assert set(RECORDS) - used == set()


def test_a_rule_says_no_severity_but_in_its_record() -> None:
    """What makes a problem otherwise would say id and severity again."""
    calls = [
        f"{path.name}:{node.lineno}"
        for path, nodes in modules()
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
    ]
    assert [place for place in calls if not place.startswith("rule.py:")] == []


def test_what_units_never_see_is_for_the_secretariat() -> None:
    of_the_secretariat = {"decisions", "plan", "plan_measures", "word_templates"}
    areas = [area for area in AREAS if area.__name__.rpartition(".")[2] in of_the_secretariat]
    assert len(areas) == len(of_the_secretariat)
    rules = {
        rule.id: rule.addressee.value for area in areas for rule in vars(area).values() if rule in RECORDS.values()
    }
    assert {id_ for id_, addressee in rules.items() if addressee == "unit"} == {"required"}


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Every place where a record is raised by its name: the place, the record, and what its braces are filled with."""
    for path, nodes in modules():
        for node in nodes:
            if not (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in NOT_BRACES
            ):
                continue
            record, keywords = node.func.value, {keyword.arg or "**" for keyword in node.keywords}
            if isinstance(record, ast.Name) and record.id in RECORDS:
                yield f"{path.name}:{node.lineno}", record.id, keywords - NOT_BRACES[node.func.attr]


def open_braces(rule: Rule) -> set[str]:
    """What is still to be filled in the message of a record; ``n`` is what it counts."""
    message = rule.message
    open_ = set(BRACES.findall(message.id + message.plural)) - {key for key, _value in message.arguments}
    return open_ | ({"n"} if message.plural else set())


def test_the_braces_of_a_message_are_filled_where_it_is_raised() -> None:
    places = list(raised())
    assert len(places) > 200
    wrong = [
        (place, name, filled)
        for place, name, filled in places
        if "**" not in filled and filled != open_braces(RECORDS[name])
    ]
    assert wrong == []


def test_the_braces_of_a_condition_are_filled() -> None:
    """``help`` is what the cell itself says."""
    conditions = [condition for section in SECTIONS for condition in section.conditions]
    wrong = [
        condition.rule.id
        for condition in conditions
        if {*condition.words, "help"} != open_braces(condition.rule) | {"help"}
    ]
    assert wrong == []
