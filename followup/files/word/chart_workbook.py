"""The workbook behind a Word chart: what a person sees who chooses Edit data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile
from zlib import Z_DEFAULT_COMPRESSION

from followup.files.packages.repack import PackedPart, with_packed
from followup.files.word.chart_content import SAMPLE, ChartContent

SHEET = "Diagramdata"
SHEET_PART = "xl/worksheets/sheet1.xml"
SAMPLE_CELL = f"<v>{SAMPLE}</v>"
"""A figure of a pattern in its cell; texts are numbers of their list there, so that no other cell says this."""


def chart_workbook(content: ChartContent) -> bytes:
    """The numbers as xlsx: categories in column A from row 2, one series a column with its name in row 1.

    Charts whose names are the same have the same workbook but for the figures, which are put in.
    """
    if content.is_joined:
        return _written(content)
    package, pieces = _pattern(content.pattern)
    rows = zip(*(series.values for series in content.series), strict=True)
    figures = [f"<v>{figure:.16G}</v>" for row in rows for figure in row if figure is not None]
    sheet = "".join([pieces[0], *(text for pair in zip(figures, pieces[1:], strict=True) for text in pair)])
    with PackedPart(Z_DEFAULT_COMPRESSION) as packed:
        packed.write(sheet.encode())
    return with_packed(package, {SHEET_PART: packed})


def _write_joins(sheet: Any, content: ChartContent) -> None:
    """How far it is from the first figure of each row to the second, up and down: it follows a figure that is changed."""
    first = len(content.series) + 1
    for row, (up, down) in enumerate(content.joins, 1):
        one, other = f"B{row + 1}", f"C{row + 1}"
        both = f'OR({one}="",{other}="")'
        sheet.write_formula(row, first, f"=IF({both},0,MAX({other}-{one},0))", None, up)
        sheet.write_formula(row, first + 1, f"=IF({both},0,MAX({one}-{other},0))", None, down)


@lru_cache(maxsize=64)
def _pattern(content: ChartContent) -> tuple[bytes, Sequence[str]]:
    """The workbook of a pattern, and its sheet cut where the figures belong, row by row."""
    package = _written(content)
    with ZipFile(BytesIO(package)) as archive:
        return package, archive.read(SHEET_PART).decode().split(SAMPLE_CELL)


def _written(content: ChartContent) -> bytes:
    from xlsxwriter import Workbook

    stream = BytesIO()
    book: Any = Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(content.series), 16)
    number = book.add_format({"num_format": content.number_format})
    # write_string, or a name that starts with = would become a formula
    for row, category in enumerate(content.categories, 1):
        sheet.write_string(row, 0, category)
    for column, series in enumerate(content.series, 1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, value, number)
    if content.is_joined:
        _write_joins(sheet, content)
    book.close()
    return stream.getvalue()
