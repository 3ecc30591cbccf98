"""The buttons of the regional workbook with macros, and every word that its macros say."""

from __future__ import annotations

from collections.abc import Iterable

from followup.files.book import Book, Button, Cell, Sheet, StreamedTable, WorkbookLink, address
from followup.locale import Message, Words, _

TEXTS: dict[str, Message] = {
    "TextWorking": _("Merging; this takes a while …"),
    "TextExcelSays": _("It could not be done. Excel says: {error}"),
    "TextNoBook": _("Open the regional workbook first."),
    "TextNoSource": _("This row leads to no file. Choose a cell in a row of a table, and try again."),
    "TextSourceGone": _("{file} is no longer there. Has it been moved, or is this workbook moved from its folder?"),
    "TextNoSuchSheet": _("{file} is open, but has no sheet {sheet}. It may have been changed since it was read."),
    "TextSourceShown": _("{file} is open to be read, at {sheet}!{cell}."),
    "TextFileOpened": _("{file} is open to be read."),
    "TextSaveFirst": _("Save the workbook on this computer first."),
    "TextPdfWritten": _("The PDF is at {path}."),
    "TextNoWorkspace": _(
        "No plan.xlsx was found in this workbook's folder or above it. Open it where the merge put it, not from a mail or a browser."
    ),
    "TextNoRunner": _(
        "{file} is missing. Run in the workspace: followup excel install; or merge there: followup merge"
    ),
    "TextUpdatedInPlace": _("This workbook has been updated from the answers in the inbox."),
    "TextNotUpdated": _(
        "The merge could not be done from here; nothing was changed. Merge with the file for it in the workspace, or with: followup merge"
    ),
    "TextReopen": _("The merge is done. Close this workbook without saving it, and open it again."),
    "TextNewOpened": _("The merge is done and stands in {file}, which is now open. Close {old}."),
}
"""What the macros say, by the name of the function that gives it in VBA. Braces are filled there."""

SHOW = "VisaKalla"
CAPTIONS = {
    "Uppdatera": _("Update"),
    SHOW: _("Show source"),
    "ExporteraPDF": _("Export PDF"),
}
"""The buttons by the procedure that each runs; the procedures' names are ASCII, for Excel on a Mac."""

FIRST_ROW, FIRST_COLUMN = 3, 5
OTHERS_ROW, OTHERS_COLUMN = 0, 3
WIDTH, HEIGHT = 130, 24


def put_regional_buttons(book: Book, words: Words) -> dict[str, str]:
    """All buttons on the overview, and on each other sheet with sources the one that shows them; the macros' words.

    The words also say where the macros tell what happened: the cell under the overview's buttons, else beside the one.
    """
    overview, *others = book.sheets
    for offset, (macro, caption) in enumerate(CAPTIONS.items()):
        overview.buttons.append(Button(FIRST_ROW, FIRST_COLUMN + offset, macro, words(caption), WIDTH, HEIGHT))
    for sheet in others:
        if sheet.state == "visible" and has_sources(sheet):
            shown = words(CAPTIONS[SHOW])
            sheet.buttons.append(Button(OTHERS_ROW, OTHERS_COLUMN, SHOW, shown, WIDTH, HEIGHT))
    return {
        **macro_words(words),
        "TextToldOnFirst": address(FIRST_ROW + 1, FIRST_COLUMN),
        "TextToldElsewhere": address(OTHERS_ROW, OTHERS_COLUMN + 2),
        "TextActsOnItself": "yes",
    }


def macro_words(words: Words) -> dict[str, str]:
    """Every word of the macros in one language."""
    return {name: words(text) for name, text in TEXTS.items()}


def has_sources(sheet: Sheet) -> bool:
    """Whether a row of the sheet leads to a file."""
    return any(isinstance(value, WorkbookLink) and value.file for value in _values(sheet))


def _values(sheet: Sheet) -> Iterable[object]:
    for cell in sheet.cells.values():
        yield cell.value
    for block in sheet.blocks:
        yield from _of_block(block)


def _of_block(block: StreamedTable) -> Iterable[object]:
    for row in block.rows:
        for value in row:
            yield value.value if isinstance(value, Cell) else value
