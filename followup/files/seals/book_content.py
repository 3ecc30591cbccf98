"""What an .xlsx says, line by line, whatever program saved it: this tells opened-and-saved from edited.

What programs write as they please (order of styles, cached results, heights of rows, views, what was calculated when)
is left out. Whatever else a person can see or set stands in a line, or its mere presence does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any

from followup.files.addresses import place_of
from followup.files.packages.chart_words import DRAWING, chart_words
from followup.files.packages.part_xml import parse_part
from followup.files.packages.relationships import relationships_of
from followup.files.packages.shared_formula import SharedFormula, by_own_row
from followup.files.packages.xlsx_parts import sheets_of, workbook_part
from followup.files.seals.book_looks import MAIN, font_look, looks_in
from followup.files.seals.office_content import Content, number_of, properties_of
from followup.files.seals.sheet_settings import filter_lines, settings_of

FORMULA, TEXT, RUN = f"{MAIN}f", f"{MAIN}t", f"{MAIN}r"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
OTHER_PARTS = re.compile(
    r"xl/(media/|embeddings/|pivotTables/|slicers/|threadedComments/|activeX/|externalLinks/|queryTables/|connections|"
    r"timelines/|model/|richData/|diagrams/|ctrlProps/)"
)


def lines_of_book(parts: Content) -> Iterator[str]:
    """Each line says one thing of the workbook; the same lines, the same contents."""
    yield from _Book(parts).lines()


class _Book:
    """A workbook that is being read."""

    def __init__(self, parts: Content) -> None:
        self.parts = parts

    def lines(self) -> Iterator[str]:
        """All of it."""
        for sheet in sheets_of(self.parts):
            yield f"sheet {sheet.name} {'' if sheet.is_visible else 'hidden'}"
            yield from self._sheet(sheet.part, hidden=not sheet.is_visible)
        yield from sorted(self._names(parse_part(self.parts[workbook_part(self.parts)])))
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
        """How cells look, by the number of the style; and whether one shows although it is empty."""
        return looks_in(parse_part(self.parts["xl/styles.xml"]))

    def _sheet(self, part: str, hidden: bool) -> Iterator[str]:
        """What a sheet says; how its cells look only where it can be seen: LibreOffice gives a sign that the font lacks
        another font.
        """
        root, relationships = parse_part(self.parts[part]), relationships_of(self.parts, part)
        destinations = {relationship.id: relationship.destination for relationship in relationships}
        yield from self._cells(root, hidden)
        yield from self._columns(root)
        yield from settings_of(root)
        for link in root.iter(f"{MAIN}hyperlink"):
            outside = destinations.get(link.get(f"{RELATION}id", ""), "")
            yield f"link {link.get('ref')} {outside} {_unquote(link.get('location') or '')}"
        for kind, target in sorted((relationship.kind, relationship.destination) for relationship in relationships):
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
        parts.append(f"{font_look(look) if look is not None else ''}:{run.findtext(f'{MAIN}t')}")
    return " ".join(parts)


def _is_usual(width: float) -> bool:
    """Whether a column is as wide as one that nobody has set, eight letters: LibreOffice does not keep that it was set."""
    return 8.4 < width < 8.8


def _table(parts: Content, part: str) -> Iterator[str]:
    root = parse_part(parts[part])
    yield f"table {root.get('name')} {root.get('ref')}"
    yield from (f"title {node.get('name')}" for node in root.iter(f"{MAIN}tableColumn"))
    for node in root.iter(f"{MAIN}filterColumn"):
        yield from filter_lines(node)


def _comments(parts: Content, part: str) -> Iterator[str]:
    for node in parse_part(parts[part]).iter(f"{MAIN}comment"):
        yield f"note {node.get('ref')} {''.join(t.text or '' for t in node.iter(f'{MAIN}t')).strip()}"


def _drawing(parts: Content, part: str) -> Iterator[str]:
    """Pictures by their content, shapes by their words, charts by their ranges and words."""
    root = parse_part(parts[part])
    yield f"drawn {sum(1 for node in root if str(node.tag).endswith('Anchor'))}"
    yield from (f"drawn text {node.text}" for node in root.iter(f"{DRAWING}t"))
    for kind, target in sorted((link.kind, link.destination) for link in relationships_of(parts, part)):
        if kind == "image" and target in parts:
            yield f"picture {sha256(parts[target]).hexdigest()}"
        elif kind == "chart" and target in parts:
            words = sorted(_unquote(text).strip('"') for text in chart_words(parts[target]))
            yield f"chart {' '.join(words)}"


READ = {"table": _table, "comments": _comments, "drawing": _drawing}


def _unquote(text: str) -> str:
    """A reference without the signs around names of sheets, which some programs always write."""
    return text.replace("'", "").replace("$", "")
