"""Reading views: what a controller reads on a screen."""

from __future__ import annotations

from collections.abc import Iterator

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.demos import Demo, done

TITLES = 4
"""The row of a view's titles."""

BY_THE_PLAN = {"Enhet", "Styrmått", "Mål", "Åtgärd", "Framgångsfaktor", "Status", "Måluppfyllelse", "Räknas i", "Fråga"}
"""Columns in which the plan's own words stand."""

BESIDE_LETTERS = 0.72
"""Of a column's width in the file: what Excel has beside its characters."""

WIDEST = 22
"""Characters of the longest word for which a column is widened."""


def test_rows_that_nobody_has_to_answer_are_read_where_somebody_has(demo: Demo) -> None:
    """Of the example's own judgements there are none: ten printed pages said nothing."""
    sheet = openpyxl.load_workbook(demo.regional)["Egen bedömning"]
    assert "Inget har redovisats" in str(sheet["A3"].value)
    assert sheet.max_row < TITLES, "there is nothing to read"


@pytest.mark.parametrize("example", ["norrbotten-2022-04", "halland-2020"])
def test_no_word_of_the_plan_is_broken(example: str) -> None:
    """*Ambulanssjukvård-en*, *sjukskötersko-r*, and a sign on a line of its own above its word."""
    seen = set()
    for sheet in openpyxl.load_workbook(done(example).regional).worksheets:
        for title, width, texts in columns_of(sheet):
            if title in BY_THE_PLAN:
                seen.add(title)
                longest = max((word for text in texts for word in text.split()), key=len, default="")
                assert min(len(longest), WIDEST) <= width, (sheet.title, title, longest)
    assert len(seen) > 3


def test_nothing_stands_in_two_columns() -> None:
    """A question that names its row is what is answered too."""
    for sheet in openpyxl.load_workbook(done("socialnamnd-2026-08").regional).worksheets:
        titles = [title.strip() for title, _width, _texts in columns_of(sheet)]
        assert len(titles) == len(set(titles)), (sheet.title, titles)


def columns_of(sheet: Worksheet) -> Iterator[tuple[str, float, list[str]]]:
    """The columns of a reading view that can be seen: title, width in characters, and the texts below it."""
    widths = {
        column: 0.0 if dimension.hidden else dimension.width - BESIDE_LETTERS
        for dimension in sheet.column_dimensions.values()
        for column in range(dimension.min or 0, (dimension.max or 0) + 1)
    }
    for area in [table.ref for name, table in dict(sheet.tables).items() if name.startswith("v_")]:
        for titled, *below in zip(*sheet[area], strict=True):
            texts = [cell.value for cell in below if isinstance(cell.value, str) and not cell.value.startswith("=")]
            if widths[titled.column]:
                yield str(titled.value), widths[titled.column], texts
