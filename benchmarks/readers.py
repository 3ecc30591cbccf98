"""Three readers of the same workbook: ours, the raw XML with no interpretation, and openpyxl."""

from __future__ import annotations

import posixpath
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

NOT_BLANK = re.compile(r"[^\s\u200b\u2060\ufeff]")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]+)")
WHITE = " \t\r\n"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Place = tuple[int, int]


class Seen(NamedTuple):
    """What a reader sees in a cell: text, number, date (also a number), bool, error or uncalculated, and what it says."""

    kind: str
    value: str = ""


Cells = dict[Place, Seen]
Sheets = dict[str, Cells]


@dataclass
class RawSheet:
    """A sheet as the XML has it, and what explains why another reader sees something else."""

    cells: Cells = field(default_factory=dict)
    empty_results: set[Place] = field(default_factory=set)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    links: list[tuple[Place, Place]] = field(default_factory=list)


# Our reader.


def ours(path: Path) -> tuple[Sheets, str]:
    """What followup reads; or nothing, and the rule of the finding that refuses the file."""
    from followup.files.processes.format_readers import read_book
    from followup.files.received import UnreadableFile

    try:
        book = read_book(path)
    except UnreadableFile as fault:
        return {}, fault.rule
    return {sheet.name: {place: _raw(raw) for place, raw in sheet.cells.items()} for sheet in book.sheets}, "read"


def _raw(raw: object) -> Seen:
    from followup.files.received import ErrorValue, Uncalculated

    if isinstance(raw, ErrorValue):
        return Seen("error", str(raw))
    if isinstance(raw, Uncalculated):
        return Seen("uncalculated")
    return _plain(raw)


def _plain(value: object) -> Seen:
    if isinstance(value, bool):
        return Seen("bool", str(value))
    if isinstance(value, int | float | Decimal):
        return Seen("number", repr(float(value)))
    if isinstance(value, date | time | timedelta):
        return Seen("date", str(value))
    return Seen("text", lines(str(value)))


# The raw XML.


def from_xml(path: Path) -> dict[str, RawSheet]:
    """Every cell as the XML has it, with no interpretation but that of ``t``: written apart from the package's guard."""
    with zipfile.ZipFile(path) as archive:
        package = _Package(archive)
        by_id = package.targets(package.start)
        strings = next((package.strings(part) for kind, part in by_id.values() if kind == "sharedStrings"), [])
        sheets = {}
        for element in package.elements(package.start, "sheet"):
            if _local(element.getparent()) != "sheets":
                continue
            ids = [value for key, value in element.attrib.items() if key.endswith("}id")]
            kind, part = by_id.get(ids[0] if ids else "", ("", ""))
            if kind == "worksheet" and package.named(part):
                sheets[element.get("name")] = _sheet(package, part, strings)
        return sheets


