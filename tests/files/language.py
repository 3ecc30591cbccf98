"""The language of workbooks, for tests that make one by hand: what stands in it, and how it looks.

One place for where it stands, as ``tests.house`` is for the flow.
"""

from followup.files.book import Block, Book, Cell, Chart, LazyRows, Link, Module, Series, TableColumn
from followup.files.xlsx_writing.base_look import DEFAULT_FOOTER, DEFAULT_HEADER, DEFAULT_STYLES, Look, read_look

__all__ = [
    "DEFAULT_FOOTER",
    "DEFAULT_HEADER",
    "DEFAULT_STYLES",
    "Block",
    "Book",
    "Cell",
    "Chart",
    "LazyRows",
    "Link",
    "Look",
    "Module",
    "Series",
    "TableColumn",
    "read_look",
]
