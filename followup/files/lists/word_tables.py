"""Read the tables of a Word document, each as a sheet that is called as the heading above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from followup.files.packages.package import names_of, open_package, parse
from followup.files.read_values import text_value
from followup.files.received import Raw, ReceivedBook, ReceivedSheet, UnreadableFile
from followup.files.runs import Abridged
from followup.files.size_limits import USUAL, Limits
from followup.files.word_form.docx_control import text_of
from followup.files.word_form.docx_looks import put_looks_of_styles
from followup.locale import Words, _, literal
from followup.rulebook.received.files import TOO_MANY_CELLS

TABLE, ROW_OF_TABLE = _("Table {n}"), _("{table}, row {n}")
LONGEST_HEADING = 80
"""What is longer is a sentence, and names no table."""
WIDEST = 63
"""Word itself makes no table with more columns."""


def read_word_tables(content: bytes, name: str, limits: Limits = USUAL) -> ReceivedBook:
    """Each table that stands in the text itself, in order; a table within a cell is text of that cell."""
    with open_package(content, limits) as archive:
        names = names_of(archive)
        body = parse(archive, names["word/document.xml"], limits)
        if "word/styles.xml" in names:
            put_looks_of_styles(body, parse(archive, names["word/styles.xml"], limits))
    book, heading, count = ReceivedBook(name, "", []), "", 0
    for element in _blocks(body):
        if element.tag.endswith("}p"):
            text = " ".join(text_of(element).split())
            heading = text if text and len(text) <= LONGEST_HEADING else heading
            continue
        usual = Words("sv")(TABLE.filled(n=len(book.sheets) + 1))
        name_of_table = heading or usual
        if book.sheet(name_of_table) is not None:
            name_of_table = f"{name_of_table} ({usual})"
        sheet = _sheet(element, name_of_table)
        count += len(sheet.cells)
        if count > limits.cells:
            raise UnreadableFile(TOO_MANY_CELLS.problem(n=limits.cells))
        book.sheets.append(sheet)
        heading = ""
    return book


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in the order of the text, those in frames of Word's own (a form, a table of contents) too."""
    document = body.find("{*}body")
    for element in () if document is None else document.iter("{*}p", "{*}tbl"):
        if not any(above.tag.endswith("}tbl") for above in element.iterancestors()):
            yield element


def _sheet(table: Any, name: str) -> ReceivedSheet:
    cells: dict[tuple[int, int], Raw] = {}
    merged: list[tuple[int, int, int, int]] = []
    struck, left_out = set[tuple[int, int]](), dict[tuple[int, int], str]()
    open_merges: dict[int, int] = {}
    """By the column where one stands that goes on below: its place among those merged."""
    for row, line in enumerate(_rows(table)):
        at = _number(line.find("{*}trPr/{*}gridBefore"))
        for cell in line.iterfind("./{*}tc"):
            width = max(1, min(_number(cell.find("{*}tcPr/{*}gridSpan"), 1), WIDEST))
            down = cell.find("{*}tcPr/{*}vMerge")
            if down is not None and _value(down) != "restart" and at in open_merges:
                first, left, _last, right = merged[open_merges[at]]
                merged[open_merges[at]] = (first, left, row, right)
            else:
                open_merges.pop(at, None)
                if down is not None or width > 1:
                    merged.append((row, at, row, at + width - 1))
                    if down is not None:
                        open_merges[at] = len(merged) - 1
                text = _text(cell)
                if text.strip():
                    cells[row, at] = text_value(text.strip())
                    if text.struck:
                        struck.add((row, at))
                    elif text.left_out:
                        left_out[row, at] = text.left_out
            at += width
    real = tuple(area for area in merged if area[:2] != area[2:])
    say = Words("sv")
    last = max((row for row, _at in cells), default=0)
    called = {row: say(ROW_OF_TABLE.filled(table=literal(name), n=row + 1)) for row in range(last + 1)}
    return ReceivedSheet(name, cells, merged=real, struck=frozenset(struck), left_out=left_out, called=called)


def _rows(table: Any) -> Iterator[Any]:
    """The rows, but for those that tracked changes have deleted."""
    for line in table.iterchildren():
        rows = line.iterfind("./{*}sdtContent/{*}tr") if line.tag.endswith("}sdt") else (line,)
        for row in rows:
            if row.tag.endswith("}tr") and row.find("{*}trPr/{*}del") is None:
                yield row


def _text(cell: Any) -> Abridged:
    """What a cell says, a line for each paragraph."""
    texts = [text_of(paragraph) for paragraph in cell.iter("{*}p")]
    visible = [text for text in texts if not text.struck]
    if not any(text.strip() for text in visible):
        return Abridged.of("\n".join(texts), "", any(text.struck for text in texts))
    parts = (text.parts()[1] for text in texts)
    return Abridged.of("\n".join(visible), " ".join(part for part in parts if part))


def _number(element: Any, usual: int = 0) -> int:
    value = "" if element is None else _value(element)
    return min(int(value), WIDEST) if value.isdecimal() else usual


def _value(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}val")), "")
