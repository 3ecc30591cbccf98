"""The texts that the sheets of a workbook share, each of them kept once."""

from __future__ import annotations

from collections.abc import Callable


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
    def string_array(self) -> list[str]:
        """The texts in order."""
        return list(self.texts)

    def _get_shared_string_index(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts))

    def _sort_string_data(self) -> None:
        """They are in order."""
