"""What the content of a workbook and of a document have in common: properties that people write, and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from followup.files.packages.part_xml import parse_part

WRITTEN_PROPERTIES = ("title", "subject", "description", "keywords", "category")
"""Properties that a person writes."""

Content = Mapping[str, bytes]
"""The parts of a file by name."""


def properties_of(parts: Content) -> Iterator[str]:
    """Title, subject and the like, where they say anything."""
    if "docProps/core.xml" not in parts:
        return
    for node in parse_part(parts["docProps/core.xml"]):
        name = str(node.tag).rpartition("}")[2]
        if name in WRITTEN_PROPERTIES and (node.text or "").strip():
            yield f"property {name} {node.text}"


def number_of(text: str) -> str:
    """A number as two programs agree on it: they differ in the last of the digits that a float keeps."""
    return f"{float(text):.12g}"
