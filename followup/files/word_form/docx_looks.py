"""How runs of a Word document look: struck out, hidden, raised or lowered, in italics, by themselves or by their style."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

GONE = ("strike", "dstrike", "vanish")
HEIGHTS = ("vertAlign", "position")
ITALIC = "i"
OFF = ("0", "false", "off", "none")


def look_of_run(run: Any) -> tuple[bool, int, bool]:
    """Whether a run is struck out or hidden; 1 if it is raised, -1 if lowered; and whether it is in italics."""
    look = run.find("{*}rPr")
    if look is None or len(look) == 0:
        return False, 0, False
    gone = any(_is_on(switch) for name in GONE for switch in look.iterfind(f"{{*}}{name}"))
    offset = next((offset for name in HEIGHTS if (offset := _offset(look.find(f"{{*}}{name}")))), 0)
    return gone, offset, any(_is_on(switch) for switch in look.iterfind(f"{{*}}{ITALIC}"))


def _is_on(switch: Any) -> bool:
    return _value(switch) not in OFF


def _value(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}val")), "")


def _offset(height: Any) -> int:
    """By name, or in half points."""
    value = "" if height is None else _value(height)
    if value in ("superscript", "subscript"):
        return 1 if value == "superscript" else -1
    return 0 if not value.lstrip("-").isdecimal() or int(value) == 0 else -1 if value.startswith("-") else 1


def put_looks_of_styles(body: Any, styles: Any) -> None:
    """Give each run the look of its style, and of that of its paragraph, where that strikes out, hides or raises it, or sets it
    in italics.

    What a run says itself counts first. The tree is changed.
    """
    odd = _odd_styles(styles)
    for name, holder in (("rStyle", "rPr"), ("pStyle", "pPr")) if odd else ():
        for named in list(body.iter(f"{{*}}{name}")):
            look, above = odd.get(_value(named)), named.getparent()
            if look and above.tag.endswith(f"}}{holder}"):
                for run in [above.getparent()] if holder == "rPr" else list(above.getparent().iter("{*}r")):
                    _put(run, look)


def _put(run: Any, look: dict[str, Any]) -> None:
    properties = run.find("{*}rPr")
    if properties is None:
        properties = run.makeelement(run.tag[: run.tag.index("}") + 1] + "rPr", {}, None)
        run.insert(0, properties)
    for name, element in look.items():
        if properties.find(f"{{*}}{name}") is None:
            properties.append(deepcopy(element))


def _odd_styles(styles: Any) -> dict[str, dict[str, Any]]:
    """What each style says of this, by its id: its own, and that of the styles that it is based on."""
    looks: dict[str, dict[str, Any]] = {}
    bases: dict[str, str] = {}
    for style in styles.iterfind("{*}style"):
        id_ = next((str(value) for key, value in style.attrib.items() if key.endswith("}styleId")), "")
        base, look = style.find("{*}basedOn"), style.find("{*}rPr")
        bases[id_] = "" if base is None else _value(base)
        named = ((name, None if look is None else look.find(f"{{*}}{name}")) for name in (*GONE, *HEIGHTS, ITALIC))
        looks[id_] = {name: element for name, element in named if element is not None}
    return {id_: look for id_ in looks if (look := _with_bases(id_, looks, bases))}


def _with_bases(id_: str, looks: dict[str, dict[str, Any]], bases: dict[str, str]) -> dict[str, Any]:
    look: dict[str, Any] = {}
    visited = set[str]()
    while id_ in looks and id_ not in visited:
        visited.add(id_)
        look = {**looks[id_], **look}
        id_ = bases[id_]
    return look
