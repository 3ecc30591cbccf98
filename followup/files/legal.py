"""Text that XML and a cell of Excel can hold."""

from __future__ import annotations

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""All but what XML allows; the signs that are left out are few, and are sooner compiled than those that are not."""

LONGEST_TEXT = 32_767
"""What a cell of Excel holds, in units of UTF-16: a sign outside the first 65,536 is two."""

MOST_LINES = 254
"""A cell of Excel holds 253 line feeds."""


def legal(text: str) -> str:
    """The text without the control characters that no XML document can hold; a break of line or page is a new line."""
    return ILLEGAL.sub(lambda match: "\n" if match[0] in "\x0b\x0c" else "", text)


def xml_text(text: str) -> str:
    """A text as XML has it between two tags. Python's own ``xml.sax.saxutils`` would load all that speaks HTTP."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def xml_attribute(text: str) -> str:
    """A text as the value of an attribute, its quotation marks with it."""
    value = xml_text(text).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    if '"' not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else f'"{value.replace(chr(34), "&quot;")}"'


def units_of(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def longer_than(text: str, most: int) -> bool:
    """Whether a text is longer than so many units of UTF-16; most texts are seen to be shorter at a glance."""
    return len(text) > most // 2 and units_of(text) > most


def fitting(text: str, mark: str, most_lines: int = LONGEST_TEXT) -> str:
    """The text as far as a cell of Excel holds it, with ``mark`` behind it where it is cut; no sign is cut in two."""
    lines = text.split("\n", most_lines) if len(text) >= most_lines else [text]
    if len(lines) <= most_lines and not longer_than(text, LONGEST_TEXT):
        return text
    beginning = "\n".join(lines[:most_lines])
    room = LONGEST_TEXT - units_of(mark)
    return beginning.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "ignore") + mark
