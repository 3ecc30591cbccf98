"""A test of ``followup.form.answers.row_index``: rows are looked up as if each had been looked at."""

from __future__ import annotations

import pytest

from followup.form.answers.row_index import RowIndex
from tests.form.language import DetachedRow, FilledRow, Row

PAIRS = [("m1", "north"), ("m2", "north"), ("m1", "south"), ("m1", "north"), ("", "north"), ("m2", "")]
ROWS: list[FilledRow] = [
    DetachedRow(Row(str(at)), dict(zip(("measure", "unit"), pair, strict=True))) for at, pair in enumerate(PAIRS)
]


@pytest.mark.parametrize("pair", [*dict.fromkeys(PAIRS), ("m3", "north"), ("", "")])
def test_the_rows_with_these_texts_in_their_order(pair: tuple[str, str]) -> None:
    index = RowIndex(ROWS, ("measure", "unit"))
    assert index.rows_with(pair) == [row for row, of in zip(ROWS, PAIRS, strict=True) if of == pair]


def test_texts_that_come_to_the_same_number_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("followup.form.answers.row_index.hash", lambda _texts: 7, raising=False)
    index = RowIndex(ROWS, ("measure",))
    assert [row.row.key for row in index.rows_with(("m1",))] == ["0", "2", "3"]
    assert index.rows_with(("m3",)) == []


def test_of_no_rows_there_are_none() -> None:
    assert RowIndex([], ("measure",)).rows_with(("m1",)) == []
