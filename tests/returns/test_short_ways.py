"""What most cells and rows are spared gives what the full way gives, whatever is done to a workbook.

A test of ``followup.returns.checking``.
"""

from __future__ import annotations

from random import Random

import pytest

from followup.returns.checking import check
from tests.form.language import Return
from tests.house import Finding, breaks, reader_of
from tests.returns.perturbations import perturbed
from tests.returns.workbook_model import EVERY_SECTION, base, crowded_plan

SEEDS = range(30)
SHORT_WAYS = (
    "knowing rows at a glance",
    "knowing prefilled columns at a glance",
    "taking numbers as stored",
    "taking shares as stored",
)


def test_the_full_way_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    by_short_ways = readings()
    for way in SHORT_WAYS:
        breaks(monkeypatch, way, lambda *_arguments: False)
    breaks(monkeypatch, "choosing rows to check", lambda _check, answered, _frame: range(len(answered)))
    assert readings() == by_short_ways


def readings() -> list[tuple[Return | None, list[Finding]]]:
    """Return and findings of an untouched workbook, and of some to which things were done."""
    reader = reader_of(crowded_plan(), EVERY_SECTION)
    read = []
    for model in (base().copy(), *(perturbed(Random(seed), []) for seed in SEEDS)):
        submission, findings = reader.read(model.received())
        checked = check(submission, reader.frame) if submission is not None else []
        read.append((submission.returned if submission is not None else None, [*findings, *checked]))
    return read
