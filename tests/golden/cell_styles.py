"""How each cell style of a workbook looks, in a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS

from tests.golden.package import in_words, local

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SIDES = ("left", "right", "top", "bottom")
ALIGNED = {"wrapText=1": "wrap"} | {
    f"{key}={value}": value
    for key, values in (("horizontal", ("left", "right")), ("vertical", ("top", "bottom")))
    for value in values
}
"""Said by a word alone."""
MARKS = ("b", "i", "u", "strike")


class CellStyles:
    """The looks of ``styles.xml``: of cells by their number, of conditions by theirs, and of named styles."""

    def __init__(self, root: Element) -> None:
        self._formats = {str(key): value for key, value in BUILTIN_FORMATS.items()}
        self._formats |= {
            element.get("numFmtId", ""): element.get("formatCode", "") for element in root.iter(f"{S}numFmt")
        }
        self._fonts, self._fills, self._borders = (
            [describe(element) for element in root.find(f"{S}{group}") or ()]
            for group, describe in (("fonts", font), ("fills", fill), ("borders", border))
        )
        named = {element.get("xfId", ""): element.get("name", "") for element in root.iter(f"{S}cellStyle")}
        self.named = {named.get(str(at), "?"): self._look(xf) for at, xf in enumerate(_group(root, "cellStyleXfs"))}
        self.cells = [" ".join([_own(named, xf), self._look(xf)]).strip() for xf in _group(root, "cellXfs")]
        self.conditions = [_condition(element) for element in _group(root, "dxfs")]

    def _look(self, xf: Element) -> str:
        words = [
            self._fonts[int(xf.get("fontId", 0))],
            self._fills[int(xf.get("fillId", 0))],
            self._borders[int(xf.get("borderId", 0))],
            self._format(xf.get("numFmtId", "0")),
            alignment(xf.find(f"{S}alignment")),
            lock(xf.find(f"{S}protection")),
        ]
        return " · ".join(filter(None, words))

    def _format(self, number: str) -> str:
        code = self._formats.get(number, number)
        return "" if code == "General" else f"‹{code}›"


def _group(root: Element, name: str) -> list[Element]:
    group_element = root.find(f"{S}{name}")
    return [] if group_element is None else list(group_element)


def _own(named: dict[str, str], xf: Element) -> str:
    name = named.get(xf.get("xfId", "0"), "?")
    return "" if name == "Normal" else f"[{name}]"


def font(element: Element) -> str:
    """Name, size, marks and colour."""
    values = {local(child.tag): child for child in element}
    words = [values[key].get("val", "") for key in ("name", "sz") if key in values]
    words += [key for key in MARKS if key in values and values[key].get("val") not in ("0", "none")]
    return " ".join([*words, *_colour(values.get("color"))])


def fill(element: Element) -> str:
    """The colour of a filled cell, with its pattern where it is not solid."""
    pattern = element.find(f"{S}patternFill")
    if pattern is None:
        return in_words(element)
    kind = pattern.get("patternType", "solid")
    colours = [*_colour(pattern.find(f"{S}fgColor")), *_colour(pattern.find(f"{S}bgColor"))]
    shown = [colour for colour in colours if colour != "indexed64"]
    return "" if kind == "none" else " ".join(["fill", *([] if kind == "solid" else [kind]), *shown])


def border(element: Element) -> str:
    """One word for all four sides that are alike, else each."""
    sides = {local(child.tag): child for child in element if child.get("style")}
    looks = {key: " ".join([side.get("style", ""), *_colour(side.find(f"{S}color"))]) for key, side in sides.items()}
    if set(looks) == set(SIDES) and len(set(looks.values())) == 1:
        return f"box {looks['left']}"
    return " ".join(f"{key} {look}" for key, look in looks.items())


def alignment(element: Element | None) -> str:
    """Where the text stands, without the names of what is well known."""
    attributes = {} if element is None else element.attrib
    return " ".join(ALIGNED.get(f"{key}={value}", f"{key}={value}") for key, value in attributes.items())


def lock(element: Element | None) -> str:
    """Locked unless it says otherwise, as in Excel."""
    attributes = {} if element is None else element.attrib
    words = [] if attributes.get("locked") == "0" else ["locked"]
    return " ".join([*words, *(["formula hidden"] if attributes.get("hidden") == "1" else [])])


def _colour(element: Element | None) -> Iterator[str]:
    """The colour without the opaque first byte; a theme's by its number and tint."""
    if element is not None:
        rgb = element.get("rgb", "")
        yield rgb[2:] if rgb else "".join(f"{key}{value}" for key, value in element.attrib.items())


DESCRIBED: dict[str, Callable[[Element], str]] = {"font": font, "fill": fill, "border": border}


def _condition(dxf: Element) -> str:
    looks = (DESCRIBED.get(local(child.tag), in_words)(child) for child in dxf)
    return " · ".join(filter(None, looks))
