"""What a part of a package leads to: a workbook to its sheets, a sheet to its drawings, a cell to an address."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from followup.files.packages.part_xml import parse_part, serialise


class Relationship(NamedTuple):
    """``kind`` is the last word of its type; ``part`` is empty where it leads outside the package."""

    id: str
    kind: str
    target: str
    part: str

    @property
    def destination(self) -> str:
        """The part, or the address as it is written."""
        return self.part or self.target


def relationships_part(part: str) -> str:
    """The name of the part that says what a part leads to; of the package itself, whose name is empty, too."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships_in(root: Any, part: str) -> Iterator[Relationship]:
    """What the XML of a relationships part says that ``part`` leads to, in its order."""
    folder = posixpath.join("/", posixpath.dirname(part))
    for node in root.iterfind("{*}Relationship"):
        target, is_outside = node.get("Target", ""), node.get("TargetMode", "").casefold() == "external"
        within = "" if is_outside else posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        yield Relationship(node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target, within)


def relationships_of(content: Mapping[str, bytes], part: str) -> list[Relationship]:
    """What a part leads to; nothing where no relationships part says so. ``content`` holds the parts by name."""
    relationships = content.get(relationships_part(part))
    return [] if relationships is None else list(relationships_in(parse_part(relationships), part))


def with_relationship(relationships: bytes, id_: str, type_: str, target: str) -> bytes:
    """The content of a relationships part with one more, last."""
    root = parse_part(relationships)
    space = root.tag.rpartition("}")[0] + "}"
    root.append(root.makeelement(f"{space}Relationship", {"Id": id_, "Type": type_, "Target": target}))
    return serialise(root)
