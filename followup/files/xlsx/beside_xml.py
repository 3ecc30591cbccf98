"""What stands beside the cells of a sheet: comments, text boxes, pictures, embedded files, links to elsewhere."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import field

from followup.files.addresses import place_of
from followup.files.packages.package import parse, relations
from followup.files.received import FileRemark, UnreadableFile
from followup.files.remarks import shorten
from followup.files.runs import Abridged, text_of_runs
from followup.files.size_limits import Limits
from followup.files.xlsx.cell_xml import text_of
from followup.frozen import growing
from followup.rulebook.received.file_remarks import (
    DDE_LINK,
    EMBEDDED_OBJECT,
    EXTERNAL_LINKS,
    PICTURE_NOT_READ,
    TEXT_BOX,
)
from followup.rulebook.received.files import TOO_MANY_COMMENTS

THREADED = "tc={"
EMBEDDED = ("xl/embeddings/", "xl/activex/")
FETCHING = ("xl/connections.xml", "xl/querytables/", "xl/webextensions/")
LINKS = "xl/externallinks/externallink"


@growing
class Package:
    """A package that is being looked into: its parts by their plain names, and who wrote comments."""

    archive: zipfile.ZipFile
    names: dict[str, str]
    limits: Limits
    persons: dict[str, str] = field(default_factory=dict)
    _related: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """What a part is related to: id, last word of the type, and the part or address; looked up once."""
        if part not in self._related:
            self._related[part] = relations(self.archive, part, self.names, self.limits)
        return self._related[part]

    def note_persons(self) -> None:
        """Who the authors of threaded comments are, by their ids."""
        for key, name in self.names.items():
            if key.startswith("xl/persons/") and key.endswith(".xml"):
                for person in parse(self.archive, name, self.limits):
                    self.persons[person.get("id", "")] = person.get("displayName", "")


def comments_on(
    package: Package, sheet_part: str, sheet: str, leave_out: Callable[[tuple[int, int], str], None]
) -> dict[tuple[int, int], str]:
    """The comments of a sheet by cell, each line with who wrote it; of threaded ones the real texts, not the copies.

    What is struck out in one is not in it: ``leave_out`` is called with it and the cell.
    """
    threads: dict[tuple[int, int], list[str]] = {}
    notes: dict[tuple[int, int], list[str]] = {}
    count = 0
    for _id, kind, part in package.relations(sheet_part):
        if part not in package.archive.NameToInfo or kind not in ("comments", "threadedComment"):
            continue
        comments = _threads(package, part) if kind == "threadedComment" else _notes(package, part)
        for reference, who, text in comments:
            count += 1
            if count > package.limits.comments:
                raise UnreadableFile(TOO_MANY_COMMENTS.problem(n=package.limits.comments), sheet)
            if (place := place_of(reference)) is None:
                continue
            if isinstance(text, Abridged):
                text, struck = text.parts()
                leave_out(place, struck)
            if text:
                (threads if kind == "threadedComment" else notes).setdefault(place, []).append(
                    with_author(who, text.strip())
                )
    return {place: "\n".join(texts) for place, texts in sorted({**notes, **threads}.items())}


def _threads(package: Package, part: str) -> Iterator[tuple[str, str, str]]:
    if not package.persons:
        package.note_persons()
    for comment in parse(package.archive, part, package.limits):
        text = (comment.findtext("{*}text") or "").strip()
        yield comment.get("ref", ""), package.persons.get(comment.get("personId", ""), ""), text


def _notes(package: Package, part: str) -> Iterator[tuple[str, str, str]]:
    root = parse(package.archive, part, package.limits)
    authors = [author.text or "" for author in root.iterfind("{*}authors/{*}author")]
    for comment in root.iterfind("{*}commentList/{*}comment"):
        author = comment.get("authorId", "")
        name = authors[int(author)] if author.isdecimal() and len(author) < 9 and int(author) < len(authors) else ""
        written = text_of(comment)
        text = written.strip() if isinstance(written, str) else text_of_runs(written)
        yield comment.get("ref", ""), "" if name.startswith(THREADED) else name, text


def with_author(who: str, text: str) -> str:
    """The text with its author before it; Excel itself writes the author as the first line of a note."""
    text = unicodedata.normalize("NFC", text)
    return f"{who}: {text}" if who and text and not text.startswith(f"{who}:") else text


def remarks_on_drawings(package: Package, sheet_part: str, sheet: str) -> Iterator[FileRemark]:
    """Text boxes with text, and a picture, of a sheet: nothing in them is read. A button's text is what it does."""
    related = package.relations(sheet_part)
    controls = _controls(package, sheet_part) if any(kind == "ctrlProp" for _id, kind, _part in related) else set()
    for _id, kind, part in related:
        if kind != "drawing" or part not in package.archive.NameToInfo:
            continue
        root = parse(package.archive, part, package.limits)
        for shape in root.iterfind(".//{*}sp"):
            if shape.get("macro") or any(
                properties.get("id") in controls for properties in shape.iterfind("{*}nvSpPr/{*}cNvPr")
            ):
                continue
            paragraphs = ["".join(paragraph.itertext("{*}t")) for paragraph in shape.iterfind("{*}txBody/{*}p")]
            if text := " ".join(" ".join(paragraphs).split()):
                yield FileRemark(TEXT_BOX.problem(), shorten(f"{sheet}: {text}"))
        if root.find(".//{*}pic") is not None:
            yield FileRemark(PICTURE_NOT_READ.problem(), sheet)


def _controls(package: Package, sheet_part: str) -> set[str | None]:
    """The shapes of a sheet that are buttons and the like, by their numbers."""
    return {
        control.get("shapeId")
        for control in parse(package.archive, sheet_part, package.limits).iterfind(".//{*}control")
    }


def remarks_on_package(package: Package) -> Iterator[FileRemark]:
    """Files within the workbook, and what it would fetch from elsewhere if it were let to."""
    keys = package.names
    embedded = [
        name.rpartition("/")[2] for key, name in keys.items() if key.startswith(EMBEDDED) and "/_rels/" not in key
    ]
    if embedded:
        yield FileRemark(EMBEDDED_OBJECT.problem(), shorten(", ".join(sorted(embedded))))
    programs, elsewhere = _links(package)
    elsewhere += [name.rpartition("/")[2] for key, name in keys.items() if key.startswith(FETCHING)]
    if programs:
        yield FileRemark(DDE_LINK.problem(), shorten(", ".join(programs)))
    if elsewhere:
        yield FileRemark(EXTERNAL_LINKS.problem(), shorten(", ".join(elsewhere)))


def _links(package: Package) -> tuple[list[str], list[str]]:
    """What links lead to: programs, and other workbooks."""
    programs: list[str] = []
    elsewhere: list[str] = []
    for key, name in sorted(package.names.items()):
        if not (key.startswith(LINKS) and key.endswith(".xml")):
            continue
        root = parse(package.archive, name, package.limits)
        servers = [f"{link.get('ddeService', '')}|{link.get('ddeTopic', '')}" for link in root.iterfind("{*}ddeLink")]
        programs += servers
        if not servers:
            elsewhere += _targets(package, name) or [name.rpartition("/")[2]]
    return programs, elsewhere


def _targets(package: Package, part: str) -> list[str]:
    return [target.replace("\\", "/").rpartition("/")[2] or target for _id, _kind, target in package.relations(part)]
