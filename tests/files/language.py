"""The language of workbooks, for tests that make one by hand: what stands in it, and how it looks.

One place for where it stands, as ``tests.house`` is for the flow.
"""

from followup.files.book import (
    Book,
    Cell,
    LazyRows,
    Module,
    SeriesRanges,
    Sheet,
    SheetChart,
    StreamedColumn,
    StreamedTable,
    WorkbookLink,
)
from followup.files.processes.messages import Understanding
from followup.files.xlsx_writing.base_look import DEFAULT_FOOTER, DEFAULT_HEADER, DEFAULT_STYLES, BaseLook, read_look

__all__ = [
    "DEFAULT_FOOTER",
    "DEFAULT_HEADER",
    "DEFAULT_STYLES",
    "BaseLook",
    "Book",
    "Cell",
    "LazyRows",
    "Module",
    "SeriesRanges",
    "Sheet",
    "SheetChart",
    "StreamedColumn",
    "StreamedTable",
    "Understanding",
    "WorkbookLink",
    "read_look",
]
