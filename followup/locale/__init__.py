"""Every word that a user reads: lazy messages, and the catalogues that put them into a language.

Declarations are made at import, long before anyone knows in which language they will be read, and one run
may write a Swedish document and speak English in the terminal. So ``_("…")`` gives a ``Message``; a ``Words``
puts it into words where it is written.
"""

from __future__ import annotations

import functools
import gettext
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

from followup.frozen import frozen
from followup.locale.inflection import Renaming, rename
from followup.locale.letters import readable
from followup.locale.numbers import show_date, show_number, show_percent

LANGUAGES = ("sv", "en")
MOST_RECALLED = 20_000
"""Messages whose words are remembered: the reasons of thirty units' judgements are half as many, those of thousands would be
more memory than all else that is known of them."""


@frozen(slots=True, order=True)
class Message:
    """A text in English, and what is to be put into its braces. Hashable, sortable, not yet in any language."""

    id: str
    arguments: tuple[tuple[str, object], ...] = ()
    plural: str = ""

    def filled(self, **arguments: object) -> Message:
        """The same message with more of its braces known."""
        return Message(self.id, (*self.arguments, *arguments.items()), self.plural)


@frozen(slots=True, order=True)
class Percentage:
    """A share, 0–1, to be shown as a percentage with the decimals it has."""

    share: Decimal


def _(text: str, /, **arguments: object) -> Message:
    """A message in English; ``arguments`` fill its braces: texts, numbers, dates, messages, lists of these."""
    return Message(text, tuple(arguments.items())) if arguments else _alone(text)


@functools.lru_cache(4_096)
def _alone(text: str) -> Message:
    """A message without braces: the same for all that say it."""
    return Message(text)


def n_(one: str, many: str, n: int | None = None, /, **arguments: object) -> Message:
    """A message that counts; ``{n}`` is the count, which may be filled in later."""
    counted = () if n is None else (("n", n),)
    return Message(one, (*counted, *arguments.items()), many)


@functools.lru_cache(16_384)
def literal(text: str) -> Message:
    """A text that is the same in every language: a name from the plan, a symbol.

    The same text is the same message: the reasons of a region's judgements say few of them, and each many times.
    """
    return Message(LITERAL, (("text", text),))


def _text_of(value: object) -> str:
    """What a value says of itself: the text of any kind of text, else what it has been given words for."""
    if isinstance(value, str):
        return str.__str__(value)
    if type(value).__str__ in (object.__str__, Enum.__str__):
        raise TypeError(f"a value of type {type(value).__name__} has no words")
    return str(value)


YES, NO = _("yes"), _("no")
LITERAL = "{text}"
"""What a message says that is nothing but a text."""


@functools.cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The compiled catalogue; English needs none."""
    return gettext.translation("followup", Path(__file__).parent, [language], fallback=language == "en")


@frozen
class Words:
    """Puts messages into one language; ``renamed`` are the region's own words, looked up by the whole text, ``concepts``
    its own nouns, which stand in any text.

    ``cache`` holds what has been looked up before: a merge says the same words many thousand times. ``recalled`` has the
    words of messages by what they are in memory, with the messages, so that they stay what they are.
    """

    language: str = "sv"
    renamed: Mapping[str, str] = field(default_factory=dict)
    concepts: tuple[Renaming, ...] = ()
    cache: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    recalled: dict[int, tuple[Message, str]] = field(default_factory=dict, compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Words], tuple[str, Mapping[str, str], tuple[Renaming, ...]]]:
        """As it is sent to another process: in its memory other messages stand where ours did."""
        return Words, (self.language, self.renamed, self.concepts)

    def __call__(self, message: Message | str) -> str:
        """The message in words; a plain text is returned as it is."""
        if isinstance(message, str):
            return message
        if message.plural:
            count = dict(message.arguments)["n"]
            catalogue = _catalogue(self.language)
            number = count if isinstance(count, int) else 2
            english = message.id if number == 1 else message.plural
            text = self._rename(catalogue.ngettext(message.id, message.plural, number), english)
        elif (text := self.cache.get(message.id, "")) == "":
            text = self.cache[message.id] = self._rename(_catalogue(self.language).gettext(message.id), message.id)
        if not message.arguments:
            return text
        if text == LITERAL and len(message.arguments) == 1:  # every other message: nothing to look for braces in
            return self.show(message.arguments[0][1])
        return text.format_map({name: self.show(value) for name, value in message.arguments})

    def recall(self, message: Message) -> str:
        """The same as a call, for a long message that several outputs tell: it is put together once."""
        kept = self.recalled.get(id(message))
        if kept is None:
            if len(self.recalled) >= MOST_RECALLED:
                self.recalled.clear()
            kept = self.recalled[id(message)] = (message, self(message))
        return kept[1]

    def show(self, value: object) -> str:
        """One value as a reader of this language writes it; a list is joined with commas, and None is nothing.

        TypeError for a value that has no words of its own: what Python calls it is for nobody to read.
        """
        if type(value) is str:  # first, for most are
            return readable(value)
        if isinstance(value, Message):
            return self(value)
        if isinstance(value, Percentage):
            return show_percent(value.share, self.language, decimals=None)
        if isinstance(value, bool):
            return self(YES if value else NO)
        if isinstance(value, Decimal | int | float):
            return show_number(Decimal(str(value)), self.language)
        if isinstance(value, date):
            return show_date(value)
        if isinstance(value, tuple | list):
            return ", ".join(self.show(part) for part in value)
        return "" if value is None else readable(_text_of(value))

    def _rename(self, text: str, english: str) -> str:
        new = self.renamed.get(text.casefold()) if self.renamed else None
        if new is None:
            return rename(text, english, self.concepts) if self.concepts else text
        return new[:1].upper() + new[1:] if text[:1].isupper() else new
