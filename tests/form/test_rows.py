"""A test of ``followup.form.rows``. What the plan says of a row is read from its own row, as from a copy of it."""

from __future__ import annotations

import pytest

from followup.form.rows import DetachedRow, ListedRows, PlanRecord, Row, one_of
from tests.house import Value

RECORD = DetachedRow(Row("m1", {"id": "m1", "unit": None}), {"id": "m1", "unit": None, "target": "90 %"})


@pytest.mark.parametrize("besides", [{}, {"answering": "nord"}, {"target": "80 %", "unit": None}])
def test_a_plan_record_is_as_a_copy_with_other_values_beside_it(besides: dict[str, Value]) -> None:
    """Also where a column is empty, and where what stands beside goes before."""
    record, copy = PlanRecord(RECORD, besides), {**RECORD.values, **besides}
    assert dict(record) == copy
    assert len(record) == len(copy)
    for key in ("id", "unit", "target", "answering", "nothing"):
        assert (key in record, record.get(key), record.get(key, "else")) == (
            key in copy,
            copy.get(key),
            copy.get(key, "else"),
        )


def test_a_plan_record_has_no_column_that_the_plan_has_not() -> None:
    """As any mapping, it says so."""
    with pytest.raises(KeyError):
        PlanRecord(RECORD)["nothing"]


def test_what_many_rows_have_alike_is_kept_once() -> None:
    """Sets and lists of the same content are the same object."""
    assert one_of(frozenset({"a", "b"})) is one_of(frozenset(["b", "a"]))
    assert one_of(("a", "b")) is one_of(tuple("ab"))


def test_rows_of_a_listing_are_made_when_they_are_asked_for() -> None:
    """They are equal each time; what is appended stays what it is, and a copy does not grow with them."""
    rows = ListedRows(["a", "b"], {}, {"unit": "nord"})
    copy, own = rows.copy(), Row("c", {"id": "c"})
    rows.append(own)
    assert [row.key for row in rows] == rows.keys == ["a", "b", "c"]
    assert rows[0] == Row("a", plan_record={"unit": "nord"})
    assert rows[-1] is rows.copy()[2] is own
    assert [row.key for row in rows[1:]] == ["b", "c"]
    assert len(copy) == 2
