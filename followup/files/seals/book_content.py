"""What an .xlsx says, line by line, whatever program saved it: this tells opened-and-saved from edited.

What programs write as they please (order of styles, cached results, heights of rows, views, what was calculated when)
is left out. Whatever else a person can see or set stands in a line, or its mere presence does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain
from typing import Any

from followup.files.packages.chart_words import DRAWING, chart_words
from followup.files.packages.part_xml import parse_part
from followup.files.packages.relationships import relationships_of
from followup.files.packages.shared_formula import SharedFormula
from followup.files.packages.xlsx_parts import sheets_of, workbook_part
from followup.files.seals.book_looks import MAIN, font_look, looks_in
from followup.files.seals.cell_content import BookContents, Looks, formula_content, value_content, without_signs
from followup.files.seals.office_content import Content, properties_of
from followup.files.seals.plain_cells import Piece, plain, plain_sheet, settings_in, without_rows
from followup.files.seals.sheet_settings import filter_lines, settings_of

FORMULA, TEXT, RUN = f"{MAIN}f", f"{MAIN}t", f"{MAIN}r"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
OTHER_PARTS = re.compile(
    r"xl/(media/|embeddings/|pivotTables/|slicers/|threadedComments/|activeX/|externalLinks/|queryTables/|connections|"
    r"timelines/|model/|richData/|diagrams/|ctrlProps/)"
)
NOTHING_NOTED = BookContents({}, ())


def lines_of_book(parts: Content, noted: BookContents | None = None) -> Iterator[str]:
    """Each line says one thing of the workbook; the same lines, the same contents. Several may come at once.

    Sheets whose cells were ``noted`` when we wrote them are not gone through again: that gives the same lines.
    """
    yield from _Book(parts, noted or NOTHING_NOTED).lines()


class _Book:
    """A workbook that is being read."""

    def __init__(self, parts: Content, noted: BookContents) -> None:
        self.parts, self.noted = parts, noted

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
                yield f"name {name.get('name')} {without_signs(name.text or '')}"

    @cached_property
    def texts(self) -> list[str]:
        """The shared texts; one whose letters look different from each other says how."""
        if "xl/sharedStrings.xml" not in self.parts:
            return []
        return [_text(node) for node in parse_part(self.parts["xl/sharedStrings.xml"])]

    @cached_property
    def looks(self) -> list[tuple[str, bool]]:
        """How cells look, by the number of the style; and whether one shows although it is empty."""
        return _looks(self.parts["xl/styles.xml"])

    def _sheet(self, part: str, hidden: bool) -> Iterator[str]:
        """What a sheet says; how its cells look only where it can be seen: LibreOffice gives a sign that the font lacks
        another font.
        """
        relationships = relationships_of(self.parts, part)
        destinations = {relationship.id: relationship.destination for relationship in relationships}
        root, settings, cells = self._rest_and_cells(part, hidden)
        yield from cells
        yield from self._columns(root)
        yield from settings
        for link in root.iter(f"{MAIN}hyperlink"):
            outside = destinations.get(link.get(f"{RELATION}id", ""), "")
            yield f"link {link.get('ref')} {outside} {without_signs(link.get('location') or '')}"
        beside = [(link.kind, link.destination) for link in relationships if link.kind in READ]
        # by what they say: LibreOffice numbers the tables of a sheet otherwise
        yield from chain(*sorted([*READ[kind](self.parts, target)] for kind, target in beside if target in self.parts))

    def _rest_and_cells(self, part: str, hidden: bool) -> tuple[Any, Iterable[str], Iterator[str]]:
        """A sheet as a tree, which need not have its cells; the lines of its settings, and of its cells."""
        content, noted = self.parts[part], self.noted.sheets.get(part)
        if noted is not None:
            looks = _hidden_looks(len(self.looks)) if hidden else self.looks
            return *_rest(without_rows(content)), noted.lines(self.noted.texts, looks)
        if (sheet := plain_sheet(content)) is not None:
            return *_rest(sheet.rest), self._plain_cells(sheet.pieces, hidden)
        root = parse_part(content)
        return root, settings_of(root), self._cells(root, hidden)

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
        texts, shared, looks = self.texts, dict[str, SharedFormula](), self._looks_by_number(hidden)
        data = root.find(f"{MAIN}sheetData")
        for row in data if data is not None else ():
            yield from _row(row.get("r"), row.attrib, looks)
            for cell in row:
                (look, shows), at, first = looks[cell.get("s", "0")], cell.get("r"), cell[0] if len(cell) else None
                value = ""
                if first is not None and first.tag == FORMULA:
                    value = f"={formula_content(first.text or '', at or '', first.attrib, shared)}"
                elif first is not None:
                    kind = cell.get("t", "n")
                    value = _text(first) if kind == "inlineStr" else value_content(kind, first.text or "", texts)
                if value or shows:
                    yield f"{at} {value} {look}"

    def _plain_cells(self, pieces: Sequence[Piece], hidden: bool) -> Iterator[str]:
        """The same of a sheet as text."""
        texts, shared, looks = self.texts, dict[str, SharedFormula](), self._looks_by_number(hidden)
        for row, row_settings, at, style, kind, has_formula, formula_settings, formula, text in pieces:
            if row:
                yield from _row(row, settings_in(row_settings), looks)
                continue
            look, shows = looks[style or "0"]
            value = ""
            if has_formula:
                value = f"={formula_content(plain(formula), at, settings_in(formula_settings), shared)}"
            elif text:
                value = value_content(kind or "n", plain(text), texts)
            if value or shows:
                yield f"{at} {value} {look}"

    def _looks_by_number(self, hidden: bool) -> dict[str, tuple[str, bool]]:
        """A workbook has tens of thousands of cells and some fifty looks: found by the number as it is written."""
        return {str(number): ("", False) if hidden else look for number, look in enumerate(self.looks)}


def _row(number: str | None, settings: Mapping[str, str], looks: Mapping[str, tuple[str, bool]]) -> Iterator[str]:
    """What is set for a row as a whole."""
    if settings.get("hidden") in ("1", "true"):
        yield f"hidden row {number}"
    elif settings.get("customFormat") in ("1", "true") and looks[settings.get("s", "0")][1]:
        yield f"row {number} {looks[settings.get('s', '0')][0]}"


@lru_cache(maxsize=32)  # without its rows many a sheet is the same in every template of a round
def _rest(content: bytes) -> tuple[Any, Sequence[str]]:
    """A sheet without its rows as a tree, and the lines of its settings, all at once."""
    root = parse_part(content)
    lines = "\n".join(settings_of(root))
    return root, (lines,) if lines else ()


@lru_cache(maxsize=4)
def _hidden_looks(number: int) -> Looks:
    """Of a sheet that nobody sees."""
    return [("", False)] * number


@lru_cache(maxsize=4)
def _looks(styles: bytes) -> list[tuple[str, bool]]:
    """Those of a workbook's styles: all templates of a round have the same."""
    return looks_in(parse_part(styles))


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
            words = sorted(without_signs(text).strip('"') for text in chart_words(parts[target]))
            yield f"chart {' '.join(words)}"


READ = {"table": _table, "comments": _comments, "drawing": _drawing}
