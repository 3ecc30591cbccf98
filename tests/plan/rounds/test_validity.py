"""A row of the plan is asked for from its first round to its last, both with it."""

from __future__ import annotations

import pytest

from followup.plan.rounds.validity import is_in_force, is_struck, validity_can_be_placed
from tests.form.language import DetachedRow, Row


def row(first: str = "", last: str = "") -> DetachedRow:
    """A row with these rounds."""
    values = {key: text for key, text in (("valid_from", first), ("valid_to", last)) if text}
    return DetachedRow(Row("m"), dict(values))


@pytest.mark.parametrize(
    ("first", "last", "at", "is_asked", "struck"),
    [
        ("", "", "T2 2020", True, False),
        ("T2 2020", "", "T1 2020", False, False),
        ("T2 2020", "", "T2 2020", True, False),
        ("T2 2020", "", "ÅR 2020", True, False),
        ("", "T1 2020", "T1 2020", True, False),
        ("", "T1 2020", "T2 2020", False, True),
        ("", "ÅR 2019", "T1 2020", False, True),
        ("T2 2020", "T2 2020", "T1 2021", False, True),
        ("", "våren", "T2 2020", True, False),
    ],
)
def test_when_a_row_is_asked_for(first: str, last: str, at: str, is_asked: bool, struck: bool) -> None:
    assert (is_in_force(row(first, last), at), is_struck(row(first, last), at)) == (is_asked, struck)


@pytest.mark.parametrize(
    ("first", "last", "rules"),
    [
        ("T1 2020", "T2 2020", []),
        ("T2", "", ["round-without-year"]),
        ("", "våren", ["round-without-year"]),
        ("T2 2020", "T1 2020", ["valid-backwards"]),
        ("T2 2020", "T2 2020", []),
    ],
)
def test_rounds_that_cannot_stand(first: str, last: str, rules: list[str]) -> None:
    assert [remark.problem.rule for _row, remark in validity_can_be_placed([row(first, last)])] == rules
