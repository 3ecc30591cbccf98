"""Which row of an open table is which row of the new one."""

from __future__ import annotations

import pytest

from followup.files.excel.excel_rows import align


@pytest.mark.parametrize(
    ("present", "new", "becomes", "gone"),
    [
        ("a b c", "a b c", "a b c", 0),
        ("c a b", "a b c", "c a b", 0),
        ("a c", "a b c", "a b c", 0),
        ("c a", "a b c d", "c d a b", 0),
        ("a x b", "a b", "a b", 1),
        ("a a b", "a b", "a b", 1),
        ("a b c b", "a b d c b", "a b d c b", 0),
        ("a c d e d", "a c e d e", "a c e d e", 1),
        ("", "a a", "a a", 0),
    ],
)
def test_rows_keep_their_places_and_those_that_are_alike_their_order(
    present: str, new: str, becomes: str, gone: int
) -> None:
    rows = new.split()
    alignment = align([(text,) for text in present.split()], [(text,) for text in rows])
    assert [rows[number] for number in alignment.order] == becomes.split()
    assert sorted(alignment.order) == list(range(len(rows)))
    assert sum(span.size for span in alignment.gone) == gone
