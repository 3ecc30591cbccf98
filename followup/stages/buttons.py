"""The buttons of a unit's workbook with macros, and every word that its macros say."""

from __future__ import annotations

from followup.files.book import Book, Button
from followup.locale import Message, Words, _

TEXTS_MODULE = "FollowupTexts"
TEXTS: dict[str, Message] = {
    "TextNothingLeft": _("Nothing is left to correct. Save the workbook and send it."),
}
"""What the macros say, by the name of the function that gives it in VBA."""

CAPTIONS = {
    "Kontrollera": _("Check"),
}
"""The buttons by the procedure that each runs; the procedures' names are ASCII, for Excel on a Mac."""


def put_buttons(book: Book, words: Words) -> None:
    """The buttons on the first sheet, beside what is left."""
    book.sheets[0].buttons += [Button(row, 6, macro, words(text)) for row, (macro, text) in enumerate(CAPTIONS.items())]
