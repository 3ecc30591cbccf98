"""Nothing filled in is silently dropped, and nothing is put on the wrong row, whatever is done to the workbook.

Run as a script for more cases: ``python -m tests.returns.test_nothing_lost FIRST COUNT``. With ``FOLLOWUP_CASES`` and
``FOLLOWUP_FILES`` in the environment the tests take that many: 20000 and 1600 after a change in how tables are found
again. Those of every day try each kind of change some twenty times; a broken reader is seen in sixty cases (below).
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from tests.house import breaks, reader_of
from tests.returns.conserving import FAULTS, judge, run
from tests.returns.perturbations import ALL, perturbed
from tests.returns.real_files import run_files
from tests.returns.workbook_model import EVERY_SECTION, Model, base

CASES = int(os.environ.get("FOLLOWUP_CASES", "1200"))
FILES = int(os.environ.get("FOLLOWUP_FILES", "100"))
PARTS = 8


def summary_of(counts: Counter[str]) -> str:
    """The counts, for whoever reads the log."""
    return "; ".join(f"{name}: {count}" for name, count in sorted(counts.items()))


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_lost_and_nothing_goes_to_the_wrong_row(part: int) -> None:
    count = CASES // PARTS
    counts, faults = run(part * count, count)
    print(summary_of(counts))
    assert not faults, "\n".join(faults[:5])
    assert [counts[fault] for fault in FAULTS] == [0, 0]
    assert counts["taken over"] > counts["filled in"] * 0.85, "most of it must be taken over, not only named"


@pytest.mark.parametrize(
    "seed",
    [
        7016811,  # two columns without key and title, in one of which somebody has chosen what stands in the other
        7029289,  # the same, where the titles alone were deleted
        7048338,  # a label typed over with that of a row that was moved away
        7028060,  # what a sum comes to, pasted over it
        8044263,  # names of rows gone, and what is left of the rows moved away from their keys
    ],
)
def test_what_was_once_lost_or_went_to_the_wrong_row_is_not(seed: int) -> None:
    """Found among 50 000 cases from 7000000, and as many from 8000000."""
    _counts, faults = run(seed, 1)
    assert not faults


@pytest.mark.parametrize("part", range(4))
def test_nothing_is_lost_in_files_that_were_changed_and_saved(part: int) -> None:
    counts, faults = run_files(part * FILES // 4, FILES // 4)
    print(summary_of(counts))
    assert not faults, "\n".join(faults[:5])
    assert counts["taken over"] > counts["filled in"] * 0.8


def test_every_kind_of_change_is_tried() -> None:
    tried: list[str] = []
    for seed in range(150):
        perturbed(Random(seed), tried)
    assert set(tried) == {step.__name__ for step in ALL}


# ---------------------------------------------------------------------------------------------- the judge can be severe


def _read(model: Model) -> list[str]:
    submission, findings = reader_of(model.plan, EVERY_SECTION).read(model.received())
    return judge(model, submission, findings).faults


def test_a_workbook_that_nobody_touched_has_no_faults() -> None:
    assert _read(base().copy()) == []
    assert _read(base(second_round=True).copy()) == []


def test_the_judge_sees_a_value_on_the_wrong_row() -> None:
    """Two answers change places, and their tags do not: as if the reader had mixed up the rows."""
    model = base().copy()
    page = next(page for page in model.pages if "visits" in page.sections())
    tags = [(cell, cell.tag) for cell in page.cells.values() if cell.tag is not None and cell.tag.kind == "answer"]
    (one, first), (other, second) = [item for item in tags if (item[1].section, item[1].column) == ("visits", "now")][
        :2
    ]
    one.tag, other.tag = replace(first, row=second.row), replace(second, row=first.row)
    assert ["wrong place" in fault for fault in _read(model)] == [True, True]


def test_the_judge_sees_a_value_that_nobody_named(monkeypatch: pytest.MonkeyPatch) -> None:
    breaks(monkeypatch, "looking outside the tables", lambda *_arguments: iter(()))
    _counts, faults = run(0, 60)
    assert any("lost" in fault for fault in faults)


def test_the_judge_sees_a_reader_that_trusts_every_key(monkeypatch: pytest.MonkeyPatch) -> None:
    breaks(monkeypatch, "doubting a key", lambda *_arguments: False)
    _counts, faults = run(0, 200)
    assert any("wrong place" in fault for fault in faults)


def main() -> None:
    """Many cases, from the command line."""
    first, count = int(sys.argv[1]), int(sys.argv[2])
    counts, faults = run(first, count)
    print(summary_of(counts))
    print("\n".join(faults))


if __name__ == "__main__":
    main()
