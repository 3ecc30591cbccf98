"""What an .xlsx says, line by line, whatever program saved it: this tells opened-and-saved from edited.

What programs write as they please (order of styles, cached results, heights of rows, views, what was calculated when)
is left out. Whatever else a person can see or set stands in a line, or its mere presence does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from hashlib import sha256
from posixpath import basename, dirname, join, normpath
from typing import Any

from followup.files.addresses import place_of
from followup.files.packages.shared_formula import SharedFormula, by_own_row
from followup.files.packages.xlsx_parts import parse_part

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULA, TEXT, RUN = f"{MAIN}f", f"{MAIN}t", f"{MAIN}r"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RULES = "{http://schemas.microsoft.com/office/excel/2006/main}"
LATER = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
OF_PROGRAMS = {
    "dimension", "sheetViews", "sheetFormatPr", "pageMargins", "pageSetup", "printOptions", "ignoredErrors",
    "phoneticPr", "extLst", "cols", "sheetData", "sheetPr", "tableParts", "drawing", "legacyDrawing", "mergeCells",
    "hyperlinks", "dataValidations", "conditionalFormatting", "headerFooter", "autoFilter", "sheetProtection",
    "sheetCalcPr", "customProperties",
}  # fmt: skip
"""What a sheet holds that is read below, or that programs write by themselves; anything else counts by its name."""
OTHER_PARTS = re.compile(
    r"xl/(media/|embeddings/|pivotTables/|slicers/|threadedComments/|activeX/|externalLinks/|queryTables/|connections|"
    r"timelines/|model/|richData/|diagrams/|ctrlProps/)"
)
WRITTEN_PROPERTIES = ("title", "subject", "description", "keywords", "category")
"""Properties that a person writes."""
HEADER_CODES = re.compile(r'&"[^"]*"|&\d+(?=\D|$)|&K[0-9A-Fa-f]{6}|&[LCR]|\s')
MOST_CELLS = 20_000
"""A rule for more cells is named by its area: one for a whole column would be a million lines."""
PLAIN_THEME = {"0": "FFFFFF", "1": "000000"}

Content = Mapping[str, bytes]


def lines_of_book(parts: Content) -> Iterator[str]:
    """Each line says one thing of the workbook; the same lines, the same contents."""
    yield from _Book(parts).lines()


def properties_of(parts: Content) -> Iterator[str]:
    """Title, subject and the like, where they say anything."""
    if "docProps/core.xml" not in parts:
        return
    for node in parse_part(parts["docProps/core.xml"]):
        name = str(node.tag).rpartition("}")[2]
        if name in WRITTEN_PROPERTIES and (node.text or "").strip():
            yield f"property {name} {node.text}"


def relations_of(parts: Content, part: str) -> dict[str, tuple[str, str]]:
    """What a part leads to: kind and target, by relationship; a target outside the package as it is written."""
    rels = f"{dirname(part)}/_rels/{basename(part)}.rels"
    if rels not in parts:
        return {}
    relations = {}
    for node in parse_part(parts[rels]):
        target = node.get("Target", "")
        if node.get("TargetMode") != "External":
            target = normpath(join("/", dirname(part), target)).lstrip("/")
        relations[node.get("Id", "")] = (node.get("Type", "").rpartition("/")[2], target)
    return relations


class _Book:
    """A workbook that is being read."""

    def __init__(self, parts: Content) -> None:
        self.parts = parts

    def lines(self) -> Iterator[str]:
        """All of it."""
        book, to = parse_part(self.parts["xl/workbook.xml"]), relations_of(self.parts, "xl/workbook.xml")
        for sheet in book.iter(f"{MAIN}sheet"):
            state = "hidden" if sheet.get("state", "visible") != "visible" else ""
            yield f"sheet {sheet.get('name')} {state}"
            yield from self._sheet(to[sheet.get(f"{RELATION}id")][1], hidden=bool(state))
        yield from sorted(self._names(book))
        yield from sorted(f"part {match[0]}" for name in self.parts if (match := OTHER_PARTS.match(name)))
        if (macros := self.parts.get("xl/vbaProject.bin")) is not None:
            yield f"macros {sha256(macros).hexdigest()}"
        yield from properties_of(self.parts)

    def _names(self, book: Any) -> Iterator[str]:
        for name in book.iter(f"{MAIN}definedName"):
            if not name.get("name", "").startswith("_xlnm.") or "Print_Area" in name.get("name", ""):
                yield f"name {name.get('name')} {_unquote(name.text or '')}"

    @cached_property
    def texts(self) -> list[str]:
        """The shared texts; one whose letters look different from each other says how."""
        if "xl/sharedStrings.xml" not in self.parts:
            return []
        return [_text(node) for node in parse_part(self.parts["xl/sharedStrings.xml"])]

    @cached_property
    def looks(self) -> list[tuple[str, bool]]:
        """How cells look, by the number of the style; and whether one shows although it is empty.

        Whether a long text is broken into lines is not looked at: LibreOffice does so by itself.
        """
        styles = parse_part(self.parts["xl/styles.xml"])
        fonts = [_font(node) for node in styles.find(f"{MAIN}fonts")]
        fills = [_fill(node) for node in styles.find(f"{MAIN}fills")]
        borders = [_border(node) for node in styles.find(f"{MAIN}borders")]
        listed = styles.find(f"{MAIN}numFmts")
        formats = {node.get("numFmtId"): node.get("formatCode") for node in (listed if listed is not None else ())}
        return [_look(node, fonts, fills, borders, formats) for node in styles.find(f"{MAIN}cellXfs")]

    def _sheet(self, part: str, hidden: bool) -> Iterator[str]:
        """What a sheet says; how its cells look only where it can be seen: LibreOffice gives a sign that the font lacks
        another font.
        """
        root, to = parse_part(self.parts[part]), relations_of(self.parts, part)
        yield from self._cells(root, hidden)
        yield from self._columns(root)
        yield from _settings(root)
        for link in root.iter(f"{MAIN}hyperlink"):
            outside = to.get(link.get(f"{RELATION}id", ""), ("", ""))[1]
            yield f"link {link.get('ref')} {outside} {_unquote(link.get('location') or '')}"
        for kind, target in sorted(to.values()):
            if target in self.parts and kind in READ:
                yield from READ[kind](self.parts, target)

    def _columns(self, root: Any) -> Iterator[str]:
        """Widths, which columns are hidden, and which are coloured as a whole."""
        listed = root.find(f"{MAIN}cols")
        for node in listed if listed is not None else ():
            first, last = int(node.get("min")), min(int(node.get("max")), int(node.get("min")) + 200)
            look, shows = self.looks[int(node.get("style", 0))]
            for column in range(first, last + 1):
                if node.get("hidden") in ("1", "true"):
                    yield f"hidden column {column}"
                elif node.get("customWidth") in ("1", "true") and not _is_usual(width := float(node.get("width", 0))):
                    yield f"width {column} {width:.2f}"
                if shows:
                    yield f"column {column} {look}"

    def _cells(self, root: Any, hidden: bool) -> Iterator[str]:
        texts, shared = self.texts, dict[str, SharedFormula]()
        # a workbook has tens of thousands of cells and some fifty looks: found by the number as it is written
        looks = {str(number): ("", False) if hidden else look for number, look in enumerate(self.looks)}
        data = root.find(f"{MAIN}sheetData")
        for row in data if data is not None else ():
            if row.get("hidden") in ("1", "true"):
                yield f"hidden row {row.get('r')}"
            elif row.get("customFormat") in ("1", "true") and looks[row.get("s", "0")][1]:
                yield f"row {row.get('r')} {looks[row.get('s', '0')][0]}"
            for cell in row:
                look, shows = looks[cell.get("s", "0")]
                value = _value(cell, texts, shared) if len(cell) else ""
                if value or shows:
                    yield f"{cell.get('r')} {value} {look}"


def _value(cell: Any, texts: list[str], shared: dict[str, SharedFormula]) -> str:
    """What stands in a cell; of a formula what it says, not what it came to."""
    first = cell[0]
    if first.tag == FORMULA:
        return f"={_formula(cell, first, shared)}"
    kind, text = cell.get("t", "n"), first.text or ""
    if kind == "s":
        return texts[int(text)]
    if kind == "inlineStr":
        return _text(first)
    if kind == "n" and text:
        return number_of(text)
    return f"{kind} {text}" if text else ""


def number_of(text: str) -> str:
    """A number as two programs agree on it: they differ in the last of the digits that a float keeps."""
    return f"{float(text):.12g}"


def _formula(cell: Any, formula: Any, shared: dict[str, SharedFormula]) -> str:
    text, at = formula.text or "", cell.get("r", "")
    if formula.get("t") != "shared":
        return _tidy(text) if len(text) < LONG else _of_text(text, at)
    number = formula.get("si", "")
    if text:
        shared[number] = SharedFormula(text, at, _tidy)
    own_row = shared[number].own_row
    if own_row is not None and len(own_row) >= LONG:
        return _digest_of(own_row)
    read = shared[number].in_cell(at)
    return read if own_row is not None or len(read) < LONG else _digest_of(read)


LONG = 200
"""A formula of so many characters is compared by a digest of how it reads without the number of its own row: programs share
what is alike, or not, and one of two thousand stands in each row of a template's tables."""


