"""Text that XML can hold."""

from __future__ import annotations

import re

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text without the control characters that no XML document can hold."""
    return ILLEGAL.sub("", text)
