"""A unit's workbook with macros: its buttons, and the modules that they run."""

from __future__ import annotations

from followup.files.book import Book, Button, Sheet
from followup.files.disk.bundled import bundled
from followup.files.xlsx_writing.vba import TEXTS_MODULE, modules_in, texts_module
from followup.locale import Words, _
from followup.templates.macro_words import texts

CAPTIONS = {
    "Kontrollera": _("Check"),
    "NastaTomma": _("Next empty"),
    "SparaForInlamning": _("Save to send"),
}
"""The buttons by the procedure that each runs; the procedures' names are ASCII, for Excel on a Mac."""

ON_EVERY_SHEET = ("Kontrollera", "NastaTomma")
BEHIND_THE_TITLE = 360
"""Pixels from the left side of the first column, so that the title of the sheet has room."""

PIXELS = 7
"""Of a character of a column's width."""


def put_macros(book: Book, words: Words) -> None:
    """The division's macros with their words and buttons: the book is then written as .xlsm."""
    put_buttons(book, words)
    book.modules = [*modules_in(bundled("macros") / "division"), texts_module(TEXTS_MODULE, texts(words))]


def put_buttons(book: Book, words: Words) -> None:
    """All buttons on the first sheet, beside what is left; those that one wants at hand on every sheet with a table."""
    first, *others = (sheet for sheet in book.sheets if sheet.state == "visible")
    first.buttons += [Button(2 * at, 6, macro, words(text)) for at, (macro, text) in enumerate(CAPTIONS.items())]
    for sheet in others:
        column, offset = _place(sheet)
        sheet.buttons += [
            Button(0, column, macro, words(CAPTIONS[macro]), width=96, height=22, offset=offset + 104 * at)
            for at, macro in enumerate(ON_EVERY_SHEET)
        ]


def _place(sheet: Sheet) -> tuple[int, int]:
    """Column and offset: behind the title, and never on columns that stay in sight.

    LibreOffice 7.4 may draw for ever where a button stands on those and the rest is scrolled.
    """
    column = max(sheet.freeze[1], 1) if sheet.freeze else 1
    width_before = sum(sheet.widths.get(at, 8) * PIXELS + 5 for at in range(1, column))
    return column, max(0, BEHIND_THE_TITLE - int(width_before))
