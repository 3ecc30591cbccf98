"""Faults of every kind, planted at random in a filled-in workbook: what people do, and what programs leave."""

from __future__ import annotations

import random
from copy import copy
from datetime import date
from typing import Any

from tests.form.cells.test_what_people_write import rows, signs
from tests.tables import SELF_CHECK

SEED = 6
TYPED = sorted(
    {signs(typed) for _kind, typed, _becomes, _told in rows() if typed[:1] not in "#@=<" and "<" not in typed}
)
OTHERS: list[Any] = [
    *(None, None, None, "", 0, 7, 41, 0.41, 12345678, -3, 3.5, 9000, True, False, date(2022, 5, 4), date(1904, 1, 1)),
    *("811218-9876", "Patienten 19811218-9876 fick vänta.", "Arbetet pågår.", "pågår enligt plan"),
    *(
        "klar",
        "brist",
        "omkring 2 000",
        "ett 60-tal",
        "ca 12 %",
        "K: 41 % M: 38 %",
        "K 12, M 7",
        "över 30",
        "Data saknas",
    ),
    *("mäts vartannat år", "ord " * 400, "Nej", "x", "2022-13-40", "30 april 2022", "uppnått", "Jämlik vård ökar"),
]


def plant(book: Any, seed: int, share: float = 0.25) -> None:
    """Change about a share of the cells of the visible sheets, then rows and names."""
    chance = random.Random(seed)
    for sheet in [worksheet for worksheet in book.worksheets if worksheet.sheet_state == "visible"]:
        for first, last in _tables(sheet):
            _type(sheet, first, last, chance, share)
        if chance.random() < 0.5:
            _swap_rows(sheet, chance)
        if chance.random() < 0.4:
            sheet.title = f"{sheet.title[:20]} {chance.randrange(10)}"
    assert SELF_CHECK in book.sheetnames


def _tables(sheet: Any) -> list[tuple[int, int]]:
    """First and last row under the titles of each table."""
    marks = [row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value or "").startswith("#")]
    keyed = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value]
    ends = [max(row for row in keyed if row < end) for end in [*marks[1:], sheet.max_row + 1]]
    return [(mark + 2, end) for mark, end in zip(marks, ends, strict=True)]


def _type(sheet: Any, first: int, last: int, chance: random.Random, share: float) -> None:
    """Rubbish of every kind in cells that are not labels."""
    for row in range(first, last + 1):
        for column in range(2, sheet.max_column + 1):
            cell = sheet.cell(row, column)
            if sheet.cell(first - 2, column).value is None or cell.fill.fgColor.rgb in (None, "00000000"):
                continue
            if chance.random() < share * (0.2 if isinstance(cell.value, str) and cell.value.startswith("=") else 1):
                _put(cell, chance.choice(TYPED) if chance.random() < 0.6 else chance.choice(OTHERS))


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif not isinstance(value, str) and cell.number_format == "yyyy-mm-dd":
        cell.number_format = "General"
    cell.value = value
    if isinstance(value, str) and value[:1] == "=" and value != "=1/0":
        cell.data_type = "s"


def _swap_rows(sheet: Any, chance: random.Random) -> None:
    """Two rows of a table change places, their keys with them; rows with formulas stay."""
    for first, last in _tables(sheet):
        plain = [
            row
            for row in range(first, last + 1)
            if sheet.cell(row, 1).value
            and not any(str(cell.value or "").startswith("=") for cell in sheet[row])
            and not str(sheet.cell(row, 1).value).startswith("#")
        ]
        if len(plain) > 3:
            chosen, other = chance.sample(plain, 2)
            for column in range(1, sheet.max_column + 1):
                upper, other_cell = sheet.cell(chosen, column), sheet.cell(other, column)
                upper.value, other_cell.value = other_cell.value, upper.value
                upper._style, other_cell._style = copy(other_cell._style), copy(upper._style)
