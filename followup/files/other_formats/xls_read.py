"""Read an older workbook (.xls). Only in a process of its own: a damaged one may do anything to its reader."""

from __future__ import annotations

import io
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from followup.files.number_format import NUMBERS_AS_THEY_ARE, format_of, length_in_words
from followup.files.packages.file_kinds import OLE
from followup.files.packages.ole import open_container
from followup.files.pictures import SYMBOLS
from followup.files.read_values import raw_of
from followup.files.received import ErrorValue, FileRemark, Raw, ReceivedBook, Uncalculated, UnreadableFile, exact
from followup.files.runs import Run, text_of_runs
from followup.files.size_limits import Limits
from followup.files.xlsx.beside_xml import with_author
from followup.files.xlsx.guard import WorkbookNotes, saved_time
from followup.files.xlsx.sheet_notes import SheetNotes
from followup.files.xlsx.style_xml import DAY, TIME, Style, kind_of
from followup.files.xlsx.xlsx_read import book_of_notes
from followup.rulebook.received.file_remarks import OTHER_FORMAT
from followup.rulebook.received.files import DAMAGED_FILE, PASSWORD_PROTECTED, TOO_MANY_CELLS

FORMULA, SHEET, START, END = 0x0006, 0x0085, 0x0809, 0x000A
NEVER_CALCULATED = 0x0001
SUMMARY, OWN_PROPERTIES = "\x05SummaryInformation", "\x05DocumentSummaryInformation"
LAST_SAVED = 13
OFFSETS = {1: 1, 2: -1}
COUNTING, UNCOUNTED = 0x000D, 0x005E


def read_xls(content: bytes, name: str, limits: Limits) -> ReceivedBook:
    """The workbook's values and notes."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        notes, styles = _notes(book, limits), _Styles(book)
        for sheet in book.sheets():
            for place, raw, struck in _values(sheet, book, styles):
                notes.sheets[sheet.name].take(place, raw, struck)
            _note_looks(sheet, notes.sheets[sheet.name], styles)
        stream = _note_container(content, notes) if content.startswith(OLE) else content
        _note_formulas(stream, notes)
    except UnreadableFile:
        raise
    except MemoryError:
        raise
    except Exception as error:  # the library trusts what it reads, and fails in any way
        rule = PASSWORD_PROTECTED if "encrypted" in str(error).casefold() else DAMAGED_FILE
        raise UnreadableFile(rule.problem()) from error
    notes.remarks.append(FileRemark(OTHER_FORMAT.problem(), ".xls"))
    return book_of_notes(name, notes)


def _notes(book: Any, limits: Limits) -> WorkbookNotes:
    notes, count = WorkbookNotes(), 0
    for sheet in book.sheets():
        count += sum(map(sheet.row_len, range(sheet.nrows)))
        if count > 4 * limits.cells:
            raise UnreadableFile(TOO_MANY_CELLS.problem(n=limits.cells), sheet.name)
        sheet_notes = notes.sheets[sheet.name] = SheetNotes()
        sheet_notes.merged = [(top, left, below - 1, right - 1) for top, below, left, right in sheet.merged_cells]
        sheet_notes.hidden_rows = frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden)
        sheet_notes.hidden_columns = frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden)
        sheet_notes.comments = {
            place: with_author(note.author.strip(), note.text.strip())
            for place, note in sorted(sheet.cell_note_map.items())
            if note.text.strip()
        }
        if sheet.visibility:
            notes.hidden.add(sheet.name)
    for name in book.name_obj_list:
        if name.result is not None and name.result.text:
            notes.names[name.name] = name.result.text
    return notes


class _Styles:
    """What the looks of cells show, each worked out once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[int, Style] = {}

    def __getitem__(self, number: int | None) -> Style:
        if number is None or number >= len(self._book.xf_list):
            return Style()
        if number not in self._known:
            look = self._book.xf_list[number]
            fonts = self._book.font_list
            font = fonts[look.font_index].name if look.font_index < len(fonts) else ""
            format_ = self._book.format_map.get(look.format_key)
            code = format_of(format_.format_str) if format_ is not None else NUMBERS_AS_THEY_ARE
            self._known[number] = Style(code, font if font.casefold() in SYMBOLS else "")
        return self._known[number]

    def paper(self, number: int | None) -> str:
        """The colour that a cell is filled with as RRGGBB; empty for none."""
        exists = number is not None and number < len(self._book.xf_list)
        ground = self._book.xf_list[number].background if exists else None
        colour = self._book.colour_map.get(ground.pattern_colour_index) if ground and ground.fill_pattern else None
        return "{:02X}{:02X}{:02X}".format(*colour) if colour else ""


def _note_looks(sheet: Any, notes: SheetNotes, styles: _Styles) -> None:
    """The cells that show something else than their value, and those filled in another colour than most."""
    for (row, column), raw in notes.values.items():
        look = styles[sheet.cell_xf_index(row, column)].look_of(raw)
        if look is not None:
            notes.looks[row, column] = look
    papers = {
        (row, column): paper
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
        if (paper := styles.paper(sheet.cell_xf_index(row, column)))
    }
    usual = Counter(papers.values()).most_common(1)
    notes.fills = {place: paper for place, paper in papers.items() if paper != usual[0][0]}


