"""Reading views: what a controller reads on a screen."""

from __future__ import annotations

import openpyxl

from tests.demos import Demo

TITLES = 4
"""The row of a view's titles."""


def test_rows_that_nobody_has_to_answer_are_read_where_somebody_has(demo: Demo) -> None:
    """Of the example's own judgements there are none: ten printed pages said nothing."""
    sheet = openpyxl.load_workbook(demo.regional)["Egen bedömning"]
    assert "Inget har redovisats" in str(sheet["A3"].value)
    assert sheet.max_row < TITLES, "there is nothing to read"
