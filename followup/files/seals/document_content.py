"""What a .docx says, line by line, whatever program saved it: this tells opened-and-saved from edited.

What Word writes by itself (marks of revision, of spelling, where the cursor stood, results of fields, a table of
contents) is left out. Whatever else a person can see or set stands in a line, or its mere presence does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeVar

from followup.files.packages.part_xml import parse_part
from followup.files.packages.relationships import relationships_of
from followup.files.seals.office_content import Content, number_of, properties_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAIN = "word/document.xml"
Item = TypeVar("Item")
NUMBER = re.compile(r"-?\d+(\.\d+)?(E[+-]?\d+)?")
TOGGLES = ("b", "i", "strike", "dstrike", "caps", "smallCaps", "vanish")
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
REFERENCES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
VALUE, STYLE, LISTED, SECTION, ALIGNED = f"{W}val", f"{W}pStyle", f"{W}numPr", f"{W}sectPr", f"{W}jc"
SPACERS = ("followup cell",)
"""Styles of ours for paragraphs that only part two tables; LibreOffice drops some of them."""
OTHER_PARTS = re.compile(r"word/(embeddings/(?!Microsoft_Excel)|activeX/|diagrams/|glossary/|vbaProject|people)")


def lines_of_document(parts: Content) -> Iterator[str]:
    """Each line says one thing of the document; the same lines, the same contents."""
    yield from _Document(parts).lines()


class _Document:
    """A document that is being read."""

    def __init__(self, parts: Content) -> None:
        self.parts = parts
        self.links = {
            relationship.id: (relationship.kind, relationship.destination)
            for relationship in relationships_of(parts, MAIN)
        }
        self.fields: list[str] = []
        self.of_table: tuple[str, ...] = ()
        self.unfilled = False
        self.used: set[str] = set()

    def lines(self) -> Iterator[str]:
        """All of it."""
        body = parse_part(self.parts[MAIN])[-1]
        yield from self._blocks(body)
        yield from self._of_kind("comments", "comment")
        yield from (f"style {name} {self.style_looks.get(name, '')}" for name in sorted(self.used - {""}))
        yield from sorted(set(self._edges()))
        yield from sorted(f"part {match[0]}" for name in self.parts if (match := OTHER_PARTS.match(name)))
        yield from properties_of(self.parts)

    def _blocks(self, parent: Any) -> Iterator[str]:
        """Paragraphs and tables in order, those within controls and marks of changes too."""
        for node in parent:
            kind = node.tag.removeprefix(W)
            if kind == "p":
                yield from self._paragraph(node)
            elif kind == "tbl":
                yield from self._table(node)
            elif kind == "sdt":
                yield from self._control(node, self._blocks)
            elif kind in ("sdtContent", "customXml"):
                yield from self._blocks(node)
            elif kind in ("ins", "del", "moveFrom", "moveTo"):
                yield f"change {kind}"
                yield from self._blocks(node)
            elif kind == "altChunk":
                yield kind

    def _control(self, control: Any, read: Callable[[Any], Iterator[Item]]) -> Iterator[Item]:
        """What stands in a content control; where nobody has filled it in, programs differ in how its prompt looks."""
        before, self.unfilled = self.unfilled, control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        yield from read(control)
        self.unfilled = before

    def _table(self, table: Any) -> Iterator[str]:
        yield f"table {_widths(table)}"
        fill, marks = self._first_row(table)
        for number, row in enumerate(table.iterchildren(f"{W}tr")):
            yield "row"
            for cell in row.iter(f"{W}tc"):
                self.of_table = () if number else marks
                yield f"cell {_cell_look(cell, '' if number else fill)}"
                yield from self._blocks(cell)
        self.of_table = ()

    def _first_row(self, table: Any) -> tuple[str, tuple[str, ...]]:
        """How its style lets the first row look: some programs write it into each cell instead."""
        style, look = table.find(f"{W}tblPr/{W}tblStyle"), table.find(f"{W}tblPr/{W}tblLook")
        if style is None or look is None or look.get(f"{W}firstRow", "1") in ("0", "false"):
            return "", ()
        first = self.first_rows.get(style.get(f"{W}val"))
        if first is None:
            return "", ()
        shade = first.find(f"{W}tcPr/{W}shd")
        return "" if shade is None else shade.get(f"{W}fill", ""), tuple(_marks(_child(first, "rPr")))

    def _paragraph(self, p: Any) -> Iterator[str]:
        style, style_more, listed, section = "", "", False, None
        for node in _first(p, "pPr"):
            if node.tag == STYLE:
                style = self.styles.get(node.get(VALUE), "")
                self.used.add(style)
            elif node.tag == LISTED:
                listed = True
            elif node.tag == SECTION:
                section = node
            elif node.tag == ALIGNED and node.get(VALUE) not in ("left", "start"):
                style_more = f" {node.get(VALUE)}"
        text = "".join(f"{{{look}}}{text}" if look else text for look, text in _join(self._runs(p)))
        if style.startswith(("toc ", "contents ")):
            return
        if text or (style not in SPACERS and section is None):
            yield f"p {style}{style_more}{' listed' if listed and not style.startswith('list') else ''} {text}"
        if section is not None:
            yield from _page(section)

    def _runs(self, parent: Any) -> Iterator[tuple[str, str]]:
        """Each run: how its letters look where somebody set it, and what they say."""
        for node in parent:
            kind = node.tag.removeprefix(W)
            if kind == "r":
                look = "" if self.unfilled else self._look(_first(node, "rPr"))
                for text in self._texts(node):
                    yield (look if text.strip() else ""), text
            elif kind == "hyperlink":
                target = self.links.get(node.get(f"{RELATION}id", ""), ("", ""))[1]
                yield "", f"<link {target or node.get(f'{W}anchor', '')}>" if target else ""
                yield from self._runs(node)
            elif kind in ("ins", "del", "moveFrom", "moveTo"):
                yield "", f"<change {kind}>"
                yield from self._runs(node)
            elif kind == "sdt":
                yield from self._control(node, self._runs)
            elif kind in ("smartTag", "sdtContent", "customXml"):
                yield from self._runs(node)

    def _texts(self, run: Any) -> Iterator[str]:
        for node in run:
            kind = node.tag.removeprefix(W)
            if kind == "fldChar":
                self._at_field(node.get(f"{W}fldCharType"))
            elif kind == "instrText":
                if self.fields:
                    self.fields[-1] += node.text or ""
            elif self._in_result():
                continue
            elif kind in ("drawing", "pict", "object") or node.tag == f"{ALTERNATIVE}AlternateContent":
                yield from self._drawn(node)
            else:
                yield self._letters(node, kind)

    def _letters(self, node: Any, kind: str) -> str:
        """What a part of a run says."""
        if kind in ("t", "delText"):
            return node.text or ""
        if kind in REFERENCES:
            return f"<{self._note(REFERENCES[kind], node.get(f'{W}id'))}>"
        return f"<sign {node.get(f'{W}char')}>" if kind == "sym" else SIGNS.get(kind, "")

    def _at_field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append("")
        elif kind == "separate" and self.fields:
            self.fields[-1] += "\0"
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _in_result(self) -> bool:
        """What a field shows is worked out by the program, and may be worked out anew whenever it is opened."""
        return bool(self.fields)

    def _drawn(self, element: Any) -> Iterator[str]:
        chosen = element.find(f"{ALTERNATIVE}Choice")
        element = element if chosen is None else chosen
        yield "<drawn>"
        for blip in element.iter(f"{A}blip"):
            target = self.links.get(blip.get(f"{RELATION}embed", ""), ("", ""))[1]
            yield f"<picture {sha256(self.parts.get(target, b'')).hexdigest()}>"
        for chart in element.iter(f"{C}chart"):
            target = self.links.get(chart.get(f"{RELATION}id", ""), ("", ""))[1]
            yield f"<chart {_chart(self.parts[target]) if target in self.parts else ''}>"
        for text in element.iter(f"{W}txbxContent"):
            yield f"<box {' '.join(self._blocks(text))}>"

    def _note(self, kind: str, number: str | None) -> str:
        return f"{kind} {self.notes(kind).get(number, '')}"

    def notes(self, kind: str) -> dict[str | None, str]:
        """Footnotes or endnotes by number."""
        if kind not in self._notes:
            part = next((target for of, target in self.links.values() if of == kind), "")
            root = parse_part(self.parts[part]) if part in self.parts else ()
            self._notes[kind] = {node.get(f"{W}id"): _words(node) for node in root}
        return self._notes[kind]

    @cached_property
    def _notes(self) -> dict[str, dict[str | None, str]]:
        return {}

    def _of_kind(self, kind: str, name: str) -> Iterator[str]:
        for of, target in sorted(self.links.values()):
            if of == kind and target in self.parts:
                yield from (f"{name} {_words(node)}" for node in parse_part(self.parts[target]))

    def _edges(self) -> Iterator[str]:
        """What headers and footers say; programs write the same one several times."""
        for of, target in self.links.values():
            if of in ("header", "footer") and target in self.parts:
                root = parse_part(self.parts[target])
                for p in root.iter(f"{W}p"):
                    words = "".join(text for _look, text in self._runs(p)).strip()
                    if words and not words.startswith("<picture"):
                        yield f"{of} {words}"

    @cached_property
    def style_nodes(self) -> list[Any]:
        """The styles that the document has."""
        part = next((target for of, target in self.links.values() if of == "styles"), "")
        return [*parse_part(self.parts[part]).iter(f"{W}style")] if part in self.parts else []

    @cached_property
    def first_rows(self) -> dict[str | None, Any]:
        """What a style of tables says of the first row, by its id."""
        firsts = {
            style.get(f"{W}styleId"): style.find(f"{W}tblStylePr[@{W}type='firstRow']") for style in self.style_nodes
        }
        return {name: first for name, first in firsts.items() if first is not None}

    @cached_property
    def style_looks(self) -> dict[str, str]:
        """How each style of paragraphs lets its letters look, by its name."""
        return {
            self.styles.get(style.get(f"{W}styleId"), ""): " ".join(sorted(_marks(_child(style, "rPr"))))
            for style in self.style_nodes
        }

    @cached_property
    def styles(self) -> dict[str | None, str]:
        """Names of styles by id: ids differ between programs."""
        names = {node.get(f"{W}styleId"): node.find(f"{W}name").get(VALUE, "").casefold() for node in self.style_nodes}
        return {key: "" if name in ("normal", "standard") else name for key, name in names.items()}

    def _look(self, properties: Any) -> str:
        marks = set(_marks(properties))
        if not self.of_table:
            return " ".join(sorted(marks)) if marks else ""
        coloured = any(mark.startswith("colour") for mark in marks)
        marks |= {mark for mark in self.of_table if not (coloured and mark.startswith("colour"))}
        return " ".join(sorted(marks))


def _marks(properties: Any) -> Iterator[str]:
    """What somebody set for letters; what programs write anyway is left out."""
    for node in properties:
        kind, value = node.tag.removeprefix(W), node.get(VALUE)
        if kind in TOGGLES and value not in ("0", "false"):
            yield kind
        elif kind in ("u", "highlight", "vertAlign") and value not in ("none", "baseline"):
            yield f"{kind} {value}"
        elif kind == "sz":
            yield f"size {value}"
        elif kind == "color" and value not in ("auto", "000000"):
            yield f"colour {value}"


def _first(element: Any, name: str) -> Any:
    """What stands first in an element, where it is the one of that name; its properties always do."""
    return element[0] if len(element) and element[0].tag == f"{W}{name}" else ()


def _child(element: Any, name: str) -> Any:
    child = element.find(f"{W}{name}")
    return () if child is None else child


def _join(runs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Runs that look alike as one: programs cut them where they like."""
    look, text = "", ""
    for next_look, more in runs:
        if next_look == look or not more.strip():
            text += more
            continue
        if text:
            yield look, text
        look, text = next_look, more
    if text:
        yield look, text


