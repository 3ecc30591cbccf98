"""A form that people have filled in, worked out anew by LibreOffice: what its own columns say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.form.language import Code, codes_in
from tests.house import Raw, ReceivedBook, read_book
from tests.office import convert
from tests.tables import SELF_CHECK, address

CODES = "followup.codes"
RULE_COLUMN, LAST_ROW = 2, 10**6


class Told(NamedTuple):
    """What a form says of a cell: its sheet and address, the rule and the code, and what stands in the column beside."""

    sheet: str
    cell: str
    rule: str
    code: Code
    sentence: str


def worked_out(paths: list[Path], folder: Path, ending: str = "xlsx") -> list[ReceivedBook]:
    """The workbooks with every formula worked out anew, saved by LibreOffice."""
    return [read_book(path) for path in convert(paths, ending, folder)]


def told_by(book: ReceivedBook) -> list[Told]:
    """All that the columns of a workbook say, sheet by sheet."""
    words = book.sheet(SELF_CHECK)
    assert words is not None
    rules = {row + 1: str(raw) for (row, column), raw in words.cells.items() if column == RULE_COLUMN}
    told = []
    for sheet in book.sheets:
        heads = sorted(place for place, raw in sheet.cells.items() if raw == CODES)
        ends = [*(row for row, _column in heads[1:]), LAST_ROW]
        for (keys, at), end in zip(heads, ends[: len(heads)], strict=True):
            told += list(_told_in(sheet.name, sheet.cells, keys, at, end, rules))
    return told


def _told_in(
    name: str, cells: dict[tuple[int, int], Raw], keys: int, at: int, end: int, rules: dict[int, str]
) -> Iterator[Told]:
    columns = {raw: column for (row, column), raw in cells.items() if row == keys}
    for row, column in sorted(cells):
        if column == at and keys < row < end:
            for code in codes_in(str(cells[row, column]) + " "):
                sentence = str(cells.get((row, at + 1), ""))
                yield Told(name, address(row, columns[code.column]), rules[code.sentence], code, sentence)
