"""Read what merge made as a person would: a table by its titles, a Word file by its text."""

from __future__ import annotations

import functools
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from lxml import etree
from python_calamine import CalamineWorkbook

Record = dict[str, Any]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def sheet_records(path: Path, sheet: str, first_title: str) -> list[Record]:
    """The rows under the header that begins with ``first_title``, as dictionaries by title.

    Of a section's sheet each has what is said of it in other cells too: the levels of all parts together, their reasons and
    its file from the section's data sheet, each of its answers in words.
    """
    content = path.read_bytes()
    records = _records(_rows(content, sheet), first_title)
    lines = _data(content, sheet)
    return (
        [_with_data(record, lines.get((record["Enhet"], record["Radnyckel"]), ())) for record in records]
        if lines
        else records
    )


def _records(rows: Sequence[tuple[Any, ...]], first_title: str) -> list[Record]:
    start = next(i for i, row in enumerate(rows) if row and row[0] == first_title and any(row[1:]))
    titles = [str(title).strip() if title is not None else "" for title in rows[start]]
    records = []
    for row in rows[start + 1 :]:
        if row[0] is None:
            break
        records.append(dict(zip(titles, row, strict=True)))
    return records


SCALES = {"attainment": "Måluppfyllelse", "trend": "Utveckling"}
ASIDE = ("ersatt: ", "bredvid: ")


@functools.lru_cache(maxsize=16)
def _data(content: bytes, sheet: str) -> dict[tuple[str, str], list[Record]]:
    """The lines of a section's data sheet by unit and row; none where there is no such sheet."""
    rows = _rows(content, f"{sheet[:25]}, data")
    lines: dict[tuple[str, str], list[Record]] = {}
    for line in _records(rows, "Enhet") if rows else ():
        lines.setdefault((line["Enhet"], line["Radnyckel"]), []).append(line)
    return lines


def _with_data(record: Record, lines: Sequence[Record]) -> Record:
    """A row of a section with what its data sheet says of it."""
    joined = dict(record)
    for words in str(record.get("Svar i ord") or "").split("\n"):
        title, _colon, text = words.partition(": ")
        joined.setdefault(title, text)
    remarks = [remark for remark in str(record.get("Anmärkning") or "").split(", ") if remark]
    joined["Godkännande"] = "preliminär" if "preliminär" in remarks else None
    joined["Ofullständig"] = ", ".join(remark for remark in remarks if remark != "preliminär") or None
    files = (str(line["Källa"]).rpartition(" › ")[0] for line in lines if line["Källa"])
    joined["Källfil"] = next(files, None)
    for scale, title in SCALES.items():
        levels = {part: record[name] for name, part in _parts(record, title).items() if record[name]}
        joined[title] = "\n".join(_of_part(part, text) for part, text in levels.items()) or record.get(title)
        reasons = [_of_part(line["Del"] or "", _reason(line)) for line in lines if line["Kolumn"] == scale]
        joined[f"{title}: motivering"] = "\n".join(reasons) or None
    return joined


def _parts(record: Record, title: str) -> dict[str, str]:
    """The columns of a scale's parts, the whole first."""
    return {name: name.removeprefix(title).strip() for name in record if name == title or name.startswith(f"{title} ")}


def _of_part(part: str, text: str) -> str:
    """Each line of a text behind the first letter of its part."""
    if not part:
        return text
    short = f"{part[:1].upper()}: "
    return "\n".join(f"({short}{line[1:]}" if line.startswith("(") else short + line for line in text.split("\n"))


def _reason(line: Record) -> str:
    text = str(line["Text"] or "")
    return text.partition(" · ")[2] if text.startswith(ASIDE) else text


def data_records(path: Path, sheet: str) -> list[Record]:
    """The lines of a section's data sheet."""
    return sheet_records(path, f"{sheet}, data", "Enhet")


def levels_of(path: Path, sheet: str, unit: str, key: str, scale: str) -> dict[str, tuple[str, str]]:
    """How a unit's row is judged on a scale: the level and its reason, by part."""
    lines = [line for line in data_records(path, sheet) if (line["Enhet"], line["Radnyckel"]) == (unit, key)]
    return {
        line["Del"] or "": (line["Nivå"], line["Text"]) for line in lines if line["Kolumn"] == scale and line["Nivå"]
    }


