"""The page numbers of a Word document's contents, filled in before it becomes a PDF: no program does that on its way there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

PAGE = re.compile(
    r'( PAGEREF (\w+) \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>)<w:t/>'
)
MAIN = "word/document.xml"


def has_page_numbers(document: Path) -> bool:
    """Whether its contents lack the pages that they name."""
    with ZipFile(document) as archive:
        return MAIN in archive.namelist() and PAGE.search(archive.read(MAIN).decode()) is not None


def with_page_numbers(document: Path, pages: Mapping[str, int], target: Path) -> None:
    """Write the document with the pages of its headings, by the names of their bookmarks."""
    with ZipFile(document) as archive, ZipFile(target, "w") as copy:
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename == MAIN:
                content = PAGE.sub(
                    lambda found: f"{found[1]}<w:t>{pages.get(found[2], '')}</w:t>", content.decode()
                ).encode()
            copy.writestr(entry, content)
