"""The macros of the regional workbook in a workbook of their own, and with those of a division's as an add-in.

Both act on the workbook in view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from followup.files.book import Book, Button, Module, address
from followup.files.disk.bundled import bundled
from followup.files.xlsx_writing.vba import TEXTS_MODULE, modules_in, texts_module
from followup.locale import Message, Words, _
from followup.outputs.regional_buttons import CAPTIONS, macro_words
from followup.templates.macro_words import texts as texts_of_divisions
from followup.templates.template_buttons import CAPTIONS as CAPTIONS_OF_DIVISIONS

EXPLANATIONS: dict[str, Message] = {
    "Uppdatera": _("Merges again what is in the inbox. Choose the regional workbook first, then this one."),
    "VisaKalla": _(
        "Opens the division's own workbook at the cell that the chosen row comes from. Choose a row in the regional workbook first."
    ),
    "ExporteraPDF": _("Writes the regional workbook as PDF beside it."),
}
"""What each button does, by its procedure."""

OF_DIVISIONS: dict[str, Message] = {
    "Kontrollera": _("Goes through a division's workbook, lists what is wrong and marks the cells."),
    "NastaTomma": _("Goes to the next cell that must be filled in and is empty."),
    "SparaForInlamning": _("Checks, and saves a copy under the name that the secretariat knows it by."),
}
"""The same of the buttons for a division's workbook; they need the table of rules, which every template has."""

PICTURES = {
    "Uppdatera": "RefreshAll", "VisaKalla": "ZoomToSelection", "ExporteraPDF": "FileSaveAsPdfOrXps",
    "Kontrollera": "DataValidation", "NastaTomma": "FindDialog", "SparaForInlamning": "FileSaveAs",
}  # fmt: skip
FIRST_ROW, MESSAGE_ROW = 4, 2
ADD_IN_FOLDERS = ("regional", "division", "addin")
"""Where the add-in's modules come from, among the bundled macros."""


def own_workbook(words: Words) -> Book:
    """A workbook with one sheet: what each button does, and the buttons."""
    book = _explanation(words)
    sheet = book.sheets[0]
    for offset, (macro, caption) in enumerate(CAPTIONS.items()):
        sheet.buttons.append(Button(FIRST_ROW + 2 * offset, 0, macro, words(caption), 150, 26))
    where = {"TextToldOnFirst": address(MESSAGE_ROW, 0), "TextToldElsewhere": "", "TextActsOnItself": ""}
    book.modules = _modules(("regional",), {**macro_words(words), **where})
    return book


def add_in(words: Words) -> Book:
    """Those and a division's without buttons: nobody sees an add-in's sheets, its buttons are on a tab."""
    book = _explanation(words)
    where = {"TextToldOnFirst": "", "TextToldElsewhere": "", "TextActsOnItself": ""}
    book.modules = _modules(ADD_IN_FOLDERS, {**texts_of_divisions(words), **macro_words(words), **where})
    return book


def _explanation(words: Words) -> Book:
    book = Book("Followup", language=words.language)
    sheet = book.sheet("Followup")
    sheet.widths = {0: 24, 1: 90}
    sheet.put(0, 0, "Followup", "title")
    sheet.put(
        1,
        0,
        words(_("Buttons for the regional workbook; everything works without them too.")),
        "instruction",
        wrap=False,
    )
    sheet.put(MESSAGE_ROW, 0, None, "warning", wrap=False)
    for offset, text in enumerate(EXPLANATIONS.values()):
        sheet.heights[FIRST_ROW + 2 * offset] = 24
        sheet.put(FIRST_ROW + 2 * offset, 1, words(text), "text", wrap=False)
    return book


def _modules(folders: Sequence[str], texts: dict[str, str]) -> list[Module]:
    modules = [module for folder in folders for module in modules_in(bundled("macros") / folder)]
    return [*modules, texts_module(TEXTS_MODULE, texts)]


def ribbon(words: Words) -> str:
    """The add-in's tab: a button for each procedure, a group for each kind of workbook."""
    regional = _group("Regional", words(_("Regional workbook")), CAPTIONS, EXPLANATIONS, words)
    division = _group("Division", words(_("A division's workbook")), CAPTIONS_OF_DIVISIONS, OF_DIVISIONS, words)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs>'
        f'<tab id="followupTab" label="Followup">{regional}{division}</tab>'
        "</tabs></ribbon></customUI>\n"
    )


def _group(key: str, title: str, captions: Mapping[str, Message], what: Mapping[str, Message], words: Words) -> str:
    buttons = "".join(
        f'<button id="followup{macro}" label="{escape(words(caption))}" screentip="{escape(words(caption))}" '
        f'supertip="{escape(words(what[macro]))}" imageMso="{PICTURES[macro]}" size="large" onAction="Ribbon{macro}"/>'
        for macro, caption in captions.items()
    )
    return f'<group id="followup{key}" label="{escape(title)}">{buttons}</group>'
