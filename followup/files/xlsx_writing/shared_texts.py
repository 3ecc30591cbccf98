"""The texts that the sheets of a workbook share, each of them kept once."""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from html import escape
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from followup.files.packages.repack import CHUNK, PackedPart

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ESCAPE = re.compile("(_x[0-9a-fA-F]{4}_)")
"""How Excel writes signs that XML cannot hold: a text that looks so has its first sign written so."""
TEXTS_AT_A_TIME = 1_000
"""Are packed at once."""
MOST_KNOWN = 250_000
"""Texts that are known again, for they take a fifth of a kilobyte each: three hundred units have fewer."""


class SharedTexts(dict[str, int]):
    """The number of each text, which it gets when it is asked for; to XlsxWriter its own table of texts.

    ``count`` is how many cells hold one of them. XlsxWriter closes its table before the sheets are written: this one is
    open until its own part is. ``fitting`` makes a text what XML and a cell can hold; one that it changes has the number of
    what it becomes. Of too many texts all are forgotten: one that comes again then stands in the part once more.
    """

    def __init__(self, fitting: Callable[[str], str]) -> None:
        super().__init__()
        self.fitting = fitting
        self.placed, self.unique_count, self.forgotten = 0, 0, 0
        self._written: IO[str] | None = None

    def __missing__(self, text: str) -> int:
        if len(self) >= MOST_KNOWN:
            self._forget()
        fits = self.fitting(text)
        if fits == text:
            number, self.unique_count = self.unique_count, self.unique_count + 1
        else:
            number = self._get_shared_string_index(fits)
        self[text] = number
        return number

    @property
    def count(self) -> int:
        """Cells with a text; XlsxWriter makes no room for texts where none is known of."""
        return self.placed or 1

    def _forget(self) -> None:
        """Write what is known to a file that nobody else sees and that goes with this value."""
        if self._written is None:
            self._written = TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115
            weakref.finalize(self, self._written.close)
        self._written.writelines(map(_item, self.stored()))
        self.clear()
        self.forgotten = self.unique_count

    def _pieces(self) -> Iterator[str]:
        """The XML of all texts, some at a time."""
        if self._written is not None:
            self._written.seek(0)
            yield from iter(partial(self._written.read, CHUNK), "")
        items = map(_item, self.stored())
        yield from iter(lambda: "".join(islice(items, TEXTS_AT_A_TIME)), "")

    def stored(self) -> Iterator[str]:
        """The texts in order, as a part holds them; but for those that are ``forgotten``."""
        following = self.forgotten
        for text, number in self.items():
            if number == following:  # else it is one that has been changed
                following += 1
                yield _stored(text)

    def packed(self) -> PackedPart:
        """The part that holds them, packed some at a time: of a large workbook they are tens of megabytes."""
        counts = f'count="{self.placed}" uniqueCount="{self.unique_count}"'
        part = PackedPart()
        with part.text() as file:
            file.write(f'{DECLARATION}\n<sst xmlns="{NAMESPACE}" {counts}>')
            file.writelines(self._pieces())
            file.write("</sst>")
        return part

    def _get_shared_string_index(self, text: str) -> int:
        """As XlsxWriter asks for the number of a text that it writes itself."""
        return self[text]

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
