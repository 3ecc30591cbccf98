"""The hidden sheet that the codes lead to: what each says, and the words that drop-downs take.

In its first row stand its mark and what the file is to be called when it is sent. Then a row a sentence: section,
column, rule, weight, the sentence, the column's title, and a mark where it is about the answer in words below the row.
Lists of words stand in columns of their own to the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from followup.files.book import SELF_CHECK, Sheet, column_letters
from followup.form.self_check.codes import Weight
from followup.locale import Message, _

CELL_CODES, CODES, SENTENCE = "followup.cells", "followup.codes", "followup.sentence"
"""The keys of the columns of codes, and of what they say, as they stand above them."""

TITLES: Mapping[str, Message] = {
    CELL_CODES: _("Codes of cells"),
    CODES: _("Codes"),
    SENTENCE: _("To correct or explain"),
}

MARK = "followup check 1"
SENTENCE_COLUMN, FIRST_LIST = 4, 7
SENTENCES = f"{SELF_CHECK}!${column_letters(SENTENCE_COLUMN)}:${column_letters(SENTENCE_COLUMN)}"
"""The column of sentences, as formulas name it."""


class Sentence(NamedTuple):
    """What is said of a column; ``below`` that it is of the answer in words in the rows below."""

    section: str
    column: str
    rule: str
    weight: Weight
    text: str
    title: str
    below: bool = False


Asked = tuple[Sentence, int] | tuple[tuple[str, ...], str]
"""A sentence and its number, or some words and their range."""


class Sentences:
    """Numbers what is said, each thing once, as the codes of a workbook name it.

    ``asked`` is all that was asked for so far, in order, with what came of it.
    """

    def __init__(self, file: str) -> None:
        self.asked: list[Asked] = []
        self.sheet = Sheet(SELF_CHECK, state="very hidden")
        self.sheet.row(0, 0, (MARK, file), "key")
        self._numbers: dict[Sentence, int] = {}
        self._lists: dict[tuple[str, ...], str] = {}

    def number(self, sentence: Sentence) -> int:
        """The row of a sentence, counted from 1."""
        if sentence not in self._numbers:
            at = len(self._numbers) + 1
            self._numbers[sentence] = at + 1
            section, column, rule, weight, text, title, below = sentence
            cells = (section, column, rule, weight.value, f"{title}: {text}", title, "↓" if below else None)
            for place, value in enumerate(cells):
                self.sheet.put(at, place, value, "key", wrap=False)
        self.asked.append((sentence, self._numbers[sentence]))
        return self._numbers[sentence]

    def list_of(self, words: Sequence[str]) -> str:
        """The range where some words stand; the same words stand once."""
        words_ = tuple(words)
        if words_ not in self._lists:
            column = FIRST_LIST + len(self._lists)
            for at, word in enumerate(words_):
                self.sheet.put(at, column, word, "key", wrap=False)
            letters = column_letters(column)
            last = f":${letters}${len(words_)}" if len(words_) > 1 else ""
            self._lists[words_] = f"{SELF_CHECK}!${letters}$1{last}"
        self.asked.append((words_, self._lists[words_]))
        return self._lists[words_]

    def gives_again(self, asked: Iterable[Asked]) -> bool:
        """Ask for the same, in the same order; whether the same comes of it."""
        return all(
            (self.number(what) if isinstance(what, Sentence) else self.list_of(what)) == given for what, given in asked
        )
