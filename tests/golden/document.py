"""A Word document as text: paragraphs with their styles, tables, sections with headers and footers, fields, charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element

from tests.golden.cell_styles import S
from tests.golden.package import Package, core_properties, in_words, lines, local, on_one_line
from tests.golden.workbook import cell_lines, shared_texts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PART = "word/document.xml"
SIGNS = {"tab": "\\t", "br": "⏎", "cr": "⏎", "noBreakHyphen": "‑", "lastRenderedPageBreak": ""}
SILENT = {"pPr", "rPr", "tcPr", "trPr", "tblPr", "tblGrid", "bookmarkEnd", "proofErr", "sectPr", "sdtPr", "sdtEndPr"}


def document_text(path: Path) -> str:
    """All of a document, a line for each paragraph and each row of a table."""
    return "\n".join(Document(Package.of(path)).lines()) + "\n"


class Document:
    """A Word document that is being told."""

    def __init__(self, package: Package) -> None:
        self.package = package
        root = package.xml("word/styles.xml")
        self.styles = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        self.used: set[str] = set()

    def lines(self) -> Iterator[str]:
        """Properties, the text, footnotes and comments, the styles in use, settings."""
        yield from core_properties(self.package)
        yield from self.package.pictures()
        yield "\n===== text"
        yield from self._blocks(self.package.xml(PART), PART)
        for part in ("word/footnotes.xml", "word/comments.xml"):
            yield from self._notes(part)
        yield "\n===== styles in use"
        yield from (line for key in sorted(self.used) for line in lines(self.styles[key]) if key in self.styles)
        yield "\n===== settings"
        yield from self._children("word/settings.xml")

    def _children(self, part: str) -> Iterator[str]:
        for child in self.package.xml(part):
            yield from lines(child)

    def _notes(self, part: str) -> Iterator[str]:
        for note in self.package.xml(part):
            if note.get(f"{W}type") is None:
                yield f"\n===== {local(note.tag)} {note.get(f'{W}id')}"
                yield from self._blocks(note, part)

    def _blocks(self, parent: Element, part: str, indent: str = "") -> Iterator[str]:
        for block in parent:
            kind = local(block.tag)
            if kind == "p":
                yield from self._paragraph(block, part, indent)
            elif kind == "tbl":
                yield from self._table(block, part, indent)
            elif kind == "sectPr":
                yield from self._section(block, indent)
            elif kind == "sdt":
                yield indent + in_words(_first(block, "sdtPr"))
                yield from self._blocks(_first(block, "sdtContent"), part, indent + "  ")
            elif kind not in SILENT:
                yield from self._blocks(block, part, indent)

    def _style(self, properties: Element, tag: str) -> str:
        key = _first(properties, tag).get(f"{W}val", "")
        if key in self.styles:
            self.used.add(key)
            return _first(self.styles[key], "name").get(f"{W}val", key)
        return key

    def _paragraph(self, paragraph: Element, part: str, indent: str) -> Iterator[str]:
        properties = _first(paragraph, "pPr")
        words = [
            in_words(property_) for property_ in properties if local(property_.tag) not in ("pStyle", "sectPr", "rPr")
        ]
        head = " · ".join([self._style(properties, "pStyle") or "Normal", *words])
        yield f"{indent}[{head}] {self._inline(paragraph, part)}".rstrip()
        yield from self._drawings(paragraph, part, indent + "  ")
        for section in properties.findall(f"{W}sectPr"):
            yield from self._section(section, indent)

    def _section(self, section: Element, indent: str) -> Iterator[str]:
        rest = [in_words(property_) for property_ in section if not local(property_.tag).endswith("Reference")]
        yield f"{indent}----- section: {', '.join(rest)}"
        relations = self.package.relations(PART)
        for property_ in section:
            if local(property_.tag).endswith("Reference"):
                target = relations[property_.get(f"{R}id", "")].target
                yield f"{indent}  {local(property_.tag)} {property_.get(f'{W}type')}"
                yield from self._blocks(self.package.xml(target), target, indent + "    ")

    # Text in a line.

    def _inline(self, parent: Element, part: str) -> str:
        pieces = self._pieces(parent, part, "")
        return "".join(
            (f"⟨{look}⟩{text}⟨⟩" if look else text)
            for look, run in groupby(pieces, key=lambda piece: piece[0])
            if (text := "".join(piece[1] for piece in run))
        )

    def _pieces(self, parent: Element, part: str, look: str) -> Iterator[tuple[str, str]]:
        for child in parent:
            kind = local(child.tag)
            if kind == "r":
                yield from self._pieces(child, part, self._look(child))
            elif kind == "hyperlink":
                yield look, "["
                yield from self._pieces(child, part, look)
                yield look, f"]({self._target(child, part)})"
            elif kind == "sdt":
                yield look, f"{{{in_words(_first(child, 'sdtPr'))}}}"
                yield from self._pieces(_first(child, "sdtContent"), part, look)
            elif kind not in SILENT and not (kind == "fldChar" and child.get(f"{W}fldCharType") == "separate"):
                yield look, self._piece(child)

    def _piece(self, child: Element) -> str:
        kind = local(child.tag)
        if kind in ("t", "delText"):
            return on_one_line(child.text or "")
        if kind == "instrText":
            return f"{{{(child.text or '').strip()}}}"
        if kind == "br" and child.get(f"{W}type"):
            return f"{{break {child.get(f'{W}type')}}}"
        if kind == "bookmarkStart":
            return f"{{#{child.get(f'{W}name')}}}"
        if kind == "drawing":
            return f"{{{', '.join(in_words(node) for node in child.iter() if local(node.tag) == 'docPr')}}}"
        if kind == "fldChar":
            return ""
        return SIGNS[kind] if kind in SIGNS else f"{{{in_words(child)}}}"

    def _look(self, run: Element) -> str:
        properties = _first(run, "rPr")
        words = [self._style(properties, "rStyle")]
        words += [_short(property_) for property_ in properties if local(property_.tag) != "rStyle"]
        return " ".join(filter(None, words))

    def _target(self, link: Element, part: str) -> str:
        anchor, relations = link.get(f"{W}anchor"), self.package.relations(part)
        outside = relations[link.get(f"{R}id", "")].target if link.get(f"{R}id") in relations else ""
        return outside + (f"#{anchor}" if anchor else "")

    def _drawings(self, parent: Element, part: str, indent: str) -> Iterator[str]:
        """What a chart shows, and the workbook behind it."""
        relations = self.package.relations(part)
        charts = [key for node in parent.iter() if local(node.tag) == "chart" and (key := node.get(f"{R}id"))]
        for target in (relations[key].target for key in charts if key in relations):
            yield from (line for element in self.package.xml(target) for line in lines(element, indent=indent))
            for kind, workbook in self.package.relations(target).values():
                if kind == "package":
                    yield from _behind(self.package.read(workbook), indent)

    # Tables.

    def _table(self, table: Element, part: str, indent: str) -> Iterator[str]:
        properties = _first(table, "tblPr")
        words = [in_words(property_) for property_ in properties if local(property_.tag) != "tblStyle"]
        widths = [column.get(f"{W}w", "") for column in _first(table, "tblGrid")]
        rows = [(row, self._row(row, part)) for row in _through_fields(table, "tr")]
        heads = Counter(_head(line) for _row, cells in rows for _marks, cell in cells for line in cell)
        usual = max(heads, key=lambda head: heads[head], default="")
        yield f"{indent}table [{' · '.join([self._style(properties, 'tblStyle'), *words])}] {' '.join(widths)} {usual}"
        for row, cells in rows:
            marks = "".join(f"{{{in_words(property_)}}}" for property_ in _first(row, "trPr"))
            texts = (words + " ¶ ".join(line.removeprefix(usual).strip() for line in cell) for words, cell in cells)
            yield f"{indent}  {marks}| {' | '.join(texts)}"
            yield from self._drawings(row, part, indent + "    ")

    def _row(self, row: Element, part: str) -> list[tuple[str, list[str]]]:
        """What is marked on each cell, and its paragraphs."""
        return [
            (
                "".join(
                    f"{{{in_words(property_)}}}" for property_ in _first(cell, "tcPr") if local(property_.tag) != "tcW"
                ),
                list(self._blocks(cell, part)),
            )
            for cell in _through_fields(row, "tc")
        ]


def _head(line: str) -> str:
    """The style of a paragraph, as it begins."""
    return line[: line.index("]") + 1] if line.startswith("[") else ""


def _first(parent: Element, tag: str) -> Element:
    """The child of a name, or an empty element."""
    element = parent.find(f"{W}{tag}")
    return Element("none") if element is None else element


def _through_fields(parent: Element, tag: str) -> Iterator[Element]:
    """The children of a name, also those in a content control."""
    for child in parent:
        if local(child.tag) == tag:
            yield child
        elif local(child.tag) in ("sdt", "sdtContent"):
            yield from _through_fields(child, tag)


def _short(element: Element) -> str:
    """A mark by its name, a colour by its value; the language of the whole document not at all."""
    kind, values = local(element.tag), list(element.attrib.values())
    if kind == "lang" and values == ["sv-SE"]:
        return ""
    return " ".join([*([] if kind == "color" else [kind]), *values])


def _behind(content: bytes, indent: str) -> Iterator[str]:
    package = Package(content)
    texts = shared_texts(package)
    for sheet in (name for name in package.names if name.startswith("xl/worksheets/sheet")):
        yield from (f"{indent}{line}" for line in cell_lines(package.xml(sheet).iter(f"{S}c"), texts, {}))
