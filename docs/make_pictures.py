"""Make the pictures of the guides from the bundled example: run it where what they show has changed.

LibreOffice draws the pages as in Sweden, Poppler makes pictures of them, and Pillow cuts out what is shown. ``PICTURES``
has them all; ``python docs/make_pictures.py NAME …`` makes those alone. What they show is looked at by a person.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from PIL import Image, ImageChops, ImageDraw, ImageFont

from followup.cli.program import run

Typed = Mapping[str, Mapping[str, str | float]]
"""What is typed, by sheet and cell."""

IMAGES = Path(__file__).resolve().parent / "images"
TODAY = ("--today", "2022-05-16")
CORRECTED: Typed = {"Produktion": {"C12": 155000}, "Styrmått": {"H14": -25.3}}
"""The two cells of Division Närsjukvård that the example has wrong."""
AS_BEGUN: Typed = {
    "Tillgänglighet": {"D5": 0.41, "E5": 0.44, "D6": "ca 45", "E6": 0.46, "I7": "Registret är klart i juni"}
}
"""A template in which somebody has begun: a row that is right, one with a text for a figure, one without but with why."""
DOTS_PER_INCH = 110
COLOURS = 64
"""Of a picture: as many as keep letters smooth, and files small."""
MARGIN = 8
"""White around what is shown, in dots."""
DARK, LIGHT, LETTER = "#1E2A33", "#F2F5F7", 15
"""Colours of a terminal, and the height of its letters in dots."""
EDGE, WHOLE = 20, 10_000
"""Where a page begins below its header, in dots; and more than any page has."""

FIRST, SENT, SECOND = "forsta", "skickat", "andra"
"""The folders of the first round when it is done, of the same when its answers had come, and of the second round."""


@dataclass(frozen=True)
class Picture:
    """What is drawn of the page of a file with a text on it; ``box`` is left, top, right and bottom in dots.

    What is white around it is cut away, and ``scale`` enlarges it. A ``file`` without a suffix is a verb: what the command
    says in a terminal.
    """

    name: str
    folder: str
    file: str
    text: str
    box: tuple[int, int, int, int] = (EDGE, 60, WHOLE, WHOLE)
    scale: float = 1


TEMPLATE = "templates/Division Länssjukvård 2 T1 2022.xlsx"
FILLED_IN = "inbox/Division Närsjukvård T1 2022.xlsx"
BEGUN = "begun.xlsx"
RETURNED = "returned/Division Närsjukvård T1 2022.xlsx"
NEXT_TEMPLATE = "templates/Division Länssjukvård 2 T2 2022.xlsx"
REGIONAL = "output/regional.xlsx"

PICTURES = (
    Picture("mall-start", SENT, TEMPLATE, "Det här är kvar", (EDGE, 60, WHOLE, 1000)),
    Picture("mall-fylla-i", SENT, BEGUN, "Andelen av dem som väntar", (EDGE, 60, WHOLE, 327)),
    Picture("tillbaka-lista", SENT, RETURNED, "Vad som är fel och vad du skriver", (EDGE, 60, WHOLE, 400)),
    Picture("tillbaka-cell", SENT, RETURNED, "Varav distansbesök", (EDGE, 120, 657, 390)),
    Picture("plan", SENT, "plan.xlsx", "vilken region, vilket tillfälle", (EDGE, 60, WHOLE, 667)),
    Picture("status", SENT, "status", "Sista svarsdag"),
    Picture("overview", SENT, REGIONAL, "Måluppfyllelse i perspektiv", (EDGE, 60, WHOLE, 700)),
    Picture("las-styrmatt", SENT, REGIONAL, "sin källa på bladet Styrmått, data", (EDGE, 60, WHOLE, 530)),
    Picture("summary", SENT, "output/summary.docx", "I korthet", (0, 0, WHOLE, WHOLE)),
    Picture("next-plan", SECOND, "plan.xlsx", "Sista svarsdag", (EDGE, 70, 1180, 410)),
    Picture("next-template", SECOND, NEXT_TEMPLATE, "Kommentar, T1 2022", (EDGE, 60, 919, 287), 1.6),
    Picture("next-changed", FIRST, REGIONAL, "blev annorlunda", (EDGE, 50, 1780, 520)),
)
"""Every picture of the guides."""


def main(*names: str) -> None:
    """Do one round and begin the next in a folder that is then thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        make_rounds(Path(folder))
        be_in_sweden(Path(folder) / "office")
        for picture in PICTURES:
            if not names or picture.name in names:
                draw(picture, Path(folder))


