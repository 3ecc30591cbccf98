"""Of what type each part of a package is: the list that every package begins with."""

from __future__ import annotations

from followup.files.packages.part_xml import parse_part, serialise

TYPES = "[Content_Types].xml"


def with_content_type(types: bytes, part: str, content_type: str) -> bytes:
    """The list with a part's type; as it was where the part is in it already."""
    root = parse_part(types)
    space = root.tag.rpartition("}")[0] + "}"
    if not any(node.get("PartName") == f"/{part}" for node in root):
        root.append(root.makeelement(f"{space}Override", {"PartName": f"/{part}", "ContentType": content_type}))
    return serialise(root)
