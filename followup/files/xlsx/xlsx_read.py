"""A received workbook from what the guard has found in its package."""

from __future__ import annotations

import zipfile

from followup.files.received import ReceivedBook, ReceivedSheet
from followup.files.size_limits import Limits
from followup.files.xlsx.guard import WorkbookNotes, note_workbook


def read_xlsx(archive: zipfile.ZipFile, name: str, limits: Limits) -> ReceivedBook:
    """An Excel workbook in an opened package, with or without macros, template or not, strict or not."""
    return book_of_notes(name, note_workbook(archive, limits, name))


def book_of_notes(name: str, notes: WorkbookNotes) -> ReceivedBook:
    """The book from what is known of it."""
    sheets = [
        ReceivedSheet(
            sheet,
            sheet_notes.values,
            sheet not in notes.hidden,
            frozenset(sheet_notes.formulas),
            tuple(sheet_notes.merged),
            sheet_notes.comments,
            sheet_notes.hidden_rows,
            sheet_notes.hidden_columns,
            sheet_notes.links,
            struck=frozenset(sheet_notes.struck),
            left_out=sheet_notes.left_out,
            written=sheet_notes.written,
            old_results=notes.old_results,
            looks=sheet_notes.looks,
            fills=sheet_notes.fills,
            italics=sheet_notes.italics,
        )
        for sheet, sheet_notes in notes.sheets.items()
    ]
    remarks = tuple(dict.fromkeys(notes.remarks))
    return ReceivedBook(
        name, "", sheets, notes.properties, notes.names, notes.macros, saved=notes.saved, remarks=remarks
    )