def make_rounds(folder: Path) -> None:
    """The example merged, corrected and merged again, and the round after it with its templates."""
    first, second = folder / FIRST, folder / SECOND
    run(["demo", "--into", str(first)])
    run(["check", "--return-to", str(first / "returned"), "--plan", str(first), *TODAY])
    shutil.copytree(first, folder / SENT)
    shutil.copyfile(first / TEMPLATE, folder / SENT / BEGUN)
    type_in(folder / SENT / BEGUN, AS_BEGUN)
    type_in(first / FILLED_IN, CORRECTED)
    run(["merge", "--plan", str(first), *TODAY])
    days = ("--period-from", "2022-01-01", "--period-to", "2022-08-31", "--deadline", "2022-09-16")
    run(["new", str(second), "--from", str(first), "--round", "T2 2022", *days])
    run(["template", "--plan", str(second), *TODAY])


def type_in(path: Path, sheets: Typed) -> None:
    """Type values into cells of a workbook."""
    book = openpyxl.load_workbook(path)
    for sheet, cells in sheets.items():
        for cell, value in cells.items():
            book[sheet][cell] = value
    book.save(path)


def be_in_sweden(profile: Path) -> None:
    """A profile of LibreOffice in which numbers are written as in Sweden, whatever the computer says."""
    locale = '<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop>'
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f'<item oor:path="/org.openoffice.Setup/L10N">{locale}</item></oor:items>',
        encoding="utf-8",
    )


def draw(picture: Picture, folder: Path) -> None:
    """Make a picture, of a page or of what a command says."""
    is_verb = not Path(picture.file).suffix
    shown = terminal(picture.file, folder / picture.folder) if is_verb else part_of(picture, folder)
    shown.quantize(COLOURS).save(IMAGES / f"{picture.name}.png", optimize=True)


def part_of(picture: Picture, folder: Path) -> Image.Image:
    """What is shown of the page of a file, as LibreOffice draws it."""
    source = folder / f"{picture.name}{Path(picture.file).suffix}"
    shutil.copyfile(folder / picture.folder / picture.file, source)
    office = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"]
    subprocess.run([*office, "--convert-to", "pdf", "--outdir", str(folder), str(source)], check=True)
    pdf = source.with_suffix(".pdf")
    page = str(page_with(pdf, picture.text))
    pages = ["-f", page, "-l", page, "-r", f"{DOTS_PER_INCH * picture.scale:g}", "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *pages, str(pdf), str(folder / picture.name)], check=True)
    with Image.open(folder / f"{picture.name}.png") as drawn:
        left, top, right, bottom = (int(edge * picture.scale) for edge in picture.box)
        return cut(drawn.convert("RGB"), (left, top, right, bottom))


def terminal(verb: str, folder: Path) -> Image.Image:
    """What a command says first, up to a blank line, light on dark as in a terminal."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        run([verb, "--plan", str(folder), *TODAY])
    text = f"> followup {verb}\n\n{said.getvalue().partition(chr(10) * 2)[0].strip()}"
    file = subprocess.run(["fc-match", "-f", "%{file}", "monospace"], capture_output=True, text=True, check=True).stdout
    font = ImageFont.truetype(file, LETTER)
    left, top, right, bottom = ImageDraw.Draw(Image.new("RGB", (1, 1))).multiline_textbbox((0, 0), text, font)
    shown = Image.new("RGB", (int(right - left) + 4 * MARGIN, int(bottom - top) + 4 * MARGIN), DARK)
    ImageDraw.Draw(shown).multiline_text((2 * MARGIN - left, 2 * MARGIN - top), text, LIGHT, font)
    return shown


def page_with(pdf: Path, text: str) -> int:
    """The number of the first page with a text."""
    pages = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    numbers = [number for number, page in enumerate(pages.stdout.split("\f"), 1) if text in page]
    if not numbers:
        raise SystemExit(f"{pdf.name}: no page with {text}")
    return numbers[0]


def cut(page: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """What is shown, without what is white around it."""
    left, top, right, bottom = box
    part = page.crop((left, top, min(right, page.width), min(bottom, page.height)))
    white = Image.new("RGB", part.size, "white")
    inked = ImageChops.difference(part, white).getbbox() or (0, 0, *part.size)
    around = (inked[0] - MARGIN, inked[1] - MARGIN, inked[2] + MARGIN, inked[3] + MARGIN)
    size = (around[2] - around[0], around[3] - around[1])
    shown = Image.new("RGB", size, "white")
    shown.paste(part.crop(inked), (MARGIN, MARGIN))
    return shown


if __name__ == "__main__":
    main(*sys.argv[1:])
