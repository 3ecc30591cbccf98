"""Another workbook that formulas take figures from: the parts of a package that say which it is and what its sheets are called."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from urllib.parse import quote

from followup.files.extending.new_parts import OFFICE
from followup.files.legal import xml_attribute
from followup.files.packages.content_types import TYPES, with_content_type
from followup.files.packages.relationships import relationships_part, with_relationship
from followup.files.packages.repack import with_parts

WORKBOOK = "xl/workbook.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def with_external_books(content: bytes, linked: Mapping[str, Sequence[str]]) -> bytes:
    """An .xlsx whose formulas may name the sheets of other workbooks, by the way to each from it: ``[1]`` is the first."""
    names = (TYPES, WORKBOOK, relationships_part(WORKBOOK))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        types, workbook, relations = (archive.read(name) for name in names)
    parts: dict[str, bytes] = {}
    references = b""
    for number, (way, sheets) in enumerate(linked.items(), start=1):
        part, id_ = f"xl/externalLinks/externalLink{number}.xml", f"rIdExternal{number}"
        parts[part] = _book(sheets)
        parts[relationships_part(part)] = _way(way)
        types = with_content_type(types, part, KIND)
        relations = with_relationship(relations, id_, f"{OFFICE}/externalLink", f"/{part}")
        references += f'<externalReference r:id="{id_}"/>'.encode()
    references = b"<externalReferences>" + references + b"</externalReferences>"
    workbook = workbook.replace(b"</sheets>", b"</sheets>" + references, 1)
    return with_parts(content, {**dict(zip(names, (types, workbook, relations), strict=True)), **parts})


def _book(sheets: Sequence[str]) -> bytes:
    names = "".join(f"<sheetName val={xml_attribute(name)}/>" for name in sheets)
    book = f'<externalBook xmlns:r="{OFFICE}" r:id="rId1"><sheetNames>{names}</sheetNames></externalBook>'
    return HEAD + f'<externalLink xmlns="{MAIN}">{book}</externalLink>'.encode()


def _way(way: str) -> bytes:
    target = xml_attribute(quote(way))
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" Target={target} TargetMode="External"/>'
    return HEAD + f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>'.encode()