def _of_text(text: str, at: str) -> str:
    place = place_of(at)
    own_row = None if place is None else by_own_row(text, place[0] + 1)
    read = _tidy(text if own_row is None else own_row)
    return _digest_of(read) if len(read) >= LONG else _tidy(text)


@lru_cache(maxsize=1024)
def _digest_of(formula: str) -> str:
    return sha256(formula.encode("utf-8", "replace")).hexdigest()[:16]


@lru_cache(maxsize=1024)
def _tidy(formula: str) -> str:
    """A formula without what programs write as they please."""
    return _unquote("".join(formula.split())).replace("FALSE()", "FALSE").replace("TRUE()", "TRUE")


def _text(element: Any) -> str:
    """A text; of one with runs of different looks, each with its look."""
    if len(element) == 1 and element[0].tag == TEXT:  # as nearly all are
        return (element[0].text or "").replace("\r\n", "\n")
    runs = element.findall(RUN)
    if not runs:
        return "".join(node.text or "" for node in element.iter(f"{MAIN}t")).replace("\r\n", "\n")
    parts = []
    for run in runs:
        look = run.find(f"{MAIN}rPr")
        parts.append(f"{_font(look) if look is not None else ''}:{run.findtext(f'{MAIN}t')}")
    return " ".join(parts)