class _Package:
    """The parts of a workbook, by name: some programs write other case, or a backslash."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = {name.replace("\\", "/").lstrip("/"): name for name in archive.namelist()}
        self.any_case = {name.casefold(): real for name, real in reversed(self.names.items())}
        self.start = self._start()

    def named(self, part: str) -> str:
        return self.names.get(part) or self.any_case.get(part.casefold(), "")

    def _start(self) -> str:
        try:
            return next(part for kind, part in self.targets("").values() if kind == "officeDocument")
        except (KeyError, StopIteration, zipfile.BadZipFile):
            return next(name for name in self.names if name.endswith("xl/workbook.xml"))

    def elements(self, part: str, name: str) -> Iterator[Any]:
        """Each element of that name, whatever its namespace, when it has been read to its end."""
        from lxml import etree

        with self.archive.open(self.named(part)) as stream:
            for _event, element in etree.iterparse(stream, resolve_entities=False, no_network=True, huge_tree=True):
                if isinstance(element.tag, str) and _local(element) == name:
                    yield element

    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and part of each relation of a part, by id; the empty part is the file itself."""
        folder, name = posixpath.split(part)
        addresses = {}
        for element in self.elements(posixpath.join(folder, "_rels", f"{name}.rels"), "Relationship"):
            target = element.get("Target", "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            addresses[element.get("Id")] = (element.get("Type", "").rpartition("/")[2], path)
        return addresses

    def strings(self, part: str) -> list[str]:
        """The shared strings; none where the part is missing."""
        return [_text(item) for item in self.elements(part, "si")] if self.named(part) else []


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(item: Any) -> str:
    """The text of a string item: its own ``t`` and those of its runs, not how it is pronounced."""
    parts = []
    for child in item:
        if _local(child) == "t":
            parts.append(child)
        elif _local(child) == "r":
            parts += [element for element in child if _local(element) == "t"]
    return "".join(_kept(part) for part in parts)


def _kept(part: Any) -> str:
    """White space at the ends counts only where the XML says so."""
    text = part.text or ""
    return text if part.get(SPACE) == "preserve" else text.strip(WHITE)


def _sheet(package: _Package, part: str, strings: Sequence[str]) -> RawSheet:
    sheet = RawSheet()
    line = -1
    for row in package.elements(part, "row"):
        line = int(row.get("r", line + 2)) - 1
        column = -1
        for cell in (cell for cell in row if _local(cell) == "c"):
            place = _place(cell.get("r", "")) or (line, column + 1)
            column = place[1]
            seen = _cell(cell, strings)
            if seen is not None:
                sheet.cells[place] = seen
            elif any(_local(child) == "f" for child in cell):
                sheet.empty_results.add(place)
        row.clear()
    sheet.merged = [_range(element) for element in package.elements(part, "mergeCell")]
    sheet.links = [_range(element) for element in package.elements(part, "hyperlink")]
    return sheet


def _place(reference: str) -> Place | None:
    match = REFERENCE.fullmatch(reference)
    if match is None:
        return None
    number = 0
    for letter in match[1].upper():
        number = number * 26 + ord(letter) - 64
    return int(match[2]) - 1, number - 1


def _range(element: Any) -> tuple[Place, Place]:
    first, _colon, last = element.get("ref", "").partition(":")
    start = _place(first) or (-1, -1)
    return start, _place(last) or start


def _cell(cell: Any, strings: Sequence[str]) -> Seen | None:
    children = {_local(child): child for child in cell if isinstance(child.tag, str)}
    kind = cell.get("t", "n")
    value = children["v"].text or "" if "v" in children else None
    if kind == "inlineStr" and ("is" in children or value):
        return _seen_text(_text(children["is"]) if "is" in children else value or "")
    if "f" in children and (value is None or (not value and kind != "str")):
        return Seen("uncalculated")
    if kind == "e":
        return Seen("error", value or "")
    if value is None or not value.strip():
        return None
    if kind == "s":
        return _seen_text(strings[int(value)])
    if kind == "str":
        return _seen_text(value)
    if kind == "b":
        return Seen("bool", str(value.strip() in ("1", "true")))
    return Seen("date", value) if kind == "d" else Seen("number", repr(float(value)))


def _seen_text(text: str) -> Seen | None:
    text = lines(readable(text))
    return Seen("text", text) if NOT_BLANK.search(text) else None


def readable(text: str) -> str:
    """A text where what Excel writes as ``_x000D_`` is the sign that it stands for."""
    text = ESCAPED.sub(lambda expected: chr(int(expected[1], 16)), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def lines(text: str) -> str:
    """A text with its line breaks in one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


# openpyxl.


def from_openpyxl(path: Path) -> Sheets:
    """Every cell as openpyxl has it: values, and formulas to know which have none."""
    import openpyxl

    warnings.simplefilter("ignore")
    values = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    sheets: Sheets = {}
    for sheet in values.worksheets:
        cells: Cells = {}
        calculated = formulas[sheet.title]._cells
        for (row, column), cell in sheet._cells.items():
            if cell.value is not None:
                seen = Seen("error", str(cell.value)) if cell.data_type == "e" else _plain(cell.value)
                if seen.kind != "text" or NOT_BLANK.search(seen.value):
                    cells[row - 1, column - 1] = seen
            elif calculated[row, column].data_type == "f":
                cells[row - 1, column - 1] = Seen("uncalculated")
        sheets[sheet.title] = cells
    return sheets
