"""What controllers have written into a regional workbook: beside its rows, and pinned to their cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from followup.files.legal import legal
from followup.files.received import ReceivedBook, ReceivedSheet, Uncalculated
from followup.form.cells.base import as_text
from followup.frozen import frozen
from followup.history.notes.model import NoteKey, key_in
from followup.locale import Words, _

WRITTEN_SHEET = "_notes"
"""The hidden sheet that says which notes the workbook was written with: what stands otherwise, a person has changed."""
TITLE = _("Note")
LANGUAGES = ("sv", "en")
"""In which the title of the column may stand: a workbook may have been written before the plan changed its language."""


class NoteChange(NamedTuple):
    """What a person has made of a row's note, what it was when the workbook was written, and what the row's sheet is
    called."""

    key: NoteKey
    note: str
    was: str
    sheet: str


class HeldRow(NamedTuple):
    """A row of a sheet with its key: where it stands, and the text of its note."""

    key: NoteKey
    row: int
    note: str


def changes_in(book: ReceivedBook, knows_written: bool = True) -> Iterator[NoteChange]:
    """What stands otherwise in a workbook than it was written, a change a row; everything that stands there where nobody
    ``knows_written``.

    A row that is not there says nothing of its note. One that was copied has what is written in all of its copies. What is
    pinned to cells of a row is put below its note.
    """
    written = dict(_written(book)) if knows_written else {}
    texts: dict[NoteKey, dict[str, None]] = {}
    sheets: dict[NoteKey, str] = {}
    for sheet in book.sheets:
        if sheet.name == WRITTEN_SHEET:
            continue
        for held in _rows(sheet):
            pinned = list(_pinned(sheet, held.row))
            if held.note != written.get(held.key, "") or pinned:
                note = "\n".join(filter(None, [held.note, *pinned]))
                texts.setdefault(held.key, {})[note] = None
                sheets[held.key] = sheet.name
    for key, notes in texts.items():
        yield NoteChange(key, "\n".join(filter(None, notes)), written.get(key, ""), sheets[key])


def has_keys(book: ReceivedBook) -> bool:
    """Whether a workbook is one that has a column for notes."""
    return book.sheet(WRITTEN_SHEET) is not None or any(True for sheet in book.sheets for _row in _rows(sheet))


@frozen
class KnownRows:
    """How the rows of a workbook are known that had no column for notes: ``titles`` of the columns of unit and row key,
    ``sections`` by the name of their sheet, ``units`` by theirs, and the round that it is of.
    """

    titles: tuple[str, str]
    sections: Mapping[str, str]
    units: Mapping[str, str]
    round: str


def notes_without_keys(book: ReceivedBook, written: ReceivedBook | None, known: KnownRows) -> Iterator[NoteChange]:
    """What people wrote into such a workbook: into columns of their own, which the workbook as it was ``written`` lacks, and
    what is pinned to cells.
    """
    for sheet in book.sheets:
        section = known.sections.get(sheet.name)
        header = _header(sheet, known.titles)
        if section is None or header is None:
            continue
        unit_at, key_at = (header[1][title] for title in known.titles)
        of_ours = written.sheet(sheet.name) if written is not None else None
        ours = _header(of_ours, known.titles) if of_ours is not None else None
        for row in sorted({row for row, _column in sheet.cells if row > header[0]}):
            unit, key = _text(sheet, row, unit_at), _text(sheet, row, key_at)
            if unit not in known.units or not key:
                continue
            own = [
                f"{title}: {text}"
                for title, column in header[1].items()
                if (ours is not None and title not in ours[1]) or title in _titles()
                if (text := _text(sheet, row, column))
            ]
            note = "\n".join([*own, *_pinned(sheet, row)])
            if note:
                yield NoteChange(NoteKey(known.round, section, known.units[unit], key), note, "", sheet.name)


def _titles() -> Collection[str]:
    return {Words(language)(TITLE) for language in LANGUAGES}


def _written(book: ReceivedBook) -> Iterator[tuple[NoteKey, str]]:
    sheet = book.sheet(WRITTEN_SHEET)
    for row in sorted({row for row, _column in sheet.cells}) if sheet is not None else ():
        assert sheet is not None
        if (key := key_in(sheet.cells.get((row, 0)))) is not None:
            yield key, _text(sheet, row, 1)


def _rows(sheet: ReceivedSheet) -> Iterator[HeldRow]:
    """The rows that bear a key, each with what stands in the column of notes."""
    keys = {at: key for at, value in sheet.cells.items() if (key := key_in(value)) is not None}
    if not keys:
        return
    columns = _note_columns(sheet, keys)
    for (row, column), key in sorted(keys.items()):
        yield HeldRow(key, row, _text(sheet, row, columns[column]))


def _note_columns(sheet: ReceivedSheet, keys: Collection[tuple[int, int]]) -> dict[int, int]:
    """For each column of keys the one of notes: by its title above the first of them, else the next one."""
    columns: dict[int, int] = {}
    for at in {column for _row, column in keys}:
        above = min(row for row, column in keys if column == at) - 1
        titled = [
            column
            for (row, column), value in sheet.cells.items()
            if row == above and isinstance(value, str) and value.strip() in _titles()
        ]
        columns[at] = min((column for column in titled if column > at), default=min(titled, default=at + 1))
    return columns


def _header(sheet: ReceivedSheet, titles: tuple[str, str]) -> tuple[int, dict[str, int]] | None:
    """The row in which these titles stand, and where each title of it stands."""
    rows: dict[int, dict[str, int]] = {}
    for (row, column), value in sorted(sheet.cells.items()):
        if isinstance(value, str):
            rows.setdefault(row, {}).setdefault(value.strip(), column)
    return next(((row, columns) for row, columns in rows.items() if all(title in columns for title in titles)), None)


def _pinned(sheet: ReceivedSheet, row: int) -> Iterator[str]:
    """The texts that are pinned to the cells of a row, as what Excel calls notes or comments."""
    for (at, _column), text in sorted(sheet.comments.items()):
        if at == row and text.strip():
            yield as_note(text)


def _text(sheet: ReceivedSheet, row: int, column: int) -> str:
    value = sheet.cells.get((row, column))
    if value is None:
        return ""
    if isinstance(value, Uncalculated):
        return as_note(sheet.written.get((row, column)) or value)
    return as_note(as_text(value))


def as_note(text: str) -> str:
    """A text as it is kept: as XML and a file of lines hold it, without what nobody sees around it."""
    return legal(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