def _font(font: Any) -> str:
    size, name = "", ""
    marks = []
    for node in font:
        kind, value = str(node.tag).rpartition("}")[2], node.get("val")
        if kind == "sz":
            size = f"{float(value):g}"
        elif kind in ("name", "rFont"):
            name = value
        elif kind == "color":
            marks.append(_colour(node))
        elif kind in ("b", "i", "strike") and value not in ("0", "false"):
            marks.append(kind)
        elif kind in ("u", "vertAlign") and value not in ("none", "baseline"):
            marks.append(f"{kind} {value or 'single'}")
    return " ".join([name, size, *sorted(mark for mark in marks if mark != "000000")])


def _colour(colour: Any) -> str:
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
    return (_colour(colour) if colour is not None else "") if kind == "solid" else str(kind)


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


BUILT_IN = {"0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "49": "@"}
UNSAID = re.compile(r'[\\"]')


def _settings(root: Any) -> Iterator[str]:
    """What is merged, checked, coloured by rule, filtered, protected, and whatever we do not know."""
    for element in root:
        kind = str(element.tag).rpartition("}")[2]
        if kind not in OF_PROGRAMS:
            yield f"holds {kind}"
        if kind == "sheetProtection" and element.get("sheet") in ("1", "true"):
            yield "protected"
    yield from sorted(f"merged {node.get('ref')}" for node in root.iter(f"{MAIN}mergeCell"))
    yield from _validations(root)
    ruled = root.iter(f"{MAIN}conditionalFormatting", f"{LATER}conditionalFormatting")
    yield from sorted({f"rule {_cells_of(node)}" for node in ruled})
    yield from _filter_lines(root.find(f"{MAIN}autoFilter"))
    colour = root.find(f"{MAIN}sheetPr/{MAIN}tabColor")
    yield "tab" if colour is None else f"tab {_colour(colour)}"
    for node in root.iter(f"{MAIN}oddHeader", f"{MAIN}oddFooter"):
        if text := HEADER_CODES.sub("", node.text or ""):
            yield f"edge {text}"


def _validations(root: Any) -> Iterator[str]:
    """Each cell with a rule for what may be typed: programs join rules that say the same."""
    cells: set[str] = set()
    for node in root.iter(f"{MAIN}dataValidation", f"{LATER}dataValidation"):
        kind = node.get("type", "none")
        for area in _cells_of(node).split():
            columns, rows = _edges(area)
            within = len(columns) * len(rows) <= MOST_CELLS
            cells |= {f"{kind} {row} {column}" for row in rows for column in columns} if within else {f"{kind} {area}"}
    yield from (f"checked {node}" for node in sorted(cells))


def _is_usual(width: float) -> bool:
    """Whether a column is as wide as one that nobody has set, eight letters: LibreOffice does not keep that it was set."""
    return 8.4 < width < 8.8


def _edges(area: str) -> tuple[range, range]:
    first, _colon, last = area.replace("$", "").partition(":")
    (left, top), (right, bottom) = _place(first), _place(last or first)
    return range(left or 1, (right or 16_384) + 1), range(top or 1, (bottom or 1_048_576) + 1)


def _place(cell: str) -> tuple[int, int]:
    """Column and row, from 1; 0 where a reference to whole rows or columns names none."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(cell[len(letters) :] or 0)


def _cells_of(element: Any) -> str:
    """The cells that a rule is for; what Excel has stored among its extensions says so in an element."""
    text = element.get("sqref") or element.findtext(f"{RULES}sqref") or ""
    return " ".join(sorted(text.split()))


def _filter_lines(element: Any) -> Iterator[str]:
    if element is not None:
        for node in element.iter():
            yield f"filter {str(node.tag).rpartition('}')[2]} {sorted(node.attrib.items()) if node is not element else ''}"


def _table(parts: Content, part: str) -> Iterator[str]:
    root = parse_part(parts[part])
    yield f"table {root.get('name')} {root.get('ref')}"
    yield from (f"title {node.get('name')}" for node in root.iter(f"{MAIN}tableColumn"))
    for node in root.iter(f"{MAIN}filterColumn"):
        yield from _filter_lines(node)


def _comments(parts: Content, part: str) -> Iterator[str]:
    for node in parse_part(parts[part]).iter(f"{MAIN}comment"):
        yield f"note {node.get('ref')} {''.join(t.text or '' for t in node.iter(f'{MAIN}t')).strip()}"


def _drawing(parts: Content, part: str) -> Iterator[str]:
    """Pictures by their content, shapes by their words, charts by their ranges and words."""
    from hashlib import sha256

    root = parse_part(parts[part])
    yield f"drawn {sum(1 for node in root if str(node.tag).endswith('Anchor'))}"
    yield from (
        f"drawn text {node.text}" for node in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
    )
    for kind, target in sorted(relations_of(parts, part).values()):
        if kind == "image" and target in parts:
            yield f"picture {sha256(parts[target]).hexdigest()}"
        elif kind == "chart" and target in parts:
            yield f"chart {_chart(parts[target])}"


def _chart(content: bytes) -> str:
    chart = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    root = parse_part(content)
    texts = [node.text for node in root.iter(f"{chart}f", f"{drawing}t")]
    named = [name.text for series in root.iter(f"{chart}tx") for name in series.findall(f"{chart}v")]
    return " ".join(sorted(_unquote(text or "").strip('"') for text in (*texts, *named)))


READ = {"table": _table, "comments": _comments, "drawing": _drawing}


def _unquote(text: str) -> str:
    """A reference without the signs around names of sheets, which some programs always write."""
    return text.replace("'", "").replace("$", "")
