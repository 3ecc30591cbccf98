"""The page numbers of a Word document's contents, filled in before it becomes a PDF: no program does that on its way there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

ENTRY = re.compile(r'(<w:hyperlink [^<>]*w:anchor="(_Toc\d+)" w:history="1">.*?)</w:hyperlink>')
"""A line of the contents, as we write it."""

MAIN = "word/document.xml"


def has_page_numbers(document: Path) -> bool:
    """Whether its contents lack the pages that they name."""
    with ZipFile(document) as archive:
        return MAIN in archive.namelist() and ENTRY.search(archive.read(MAIN).decode()) is not None


def with_page_numbers(document: Path, pages: Mapping[str, int], target: Path) -> None:
    """Write the document with the pages of its headings, by the names of their bookmarks."""
    with ZipFile(document) as archive, ZipFile(target, "w") as copy:
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename == MAIN:
                content = ENTRY.sub(lambda entry: _with_page(entry, pages), content.decode()).encode()
            copy.writestr(entry, content)


def _with_page(entry: re.Match[str], pages: Mapping[str, int]) -> str:
    page = f"<w:r><w:tab/></w:r><w:r><w:t>{pages[entry[2]]}</w:t></w:r>" if entry[2] in pages else ""
    return f"{entry[1]}{page}</w:hyperlink>"
