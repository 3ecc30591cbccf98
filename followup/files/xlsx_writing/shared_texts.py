"""The texts that the sheets of a workbook share, each of them kept once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ESCAPE = re.compile("(_x[0-9a-fA-F]{4}_)")
"""How Excel writes signs that XML cannot hold: a text that looks so has its first sign written so."""


class SharedTexts(dict[str, int]):
    """The number of each text, which it gets when it is asked for; to XlsxWriter its own table of texts.

    ``count`` is how many cells hold one of them. XlsxWriter closes its table before the sheets are written: this one is
    open until its own part is. ``fitting`` makes a text what XML and a cell can hold.
    """

    def __init__(self, fitting: Callable[[str], str]) -> None:
        super().__init__()
        self.fitting = fitting
        self.texts: dict[str, int] = {}
        self.placed = 0

    def __missing__(self, text: str) -> int:
        number = self[text] = self._get_shared_string_index(self.fitting(text))
        return number

    @property
    def count(self) -> int:
        """Cells with a text; XlsxWriter makes no room for texts where none is known of."""
        return self.placed or 1

    @property
    def unique_count(self) -> int:
        """Different texts."""
        return len(self.texts)

    @property
    def stored(self) -> list[str]:
        """The texts in order, as a part holds them."""
        return list(map(_stored, self.texts))

    def xml(self) -> str:
        """The part that holds them."""
        texts = "".join(map(_item, self.stored))
        counts = f'count="{self.placed}" uniqueCount="{self.unique_count}"'
        return f'{DECLARATION}\n<sst xmlns="{NAMESPACE}" {counts}>{texts}</sst>'

    def _get_shared_string_index(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts))

    def _sort_string_data(self) -> None:
        """They are in order."""


def _stored(text: str) -> str:
    if "_x" in text:
        text = ESCAPE.sub(r"_x005F\1", text)
    return text.replace("\r", "_x000D_") if "\r" in text else text


@lru_cache(maxsize=4096)  # most texts are the same in every template of a round
def _item(text: str) -> str:
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<si><t{kept}>{escape(text, quote=False)}</t></si>"
