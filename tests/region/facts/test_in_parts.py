"""A test of ``followup.region.facts.facts``. Facts that are made some rows at a time are the same lines, in the same order."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from followup.region.facts.facts import facts_in_parts, facts_of
from tests.house import consolidated, gather_files
from tests.round.test_sub_units import every_answer, the_plan
from tests.scoring.rounds import new_round


def test_facts_made_seven_rows_at_a_time_are_those_made_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sums over units under units too, which begin anywhere among such rows."""
    round_ = new_round(tmp_path / "r", the_plan("egen siffra"), every_answer())
    plan = round_.plan
    region = consolidated(gather_files(sorted((round_.folder / "inbox").glob("*.xlsx")), plan), plan)
    at_once = list(facts_of(region))
    monkeypatch.setattr("followup.region.facts.facts.ROWS_AT_A_TIME", 7)
    parts = list(facts_in_parts(region))
    assert len(parts) > len(region.tables) + 1
    assert list(chain.from_iterable(parts)) == at_once
