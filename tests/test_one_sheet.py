"""A sheet that is read alone is read as it is among the others."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest

from tests.one_sheet import sheet_in
from tests.tables import plan_book, template


def everything(sheet: Any) -> dict[str, Any]:
    """What a test may ask of a sheet."""
    looks = ("font", "fill", "border", "alignment", "number_format", "protection", "style", "data_type", "value")
    cells = {
        cell.coordinate: [*(repr(getattr(cell, look)) for look in looks), cell.comment and cell.comment.text]
        for row in sheet.iter_rows()
        for cell in row
    }
    return {
        "cells": cells,
        "size": (sheet.title, sheet.dimensions, sheet.sheet_state, sheet.freeze_panes),
        "columns": {name: (size.width, size.hidden) for name, size in sheet.column_dimensions.items()},
        "rows": {number: (size.height, size.hidden) for number, size in sheet.row_dimensions.items()},
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "lists": sorted((str(rule.sqref), rule.formula1) for rule in sheet.data_validations.dataValidation),
        "colours": [
            (str(place.sqref), [rule.formula for rule in place.rules]) for place in sheet.conditional_formatting
        ],
        "tables": dict(sheet.tables.items()),
        "links": [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink],
        "protected": sheet.protection.sheet,
    }


@pytest.mark.parametrize(("made", "data_only"), [("plan", False), ("template", False), ("template", True)])
def test_a_sheet_alone_is_as_it_is_among_the_others(made: str, data_only: bool) -> None:
    path = plan_book() if made == "plan" else template()
    book = openpyxl.load_workbook(path, data_only=data_only)
    assert len(book.sheetnames) > 3
    for name in book.sheetnames[::3]:
        assert everything(sheet_in(path, name, data_only)) == everything(book[name])


def test_a_sheet_that_is_not_there_is_none_of_it() -> None:
    with pytest.raises(KeyError):
        sheet_in(plan_book(), "Finns inte")
