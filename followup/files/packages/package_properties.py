"""Custom properties of a workbook or a document: read, and put into a package that may have none yet."""

from __future__ import annotations

import zipfile
from typing import Any

from followup.files.packages.content_types import TYPES, with_content_type
from followup.files.packages.part_xml import parse_part, serialise
from followup.files.packages.relationships import with_relationship

PROPERTIES = "docProps/custom.xml"
RELATIONS = "_rels/.rels"
CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
VALUES = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What Office calls the set that custom properties belong to."""
NONE = f'<Properties xmlns="{CUSTOM[1:-1]}" xmlns:vt="{VALUES[1:-1]}"/>'.encode()
LARGEST = 1024 * 1024
"""Bytes; no program writes so many properties, and the part is parsed before the file is known for ours."""


def custom_property(archive: zipfile.ZipFile, name: str) -> str:
    """The text of a custom property; empty where there is none."""
    if PROPERTIES not in archive.namelist() or archive.getinfo(PROPERTIES).file_size > LARGEST:
        return ""
    element = _named(parse_part(archive.read(PROPERTIES)), name)
    return "" if element is None else "".join(element.itertext())


def with_custom_property(archive: zipfile.ZipFile, name: str, text: str) -> dict[str, bytes]:
    """The parts of the package that change when it gets the property."""
    names = archive.namelist()
    changed = {PROPERTIES: properties_with(archive.read(PROPERTIES) if PROPERTIES in names else None, name, text)}
    if PROPERTIES not in names:
        types = with_content_type(archive.read(TYPES), PROPERTIES, CONTENT_TYPE)
        relationships = with_relationship(archive.read(RELATIONS), "followupWritten", KIND, PROPERTIES)
        changed |= {TYPES: types, RELATIONS: relationships}
    return changed


def properties_with(content: bytes | None, name: str, text: str) -> bytes:
    """The part of the properties with this one, in the place of one of its name; None where there is no part yet."""
    root = parse_part(content if content is not None else NONE)
    if (old := _named(root, name)) is not None:
        root.remove(old)
    number = max((int(node.get("pid", 1)) for node in root), default=1) + 1
    element = root.makeelement(f"{CUSTOM}property", {"fmtid": FORMAT, "pid": str(number), "name": name})
    value = element.makeelement(f"{VALUES}lpwstr")
    value.text = text
    element.append(value)
    root.append(element)
    return serialise(root)


def _named(root: Any, name: str) -> Any:
    return next((node for node in root if node.get("name") == name), None)