# Many tests read the same file: what was read last is kept, by the bytes that it was read from.


@functools.lru_cache(maxsize=32)
def _rows(content: bytes, sheet: str) -> tuple[tuple[Any, ...], ...]:
    """A sheet's rows from A1 on; none of a data sheet that is not there, of others a KeyError. It is another reader than the
    product's.
    """
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    if sheet not in workbook.sheet_names:
        if sheet.endswith(", data"):
            return ()
        raise KeyError(sheet)
    rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return tuple(tuple(map(_value, row)) for row in rows)


def _value(value: Any) -> Any:
    """As openpyxl has it: no text is none, a whole number has no decimals, a day is one at midnight."""
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def word_tables(path: Path) -> list[list[list[str]]]:
    """Every table of a Word file as rows of texts."""
    return [[list(row) for row in table] for table in _word_tables(path.read_bytes())]


@functools.lru_cache(maxsize=16)
def _word_tables(content: bytes) -> list[list[list[str]]]:
    tables = []
    for table in _body(content).iter(f"{WORD}tbl"):
        rows = []
        for row in table.iter("{*}tr"):
            rows.append(
                [
                    "\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in cell.iter("{*}p"))
                    for cell in row.iter("{*}tc")
                ]
            )
        tables.append(rows)
    return tables


def word_text(path: Path) -> str:
    """All text of a Word file, a paragraph a line, spaces as they are; its footnotes last, in their own order."""
    paragraphs = _body(path.read_bytes()).iter(f"{WORD}p")
    return "\n".join([*(_text(paragraph) for paragraph in paragraphs), *footnotes(path).values()])


@functools.lru_cache(maxsize=4)
def _body(content: bytes) -> Any:
    return docx.Document(BytesIO(content)).element.body


def footnotes(path: Path) -> dict[str, str]:
    """The text of each of a Word file's own footnotes by its id, those that are only lines apart."""
    with zipfile.ZipFile(path) as archive:
        if "word/footnotes.xml" not in archive.namelist():
            return {}
        root = etree.fromstring(archive.read("word/footnotes.xml"))
    notes = [note for note in root.iter(f"{WORD}footnote") if note.get(f"{WORD}type") is None]
    return {str(note.get(f"{WORD}id")): "\n".join(_text(p) for p in note.iter(f"{WORD}p")).strip() for note in notes}


def footnotes_in_order(path: Path) -> list[tuple[str, str]]:
    """The paragraph and the text of each footnote, in the order that the text refers to them."""
    texts = footnotes(path)
    body = _body(path.read_bytes())
    return [
        (_text(next(mark.iterancestors(f"{WORD}p"))), texts[mark.get(f"{WORD}id")])
        for mark in body.iter(f"{WORD}footnoteReference")
    ]


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(f"{WORD}t"))


def _breakable(text: str) -> str:
    """A text without the signs that keep a figure and its sign on one line."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


def left_out_of_word(path: Path, tables: Sequence[list[list[str]]]) -> list[str]:
    """What tables of a report say, and the Word document made of it does not: in a cell of its column, or where the column
    has left the table for paragraphs anywhere in its text.
    """
    tables = [[[_breakable(cell) for cell in row] for row in rows] for rows in tables]
    shown = [[[_breakable(cell).strip("\u2003") for cell in row] for row in rows] for rows in word_tables(path)]
    waiting = iter([*shown, []])
    following = next(waiting)
    text = " ".join("\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs).split())
    lacking = []
    for rows in tables:
        columns = list(zip(*following, strict=True))
        if len(following) == len(rows) and columns[0] == next(zip(*rows, strict=True)):
            following = next(waiting)
        else:  # nothing of it has stayed in a table
            columns = []
        names = [] if columns else list(zip(*rows, strict=True))[:2]
        for column in zip(*rows, strict=True):
            if column not in columns and column not in names:
                lines = [line for cell in column[1:] for line in cell.split("\n")]
                lacking += [line for line in lines if " ".join(line.strip(" .-•").split()) not in text]
    return lacking if not following else [*lacking, "a table that the report has not"]
