"""One sheet of a workbook, read by openpyxl as it reads it: the others, often thirty of them, are left unread."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader


def sheet_in(path: Path, name: str, data_only: bool = False) -> Any:
    """The sheet with its cells, looks, rules and notes, but for what is named in the workbook, such as titles to print.

    KeyError when there is none of that name.
    """
    reader = _Reader(path, data_only=data_only)
    reader.only = name
    reader.read()
    return reader.wb[name]


class _Reader(ExcelReader):
    only = ""

    def read_workbook(self) -> None:
        super().read_workbook()
        parser: Any = self.parser
        sheets = [(sheet, relation) for sheet, relation in parser.find_sheets() if sheet.name == self.only]
        parser.find_sheets = lambda: sheets
        parser.assign_names = lambda: None
