"""Make docs/rules.md from the records of ``followup/rulebook``: run it after a new rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from followup.rulebook.registry import AREAS, RECORDS, RULES
from followup.rulebook.rule import Rule

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "rules.md"
RULEBOOK = ROOT / "followup" / "rulebook"
NAME = re.compile(r"\b[A-Z][A-Z_]+\b")

HEAD = """# Every rule

Made by `python docs/make_rules.py` from the records of the rulebook; a test compares. What each means to those
who get the finding, in Swedish: [uppslagsverk.md](uppslagsverk.md#varje-fel-och-vad-man-gör).
"""


def explained() -> dict[str, Rule]:
    """By its name, each rule and each case that has a reason or an example of its own; in the order of the ids."""
    first = {(rule.id, rule.why, rule.wrong, rule.right): name for name, rule in reversed(RECORDS.items())}
    return {name: RECORDS[name] for _example, name in sorted(first.items(), key=lambda item: _place(item[1]))}


def _place(name: str) -> tuple[str, int]:
    return RECORDS[name].id, list(RECORDS).index(name)


@cache
def _files() -> dict[str, list[str]]:
    """Each name in capitals with the files of the code that have it, the rulebook's own not among them."""
    files: dict[str, list[str]] = {}
    for path in sorted((ROOT / "followup").rglob("*.py")):
        for name in set(NAME.findall(path.read_text(encoding="utf-8"))) if RULEBOOK not in path.parents else ():
            files.setdefault(name, []).append(path.relative_to(ROOT).as_posix())
    return files


def _file_of(name: str) -> str:
    """The file of the rulebook that a record stands in; others may have imported it."""
    declared = re.compile(rf"^{name} = ", re.MULTILINE)
    paths = (Path(str(area.__file__)) for area in AREAS)
    path = next(path for path in paths if declared.search(path.read_text(encoding="utf-8")))
    return path.relative_to(ROOT).as_posix()


def _link(path: str) -> str:
    return f"[{path}](../{path})"


def _heading(id_: str) -> str:
    severities = dict.fromkeys(rule.severity.key for rule in RECORDS.values() if rule.id == id_)
    return f"## `{id_}`\n\nFor the {RULES[id_].addressee.value}. Severity: {' or '.join(severities)}.\n"


def _told(name: str, rule: Rule) -> Iterator[str]:
    yield f"{rule.why}\n\n* Wrong: {rule.wrong}\n* Right: {rule.right}\n"
    raised = ", ".join(map(_link, _files()[name]))
    yield f"`{name}` in {_link(_file_of(name))}, raised in {raised}\n"


def page() -> str:
    """The page as text."""
    lines = [HEAD]
    seen = set[str]()
    for name, rule in explained().items():
        if rule.id not in seen:
            seen.add(rule.id)
            lines.append(_heading(rule.id))
        lines += _told(name, rule)
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
