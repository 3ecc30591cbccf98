"""Parts put together to sentences, and sentences to paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from followup.locale import Message, Words, _, literal


def sentence(words: Words, message: Message) -> Message:
    """A sentence of it: a capital first, a full stop last, whichever part comes first in the language of ``words``."""
    text = words(message)
    return _("{sentence}.", sentence=literal(capitalised(text)))


def capitalised(text: str) -> str:
    """With a capital first; what begins with another sign is left."""
    return text[:1].upper() + text[1:]


def paragraph(sentences: Sequence[Message]) -> Message:
    """Sentences, one after the other; there is at least one."""
    whole, *others = sentences
    for other in others:
        whole = _("{before} {after}", before=whole, after=other)
    return whole


def listed(parts: Sequence[Message]) -> Message:
    """``a, b och c``; there is at least one."""
    *first, last = parts
    return _("{first} and {last}", first=tuple(first), last=last) if first else last


def listed_clauses(parts: Sequence[Message]) -> Message:
    """``tre går inte att avgöra, och för ett saknas uppgift``: parts that have a verb each; there is at least one."""
    *first, last = parts
    return _("{first}, and {last}", first=tuple(first), last=last) if first else last
