"""What a chart of an Excel workbook says: its ranges and its words."""

from __future__ import annotations

from followup.files.packages.part_xml import parse_part

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def chart_words(content: bytes) -> list[str]:
    """Its ranges and titles in order, then the names of series that are no range; what else programs write is left out."""
    root = parse_part(content)
    texts = [node.text or "" for node in root.iter(f"{CHART}f", f"{DRAWING}t")]
    return texts + [name.text or "" for series in root.iter(f"{CHART}tx") for name in series.findall(f"{CHART}v")]
