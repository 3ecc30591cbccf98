"""The answers in the fields of a Word form, in the cells that they would have in a workbook."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, NamedTuple

from followup.files.links import FOLLOWED
from followup.files.packages.package import parse
from followup.files.read_values import text_value
from followup.files.received import Raw, ReceivedSheet
from followup.files.runs import Abridged
from followup.files.size_limits import Limits
from followup.files.word_form.docx_control import BETWEEN, CUT, Tag, parse_tag, text_of, value_of
from followup.files.xlsx.sheet_notes import SheetNotes
from followup.frozen import growing


class FieldParagraph(NamedTuple):
    """A paragraph of an answer, its footnotes, and the address that it leads to."""

    text: Abridged
    notes: tuple[str, ...] = ()
    link: str = ""


FIRST_ROW = 1
"""Row 0 of a sheet holds the identity; a table has the keys of its columns, then their titles, then its rows."""


class DocumentNotes:
    """The footnotes and endnotes of a document; what no answer in words has taken is left."""

    def __init__(self, archive: zipfile.ZipFile, names: Mapping[str, str], limits: Limits) -> None:
        self.texts: dict[tuple[str, str], str] = {}
        for kind in ("footnote", "endnote"):
            part = f"word/{kind}s.xml"
            for note in parse(archive, names[part], limits) if part in names else ():
                text = " ".join(text_of(note).split())
                if text:
                    self.texts[kind, _id(note)] = text
        self.used: set[tuple[str, str]] = set()

    def take(self, element: Any) -> tuple[str, ...]:
        """The notes that a text refers to, in order."""
        notes = []
        for kind in ("footnote", "endnote"):
            for mark in element.iter(f"{{*}}{kind}Reference"):
                key = (kind, _id(mark))
                if key in self.texts:
                    self.used.add(key)
                    notes.append(self.texts[key])
        return tuple(notes)

    def unused(self) -> list[str]:
        """The texts of those that stand at no answer."""
        return [text for key, text in self.texts.items() if key not in self.used]


class DocumentLinks:
    """The addresses that texts of a document lead to."""

    def __init__(self, archive: zipfile.ZipFile, names: Mapping[str, str], limits: Limits) -> None:
        part = "word/_rels/document.xml.rels"
        relations = parse(archive, names[part], limits) if part in names else ()
        self.targets = {
            str(relation.get("Id")): str(relation.get("Target"))
            for relation in relations
            if str(relation.get("Type")).endswith("/hyperlink")
        }

    def put(self, paragraph: Any, text: str) -> tuple[str, str]:
        """The text, and where the whole of it leads; addresses of parts of it stand behind it in brackets."""
        targets = {
            str(text_of(link)).strip(): self.targets.get(_id(link), "") for link in paragraph.iter("{*}hyperlink")
        }
        if list(targets) == [text]:
            return text, targets[text]
        unseen = [target for target in dict.fromkeys(targets.values()) if target and target not in text]
        return " ".join((text, *(f"({target})" for target in unseen))), ""


def _id(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}id")), "")


@growing
class ControlRow:
    """A row of a table: what stands in it by column, and the paragraphs below it by column."""

    key: str
    name: str = ""
    cells: dict[str, Abridged] = field(default_factory=dict)
    below: dict[str, list[FieldParagraph]] = field(default_factory=dict)

    def has(self, column: str) -> bool:
        """Whether a field of this column was there already: another one is a copy."""
        return column in self.cells or column in self.below


@growing
class ControlTable:
    """A table as it is found in a document: its titles by column, its rows in order, the sheet that it would stand on."""

    mark: str
    sheet: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    rows: list[ControlRow] = field(default_factory=list)

    def row(self, tag: Tag) -> ControlRow:
        """The row that a field belongs to; of a field that stands twice the second makes a row of its own."""
        matches = (row for row in self.rows if row.key == tag.row and not (tag.column and row.has(tag.column)))
        row = next(matches, None)
        if row is None:
            row = ControlRow(tag.row)
            self.rows.append(row)
        return row


def sheets_of(
    controls: Sequence[tuple[str, Any]],
    identity: str,
    notes: DocumentNotes,
    links: DocumentLinks,
    empty: Collection[str],
) -> list[ReceivedSheet]:
    """The sheets that the fields name, with the tables that stand on each; ``empty`` are texts of fields not filled in."""
    tables: dict[str, ControlTable] = {}
    for whole, control in controls:
        tag = parse_tag(whole)
        if tag is None:
            continue
        table = tables.setdefault(tag.mark, ControlTable(tag.mark))
        row = table.row(tag)
        if not tag.column:
            continue
        question, sheet, title = _split_alias(value_of(control, "alias"))
        table.sheet, row.name = table.sheet or sheet, row.name or question
        table.titles[tag.column] = title
        lines = [line for line in _lines(control) if line[0] not in empty] if _is_filled_in(control) else []
        if tag.in_a_row:
            row.cells[tag.column] = _join([text for text, _paragraph in lines])
        else:
            row.below[tag.column] = [_line(text, paragraph, notes, links) for text, paragraph in lines]
    on_sheet: dict[str, list[ControlTable]] = {}
    for mark, table in tables.items():
        on_sheet.setdefault(table.sheet or mark, []).append(table)
    return [_sheet(name, tables_of_sheet, identity) for name, tables_of_sheet in on_sheet.items()]


def _split_alias(alias: str) -> tuple[str, str, str]:
    """Question, sheet and column, as a field's title has them; a title that Word would cut is not known."""
    question, _between, rest = alias.partition(BETWEEN)
    sheet, _between, title = rest.partition(BETWEEN)
    if not title:
        question, sheet, title = "", question, sheet  # a form of an earlier version has no numbers
    return question, sheet.removesuffix(CUT), "" if title.endswith(CUT) else title


