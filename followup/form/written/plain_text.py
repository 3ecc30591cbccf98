"""Text as it was typed, made plain: one kind of space, no sign that nobody can see."""

from __future__ import annotations

import functools
import re
import unicodedata

SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\ufeff\u00ad]+")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
HIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
    r"|_x00(?:0[0-8B-F]|1[0-9A-F]|7F)_",
    re.IGNORECASE,
)
"""What no document can show: control characters, signs without width or that turn the text around, halves of
characters, and control characters in the way that workbooks write them (``_x0007_``)."""

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]|_x000D_\n?|_x000A_", re.IGNORECASE)


BREAK = re.compile(r"(?<=[0-9.,'%])[^\S\n\t]*[\n\t\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*(?=[-+\u2212\u2013.,(]?[0-9])")
"""A line break or a tab between two figures; each on its own line they are never one."""


@functools.lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """The text with every kind of space as one ordinary space, none at the ends."""
    return SPACES.sub(" ", text).strip()


def on_one_line(text: str) -> str:
    """``plain``, with a semicolon between figures that stand on lines of their own: 5 and 300 are not 5 300."""
    return plain(BREAK.sub("; ", text))


def folded(text: str) -> str:
    """A name as it compares: case, kinds of space and the way å is stored do not matter."""
    return plain(unicodedata.normalize("NFC", text)).casefold()


def in_lines(text: str) -> str:
    """The text with one kind of line end: those of Windows, of Word within a paragraph, and of other programs."""
    return LINE_ENDS.sub("\n", text)


def without_hidden_signs(text: str) -> str:
    """The text without what nobody could see, and no document could hold."""
    return HIDDEN.sub("", text)
