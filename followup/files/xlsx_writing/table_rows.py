"""The rows of a long table as XML, some rows at a time and one column after the other.

What a column has in common is worked out once, and what comes again is kept: a row is then put together from what its
columns say, with its own number between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import repeat
from types import NoneType

from followup.files.book import DAY, BookValue, Cell, StreamedTable, WorkbookLink, column_letters
from followup.files.xlsx_writing.cell_looks import CellLooks, LookKey, look_key
from followup.files.xlsx_writing.cell_xml import (
    TEXT,
    formula_text,
    formula_xml,
    height_xml,
    link_xml,
    number_xml,
    value_xml,
)
from followup.files.xlsx_writing.shared_texts import SharedTexts

MOST_TEXTS = 5_000
"""Of one look in one column are kept at a time: columns where more differ gain nothing by it."""


class TableRows:
    """The rows of a table on a sheet where nothing else is known of them."""

    def __init__(self, table: StreamedTable, looks: CellLooks, texts: SharedTexts) -> None:
        self.table = table
        following = [f'<c r="{column_letters(table.column + at)}' for at in range(1, len(table.columns))]
        self.columns = [
            _Column((column.style, column.number_format, 0, "", column.wrap), column.width, end, looks, texts)
            for column, end in zip(table.columns, [*following, "</row>"], strict=True)
        ]

    def __iter__(self) -> Iterator[str]:
        number, first = self.table.first_row + 1, f'><c r="{column_letters(self.table.column)}'
        for columns in self.table.batches():
            heights: dict[int, float] = {}
            cells = [column.pieces(values, heights) for column, values in zip(self.columns, columns, strict=True)]
            length = len(cells[0])
            begins = [f'"{first}'] * length
            for at, height in heights.items():
                begins[at] = f'"{height_xml(height)}{first}'
            numbers, openings = map(str, range(number, number + length)), repeat('<row r="', length)
            # what is joined begins and ends beside the number of the row: it stands between them
            rows = zip(numbers, zip(openings, begins, *cells, strict=True), strict=True)
            yield "".join([row.join(pieces) for row, pieces in rows])
            number += length


class _Column:
    """A column: each of its cells is put into XML from behind the number of its row to before that of the next cell."""

    def __init__(self, look: LookKey, width: float, end: str, looks: CellLooks, texts: SharedTexts) -> None:
        self.look, self.width, self.end, self.looks, self.texts = look, width, end, looks, texts
        self.day_look: LookKey = (look[0], DAY, *look[2:])
        self.own_looks: dict[LookKey, _StyledTexts] = {}

    def pieces(self, values: Sequence[BookValue], heights: dict[int, float]) -> list[str]:
        """A piece for each value; rows that need more than the usual height get it in ``heights``."""
        kinds = list(map(type, values))
        present, usual = set(kinds), self._styled(self.look)
        for styled in self.own_looks.values():
            if len(styled) > MOST_TEXTS:
                styled.clear()
        self.texts.placed += kinds.count(str)
        if present <= {str, NoneType}:
            pieces = list(map(usual.__getitem__, values))  # type: ignore[arg-type]
        elif present <= {Decimal, NoneType}:
            start, end, blank = usual.start, self.end, usual[None]
            pieces = [
                blank if value is None else f"{start}{number_xml(value)}{end}"  # type: ignore[arg-type]
                for value in values
            ]
        elif present <= {date, NoneType}:
            days = {day: self._piece(0, day, usual, heights) for day in set(values)}
            pieces = list(map(days.__getitem__, values))
        elif present <= {WorkbookLink, NoneType}:
            blank = usual[None]
            pieces = [blank if value is None else self._link(value, usual) for value in values]  # type: ignore[arg-type]
        else:
            pieces = [self._piece(at, value, usual, heights) for at, value in enumerate(values)]
        if usual.heights:
            for at, value in enumerate(values):
                if isinstance(value, str) and value in usual.heights:
                    heights[at] = max(heights.get(at, 0), usual.heights[value])
        return pieces

    def _piece(self, at: int, value: BookValue, usual: _StyledTexts, heights: dict[int, float]) -> str:
        if value is None or isinstance(value, str):
            return usual[value]
        if isinstance(value, Cell):
            return self._own_piece(at, value, heights)
        if isinstance(value, WorkbookLink):
            return self._link(value, usual)
        styled = usual if self.look[1] or not isinstance(value, date) else self._styled(self.day_look)
        return f"{styled.start}{value_xml(value)}{self.end}"

    def _own_piece(self, at: int, cell: Cell, heights: dict[int, float]) -> str:
        """A cell that has a look of its own, or a formula."""
        styled, value = self._styled(look_key(cell)), cell.value
        if cell.formula:
            result = value.text if isinstance(value, WorkbookLink) else value
            return f"{styled.start}{formula_xml(formula_text(cell.formula), result)}{self.end}"
        if isinstance(value, WorkbookLink):
            return self._link(value, styled)
        if isinstance(value, str):
            self.texts.placed += 1
            piece = styled[value]
            if value in styled.heights:
                heights[at] = max(heights.get(at, 0), styled.heights[value])
            return piece
        return styled[None] if value is None else f"{styled.start}{value_xml(value)}{self.end}"

    def _link(self, link: WorkbookLink, styled: _StyledTexts) -> str:
        content = link_xml(link)
        if content:
            return f"{styled.start}{content}{self.end}"
        self.texts.placed += 1
        return styled[link.text]

    def _styled(self, look: LookKey) -> _StyledTexts:
        styled = self.own_looks.get(look)
        if styled is None:
            self.own_looks[look] = styled = _StyledTexts(look, self.width, self.end, self.looks, self.texts)
        return styled


class _StyledTexts(dict[str | None, str]):
    """Texts of one look in one column as XML, and the cell without any: in a column the same ones come again and again.

    ``heights`` are of those among them that need a higher row than the usual, in points.
    """

    def __init__(self, look: LookKey, width: float, end: str, looks: CellLooks, texts: SharedTexts) -> None:
        super().__init__()
        self.start, self.end, self.texts = f'" s="{looks.number_of(look)}', end, texts
        style, *_others, wrap = look
        self.room = looks.room(style, width) if wrap else None
        self.heights: dict[str, float] = {}

    def __missing__(self, text: str | None) -> str:
        if text is None:
            self[None] = piece = f'{self.start}"/>{self.end}'
            return piece
        self[text] = piece = f"{self.start}{TEXT}{self.texts[text]}</v></c>{self.end}"
        if self.room is not None and (height := self.room.height(text)):
            self.heights[text] = height
        return piece

    def clear(self) -> None:
        """Begin anew: so many are too many to keep."""
        super().clear()
        self.heights.clear()
