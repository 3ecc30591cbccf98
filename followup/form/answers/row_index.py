"""The rows of a sheet, looked up by what stands in some of their columns."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import count, takewhile

from followup.form.rows import FilledRow


class RowIndex:
    """Rows by the texts in some columns. It holds two numbers a row, for a plan has as many earlier figures as all of its
    units have together: what the texts come to, in order, and which row has them.
    """

    def __init__(self, rows: Sequence[FilledRow], columns: Sequence[str]) -> None:
        self._rows, self._columns = rows, columns
        hashes = array("q", (hash(self._texts(row)) for row in rows))
        numbers = sorted(range(len(hashes)), key=hashes.__getitem__)
        self._numbers = array("l", numbers)
        self._hashes = array("q", map(hashes.__getitem__, numbers))

    def rows_with(self, texts: tuple[str, ...]) -> list[FilledRow]:
        """The rows with these texts in the columns, in their order."""
        wanted, hashes = hash(texts), self._hashes
        places = count(bisect_left(hashes, wanted))
        alike = takewhile(lambda at: at < len(hashes) and hashes[at] == wanted, places)
        rows = (self._rows[self._numbers[at]] for at in alike)
        return [row for row in rows if self._texts(row) == texts]

    def _texts(self, row: FilledRow) -> tuple[str, ...]:
        return tuple(map(row.text, self._columns))
