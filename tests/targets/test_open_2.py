"""More expressions from public pages, and plausible ones: right, unknown or wrong, compared field by field."""

from __future__ import annotations

from tests.targets.checking import RIGHT, UNKNOWN, WRONG, expectations, table
from tests.targets.closely import closely

OPEN = expectations("open_2.json")
FIRST_RUN = {RIGHT: 178, UNKNOWN: 16, WRONG: 7}
"""How they were understood before the grammar had seen them."""


def test_all_expressions_are_here() -> None:
    assert len(OPEN) == 201
    assert sum(each["role"] == "target" for each in OPEN) == 135


def test_most_are_right_at_the_first_run() -> None:
    verdicts = [closely(each) for each in OPEN]
    told = table(verdicts)
    print(told)
    assert {name: sum(each.verdict == name for each in verdicts) for name in FIRST_RUN} == FIRST_RUN, told
