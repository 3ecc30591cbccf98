"""What the pictures and charts of a Word document say to those who cannot see them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def alt_texts(document: Path) -> list[str]:
    """The text of each drawing in the body, in reading order; empty for one without."""
    with zipfile.ZipFile(document) as package, package.open("word/document.xml") as part:
        return [drawn.get("descr", "") for _event, drawn in ElementTree.iterparse(part) if drawn.tag == DRAWN]
