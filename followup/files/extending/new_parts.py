"""How a new part comes among those of a workbook: its name, its type, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from followup.files.packages.content_types import TYPES, with_content_type
from followup.files.packages.relationships import relationships_of, relationships_part, with_relationship
from followup.files.packages.xlsx_parts import Parts

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = f"{{{OFFICE}}}id"
"""The attribute by which an element names a relation."""


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
    parts.content[TYPES] = with_content_type(parts.content[TYPES], part, content_type)


def relate(parts: Parts, source: str, kind: str, target: str) -> str:
    """Let a part refer to another; the id of the relation."""
    ids = {relationship.id for relationship in relationships_of(parts.content, source)}
    relation_id = next(relation_id for number in range(1, 10_000) if (relation_id := f"rId{number}") not in ids)
    name = relationships_part(source)
    parts.content[name] = with_relationship(parts.content[name], relation_id, f"{OFFICE}/{kind}", f"/{target}")
    return relation_id


def place_after(root: Any, names: Sequence[str]) -> int:
    """Where in an element something stands that comes after those of these names."""
    return max((at for at, node in enumerate(root, start=1) if _local(node) in names), default=0)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
