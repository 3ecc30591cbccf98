"""The workbook behind a Word chart: what a person sees who chooses Edit data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from itertools import zip_longest
from typing import Any, NamedTuple
from zipfile import ZipFile

from followup.files.legal import xml_text
from followup.files.packages.repack import packed_text, with_packed
from followup.files.word.chart_content import SAMPLE, ChartContent

SHEET = "Diagramdata"
SHEET_PART, TEXTS_PART = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
FIGURE = re.compile(rf"<v>{SAMPLE}</v>|(?<=</f>)<v>[^<]*</v>")
"""A figure of a pattern in its cell, or what a formula there gives; texts are numbers of their list there, so that no other
cell says this.
"""
NAME = re.compile("(?<=<t>)[^<]*(?=</t>)")
NOT_PLAIN = re.compile(r"_x|[\x00-\x1f\ufffe\uffff]|^\s|\s$|^<r>")
"""What XlsxWriter writes otherwise than it is, or with a note."""


def chart_workbook(content: ChartContent) -> bytes:
    """The numbers as xlsx: categories in column A from row 2, one series a column with its name in row 1.

    Charts of one pattern have the same workbook but for the names and the figures, which are put in.
    """
    names = (*content.categories, *(series.name for series in content.series))
    if len({*names, ""}) <= len(names) or any(map(NOT_PLAIN.search, names)):
        return _written(content)
    pattern = _pattern(content.pattern)
    texts = _put_in(pattern.texts, map(xml_text, names))
    sheet = _put_in(pattern.figures, (f"<v>{figure}</v>" for figure in _figures(content)))
    return with_packed(pattern.package, {SHEET_PART: packed_text(sheet), TEXTS_PART: packed_text(texts)})


def _figures(content: ChartContent) -> Iterator[str]:
    """The figures row by row, behind those of each how far it is between its dots."""
    joins = content.joins if content.is_joined else ()
    rows = zip(*(series.values for series in content.series), strict=True)
    for figures, lengths in zip_longest(rows, joins, fillvalue=()):
        yield from (f"{figure:.16G}" for figure in figures if figure is not None)
        yield from map(str, lengths)


def _put_in(pieces: Sequence[str], fields: Iterable[str]) -> str:
    return "".join([pieces[0], *(text for pair in zip(fields, pieces[1:], strict=True) for text in pair)])


class _Pattern(NamedTuple):
    """A workbook, its sheet cut where the figures belong, row by row, and its texts where the names do."""

    package: bytes
    figures: Sequence[str]
    texts: Sequence[str]


@lru_cache(maxsize=64)
def _pattern(content: ChartContent) -> _Pattern:
    package = _written(content)
    with ZipFile(BytesIO(package)) as archive:
        sheet, texts = (archive.read(part).decode() for part in (SHEET_PART, TEXTS_PART))
    return _Pattern(package, FIGURE.split(sheet), NAME.split(texts))


def _write_joins(sheet: Any, content: ChartContent) -> None:
    """How far it is from the first figure of each row to the second, up and down: it follows a figure that is changed."""
    first = len(content.series) + 1
    for row, (up, down) in enumerate(content.joins, 1):
        one, other = f"B{row + 1}", f"C{row + 1}"
        both = f'OR({one}="",{other}="")'
        sheet.write_formula(row, first, f"=IF({both},0,MAX({other}-{one},0))", None, up)
        sheet.write_formula(row, first + 1, f"=IF({both},0,MAX({one}-{other},0))", None, down)


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
