"""XML that is written plainly: as bytes, what a text may hold there for it to be well-formed, and what it then says."""

from __future__ import annotations

import re

TEXT = r"(?:[^<>&\x00-\x08\x0b-\x1f]++|&(?:amp|lt|gt|quot|apos|#[0-9]{1,7});)*+"
"""A text between tags, as a pattern: in UTF-8 it is well-formed, and no parser makes another text of it."""
KEEPING_BLANKS = '(?: xml:space="preserve")?'
NONCHARACTERS = ("\ufffe", "\uffff")
"""The two numbers that are signs in UTF-8 and none in XML."""
LONGEST = 100_000
"""Signs of a text; a parser of XML takes far more, but not any number."""
REFERENCE = re.compile("&([a-z]*)#?([0-9]*);")
NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


class NotPlain(Exception):
    """What is to be read from a tree."""


def text_in(text: str) -> str:
    """What a text says that matches the pattern; NotPlain where it is too long, or no XML after all."""
    if len(text) > LONGEST:
        raise NotPlain
    return REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    return NAMED[reference[1]] if reference[1] else _character_of(int(reference[2]))


def _character_of(number: int) -> str:
    """The sign of that number, where XML has it."""
    if number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000:
        return chr(number)
    raise NotPlain
