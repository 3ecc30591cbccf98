"""The XML of a part as a tree, and back: for files of ours, and for those that have been let through already.

What is received for the first time goes through ``package.parse``, which says why it refuses a part.
"""

from __future__ import annotations

from typing import Any


def parse_part(content: bytes) -> Any:
    """The XML of a part, with no entities and no network."""
    from lxml import etree

    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def serialise(root: Any) -> bytes:
    """A part from its XML."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
