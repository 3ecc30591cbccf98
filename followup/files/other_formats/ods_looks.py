"""How texts of an OpenDocument workbook look: which of its styles strike out, hide, raise or lower."""

from __future__ import annotations

from typing import Any, NamedTuple

THROUGH = ("text-line-through-style", "text-line-through-type")


class OdsLook(NamedTuple):
    """What a style makes of its text, as ``Run`` has it."""

    struck: bool | None = None
    offset: int = 0


PLAIN = OdsLook()


def odd_looks_of(root: Any) -> dict[str, OdsLook]:
    """The looks of a document by the name of their style, plain ones left out."""
    looks = {}
    for style in root.iterfind("{*}automatic-styles/{*}style"):
        properties = style.find("{*}text-properties")
        if properties is not None and (look := _look(properties)) != PLAIN:
            looks[next((str(value) for key, value in style.attrib.items() if key.endswith("}name")), "")] = look
    return looks


def _look(properties: Any) -> OdsLook:
    values = {key.rpartition("}")[2]: str(value) for key, value in properties.attrib.items()}
    through = [values[key] for key in THROUGH if key in values]
    struck = any(line != "none" for line in through) if through else None
    if values.get("display") == "none":
        struck = True
    height = values.get("text-position", "").partition(" ")[0]
    if height in ("", "0%"):
        return OdsLook(struck)
    return OdsLook(struck, -1 if height.startswith(("sub", "-")) else 1)
