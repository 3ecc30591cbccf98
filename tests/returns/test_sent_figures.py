"""A template that was sent with other figures of a record than those it is read by: nothing is lost, and nothing is noise.

The same random changes as in ``test_nothing_lost.py``; more of them with ``FOLLOWUP_CASES``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.every_rule.plans import plan_after
from tests.house import Plan, reader_of
from tests.plans import PLAN
from tests.returns import workbook_model
from tests.returns.conserving import FAULTS, run
from tests.returns.workbook_model import EVERY_SECTION, MORE_ROWS, base

CASES = int(os.environ.get("FOLLOWUP_CASES", "240")) // 4
BEFORE = re.compile(r"\| nord \| ([\w-]+) \| ([\d ]*)\| ([\d ]*)\|")


def recorded(more: int) -> Plan:
    """The crowded plan, whose figures of last year come from a record, each so much more than the plan's own."""
    text = PLAN
    for old, new in MORE_ROWS.items():
        text = text.replace(old, new)
    figures = [
        ("visits", row[1], column, Decimal(raw.replace(" ", "")) + more)
        for row in BEFORE.finditer(text)
        for column, raw in zip(("now", "remote"), row.groups()[1:], strict=True)
        if raw.strip()
    ]
    text = BEFORE.sub(r"| nord | \1 | | |", text).replace("| fragor | nord | T1 2021 | | | 19 |\n", "")
    return plan_after(text, *figures, ("measures", "fragor", "outcome.total", Decimal(19) + more))


@pytest.fixture
def corrected(monkeypatch: pytest.MonkeyPatch) -> Iterator[Plan]:
    """The plan that templates are read by; they were sent by one whose record had each figure one less."""
    now, sent = recorded(1), recorded(0)
    base.cache_clear()
    monkeypatch.setattr(workbook_model, "crowded_plan", lambda: sent)
    yield now
    base.cache_clear()


def test_what_nobody_touched_is_no_finding_and_has_the_figures_of_today(corrected: Plan) -> None:
    submission, findings = reader_of(corrected, EVERY_SECTION).read(base().copy().received())
    assert submission is not None and [finding.rule for finding in findings] == []
    rows = {row.row.key: row for row in submission.tables["visits"]}
    assert (rows["ovriga"]["before"], rows["ovriga"]["remote_before"]) == (36531, 6826)
    below = [rows[key].number("before") for key in rows["totalt"].row.sums]
    assert rows["totalt"]["before"] == sum(figure for figure in below if figure is not None)
    (asked,) = [row for row in submission.tables["measures"] if row.row.key == "fragor"]
    assert asked["earlier"] == "T1 2021 20"


def test_nothing_is_lost_and_nothing_goes_to_the_wrong_row(corrected: Plan) -> None:
    counts, faults = run(0, CASES, corrected)
    assert not faults, "\n".join(faults[:5])
    assert [counts[fault] for fault in FAULTS] == [0, 0]
    assert counts["taken over"] > counts["filled in"] * 0.85, "most of it must be taken over, not only named"
