"""The look of our workbooks, read from a base workbook that a secretariat restyles in Excel.

Only the look is read: named cell styles (``followup …``), the logo, the page header and footer. Layout never
is, so restyling cannot break a form. What the base workbook lacks falls back on :data:`DEFAULT_STYLES`.
"""

from __future__ import annotations

import base64
import colorsys
import contextlib
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from followup.files.disk.atomic_files import OutputInUse, written_beside
from followup.files.disk.ordinary_file import file_content
from followup.files.disk.user_cache import cache_path
from followup.files.received import UnreadableFile
from followup.files.size_limits import USUAL
from followup.frozen import frozen

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

StyleProperties = dict[str, Any]

PREFIX = "followup "
SHEET = "Utseende"
LOGO_NAME = "logo"
DEFAULT_HEADER = '&L&"Arial,Regular"&9 &F&R&"Arial,Regular"&9 &A'
DEFAULT_FOOTER = '&R&"Arial,Regular"&9 Sida &P av &N'

_MAIN = "#0B4F6C"
_RULE = "#C5D0D6"
_INPUT_RULE = "#A88420"
_SIDES = ("left", "right", "top", "bottom")
_LINES = (
    "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot",
    "mediumDashDot", "dashDotDot", "mediumDashDotDot", "slantDashDot",
)  # fmt: skip
_BORDER_NUMBERS = {name: number for number, name in enumerate(_LINES, start=1)}
_UNDERLINES = {"single": 1, "double": 2, "singleAccounting": 33, "doubleAccounting": 34}
_ALIGNS = {"centerContinuous": "center_across"}
_VALIGNS = {"top": "top", "center": "vcenter", "justify": "vjustify", "distributed": "vdistributed"}
# In the order in which cells number them; Office's own values serve a workbook without a theme.
_THEME = {
    "lt1": "FFFFFF", "dk1": "000000", "lt2": "E7E6E6", "dk2": "44546A",
    "accent1": "4472C4", "accent2": "ED7D31", "accent3": "A5A5A5",
    "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47",
    "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip


def _style(colour: str = "#000000", size: float = 10.0, **more: Any) -> StyleProperties:
    return {"font_name": "Arial", "font_size": size, "font_color": colour, **more}


def _box(rule: str = _RULE) -> StyleProperties:
    return {key: value for side in _SIDES for key, value in ((side, 1), (f"{side}_color", rule))}


def _label(**more: Any) -> StyleProperties:
    return _style(**_box(), valign="top", text_wrap=True) | more


def _input(**more: Any) -> StyleProperties:
    return _style(bg_color="#FFF6D6", **_box(_INPUT_RULE), valign="top", **more)


def _mark(colour: str, background: str, align: str) -> StyleProperties:
    placed: StyleProperties = {"align": align, "valign": "vcenter", "text_wrap": True}
    return _style(colour, bold=True, bg_color=background, **_box(), **placed)


DEFAULT_STYLES: Mapping[str, Mapping[str, object]] = {
    "title": _style(_MAIN, 18.0, bold=True, valign="vcenter"),
    "heading": _style(_MAIN, 13.0, bold=True, valign="vcenter"),
    "text": _style(valign="top", text_wrap=True),
    "instruction": _style("#3F4B55", 9.0, bg_color="#EEF4F6", align="left", valign="top", text_wrap=True),
    "header": _style("#FFFFFF", bold=True, bg_color=_MAIN, **_box(), valign="vcenter", text_wrap=True),
    "label": _label(),
    "label level 1": _label(align="left", indent=1),
    "label total": _label(bold=True, top=2, top_color=_MAIN),
    "earlier": _style("#4B5563", bg_color="#F0F2F4", **_box(), valign="top"),
    "computed": _style(bg_color="#E6F6FC", **_box(), valign="top"),
    "input": _input(),
    "input text": _input(align="left", text_wrap=True),
    "ok": _mark("#14532D", "#E3F3E8", "left"),
    "warning": _mark("#7A3E00", "#FDE3C8", "left"),
    "error": _mark("#8B1A1A", "#FBE3E3", "left"),
    "link": _style("#0B5CAD", underline=1, valign="top"),
    "muted": _style("#5B6670", 9.0, valign="top", text_wrap=True),
    "key": _style("#66717B", 6.0),
    "level met": _mark("#14532D", "#D5EBDC", "center"),
    "level partly": _mark("#6B4300", "#FFE3B0", "center"),
    "level not met": _mark("#7F1D1D", "#F8D4D4", "center"),
    "level other": _mark("#3F4B55", "#E9ECEF", "center"),
}
"""Style name without the prefix -> XlsxWriter format properties; the bundled base workbook says the same."""


@frozen
class BaseLook:
    """How our workbooks look.

    `styles`: style name without "followup " -> XlsxWriter format properties (each side of a border by itself,
    colours #RRGGBB); holds at least every name of DEFAULT_STYLES, and what the secretariat added.
    `logo`: the bytes of a png, jpeg or gif, or None. `header`, `footer`: texts with Excel's codes (&L, &P),
    "" for none. `main_colour`: the background of the style `header`, #RRGGBB.
    `missing`: names that the base workbook lacks, in the order of DEFAULT_STYLES.
    """

    styles: Mapping[str, Mapping[str, object]]
    logo: bytes | None
    header: str
    footer: str
    main_colour: str
    missing: tuple[str, ...]


def read_look(path: Path) -> BaseLook:
    """The look of the base workbook at `path`.

    A damaged or odd workbook never raises: what cannot be read falls back on the defaults and is named in
    `Look.missing` (all names when the file is no workbook at all, or no file).
    What was read of a file is kept: openpyxl alone takes longer to load than a workbook to check.
    """
    try:
        content = file_content(path, USUAL)
    except UnreadableFile:
        content = b""
    kept_at = cache_path(f"look-{hashlib.sha256(content).hexdigest()[:24]}.json")
    look = _cached_look(kept_at)
    if look is None:
        look = _read(content)
        _cache(look, kept_at)
    return look


def _cached_look(kept_at: str | bool) -> BaseLook | None:
    """The look as it was kept; None when it was not, or cannot be read."""
    if not isinstance(kept_at, str):
        return None
    try:
        content = json.loads(Path(kept_at).read_text(encoding="utf-8"))
        logo = None if content["logo"] is None else base64.b64decode(content["logo"])
        return BaseLook(**{**content, "logo": logo, "missing": tuple(content["missing"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _cache(look: BaseLook, kept_at: str | bool) -> None:
    if not isinstance(kept_at, str):
        return
    content = {field.name: getattr(look, field.name) for field in fields(look)}
    content["logo"] = None if look.logo is None else base64.b64encode(look.logo).decode()
    with contextlib.suppress(OSError, OutputInUse), written_beside(Path(kept_at)) as beside:
        beside.write_text(json.dumps(content), encoding="utf-8")


def _read(content: bytes) -> BaseLook:
    workbook = _open(content)
    named = {} if workbook is None else _named_styles(workbook)
    styles = {**DEFAULT_STYLES, **named}
    sheet = None if workbook is None else _look_sheet(workbook)
    return BaseLook(
        styles=styles,
        logo=None if sheet is None else _logo(sheet),
        header=DEFAULT_HEADER if sheet is None else str(sheet.oddHeader or ""),
        footer=DEFAULT_FOOTER if sheet is None else str(sheet.oddFooter or ""),
        main_colour=str(styles["header"].get("bg_color", _MAIN)),
        missing=tuple(name for name in DEFAULT_STYLES if name not in named),
    )


def _open(content: bytes) -> Workbook | None:
    """None when openpyxl cannot make a workbook of it."""
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pictures and extensions that openpyxl drops do not matter here
            return load_workbook(BytesIO(content), keep_links=False)
    except Exception:  # openpyxl fails in many ways on odd files, and none of them may stop a round
        return None


def _look_sheet(workbook: Workbook) -> Worksheet | None:
    named = [sheet for sheet in workbook.worksheets if sheet.title.strip().casefold() == SHEET.casefold()]
    return next(iter(named + workbook.worksheets), None)


def _named_styles(workbook: Any) -> dict[str, StyleProperties]:
    theme = _theme(workbook.loaded_theme)
    named = {" ".join(str(style.name).split()).casefold(): style for style in workbook._named_styles}
    return {
        name.removeprefix(PREFIX): _properties(style, theme) for name, style in named.items() if name.startswith(PREFIX)
    }


def _properties(style: Any, theme: list[str]) -> StyleProperties:
    """The XlsxWriter properties of an openpyxl named style. What equals Excel's own default is left out."""
    properties = {
        **_font(style.font, theme),
        **_fill(style.fill, theme),
        **_borders(style.border, theme),
        **_alignment(style.alignment),
        "num_format": None if style.number_format == "General" else style.number_format,
    }
    return {key: value for key, value in properties.items() if value}


def _font(font: Any, theme: list[str]) -> StyleProperties:
    return {
        "font_name": font.name,
        "font_size": font.sz,
        "font_color": _colour(font.color, theme) or "#000000",
        "bold": font.b,
        "italic": font.i,
        "underline": _UNDERLINES.get(font.u),
        "font_strikeout": font.strike,
    }


def _fill(fill: Any, theme: list[str]) -> StyleProperties:
    """A solid colour; of a gradient its first colour; a pattern is no background for text and is left out."""
    if fill.tagname == "gradientFill":
        return {"bg_color": _colour(fill.stop[0].color, theme) if fill.stop else None}
    return {"bg_color": _colour(fill.fgColor, theme) if fill.fill_type == "solid" else None}


def _borders(border: Any, theme: list[str]) -> StyleProperties:
    return dict(_border_properties(border, theme))


def _border_properties(border: Any, theme: list[str]) -> Iterator[tuple[str, object]]:
    for name in _SIDES:
        side = getattr(border, name)
        if side is not None and side.style in _BORDER_NUMBERS:
            yield name, _BORDER_NUMBERS[side.style]
            yield f"{name}_color", _colour(side.color, theme)


def _alignment(alignment: Any) -> StyleProperties:
    if alignment is None:
        return {}
    horizontal = alignment.horizontal
    return {
        "align": None if horizontal == "general" else _ALIGNS.get(horizontal, horizontal),
        "valign": _VALIGNS.get(alignment.vertical),
        "text_wrap": alignment.wrap_text,
        "indent": int(alignment.indent or 0),
    }


def _colour(colour: Any, theme: list[str]) -> str | None:
    """#RRGGBB of an openpyxl colour; None when there is none or it is left to the system ("automatic")."""
    base = None if colour is None else _base_colour(colour, theme)
    return None if base is None else f"#{_tint(base, float(colour.tint or 0)).upper()}"


def _base_colour(colour: Any, theme: list[str]) -> str | None:
    from openpyxl.styles.colors import COLOR_INDEX

    if colour.type == "theme":
        return theme[colour.theme] if 0 <= colour.theme < len(theme) else None
    if colour.type == "indexed":  # 64 and 65 are the system's own two
        return COLOR_INDEX[colour.indexed][-6:] if 0 <= colour.indexed < min(64, len(COLOR_INDEX)) else None
    return str(colour.rgb)[-6:] if colour.type == "rgb" else None


def _tint(rgb: str, tint: float) -> str:
    """RRGGBB made darker (tint -1 … 0) or lighter (0 … 1) as Excel does it: only the lightness changes."""
    if not tint:
        return rgb
    hue, light, saturation = colorsys.rgb_to_hls(*(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))


def _theme(xml: bytes | str | None) -> list[str]:
    """The twelve theme colours as RRGGBB, in the order in which cells number them; else Office's."""
    try:
        root = ElementTree.fromstring(xml or "<none/>")
    except ElementTree.ParseError:
        return list(_THEME.values())
    scheme = next((node for node in root.iter() if node.tag.endswith("}clrScheme")), None)
    colours = {} if scheme is None else {node.tag.rpartition("}")[2]: _theme_colour(node) for node in scheme}
    return [colours.get(name) or office for name, office in _THEME.items()]


def _theme_colour(node: ElementTree.Element) -> str | None:
    """`lastClr` of a system colour, `val` of a plain one."""
    return next((child.get("lastClr") or child.get("val") for child in node), None)


def _logo(sheet: Any) -> bytes | None:
    """The picture at the cell named `logo`, else the first on the sheet, else None."""
    pictures: list[Any] = list(sheet._images)
    place = _logo_place(sheet)
    pictures.sort(key=lambda picture: _corner(picture) != place)  # stable: the others keep their order
    return bytes(pictures[0].ref.getvalue()) if pictures else None


def _corner(picture: Any) -> tuple[int, int] | None:
    """Row and column, from 1, of a picture's upper left corner; None when it is tied to no cell."""
    corner = getattr(picture.anchor, "_from", None)
    return None if corner is None else (corner.row + 1, corner.col + 1)


def _logo_place(sheet: Any) -> tuple[int, int] | None:
    """Row and column of the cell named `logo`; None without such a name, and for a broken one or a range."""
    from openpyxl.utils.cell import coordinate_to_tuple

    name = sheet.parent.defined_names.get(LOGO_NAME)
    address = "" if name is None else str(name.attr_text).rpartition("!")[2].replace("$", "")
    return coordinate_to_tuple(address) if re.fullmatch("[A-Z]{1,3}[1-9][0-9]*", address) else None
