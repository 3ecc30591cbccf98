"""What keeps people who use screen readers, or see badly, from a Word document: a line for each fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from tests.lint.workbooks import contrast

SMALLEST, READ = 8.0, 4.5
"""Points of letters in print, and the least contrast of letters to what they stand on (WCAG 2.1, 1.4.3)."""

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def faults(content: bytes) -> list[str]:
    """Each fault, with what it is found at."""
    document = docx.Document(BytesIO(content))
    return [fault for look in LOOKS for fault in look(document)]


def faults_in(path: Path) -> list[str]:
    """Those of a file."""
    return faults(path.read_bytes())


def _title_and_language(document: Any) -> Iterator[str]:
    core = document.core_properties
    if not core.title.strip():
        yield "the document has no title"
    if not core.language:
        yield "the document says no language"
    if not document.styles.element.findall(f".//{qn('w:docDefaults')}//{qn('w:lang')}"):
        yield "the letters are of no language"


def _headings(document: Any) -> Iterator[str]:
    above = 0
    for paragraph in document.paragraphs:
        name = paragraph.style.name if paragraph.style is not None else ""
        if name.startswith("Heading "):
            level = int(name.split()[-1])
            if level > above + 1:
                yield f"the heading {paragraph.text} skips a level"
            if not paragraph.text.strip():
                yield "a heading is empty"
            above = level


def _tables(document: Any) -> Iterator[str]:
    for number, table in enumerate(document.element.body.iter(qn("w:tbl")), start=1):
        rows = table.findall(qn("w:tr"))
        if rows and rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield f"table {number} has no header row"
        if rows and any(not _text(cell).strip() for cell in rows[0].findall(qn("w:tc"))):
            yield f"table {number} has a column without a title"
        properties = table.find(qn("w:tblPr"))
        if properties is None or properties.find(qn("w:tblDescription")) is None:
            yield f"table {number} has no text that says what it holds"


def _pictures(document: Any) -> Iterator[str]:
    for drawn in document.element.body.iter(PICTURE):
        if not drawn.get("descr"):
            yield f"{drawn.get('name')} has no text for those who cannot see it"


def _letters(document: Any) -> Iterator[str]:
    """Small letters: of styles, and of runs that say something (the mark of an empty paragraph may be small)."""
    for style in document.styles:
        size = getattr(getattr(style, "font", None), "size", None)
        if size is not None and size.pt < SMALLEST:
            yield f"style {style.name} has letters below {SMALLEST:g} points"
    for run in document.element.body.iter(qn("w:r")):
        size = run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
        if size is not None and _text(run).strip() and float(size.get(qn("w:val"))) < 2 * SMALLEST:
            yield f"{_text(run)} has letters below {SMALLEST:g} points"


def _colours(document: Any) -> Iterator[str]:
    """Letters on the ground of their cell; without a colour of their own they are black."""
    for cell in document.element.body.iter(qn("w:tc")):
        ground = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
        if ground is None or ground.get(qn("w:fill")) in (None, "auto"):
            continue
        for run in cell.iter(qn("w:r")):
            colour, marked = run.find(f"{qn('w:rPr')}/{qn('w:color')}"), run.find(f"{qn('w:rPr')}/{qn('w:highlight')}")
            ink = "000000" if colour is None or colour.get(qn("w:val")) == "auto" else colour.get(qn("w:val"))
            fill = ground.get(qn("w:fill")) if marked is None else "FFFF00"
            if contrast(ink, fill) < READ:
                yield f"{_text(cell)} is written in {ink} on {fill}"


def _text(cell: Any) -> str:
    return "".join(text.text or "" for text in cell.iter(qn("w:t")))


LOOKS: tuple[Callable[[Any], Iterator[str]], ...] = (
    _title_and_language,
    _headings,
    _tables,
    _pictures,
    _letters,
    _colours,
)
