"""Texts, lists of names, and words from a list."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from decimal import Decimal

from followup.files.book import Validation
from followup.files.received import Raw
from followup.form.cells.base import CellType, Parsed, as_text
from followup.form.cells.written import CONTROL, plain
from followup.form.finding import Problem, Severity
from followup.form.values import Value
from followup.locale import Message, Words, _, literal


@dataclass(frozen=True)
class Text(CellType):
    """A text of any length, kept as typed but for characters that no document can hold."""

    style = "input text"
    number_format = "@"
    advice: Message = _("Write a text.")

    def help(self) -> Message:
        return self.advice

    def parse(self, raw: Raw) -> Parsed:
        text = as_text(raw).replace("\r\n", "\n").replace("\r", "\n")
        cleaned = CONTROL.sub("", text)
        value = cleaned.strip() if plain(cleaned) else None
        if cleaned == text:
            return Parsed(value)
        told = _("holds characters that cannot be shown; they were left out.")
        return Parsed(value, Problem("characters-removed", told, Severity.INFO))

    def show(self, value: Value, words: Words) -> str:
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Name(CellType):
    """A short name or id on one line; a number typed as an id is taken as its digits."""

    number_format = "@"
    advice: Message = _("Write a short name.")

    def help(self) -> Message:
        return self.advice

    def parse(self, raw: Raw) -> Parsed:
        return Parsed(f"{raw:f}" if isinstance(raw, Decimal) else plain(as_text(raw)) or None)


@dataclass(frozen=True)
class Names(CellType):
    """Several names in one cell, with commas between: a tuple of them."""

    number_format = "@"
    advice: Message = _("Write one or more names with commas between.")

    def help(self) -> Message:
        return self.advice

    def parse(self, raw: Raw) -> Parsed:
        text = f"{raw:f}" if isinstance(raw, Decimal) else as_text(raw)
        names = tuple(plain(name) for name in text.replace(";", ",").replace("\n", ",").split(","))
        return Parsed(tuple(name for name in names if name) or None)


@dataclass(frozen=True)
class Choice(CellType):
    """A word from a list; ``options`` are (key, word) in order. The value is the key.

    Case and spaces do not matter; another word is refused with the nearest one suggested. ``variants`` are (other way
    of writing, key): symbols and words that mean the same.
    """

    style = "input text"
    options: tuple[tuple[str, Message], ...] = ()
    variants: tuple[tuple[str, str], ...] = ()

    def help(self) -> Message:
        return _("Choose one of: {words}.", words=tuple(word for _key, word in self.options))

    def parse(self, raw: Raw) -> Parsed:
        # Answers are in a language that the file does not tell, so each option is known in all of them.
        wanted = plain(as_text(raw)).casefold()
        known = self._by_word()
        if wanted in known:
            return Parsed(known[wanted])
        near = difflib.get_close_matches(wanted, known, n=1, cutoff=0.75)
        if near:
            meant = dict(self.options)[known[near[0]]]
            why = _("is not in the list. Did you mean {word}? {help}", word=meant, help=self.help())
        else:
            why = _("is not in the list. {help}", help=self.help())
        return Parsed(problem=Problem("not-in-the-list", why))

    def _by_word(self) -> dict[str, str]:
        known = {plain(other).casefold(): key for other, key in self.variants}
        known.update({key.casefold(): key for key, _word in self.options})
        for language in ("en", "sv"):
            words = Words(language)
            known.update({plain(words(word)).casefold(): key for key, word in self.options})
        return known

    def show(self, value: Value, words: Words) -> str:
        return words(dict(self.options).get(str(value), str(value))) if value is not None else ""

    def to_cell(self, value: Value, words: Words) -> str | None:
        return None if value is None else self.show(value, words)

    def validation(self, words: Words) -> Validation | None:
        choices = tuple(words(word) for _key, word in self.options)
        return Validation("list", help=words(_("Choose from the list.")), choices=choices, strict=False)


def choice(*options: tuple[str, Message] | str) -> Choice:
    """A choice between words; a plain text is its own key and the same in every language."""
    return Choice(options=tuple((o, literal(o)) if isinstance(o, str) else o for o in options))


YES_NO = Choice(options=(("yes", _("yes")), ("no", _("no"))))
