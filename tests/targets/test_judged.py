"""Targets and outcomes as they stand on public pages, and the level that a careful reader gives.

``judged.json``: ``level`` is that reader's, ``accept`` what else is honest, ``page_says`` the page's own verdict,
``target_is_a_reading`` where the page gives the goal in other words than a cell would ("Utfall 2021, Utfall 2022" under
a goal that something shall rise), ``source`` its address. The levels were written down before any was judged here.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from tests.targets.checking import understood

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("judged.json").read_text(encoding="utf-8"))
HONEST = ("undecided", "no_data", "not_due")
MOST_WRONG, LEAST_RIGHT = 0, 95


def verdicts() -> list[tuple[str, str]]:
    """For each case right, refused or wrong, and what was judged."""
    return [verdict(case) for case in CASES]


def verdict(case: dict[str, Any]) -> tuple[str, str]:
    level = understood(case["target"], direction=case.get("direction", ""), outcome=case["outcome"])["level"]
    line = f"{case['target']} · {case['outcome']}: {level}, not {case['level']}"
    if level in (case["level"], *case.get("accept", ())):
        return "right", line
    return ("refused" if level in HONEST else "wrong"), line


def test_none_is_judged_otherwise_than_a_careful_reader_does() -> None:
    counts = Counter(name for name, _line in verdicts())
    table = "\n".join(f"{name}: {line}" for name, line in verdicts() if name != "right")
    assert len(CASES) == 100
    assert counts["wrong"] <= MOST_WRONG, table
    assert counts["right"] >= LEAST_RIGHT, table