def _values(sheet: Any, book: Any, styles: _Styles) -> Iterator[tuple[tuple[int, int], Raw, bool]]:
    """Each cell's place and value, and whether it is struck out as a whole."""
    import xlrd

    odd = any(font.struck_out or font.escapement for font in book.font_list)
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            value: object = cell.value
            if cell.ctype == xlrd.XL_CELL_ERROR:
                yield (row, column), ErrorValue(xlrd.error_text_from_code.get(cell.value, "#N/A")), False
                continue
            if cell.ctype == xlrd.XL_CELL_BOOLEAN:
                value = bool(cell.value)
            if cell.ctype == xlrd.XL_CELL_DATE:
                value = _day(cell.value, book.datemode, kind_of(styles[cell.xf_index].format))
            struck = odd and bool(_font(book, sheet.cell_xf_index(row, column)).struck_out)
            if odd and isinstance(value, str) and (row, column) in sheet.rich_text_runlist_map:
                value = text_of_runs(_runs(value, sheet.rich_text_runlist_map[row, column], book.font_list), struck)
            raw = raw_of(value)
            if raw is not None and cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                yield (row, column), raw, struck


def _font(book: Any, look: int) -> Any:
    return book.font_list[book.xf_list[look].font_index]


def _runs(text: str, starts: Sequence[tuple[int, int]], fonts: Sequence[Any]) -> Iterator[Run]:
    """A text in the pieces that begin at these signs with these fonts; the first looks as its cell does."""
    yield Run(text[: starts[0][0]])
    for (start, font), end in zip(starts, [*(at for at, _font in starts[1:]), len(text)], strict=True):
        yield Run(text[start:end], bool(fonts[font].struck_out), OFFSETS.get(fonts[font].escapement, 0))


def _day(number: float, datemode: int, kind: str) -> object:
    """The day, the time or the length of time of a date's number; the number itself where no calendar has it."""
    import xlrd

    if kind not in ("", DAY, TIME):
        return length_in_words(exact(number), kind)
    if number < 0:
        return number
    if kind == TIME and number >= 1:
        return (datetime.min + timedelta(milliseconds=round(number % 1 * 86_400_000))).time()
    try:
        day = xlrd.xldate.xldate_as_datetime(number, datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return number
    return day.time() if number < 1 else day


def _note_container(content: bytes, notes: WorkbookNotes) -> bytes:
    """What stands beside the sheets: macros, the workbook's own properties, when it was saved. Gives the sheets."""
    with open_container(content) as container:
        streams = {path[0].casefold(): path[0] for path in container.listdir() if len(path) == 1}
        notes.macros = any("vba" in part.casefold() for path in container.listdir(storages=True) for part in path)
        if container.exists(OWN_PROPERTIES):
            for property_ in container.get_userdefined_properties(OWN_PROPERTIES):
                value = property_["value"]
                text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                notes.properties[property_["property_name"]] = text.rstrip("\0")
        if container.exists(SUMMARY):
            saved = container.getproperties(SUMMARY, convert_time=True).get(LAST_SAVED)
            notes.saved = saved_time(saved.isoformat()) if hasattr(saved, "isoformat") else ""
        return bytes(container.openstream(streams.get("workbook") or streams["book"]).read())


def _note_formulas(stream: bytes, notes: WorkbookNotes) -> None:
    """Which cells hold formulas, and whether they are counted: the library gives only their last results."""
    notes.old_results = any(
        kind == UNCOUNTED or (kind == COUNTING and record[:2] == b"\0\0")
        for kind, record in _calculation_records(stream)
    )
    sheets = list(notes.sheets.values())
    for sheet, row, column, never in _formulas(stream):
        if sheet < len(sheets):
            sheets[sheet].formulas.add((row, column))
            if never and sheets[sheet].values.get((row, column)) == 0:
                sheets[sheet].values[row, column] = Uncalculated("=")


def _calculation_records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """What the sheets say of how they are counted."""
    for start in _starts(stream):
        yield from ((kind, record) for kind, record in _records(stream, start) if kind in (COUNTING, UNCOUNTED))


def _starts(stream: bytes) -> list[int]:
    return [
        struct.unpack_from("<I", record)[0]
        for kind, record in _records(stream, 0)
        if kind == SHEET and len(record) > 6 and record[5] == 0
    ]


def _formulas(stream: bytes) -> Iterator[tuple[int, int, int, bool]]:
    """Sheet, row and column of each formula, and whether it holds no more than a nought that is yet to be calculated."""
    for sheet, start in enumerate(_starts(stream)):
        for kind, record in _records(stream, start):
            if kind & 0xFF == FORMULA and kind in (0x0006, 0x0206, 0x0406) and len(record) >= 16:
                row, column, _look, result, options = struct.unpack_from("<HHHQH", record)
                yield sheet, row, column, result == 0 and bool(options & NEVER_CALCULATED)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, from its start to its end; parts within it are passed over."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == START) - (kind == END)
        if depth <= 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if depth <= 0:
            return