def _is_filled_in(control: Any) -> bool:
    return control.find("{*}sdtPr/{*}showingPlcHdr") is None


def _join(lines: Sequence[Abridged]) -> Abridged:
    """Several lines in one cell; those that are struck out are left out of it, unless all are."""
    standing = [line for line in lines if not line.struck] or list(lines)
    left_out = [line.left_out for line in standing] + [str(line) for line in lines if line not in standing]
    return Abridged.of("\n".join(standing), "\n".join(filter(None, left_out)), all(line.struck for line in lines))


def _lines(control: Any) -> Iterator[tuple[Abridged, Any]]:
    """The paragraphs of a field that hold something; a field within a line has one."""
    content = control.find("{*}sdtContent")
    if content is None:
        return
    for paragraph in list(content.iter("{*}p")) or [content]:
        text = text_of(paragraph).strip()
        if text:
            yield text, paragraph


def _line(text: Abridged, paragraph: Any, notes: DocumentNotes, links: DocumentLinks) -> FieldParagraph:
    linked, link = links.put(paragraph, text)
    return FieldParagraph(Abridged.of(linked, text.left_out, text.struck, text.italics), notes.take(paragraph), link)


def _sheet(name: str, tables: Sequence[ControlTable], identity: str) -> ReceivedSheet:
    """The tables below each other, with an empty row between them."""
    sheet_notes = SheetNotes()
    cells: dict[tuple[int, int], Raw] = sheet_notes.values
    cells |= {(0, 0): identity} if identity else {}
    row_names: dict[int, str] = {}
    marks: dict[tuple[int, int], tuple[str, ...]] = {}
    leads: dict[tuple[int, int], str] = {}
    at = FIRST_ROW
    for table in tables:
        columns = {column: number for number, column in enumerate(table.titles, start=1)}
        cells[at, 0] = table.mark
        cells |= {(at, number): column for column, number in columns.items()}
        cells |= {(at + 1, number): title for column, number in columns.items() if (title := table.titles[column])}
        row_names |= dict.fromkeys((at, at + 1), name)
        at += 2
        for row in table.rows:
            cells[at, 0] = row.key
            for column, text in row.cells.items():
                if text:
                    sheet_notes.take((at, columns[column]), text_value(text))
            length = 1 + max((len(lines) for lines in row.below.values()), default=0)
            for column, lines in row.below.items():
                for number, line in enumerate(lines, start=at + 1):
                    place = number, columns[column]
                    sheet_notes.take(place, text_value(line.text))
                    marks |= {place: line.notes} if line.notes else {}
                    leads |= {place: line.link} if line.link.startswith(FOLLOWED) else {}
            if row.name:
                row_names |= dict.fromkeys(range(at, at + length), row.name)
            at += length
        at += 1
    return ReceivedSheet(
        name,
        cells,
        links=leads,
        notes=marks,
        called=row_names,
        asked_only=True,
        struck=frozenset(sheet_notes.struck),
        left_out=sheet_notes.left_out,
        italics=sheet_notes.italics,
    )
