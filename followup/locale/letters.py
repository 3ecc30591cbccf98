"""Names whose bytes are in letters of an unknown encoding: how people can read them."""

from __future__ import annotations

import re
from collections.abc import Sequence

NORDIC = re.compile(r"[A-Za-z0-9 .,()_&+/\\'!#@%=\[\]{}~^$;åäöÅÄÖéÉüÜæøÆØ-]*")


def readable(text: str) -> str:
    """A name or a path that any document can hold: the system's own may have bytes that are no UTF-8.

    So it has where a compressed folder from Windows was unpacked on Linux. What stands for no letter is shown as one
    that is missing.
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return _decoded(text)
    return text


def _decoded(text: str) -> str:
    try:
        return as_in_sweden(text.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # half of a sign, as Windows allows it
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def as_in_sweden(stored: bytes, encodings: Sequence[str] = ("cp1252", "cp850")) -> str:
    """A name in the letters of Windows or in those of DOS: the one in which a Swede could have written it, else the first."""
    texts = [stored.decode(encoding, "replace") for encoding in encodings]
    return next(filter(NORDIC.fullmatch, texts), texts[0])
