"""Read an OpenDocument workbook (.ods): cells are repeated by count, so it is walked, never laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from followup.files.addresses import LAST_COLUMN, LAST_ROW
from followup.files.book import address
from followup.files.number_format import length_in_words
from followup.files.other_formats.ods_looks import PLAIN, OdsLook, odd_looks_of
from followup.files.other_formats.ods_shown import OdsStyles, look_of_shown, styles_of, unusual_fills
from followup.files.packages.package import open_package, parse
from followup.files.read_values import raw_of
from followup.files.received import ErrorValue, FileRemark, ReceivedBook, Uncalculated, UnreadableFile
from followup.files.remarks import shorten
from followup.files.runs import Abridged, Run, text_of_runs
from followup.files.size_limits import Limits
from followup.files.xlsx.beside_xml import with_author
from followup.files.xlsx.guard import WorkbookNotes, saved_time
from followup.files.xlsx.sheet_notes import SheetNotes
from followup.files.xlsx.xlsx_read import book_of_notes
from followup.frozen import growing
from followup.rulebook.received.file_remarks import DDE_LINK, EXTERNAL_LINKS, OTHER_FORMAT, PICTURE_NOT_READ, TEXT_BOX
from followup.rulebook.received.files import (
    DAMAGED_FILE,
    PASSWORD_PROTECTED,
    TEXT_TOO_LONG,
    TOO_MANY_CELLS,
    TOO_MANY_COMMENTS,
    TOO_MANY_MERGES,
)

PERIOD = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
MOST_ALIKE = 100
"""More cells of one look beside one another are no form of ours."""

HIDDEN = ("collapse", "filter")
KEPT_FROM_ELSEWHERE = "'file:"
"""So begin the names of hidden sheets where LibreOffice keeps what it has fetched from other workbooks."""


def read_ods(content: bytes, name: str, limits: Limits) -> ReceivedBook:
    """The workbook's values and notes."""
    with open_package(content, limits) as archive:
        names = set(archive.namelist())
        if "META-INF/manifest.xml" in names:
            manifest = parse(archive, "META-INF/manifest.xml", limits)
            if manifest.find(".//{*}encryption-data") is not None:
                raise UnreadableFile(PASSWORD_PROTECTED.problem())
        root = parse(archive, "content.xml", limits)
        walk = _OdsReader(limits, _hidden_styles(root), odd_looks_of(root), styles_of(root))
        elsewhere = []
        for table in root.iterfind("{*}body/{*}spreadsheet/{*}table"):
            if _of(table, "name").startswith(KEPT_FROM_ELSEWHERE):
                elsewhere.append(_of(table, "name"))
            else:
                walk.sheet(table)
        if elsewhere:
            walk.notes.remarks.append(FileRemark(EXTERNAL_LINKS.problem(), shorten(", ".join(elsewhere))))
        if programs := [_of(source, "dde-application") for source in root.iterfind(".//{*}dde-source")]:
            walk.notes.remarks.append(FileRemark(DDE_LINK.problem(), shorten(", ".join(programs))))
        for element in root.iterfind(".//{*}named-range"):
            reference = _of(element, "cell-range-address")
            walk.notes.names[_of(element, "name")] = reference.removeprefix("$").replace(".$", "!$")
        if "settings.xml" in names:
            walk.notes.old_results = _is_counted_by_hand(parse(archive, "settings.xml", limits))
        if "meta.xml" in names:
            _note_properties(parse(archive, "meta.xml", limits), walk.notes)
    walk.notes.remarks.append(FileRemark(OTHER_FORMAT.problem(), ".ods"))
    return book_of_notes(name, walk.notes)


