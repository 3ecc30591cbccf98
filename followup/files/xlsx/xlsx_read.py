"""A received workbook from what the guard has found in its package."""

from __future__ import annotations

import zipfile

from followup.files.received import ReceivedBook, ReceivedSheet
from followup.files.size_limits import Limits
from followup.files.xlsx.guard import Notes, look_into


def read_xlsx(archive: zipfile.ZipFile, name: str, limits: Limits) -> ReceivedBook:
    """An Excel workbook in an opened package, with or without macros, template or not, strict or not."""
    return received(name, look_into(archive, limits, name))


def received(name: str, notes: Notes) -> ReceivedBook:
    """The book from what is known of it."""
    sheets = [
        ReceivedSheet(
            sheet,
            found.values,
            sheet not in notes.hidden,
            frozenset(found.formulas),
            tuple(found.merged),
            found.comments,
            found.hidden_rows,
            found.hidden_columns,
            found.links,
            struck=frozenset(found.struck),
            left_out=found.left_out,
            written=found.written,
            old_results=notes.old_results,
            looks=found.looks,
            fills=found.fills,
        )
        for sheet, found in notes.sheets.items()
    ]
    remarks = tuple(dict.fromkeys(notes.remarks))
    return ReceivedBook(
        name, "", sheets, notes.properties, notes.names, notes.macros, saved=notes.saved, remarks=remarks
    )
