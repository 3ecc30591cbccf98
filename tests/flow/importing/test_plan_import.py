"""A list comes into a plan from Python, without a terminal and without a question.

A test of ``followup``.
"""

from __future__ import annotations

from datetime import date

import pytest

import followup
from tests.lists import csv_list, measures, plan_with_units
from tests.tables import new_path


def test_python_takes_a_list_in_as_the_command_does() -> None:
    plan, file = plan_with_units(), csv_list(new_path("lista").with_suffix(".csv"), measures()[:3])
    tried = followup.import_list(plan, file, "measures", dry_run=True)
    done = followup.import_list(plan, file, "measures", today=date(2026, 1, 15))
    assert [row.cells for row in tried.added] == [row.cells for row in done.added]
    assert (done.rows.read, done.rows.present, len(done.added), len(done.understood)) == (3, 0, 5, 3)
    assert tried.copy is None and done.copy is not None and done.copy.name == "plan före import 2026-01-15.xlsx"


def test_what_cannot_be_taken_in_is_raised_as_a_sentence() -> None:
    plan = plan_with_units()
    with pytest.raises(followup.CouldNotRun, match="är en uppföljningsplan"):
        followup.import_list(plan, plan, "measures")