def _of(element: Any, name: str, default: str = "") -> str:
    """An attribute, whatever its namespace is called."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _hidden_styles(root: Any) -> set[str]:
    """The styles that hide the sheets that have them."""
    return {
        _of(style, "name")
        for style in root.iterfind("{*}automatic-styles/{*}style")
        if (look := style.find("{*}table-properties")) is not None and _of(look, "display") == "false"
    }


def _is_counted_by_hand(settings: Any) -> bool:
    items = settings.iter("{*}config-item")
    return any(_of(item, "name") == "AutoCalculate" and item.text == "false" for item in items)


def _note_properties(meta: Any, notes: WorkbookNotes) -> None:
    for element in meta.iterfind(".//{*}user-defined"):
        notes.properties[_of(element, "name")] = "".join(element.itertext())
    notes.saved = saved_time(meta.findtext(".//{http://purl.org/dc/elements/1.1/}date") or "")


@growing
class _OdsReader:
    """Goes through the sheets, cell by cell, and knows where it is."""

    limits: Limits
    hidden_styles: set[str]
    looks: dict[str, OdsLook]
    styles: OdsStyles
    notes: WorkbookNotes = field(default_factory=WorkbookNotes)
    count: int = 0
    by_column: list[tuple[int, str]] = field(default_factory=list)
    """The looks of cells that name none themselves: the last column of each, counted from 0, and its style."""

    def sheet(self, table: Any) -> None:
        """Take over one sheet."""
        name = _of(table, "name")
        if name in self.notes.sheets:
            raise UnreadableFile(DAMAGED_FILE.problem(), name)
        notes = self.notes.sheets[name] = SheetNotes()
        if _of(table, "style-name") in self.hidden_styles:
            self.notes.hidden.add(name)
        self.notes.remarks += _shapes(table, name)
        self.by_column = list(_looks_of_columns(table, name)) if self.looks else []
        hidden_rows, row = set[int](), 0
        for line in _rows(table):
            times = _repeated(line, "number-rows-repeated", name)
            hidden = _of(line, "visibility") in HIDDEN
            filled = list(self._line(line, row, name))
            last = min(row + times, LAST_ROW + 1)
            if hidden and (filled or times < 1000):
                hidden_rows.update(range(row, last))
            if filled:
                self._count(len(filled) * times, f"{name}!{address(row, filled[0][0])}")
            for at in range(row, last) if filled else ():
                for column, cell in filled:
                    self._take(cell, (at, column), notes, name)
            row += times
        notes.fills = unusual_fills(notes.fills)
        notes.hidden_rows = frozenset(hidden_rows)
        notes.hidden_columns = frozenset(_hidden_columns(table, name))

    def _count(self, more: int, place: str) -> None:
        self.count += more
        if self.count > self.limits.cells:
            raise UnreadableFile(TOO_MANY_CELLS.problem(n=self.limits.cells), place)

    def _line(self, line: Any, row: int, sheet: str) -> Iterator[tuple[int, Any]]:
        """The cells of a row that hold something, each with its column."""
        column = 0
        for cell in line:
            if _local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            times = _repeated(cell, "number-columns-repeated", sheet)
            paper = self.styles.papers.get(_of(cell, "style-name"), "")
            for at in range(column, column + times) if paper and times < MOST_ALIKE else ():
                self.notes.sheets[sheet].fills[row, at] = paper
            if len(cell) or _of(cell, "value-type") or _of(cell, "formula") or _of(cell, "number-columns-spanned"):
                if times > LAST_COLUMN or column + times > LAST_COLUMN:
                    raise UnreadableFile(TOO_MANY_CELLS.problem(n=self.limits.cells), f"{sheet}!{address(row, column)}")
                for at in range(column, column + times):
                    yield at, cell
            column += times

    def _take(self, cell: Any, place: tuple[int, int], notes: SheetNotes, sheet: str) -> None:
        formula = _of(cell, "formula")
        if formula:
            notes.formulas.add(place)
            if text := _of(cell, "formula"):
                notes.written[place] = text
        look = self._look_of(cell, place) if self.looks else PLAIN
        text = self._text(cell, bool(look.struck))
        if len(text) > self.limits.text:
            raise UnreadableFile(TEXT_TOO_LONG.problem(n=self.limits.text), f"{sheet}!{address(*place)}")
        if _is_error(cell, text):
            notes.values[place] = ErrorValue(text or "#N/A")
        elif formula and not _of(cell, "value-type") and cell.find("{*}p") is None:
            notes.values[place] = Uncalculated("=")
        elif (raw := raw_of(_value(cell, text))) is not None:
            notes.take(place, raw, bool(look.struck))
            shown = text if cell.find("{*}p") is not None else None
            font = self.styles.fonts.get(_of(cell, "style-name"), "")
            shown_look = look_of_shown(raw, shown, _of(cell, "value-type") == "percentage", font)
            if shown_look is not None:
                notes.looks[place] = shown_look
        self._note_span(cell, place, notes, sheet)
        comments = [self._comment(annotation, place, notes) for annotation in cell.iterfind("{*}annotation")]
        if any(comments):
            notes.comments[place] = "\n".join(filter(None, comments))
            if len(notes.comments) > self.limits.comments:
                raise UnreadableFile(TOO_MANY_COMMENTS.problem(n=self.limits.comments), sheet)

    def _look_of(self, cell: Any, place: tuple[int, int]) -> OdsLook:
        style = _of(cell, "style-name") or _of(cell.getparent(), "default-cell-style-name")
        style = style or next((style for last, style in self.by_column if place[1] <= last), "")
        return self.looks.get(style, PLAIN)

    def _text(self, element: Any, struck: bool = False) -> str:
        """The paragraphs of a cell, without its comment."""
        if not self.looks:
            return "\n".join("".join(_pieces(paragraph)) for paragraph in element.iterfind("{*}p"))
        runs = [
            run for paragraph in element.iterfind("{*}p") for run in (*_runs(paragraph, self.looks, PLAIN), Run("\n"))
        ][:-1]
        return text_of_runs(runs, struck)

    def _comment(self, annotation: Any, place: tuple[int, int], notes: SheetNotes) -> str:
        who = annotation.findtext("{http://purl.org/dc/elements/1.1/}creator") or ""
        text = self._text(annotation)
        if isinstance(text, Abridged):
            text, struck = text.parts()
            notes.leave_out(place, struck)
        return with_author(who.strip(), text.strip())

    def _note_span(self, cell: Any, place: tuple[int, int], notes: SheetNotes, sheet: str) -> None:
        down = _repeated(cell, "number-rows-spanned", sheet)
        right = _repeated(cell, "number-columns-spanned", sheet)
        if down > 1 or right > 1:
            notes.merged.append((*place, min(place[0] + down, LAST_ROW) - 1, min(place[1] + right, LAST_COLUMN) - 1))
            if len(notes.merged) > self.limits.merges:
                raise UnreadableFile(TOO_MANY_MERGES.problem(n=self.limits.merges), sheet)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a sheet, also those within groups and headings."""
    for child in table:
        kind = _local(child)
        if kind == "table-row":
            yield child
        elif kind in ("table-rows", "table-row-group", "table-header-rows"):
            yield from _rows(child)


