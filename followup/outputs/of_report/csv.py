"""A report as CSV for a spreadsheet in the report's language: all its parts in one table, in reading order.

The facts (``of_facts/csv.py``) are for programs, which want commas, points and texts untouched; this is opened by people.
Excel takes a file for UTF-8 by its first three bytes, and asks the language for what stands between cells and in numbers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from followup.files.legal import legal
from followup.locale import Words, _
from followup.outputs.registry import Format, Looks
from followup.reports.parts import Heading, PageLayout, Part, ReportChart, ReportParagraph
from followup.reports.report import Report
from followup.reports.table import Cells, ReportTable


class Dialect(NamedTuple):
    """What a spreadsheet in a language expects between cells, and what figures in words have between thousands."""

    separator: str
    thousands: str


DIALECTS: Mapping[str, Dialect] = {"sv": Dialect(";", "\u00a0"), "en": Dialect(",", ",")}

HEADING, TEXT, TITLES, ROW, CHART = _("heading"), _("text"), _("column titles"), _("row"), _("chart")
"""What a line is."""

POINT, ABOVE = "•", " › "
FORMULA_LIKE = re.compile(r"\s*[=+\-@].|['\t\r]", re.DOTALL)
"""What a spreadsheet might reckon out instead of showing it; a sign alone is shown as it is."""
PLAIN_NUMBER = re.compile(r"-\d+([.,]\d+)?\s?%?")
AS_TEXT = "'"


class CsvLine(NamedTuple):
    """A line of the file. ``chapter`` is the headings above, ``number`` that of the table, as in Word, and its caption."""

    chapter: str
    kind: str
    number: str
    caption: str
    cells: Sequence[str]


def write_csv(report: Report, path: Path, _looks: Looks) -> None:
    """Write a line for each heading, paragraph, row of a table and chart, all with as many cells.

    The same report gives the same bytes.
    """
    dialect = DIALECTS[report.words.language]
    width = max((len(part.columns) for part in report if isinstance(part, ReportTable)), default=1)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=dialect.separator, lineterminator="\r\n")
        writer.writerow(_names(report.words, width))
        for chapter, kind, number, caption, cells in _lines(report, dialect):
            left_out = [""] * (width - len(cells))
            writer.writerow([*map(_safe, (chapter, kind, number, caption, *cells)), *left_out])


def _names(words: Words, width: int) -> list[str]:
    """The first line: no name twice, so that programs can ask for a column by it."""
    names = (_("Chapter"), _("Kind of line"), _("Table"), _("Table caption"))
    columns = (_("Column {n}", n=number) for number in range(1, width + 1))
    return [words(name) for name in (*names, *columns)]


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: with an apostrophe before it where it begins as one.

    One that begins with an apostrophe gets another, so that the first can always be taken away again.
    """
    text = legal(text)
    return AS_TEXT + text if FORMULA_LIKE.match(text) and not PLAIN_NUMBER.fullmatch(text) else text


def _lines(report: Report, dialect: Dialect) -> Iterator[CsvLine]:
    fields, words, chapter, tables = report.fields, report.words, list[str](), 0
    for name in ("title", "subtitle", "status"):
        yield CsvLine("", words(TEXT), "", "", [fields[name]])
    for part in report:
        if isinstance(part, Heading):
            chapter = [*chapter[: part.level - 1], part.text]
        tables += isinstance(part, ReportTable)
        number = str(tables) if isinstance(part, ReportTable) else ""
        for kind, caption, cells in _part_lines(part, words, dialect):
            yield CsvLine(ABOVE.join(chapter), kind, number, caption, cells)


def _part_lines(part: Part, words: Words, dialect: Dialect) -> Iterator[tuple[str, str, Sequence[str]]]:
    """The lines of a part: what each is, the caption, and its cells."""
    match part:
        case Heading():
            yield words(HEADING), "", [part.text]
        case ReportParagraph():
            yield words(TEXT), "", [_paragraph(part)]
        case ReportTable():
            yield words(TITLES), part.caption, part.titles
            columns = [_texts(column.cells(part.rows), column.words(part.rows), dialect) for column in part.columns]
            yield from zip(repeat(words(ROW)), repeat(part.caption), zip(*columns, strict=True))
        case ReportChart():
            yield words(CHART), part.title, [part.alt_text]
        case PageLayout():  # a table has no pages
            pass


def _paragraph(paragraph: ReportParagraph) -> str:
    """Its text behind its number, its address and its footnotes behind it."""
    mark = POINT if paragraph.manner == "point" else paragraph.mark
    return " ".join(filter(None, (mark, _with_address(paragraph.text, paragraph.link), *map(_note, paragraph.notes))))


def _texts(values: Cells, cells: Cells, dialect: Dialect) -> Iterator[str]:
    """A column as it reads in a document; figures without anything between thousands, so that they can be reckoned with."""
    for at, (value, shown) in enumerate(zip(values.values, cells.values, strict=True)):
        text = "" if shown is None else str(shown)
        is_figure = isinstance(value, Decimal | int)
        yield _with_remarks(text.replace(dialect.thousands, "") if is_figure else text, cells, at)


def _with_remarks(text: str, cells: Cells, at: int) -> str:
    """The addresses and the footnotes of a cell, each behind its line."""
    links, notes = cells.links.get(at, ()), cells.notes.get(at, ())
    if not (links or notes):
        return text
    lines = text.split("\n")
    for link in links:
        lines[link.line] = _with_address(lines[link.line], link.address)
    for line, note in notes:
        lines[line] += f" {_note(note)}"
    return "\n".join(lines)


def _with_address(text: str, address: str) -> str:
    return text if not address or address in text else f"{text} ({address})"


def _note(text: str) -> str:
    return f"[{text}]"


FORMAT = Format(".csv", write_csv)