def _cell_look(cell: Any, fill: str) -> str:
    """What is joined, and the colour behind the text; ``fill`` where the cell says none."""
    marks = []
    for node in _first(cell, "tcPr"):
        kind, value = node.tag.removeprefix(W), node.get(VALUE, "")
        if kind == "gridSpan" and value != "1":
            marks.append(f"over {value}")
        elif kind == "shd" and node.get(f"{W}fill", "auto") != "auto":
            fill = node.get(f"{W}fill")
        elif kind == "vMerge":
            marks.append("down" if value != "restart" else "from")
    shade = "" if fill in ("auto", "FFFFFF") else fill
    return " ".join([*sorted(marks), shade]) if marks else shade


def _widths(table: Any) -> str:
    """The widths of its columns, in steps of about four millimetres: programs move them by a hair."""
    columns = table.iterfind(f"{W}tblGrid/{W}gridCol")
    return " ".join(str(round(int(node.get(f"{W}w", 0)) / 240)) for node in columns)


def _page(section: Any) -> Iterator[str]:
    size = section.find(f"{W}pgSz")
    if size is not None:
        wide = int(size.get(f"{W}w", 0)) > int(size.get(f"{W}h", 0))
        yield f"page {'landscape' if wide else 'portrait'}"


def _words(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t", f"{W}delText")).strip()


def _chart(content: bytes) -> str:
    root = parse_part(content)
    texts = (node.text for node in root.iter(f"{C}v", f"{A}t") if node.text)
    return " ".join(sorted({number_of(text) if NUMBER.fullmatch(text) else text for text in texts}))