def _hidden_columns(table: Any, sheet: str) -> Iterator[int]:
    column = 0
    for element in table.iter("{*}table-column"):
        times = _repeated(element, "number-columns-repeated", sheet)
        if _of(element, "visibility") in HIDDEN:
            yield from range(column, min(column + times, LAST_COLUMN))
        column += times


def _repeated(element: Any, name: str, sheet: str) -> int:
    number = _of(element, name, "1")
    if not (number.isdecimal() and len(number) < 10):
        raise UnreadableFile(DAMAGED_FILE.problem(), sheet)
    return max(1, int(number))


def _is_error(cell: Any, text: str) -> bool:
    """LibreOffice says so; another program leaves only the text of the error behind a formula."""
    if any(key.rpartition("}")[2] == "value-type" and value == "error" for key, value in cell.attrib.items()):
        return True
    return bool(_of(cell, "formula")) and re.fullmatch(r"#[A-ZÅÄÖ/0-9]+[!?]?|Err:\d+", text) is not None


def _runs(element: Any, looks: dict[str, OdsLook], look: OdsLook) -> Iterator[Run]:
    """The text of an element in pieces, each with how it looks."""
    yield Run(element.text or "", *look)
    for child in element:
        if _local(child) in ("span", "a"):
            yield from _runs(child, looks, looks.get(_of(child, "style-name"), look))
        elif _local(child) != "annotation":
            yield Run("".join(_pieces_of(child)), *look)
        yield Run(child.tail or "", *look)


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if _local(child) != "annotation":
            yield from _pieces_of(child)
        yield child.tail or ""


def _pieces_of(element: Any) -> Iterator[str]:
    kind = _local(element)
    if kind == "s":
        yield " " * min(_repeated(element, "c", ""), 1000)
    elif kind == "tab":
        yield "\t"
    elif kind == "line-break":
        yield "\n"
    else:
        yield from _pieces(element)


def _looks_of_columns(table: Any, sheet: str) -> Iterator[tuple[int, str]]:
    column = 0
    for element in table.iter("{*}table-column"):
        column += _repeated(element, "number-columns-repeated", sheet)
        yield column - 1, _of(element, "default-cell-style-name")


def _value(cell: Any, text: str) -> object:
    """The value that the file holds, never what the format shows of it."""
    kind = cell.get("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type") or _of(cell, "value-type")
    try:
        if kind in ("float", "percentage", "currency"):
            number = float(_of(cell, "value"))
            return number if number - number == 0 else text
        if kind == "boolean":
            return _of(cell, "boolean-value") == "true"
        if kind == "date":
            return datetime.fromisoformat(_of(cell, "date-value"))
        if kind == "time" and (match := PERIOD.fullmatch(_of(cell, "time-value"))):
            days, hours, minutes, seconds = (int(group or 0) for group in match.groups()[1:])
            length = timedelta(days, seconds, hours=hours, minutes=minutes)
            pattern = "h:m:s" if length.seconds % 60 else "h:m"
            whole_days = Decimal(str(length.total_seconds())) / 86_400
            return length_in_words(whole_days, pattern) if length >= timedelta(1) else (datetime.min + length).time()
    except (ValueError, OverflowError):
        return text
    return text or _of(cell, "string-value")


def _shapes(table: Any, sheet: str) -> Iterator[FileRemark]:
    """Text boxes with text and pictures, on the sheet or in a cell."""
    picture = False
    for shape in table.iter("{*}frame", "{*}custom-shape"):
        if _local(shape.getparent()) == "annotation":
            continue
        picture = picture or shape.find("{*}image") is not None
        text = " ".join("".join(_pieces(paragraph)) for paragraph in shape.iter("{*}p"))
        if text.strip():
            yield FileRemark(TEXT_BOX.problem(), shorten(f"{sheet}: {text}"))
    if picture:
        yield FileRemark(PICTURE_NOT_READ.problem(), sheet)
