"""A workbook of openpyxl as a file that Microsoft's own validator passes."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from followup.files.packages.part_xml import parse_part, serialise
from followup.files.packages.xlsx_parts import FIXED

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

STYLES = "xl/styles.xml"
IN_A_FONT = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign",
    "sz", "color", "name", "family", "charset", "scheme",
)  # fmt: skip
"""What a font holds, in the order that Excel writes and asks for; openpyxl begins with the name."""


def save_bytes(workbook: Workbook) -> bytes:
    """The content of its file, with what each font holds in order and every date in the ZIP fixed."""
    memory = BytesIO()
    workbook.save(memory)
    return put_in_order(memory.getvalue())


def put_in_order(package: bytes) -> bytes:
    """What openpyxl has written, with what each font holds in order and every date in the ZIP fixed."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == STYLES:
                content = _with_fonts_in_order(content)
            new.writestr(zipfile.ZipInfo(entry.filename, FIXED), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _with_fonts_in_order(styles: bytes) -> bytes:
    root = parse_part(styles)
    for font in root.iter("{*}font"):
        font[:] = sorted(font, key=_place_in_a_font)
    return serialise(root)


def _place_in_a_font(element: Any) -> int:
    name = element.tag.rpartition("}")[2]
    return IN_A_FONT.index(name) if name in IN_A_FONT else len(IN_A_FONT)
