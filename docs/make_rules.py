"""Make docs/rules.md from the records of the rulebook, and from the functions that make other findings."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from followup.rulebook.registry import AREAS, RECORDS
from followup.rules.addressees import addressee

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "rules.md"
NAME = re.compile(r"[a-z]+(-[a-z]+)+|required")

HEAD = """# Every rule

Made by `python docs/make_rules.py` from the rulebook; a test compares. What each means to those
who get the finding, in Swedish: [sekretariat.md](sekretariat.md#varje-fel-och-vad-man-gör).
"""


@dataclass(frozen=True, order=True)
class Rule:
    """A rule as one function makes it: why it stands, what is wrong, what is right, and where."""

    name: str
    where: str
    function: str
    why: str
    wrong: str
    right: str


def rules() -> list[Rule]:
    """Every documented rule of the package, by name."""
    found = [rule for path in sorted((ROOT / "followup").rglob("*.py")) for rule in _rules_of(path)]
    return sorted([*found, *_records()])


def _records() -> list[Rule]:
    """The rules of the rulebook, and each of their cases that has examples of its own."""
    files = {name: f"{area.__name__.replace('.', '/')}.py" for area in AREAS for name in vars(area)}
    examples = {(rule.id, rule.why, rule.wrong, rule.right): name for name, rule in reversed(RECORDS.items())}
    return [Rule(id_, files[name], name, *example) for (id_, *example), name in examples.items()]


def _rules_of(path: Path) -> Iterator[Rule]:
    where = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and (told := _told(ast.get_docstring(node) or "")):
            for name in sorted(_names_in(node)):
                yield Rule(name, where, node.name, *told)


def _told(docstring: str) -> tuple[str, str, str] | None:
    """Why, wrong and right; None for a docstring that has not both examples."""
    parts = re.split(r"^(Wrong|Right):", inspect.cleandoc(docstring), flags=re.M)
    if len(parts) != 5:
        return None
    why, _wrong, wrong, _right, right = (" ".join(part.split()) for part in parts)
    return why, wrong, right


def _names_in(function: ast.FunctionDef) -> set[str]:
    """The rules that a function names: texts of the form of a name that are handed on as they are.

    What it states of itself before its ``def`` repeats them.
    """
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    texts = [*(each for call in calls for each in call.args), *(each.value for call in calls for each in call.keywords)]
    returned = (each for node in nodes if isinstance(node, ast.Tuple) for each in node.elts)
    constants = [each.value for each in (*texts, *returned) if isinstance(each, ast.Constant)]
    return {text for text in constants if isinstance(text, str) and NAME.fullmatch(text)}


def page() -> str:
    """The page as text."""
    lines = [HEAD]
    name = ""
    for rule in rules():
        if rule.name != name:
            lines.append(f"## `{rule.name}`\n\nFor the {addressee(rule.name).value}.\n")
            name = rule.name
        lines.append(f"{rule.why}\n\n* Wrong: {rule.wrong}\n* Right: {rule.right}\n")
        lines.append(f"`{rule.function}` in [{rule.where}](../{rule.where})\n")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
