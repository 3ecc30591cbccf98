"""How a new part comes among those of a workbook: its name, its type, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from followup.files.packages.part_xml import parse_part, serialise
from followup.files.packages.relationships import relationships_of, relationships_part
from followup.files.packages.xlsx_parts import Parts

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = f"{{{OFFICE}}}id"
"""The attribute by which an element names a relation."""
TYPES = "[Content_Types].xml"


def related(parts: Parts, part: str, kind: str) -> Iterator[str]:
    """The parts of a kind that a part refers to."""
    for relationship in relationships_of(parts.content, part):
        if relationship.kind == kind and relationship.part in parts.content:
            yield relationship.part


def free_part(parts: Parts, pattern: str) -> str:
    """A name for a new part that no other has; ``pattern`` has braces for its number."""
    names = {name.casefold() for name in parts.content}
    return next(name for number in range(1, 10_000) if (name := pattern.format(number)).casefold() not in names)


def declare(parts: Parts, part: str, content_type: str) -> None:
    """Say of what type a new part is."""
    root = parse_part(parts.content[TYPES])
    space = root.tag.rpartition("}")[0] + "}"
    root.append(root.makeelement(f"{space}Override", {"PartName": f"/{part}", "ContentType": content_type}))
    parts.content[TYPES] = serialise(root)


def relate(parts: Parts, source: str, kind: str, target: str) -> str:
    """Let a part refer to another; the id of the relation."""
    name = relationships_part(source)
    root = parse_part(parts.content[name])
    space = root.tag.rpartition("}")[0] + "}"
    ids = {node.get("Id") for node in root}
    relation_id = next(relation_id for number in range(1, 10_000) if (relation_id := f"rId{number}") not in ids)
    root.append(
        root.makeelement(
            f"{space}Relationship", {"Id": relation_id, "Type": f"{OFFICE}/{kind}", "Target": f"/{target}"}
        )
    )
    parts.content[name] = serialise(root)
    return relation_id


def place_after(root: Any, names: Sequence[str]) -> int:
    """Where in an element something stands that comes after those of these names."""
    return max((at for at, node in enumerate(root, start=1) if _local(node) in names), default=0)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
