"""How much of each page of a PDF is used: ``python -m tests.pages FOLDER`` tells it of every PDF in a folder.

By the pages as pictures (``pdftoppm``), without what stands in their heads and feet.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

DOTS_A_CM, MARGIN = 40 / 2.54, 2.0
"""Of the pictures, and the centimetres above and below the text."""

INK = 200
"""What is darker has been printed."""

LEAST = 0.4
"""The share of a page that is used at least, but of the last."""

needs_pictures = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed")


class Page(NamedTuple):
    """The share of its height that is used, and whether it lies."""

    used: float
    lies: bool


def pages_of(pdf: Path) -> list[Page]:
    """The pages of a PDF in order."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "40", "-gray", str(pdf), f"{folder}/p"], check=True)
        return [_page(path.read_bytes()) for path in sorted(Path(folder).iterdir())]


def _page(picture: bytes) -> Page:
    """A page as a grey picture in the format PGM: three lines, then a byte a dot."""
    _kind, size, _white, dots = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    first, last = round(MARGIN * DOTS_A_CM), height - round(MARGIN * DOTS_A_CM)
    printed = [row for row in range(first, last) if min(dots[row * width : (row + 1) * width]) < INK]
    return Page((printed[-1] + 1 - first) / (last - first) if printed else 0.0, width > height)


def nearly_empty(pages: list[Page]) -> list[int]:
    """The numbers of the pages that little stands on, from 1; the last one ends where the text does."""
    return [number for number, page in enumerate(pages[:-1], start=1) if page.used < LEAST]


if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).rglob("*.pdf")):
        pages = pages_of(path)
        lying = sum(page.lies for page in pages)
        print(f"{path}: {len(pages)} pages, {lying} lie, nearly empty: {nearly_empty(pages) or 'none'}")
