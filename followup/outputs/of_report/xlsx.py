"""A report as a workbook: a sheet a chapter, for those who want to go on with its tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from followup.files.xlsx_writing.xlsx_write import write_book
from followup.outputs.registry import Format, Looks
from followup.outputs.xlsx_book import book_of
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.report import Report


def write_xlsx(report: Report, path: Path, looks: Looks) -> None:
    """Write the report in the look of the base workbook."""
    write_book(book_of(report, chain(_cover(report), report)), path, looks.of_workbooks())


def _cover(report: Report) -> Iterator[Part]:
    """A first sheet with what stands on the first page of the document."""
    fields = report.fields
    yield Heading(fields["title"], 1, fields["document"])
    yield ReportParagraph(fields["subtitle"])
    yield ReportParagraph(fields["status"], "muted" if report.subject.region.published else "warning")


FORMAT = Format(".xlsx", write_xlsx)
