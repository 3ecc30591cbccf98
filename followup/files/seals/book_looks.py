"""How the cells of a workbook look, in words that do not depend on how a program numbers and orders its styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PLAIN_THEME = {"0": "FFFFFF", "1": "000000"}
BUILT_IN = {"0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "49": "@"}
UNSAID = re.compile(r'[\\"]')
"""Backslashes and quotes in a number format: programs write them or not."""


def looks_in(styles: Any) -> list[tuple[str, bool]]:
    """How cells look, by the number of the style; and whether one shows although it is empty.

    Whether a long text is broken into lines is not looked at: LibreOffice does so by itself.
    """
    fonts = [font_look(node) for node in styles.find(f"{MAIN}fonts")]
    fills = [_fill(node) for node in styles.find(f"{MAIN}fills")]
    borders = [_border(node) for node in styles.find(f"{MAIN}borders")]
    listed = styles.find(f"{MAIN}numFmts")
    formats = {node.get("numFmtId"): node.get("formatCode") for node in (listed if listed is not None else ())}
    return [_look(node, fonts, fills, borders, formats) for node in styles.find(f"{MAIN}cellXfs")]


def font_look(font: Any) -> str:
    """Name, size and marks of a font or of a run; black is not said."""
    size, name = "", ""
    marks = []
    for node in font:
        kind, value = str(node.tag).rpartition("}")[2], node.get("val")
        if kind == "sz":
            size = f"{float(value):g}"
        elif kind in ("name", "rFont"):
            name = value
        elif kind == "color":
            marks.append(colour_of(node))
        elif kind in ("b", "i", "strike") and value not in ("0", "false"):
            marks.append(kind)
        elif kind in ("u", "vertAlign") and value not in ("none", "baseline"):
            marks.append(f"{kind} {value or 'single'}")
    return " ".join([name, size, *sorted(mark for mark in marks if mark != "000000")])


def colour_of(colour: Any) -> str:
    """RRGGBB, or the theme and tint that it stands for; empty for one that the program chooses."""
    if (rgb := colour.get("rgb")) is not None:
        return str(rgb)[-6:].upper()
    theme, tint = colour.get("theme"), float(colour.get("tint", 0))
    if theme in PLAIN_THEME and not tint:
        return PLAIN_THEME[theme]
    return f"theme{theme}{tint:.2f}" if theme is not None else ""


def _fill(fill: Any) -> str:
    pattern = fill.find(f"{MAIN}patternFill")
    if pattern is None:
        return "gradient"
    kind, colour = pattern.get("patternType", "none"), pattern.find(f"{MAIN}fgColor")
    if kind in ("none", "gray125"):
        return ""
    return (colour_of(colour) if colour is not None else "") if kind == "solid" else str(kind)


def _border(border: Any) -> str:
    sides = (node for node in border if node.get("style") not in (None, "none"))
    return " ".join(sorted(f"{str(node.tag).rpartition('}')[2]}" for node in sides))


def _look(
    xf: Any, fonts: list[str], fills: list[str], borders: list[str], formats: Mapping[str | None, str | None]
) -> tuple[str, bool]:
    number = xf.get("numFmtId", "0")
    code = formats.get(number) or BUILT_IN.get(number, number)
    aligned = xf.find(f"{MAIN}alignment")
    indent = "0" if aligned is None else aligned.get("indent", "0")
    fill, border = fills[int(xf.get("fillId", 0))], borders[int(xf.get("borderId", 0))]
    look = (fonts[int(xf.get("fontId", 0))], fill, border, UNSAID.sub("", code), indent)
    return "|".join(look), bool(fill)
