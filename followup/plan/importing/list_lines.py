"""The lines of a table that are rows of the list: headings above them carried down, totals and footnotes left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from followup.files.received import Raw
from followup.form.cells.base import as_text
from followup.form.written.plain_text import folded
from followup.frozen import frozen
from followup.plan.importing.fields import Field, plain_title
from followup.plan.importing.list_table import Cell, ListTable
from followup.plan.importing.mapping import ColumnMapping, column_of

TOTALS = frozenset(
    {"summa", "totalt", "total", "totalsumma", "delsumma", "sum", "medelvärde", "snitt", "genomsnitt", "antal rader"}
)
NUMBERED = re.compile(r"^\s*\d+(?:\.\d+)*[.):]?\s+(?=\D)")
"""1. Medborgare, 2.1 God vård."""
LONGEST_ABBREVIATION = 5
"""Longer words in capitals only look so: MEDBORGARE is Medborgare, HSF stays."""
HEADED = re.compile(r"\s*(?P<label>[^:–]{3,40}?)(?:\s+\d+(?:\.\d+)*)?\s*[:–]\s*(?P<rest>\S.*)", re.DOTALL)
"""Perspektiv: Medborgare, Mål 2 – God vård."""


@frozen
class Above:
    """What a line stands under: a text, its cell, and the title of the column that says so, empty of a heading."""

    text: str
    cell: Cell
    title: str = ""


@frozen
class ListLine:
    """A row of the list. ``above`` is what it stands under, by the keys of levels, from the top."""

    row: int
    name: str
    above: Mapping[str, Above]


@frozen
class ListLines:
    """The rows, and the rows of the sheet that are none: headings, totals, those without a name, struck, or in part hidden."""

    lines: Sequence[ListLine]
    headings: Sequence[int]
    left_out: Sequence[int]
    unnamed: Sequence[int]
    struck: Sequence[int]


def lines_of(
    table: ListTable, mapping: ColumnMapping, fields: Sequence[Field], named_by: str, is_several: bool
) -> ListLines:
    """The rows of a table by what its columns mean. With ``is_several`` other tables hold rows of the same list, and the name
    of its sheet says what its rows stand under where nothing else does.
    """
    return _Reading(table, mapping, fields, named_by, is_several).read()


class _Reading:
    def __init__(
        self, table: ListTable, mapping: ColumnMapping, fields: Sequence[Field], named_by: str, is_several: bool
    ) -> None:
        self.table, self.mapping = table, mapping
        self.levels = [field for field in fields if field.level is not None]
        self.names = column_of(mapping, named_by)
        self.level_columns = {
            field.key: at for field in self.levels if (at := column_of(mapping, field.key)) is not None
        }
        if self.names is None and self.level_columns:  # a list of goals has no other names
            self.names = max(self.level_columns.values(), key=lambda at: self._depth_of(at))
        is_level = self.names in self.level_columns.values()
        lowest = self._depth_of(self.names) if is_level and self.names is not None else len(self.levels)
        self.free = [field for field in self.levels[:lowest] if field.key not in self.level_columns]
        self.above: dict[str, Above] = {}
        if is_several and self.free:
            self.above[self.free[0].key] = Above(table.sheet.name, (table.head, min(table.titles)))
        self.lines: list[ListLine] = []
        self.headings: list[int] = []
        self.left_out: list[int] = []
        self.unnamed: list[int] = []
        self.struck: list[int] = []
        titled = [mapping[at].field is not None for at in table.titles]
        self.usual_width = min(2, sum(titled))

    def _depth_of(self, column: int) -> int:
        return next(place for place, field in enumerate(self.levels) if self.level_columns.get(field.key) == column)

    def read(self) -> ListLines:
        rows = self.table.rows
        for place, row in enumerate(rows):
            own = self.table.by_row[row]
            if self._is_head_again(own):
                continue
            if self._is_heading(row, own, rows[place + 1 :]):
                self._take_heading(row, own)
            else:
                self._take_line(row, own)
        return ListLines(self.lines, self.headings, self.left_out, self.unnamed, self.struck)

    def _is_head_again(self, own: Mapping[int, Raw]) -> bool:
        """The titles as they are repeated on each page."""
        same = [folded(as_text(raw)) in map(folded, self.table.titles[at]) for at, raw in own.items()]
        return len(same) > 1 and all(same)

    def _is_heading(self, row: int, own: Mapping[int, Raw], below: Sequence[int]) -> bool:
        """One cell alone over rows that have more of them: of what they stand under, where it is no name of a row."""
        if len(own) != 1 or self.usual_width < 2 or not self._has_rows(below):
            return False
        ((column, raw),) = own.items()
        if column in self.level_columns.values() and column != self.names:
            return False
        if self._has_label(as_text(raw)):
            return True
        if not self.free:
            return False
        spread = any(
            top == row and left <= column <= right and right > left for top, left, _b, right in self.table.sheet.merged
        )
        carried = self.names is not None and self.table.value(row, self.names) is not None
        return spread or column != self.names or not carried or self._is_alone(row)

    def _is_alone(self, row: int) -> bool:
        """Whether rows with a name usually have more than that."""
        widths = [len(self.table.by_row[other]) for other in self.table.rows if self.names in self.table.by_row[other]]
        return sum(width > 1 for width in widths) * 2 > len(widths)

    def _has_rows(self, below: Sequence[int]) -> bool:
        """Whether a row with several cells comes, before anything else than other headings."""
        return any(len(self.table.by_row[row]) > 1 for row in below[:3])

    def _has_label(self, text: str) -> bool:
        label, _rest = _labelled(text, self.levels)
        return label is not None and label in self.free

    def _take_heading(self, row: int, own: Mapping[int, Raw]) -> None:
        ((column, raw),) = own.items()
        if (row, column) in self.table.sheet.struck:
            self.struck.append(row)
            return
        field, text = _labelled(as_text(raw), self.levels)
        if field is None or field not in self.free:
            follows = bool(self.headings) and self.headings[-1] == self._row_before(row)
            last = self.free.index(self.last_heading) if follows and len(self.free) > 1 else -1
            field, text = self.free[min(last + 1, len(self.free) - 1)], as_text(raw)
        self.last_heading = field
        self.headings.append(row)
        self._put_above(field.key, Above(bare_name(text), (row, column)))

    last_heading: Field

    def _row_before(self, row: int) -> int:
        rows = self.table.rows
        return rows[rows.index(row) - 1] if rows[0] != row else -1

    def _put_above(self, key: str, above: Above) -> None:
        """What the next rows stand under; another one further up empties what stood below it."""
        if key not in self.above or folded(self.above[key].text) != folded(above.text):
            keys = [field.key for field in self.levels]
            for lower in keys[keys.index(key) + 1 :]:
                self.above.pop(lower, None)
        self.above[key] = above

    def _take_line(self, row: int, own: Mapping[int, Raw]) -> None:
        if (
            all((row, column) in self.table.sheet.struck for column in own)
            or (row, self.names) in self.table.sheet.struck
        ):
            self.struck.append(row)
            return
        raw = None if self.names is None else self.table.value(row, self.names)
        name = "" if raw is None else as_text(raw).strip()
        if self._is_total(own, name):
            self.left_out.append(row)
            return
        for field in self.levels:
            column = self.level_columns.get(field.key)
            text = None if column is None else self.table.value(row, column)
            if column is not None and text is not None and as_text(text).strip():
                above = Above(bare_name(as_text(text)), self.table.origin(row, column), self.table.title(column))
                self._put_above(field.key, above)
        if name:
            path = {field.key: self.above[field.key] for field in self.levels if field.key in self.above}
            self.lines.append(ListLine(row, name, path))
        elif (len(own) == 1 and self.lines) or not any(self.mapping[at].field for at in own):
            self.left_out.append(row)  # a footnote, or what only stands in columns that do not come along
        else:
            self.unnamed.append(row)

    def _is_total(self, own: Mapping[int, Raw], name: str) -> bool:
        first = folded(as_text(next(iter(own.values())))).rstrip(": ")
        return first in TOTALS or folded(name).rstrip(": ") in TOTALS


def bare_name(text: str) -> str:
    """A name on one line, without the number that its list gives it."""
    name = NUMBERED.sub("", " ".join(text.split()))
    return name.capitalize() if name.isupper() and len(name) > LONGEST_ABBREVIATION else name


def _labelled(text: str, levels: Iterable[Field]) -> tuple[Field | None, str]:
    """The level that a heading names, and what it says of it: "Perspektiv: Medborgare"."""
    text = " ".join(text.split())
    match = HEADED.fullmatch(text)
    first, _space, rest = text.partition(" ")
    for label, said in ((match["label"], match["rest"]) if match else ("", ""), (first, rest)):
        field = next((field for field in levels if label and plain_title(label) in field.titles), None)
        if field is not None and said.strip():
            return field, said.strip()
    return None, text
