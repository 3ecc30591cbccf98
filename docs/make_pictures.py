"""Make the pictures of docs/omgang-till.md from the bundled example: run it where what they show has changed.

LibreOffice draws the pages, and Poppler cuts the pictures out of them. What they show is looked at by a person.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from followup.cli.program import run

IMAGES = Path(__file__).resolve().parent / "images"
CORRECTED = {"Produktion": {"C12": 155000}, "Styrmått": {"K14": -25.3}}
"""The two cells of Division Närsjukvård that the example has wrong."""
DOTS_PER_INCH = 110


@dataclass(frozen=True)
class Picture:
    """A part of the first page of a workbook with a text on it; ``box`` is left, top, width and height in dots."""

    name: str
    workbook: Path
    text: str
    box: tuple[int, int, int, int]


def main() -> None:
    """Do one round and begin the next in a folder that is then thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "DÅ04", Path(folder) / "DÅ08"
        make_rounds(first, second)
        template = second / "templates" / "Division Länssjukvård 2 T2 2022.xlsx"
        for picture in (
            Picture("next-plan", second / "plan.xlsx", "Sista svarsdag", (40, 70, 1140, 340)),
            Picture("next-template", template, "Kommentar, T1 2022", (40, 60, 1720, 400)),
            Picture("next-changed", first / "output" / "regional.xlsx", "blev annorlunda", (40, 50, 1740, 470)),
        ):
            draw(picture, Path(folder))


def make_rounds(first: Path, second: Path) -> None:
    """The example merged, corrected and merged again, and the round after it with its templates."""
    at = ("--today", "2022-05-16")
    run(["demo", "--into", str(first)])
    type_in(first / "inbox" / "Division Närsjukvård T1 2022.xlsx", CORRECTED)
    run(["merge", "--plan", str(first), *at])
    days = ("--period-from", "2022-01-01", "--period-to", "2022-08-31", "--deadline", "2022-09-16")
    run(["new", str(second), "--from", str(first), "--round", "T2 2022", *days])
    run(["template", "--plan", str(second), *at])


def type_in(path: Path, sheets: Mapping[str, Mapping[str, object]]) -> None:
    """Type values into cells of a workbook."""
    book = openpyxl.load_workbook(path)
    for sheet, cells in sheets.items():
        for cell, value in cells.items():
            book[sheet][cell] = value
    book.save(path)


def draw(picture: Picture, folder: Path) -> None:
    """Cut a picture out of its page."""
    shutil.copyfile(picture.workbook, source := folder / f"{picture.name}.xlsx")
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)], check=True)
    pdf = source.with_suffix(".pdf")
    page = page_with(pdf, picture.text)
    left, top, width, height = map(str, picture.box)
    box = ["-x", left, "-y", top, "-W", width, "-H", height]
    pages = ["-f", str(page), "-l", str(page), "-r", str(DOTS_PER_INCH), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *pages, *box, str(pdf), str(IMAGES / picture.name)], check=True)


def page_with(pdf: Path, text: str) -> int:
    """The number of the first page with a text."""
    pages = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    numbers = [number for number, page in enumerate(pages.stdout.split("\f"), 1) if text in page]
    if not numbers:
        raise SystemExit(f"{pdf.name}: no page with {text}")
    return numbers[0]


if __name__ == "__main__":
    main()
