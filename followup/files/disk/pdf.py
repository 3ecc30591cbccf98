"""How many pages the PDF files of a folder have."""

from __future__ import annotations

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
