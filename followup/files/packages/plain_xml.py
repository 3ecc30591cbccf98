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
NO_TEXT = bytes({*range(32), *b"<>"} - {*b"\t\n"})
"""What the pattern of a text has not; a text without these bytes is sooner made than searched for them."""
NUMBERED = re.compile("#[0-9]{1,7}", re.ASCII)
NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


class NotPlain(Exception):
    """What is to be read from a tree."""


def text_in(text: str) -> str:
    """What a text between tags says; NotPlain where it does not match the pattern, is too long, or is no XML after all."""
    written = text.encode()
    if len(text) > LONGEST or len(written.translate(None, NO_TEXT)) != len(written):
        raise NotPlain
    if "&" not in text:
        return text
    first, *others = text.split("&")
    signs = [first]
    for other in others:
        name, ends, rest = other.partition(";")
        if not ends:
            raise NotPlain
        signs += NAMED.get(name) or _character_of(name), rest
    return "".join(signs)


def _character_of(name: str) -> str:
    """The sign that is written by its number, where XML has it."""
    number = int(name[1:]) if NUMBERED.fullmatch(name) else 0
    if number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000:
        return chr(number)
    raise NotPlain
