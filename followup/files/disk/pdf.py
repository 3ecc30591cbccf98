"""How many pages the PDF files of a folder have, and on which page of one its bookmarks lie."""

from __future__ import annotations

import re
from pathlib import Path


def pages_in(folder: Path) -> dict[str, int | None]:
    """The files of a folder by name, each with its pages; None for a file that is no PDF or cannot be read."""
    if not folder.is_dir():
        return {}
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith((".", "~$"))]
    return {path.name: _pages(path) if path.suffix.lower() == ".pdf" else None for path in files}


def _pages(path: Path) -> int | None:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on a file's making concern nobody here
    try:
        return len(PdfReader(path).pages)
    except (PyPdfError, OSError, ValueError, KeyError, RecursionError):
        return None


def pages_of_bookmarks(path: Path) -> dict[str, int]:
    """The pages of a PDF, from 1, that the bookmarks of the document stand on that it was made of, by their names."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    pages = {_name(name): reader.get_destination_page_number(at) for name, at in reader.named_destinations.items()}
    return {name: page + 1 for name, page in pages.items() if page is not None}


ESCAPED = re.compile("(?:#|/)([0-9A-F]{2})")


def _name(name: str) -> str:
    """The name of a destination: LibreOffice writes ``_`` as ``/5F``."""
    return ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), name)
