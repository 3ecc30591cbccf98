"""How much of what a remark on a file is about is quoted."""

from __future__ import annotations

LONGEST = 80


def shorten(text: str) -> str:
    """A text on one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
