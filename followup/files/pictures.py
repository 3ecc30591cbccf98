"""Fonts of pictures, as Wingdings: the file holds letters, and what is seen is in the font."""

from __future__ import annotations

SYMBOLS = frozenset({"wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "marlett", "zapfdingbats"})
PICTURES = {
    "wingdings": dict(zip("JKLCDlnou¡¨ßàáâûüýþ", "☺😐☹👍👎●■□◆○◻←→↑↓✗✓☒☑", strict=True)),
    "wingdings 2": dict(zip("POQRST", "✓✗☒☑☒☒", strict=True)),
    "wingdings 3": dict(zip("pqtu", "▲▼◀▶", strict=True)),
    "webdings": dict(zip("arngc56", "✓✗●■□▲▼", strict=True)),
}
"""The commonest signs in fonts of pictures, by the letter that is stored."""

PRIVATE = range(0xF020, 0xF100)
"""Where Excel keeps the signs of such a font: its letters, moved."""

SHOWS_DIGITS = "symbol"
"""A font of Greek letters, with digits and signs as in any other."""

UNKNOWN = "\ufffd"


def picture_of(text: str, font: str) -> str | None:
    """A text in a font of pictures as other fonts show it; None where a sign of it is not known."""
    plain = "".join(chr(ord(sign) - 0xF000) if ord(sign) in PRIVATE else sign for sign in text.strip())
    pictures = PICTURES.get(font.casefold(), {})
    if font.casefold() == SHOWS_DIGITS and not any(sign.isalpha() for sign in plain):
        return plain
    signs = [sign if sign in pictures.values() or sign.isspace() else pictures.get(sign, "") for sign in plain]
    return "".join(signs) if all(signs) else None


def in_its_font(text: str, font: str) -> str:
    """A part of a text as its font shows it: each sign that nobody knows is one that says so."""
    if font.casefold() not in SYMBOLS or not text.strip():
        return text
    return "".join(sign if sign.isspace() else picture_of(sign, font) or UNKNOWN for sign in text)
