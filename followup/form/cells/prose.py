"""Answers in words that may be long: a block of rows, a paragraph in each."""

from __future__ import annotations

from followup.files.received import Raw
from followup.form.cells.base import CellType, Parsed
from followup.form.cells.text import Text
from followup.form.values import ProseAnswer, Value
from followup.frozen import frozen
from followup.locale import Message, Words, _

GUARD = _("Write below ↓")
"""Stands above each block, in the column of the answers: text pasted over it has run into the next block."""


@frozen
class Prose(CellType):
    """Paragraphs of any number and length; ``parse`` takes one row of the block, a text that may have line breaks.

    The value of a block is a ``ProseAnswer``. ``most`` is the number of words wished for, 0 for any.
    """

    style = "input text"
    number_format = "@"
    takes_words = True
    most: int = 0

    def help(self) -> Message:
        if self.most:
            return _("Write or paste, one paragraph a row, at most {n} words.", n=self.most)
        return _("Write or paste, one paragraph a row.")

    def parse(self, raw: Raw) -> Parsed:
        return Text().parse(raw)

    def show(self, value: Value, words: Words) -> str:
        return str(value) if isinstance(value, str | ProseAnswer) else super().show(value, words)
