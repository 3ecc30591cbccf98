"""A test of ``followup.form.answers.row_index``: rows are looked up as if each had been looked at."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from followup.form.answers.row_index import RowIndex

PAIRS = [("m1", "north"), ("m2", "north"), ("m1", "south"), ("m1", "north"), ("", "north"), ("m2", "")]


class Line(NamedTuple):
    """A row of a sheet, as far as it is looked up."""

    measure: str
    unit: str

    def text(self, column: str) -> str:
        """What stands in a column."""
        return str(getattr(self, column))


ROWS: Any = [Line(*pair) for pair in PAIRS]


@pytest.mark.parametrize("pair", [*dict.fromkeys(PAIRS), ("m3", "north"), ("", "")])
def test_the_rows_with_these_texts_in_their_order(pair: tuple[str, str]) -> None:
    index = RowIndex(ROWS, ("measure", "unit"))
    assert list(map(id, index.rows_with(pair))) == [id(row) for row in ROWS if row == pair]


def test_texts_that_come_to_the_same_number_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("followup.form.answers.row_index.hash", lambda _texts: 7, raising=False)
    index = RowIndex(ROWS, ("measure",))
    assert index.rows_with(("m1",)) == [ROWS[0], ROWS[2], ROWS[3]]
    assert index.rows_with(("m3",)) == []


def test_of_no_rows_there_are_none() -> None:
    assert RowIndex([], ("measure",)).rows_with(("m1",)) == []
