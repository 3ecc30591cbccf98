"""Texts, lists of names, and words from a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from followup.files.book import Validation
from followup.files.legal import LONGEST_TEXT, longer_than
from followup.files.received import Raw
from followup.form.cells.base import CellType, Parsed, as_text
from followup.form.cells.certain import CertainFault, ListOf
from followup.form.cells.certain_texts import accepted_words, is_none_of
from followup.form.values import Value
from followup.form.written.amount import NO_ANSWER
from followup.form.written.plain_text import in_lines, plain, without_hidden_signs
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal
from followup.locale.nearest import nearest, one_of
from followup.rulebook.cells import NOT_IN_THE_LIST
from followup.rulebook.understood import CHARACTERS_REMOVED, TEXT_FILLS_THE_CELL, TEXT_IS_A_DATE, WORD_UNDERSTOOD


@frozen
class Text(CellType):
    """A text of any length, kept as typed but for characters that no document can hold."""

    style = "input text"
    number_format = "@"
    takes_words = True
    advice: Message = _("Write a text.")

    def help(self) -> Message:
        return self.advice

    def parse(self, raw: Raw) -> Parsed:
        text = in_lines(as_text(raw))
        cleaned = without_hidden_signs(text)
        value = cleaned.strip() if plain(cleaned) else None
        if cleaned != text:
            return Parsed(value, CHARACTERS_REMOVED.problem())
        if isinstance(raw, str) and longer_than(raw, LONGEST_TEXT - 1):
            return Parsed(value, TEXT_FILLS_THE_CELL.problem(most=LONGEST_TEXT))
        return Parsed(value)

    def show(self, value: Value, words: Words) -> str:
        return value if isinstance(value, str) else super().show(value, words)


@frozen
class Name(CellType):
    """A short name or id on one line; a number typed as an id is taken as its digits."""

    number_format = "@"
    advice: Message = _("Write a short name.")

    def help(self) -> Message:
        return self.advice

    def parse(self, raw: Raw) -> Parsed:
        text = f"{raw:f}" if isinstance(raw, Decimal) else in_lines(as_text(raw))
        cleaned = without_hidden_signs(text)
        problem = CHARACTERS_REMOVED.problem() if cleaned != text else None
        return Parsed(plain(cleaned) or None, TEXT_IS_A_DATE.problem(day=raw) if isinstance(raw, date) else problem)


@frozen
class Names(CellType):
    """Several names in one cell, with commas between: a tuple of them."""

    number_format = "@"
    advice: Message = _("Write one or more names with commas between.")

    def help(self) -> Message:
        return self.advice

    def parse(self, raw: Raw) -> Parsed:
        text = f"{raw:f}" if isinstance(raw, Decimal) else in_lines(as_text(raw))
        cleaned = without_hidden_signs(text)
        problem = CHARACTERS_REMOVED.problem() if cleaned != text else None
        problem = TEXT_IS_A_DATE.problem(day=raw) if isinstance(raw, date) else problem
        names = tuple(plain(name) for name in cleaned.replace(";", ",").replace("\n", ",").split(","))
        return Parsed(tuple(name for name in names if name) or None, problem)


SURROUNDING_SIGNS = " .,;:!*()[]\"'”“’\ufe0f"
"""What may stand around a word without changing it."""


@frozen
class Choice(CellType):
    """A word from a list; ``options`` are (key, word) in order. The value is the key.

    Case and spaces do not matter; another word is refused with the nearest one suggested. ``variants`` are (other way
    of writing, key): symbols and words that mean the same. ``also`` are those that are taken, but noted.
    """

    style = "input text"
    options: tuple[tuple[str, Message], ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()

    def help(self) -> Message:
        return _("Choose one of: {words}.", words=tuple(word for _key, word in self.options))

    def parse(self, raw: Raw) -> Parsed:
        # Answers are in a language that the file does not tell, so each option is known in all of them.
        word = plain(without_hidden_signs(in_lines(as_text(raw)))).casefold()
        keys = self._by_word
        if word in keys:
            return Parsed(keys[word])
        key = _understood_key(word, {**dict(self.also), **keys})
        if key:
            return Parsed(key, WORD_UNDERSTOOD.problem(word=dict(self.options)[key]))
        return Parsed(problem=NOT_IN_THE_LIST.problem(why=self._why_not(word, keys), help=self.help()))

    def _why_not(self, answer: str, keys: Mapping[str, str]) -> Message:
        """With the nearest word: one spelled alike, or the only one that begins so."""
        if answer in NO_ANSWER:
            return _("is not in the list. Leave the cell empty if there is no answer.")
        keys_that_begin = {key for word, key in keys.items() if len(answer) >= 3 and word.startswith(answer)}
        alike = dict.fromkeys(keys[word] for word in nearest(answer, keys))
        alike |= dict.fromkeys(keys_that_begin if not alike and len(keys_that_begin) == 1 else ())
        if alike:
            return _("is not in the list. Did you mean {word}?", word=one_of(dict(self.options)[key] for key in alike))
        return _("is not in the list.")

    @cached_property
    def _by_word(self) -> Mapping[str, str]:
        """The keys by all that is understood, in every language; a choice is asked for it once a cell."""
        keys = {plain(other).casefold(): key for other, key in self.variants}
        keys.update({key.casefold(): key for key, _word in self.options})
        for language in ("en", "sv"):
            words = Words(language)
            keys.update({plain(words(word)).casefold(): key for key, word in self.options})
        return keys

    def ways_of_writing(self, key: str) -> tuple[str, ...]:
        """Every word and symbol that is understood as the option of a key, in small letters."""
        return tuple(word for word, option in self._by_word.items() if option == key)

    def show(self, value: Value, words: Words) -> str:
        return words(dict(self.options).get(value, value)) if isinstance(value, str) else super().show(value, words)

    def to_cell(self, value: Value, words: Words) -> str | None:
        return None if value is None else self.show(value, words)

    def validation(self, words: Words) -> Validation | None:
        choices = tuple(words(word) for _key, word in self.options)
        return Validation("list", help=words(_("Choose from the list.")), choices=choices, strict=False)

    def certain_faults(self, cell: str, list_of: ListOf) -> Iterator[CertainFault]:
        yield from super().certain_faults(cell, list_of)
        accepted = accepted_words([*self._by_word.items(), *self.also])
        refused = NOT_IN_THE_LIST.problem(why=_("is not in the list."), help=self.help())
        yield CertainFault(refused, is_none_of(cell, accepted, list_of))


def _understood_key(text: str, keys: Mapping[str, str]) -> str:
    """The key of a word with a full stop or brackets around it, or of a symbol and its word; empty for another."""
    bare = text.strip(SURROUNDING_SIGNS).replace("\ufe0f", "")
    if bare in keys:
        return keys[bare]
    first, _space, rest = bare.partition(" ")
    symbol, word = first.strip(SURROUNDING_SIGNS), rest.strip(SURROUNDING_SIGNS)
    return keys[word] if symbol in keys and keys.get(word) == keys[symbol] else ""


def choice(*options: tuple[str, Message] | str) -> Choice:
    """A choice between words; a plain text is its own key and the same in every language."""
    return Choice(options=tuple((o, literal(o)) if isinstance(o, str) else o for o in options))


YES_NO = Choice(
    options=(("yes", _("yes")), ("no", _("no"))),
    also=(
        *((word, "yes") for word in ("j", "y", "x", "1", "sant", "true", "✓", "✔", "☑")),
        *((word, "no") for word in ("n", "0", "falskt", "false")),
    ),
)
