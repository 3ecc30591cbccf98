"""The value of a column in row after row: as a workbook holds it, and as it reads in a text. Put into words here alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import cast

from followup.form.answers.runs import runs_of
from followup.form.cells.base import CellType
from followup.form.columns import Column
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.values import Masked, Missing, ProseAnswer, Value
from followup.locale import _
from followup.region.model import UnitRow
from followup.reports.table import Cells, CellValue, ReportColumn

WIDE = 46
"""Characters: the widest that a column of a workbook is made for the plan's sake."""

PLAIN: Collection[type] = frozenset((str, Decimal, int, bool, date))
"""Values that stand in a cell as they are, where their type says nothing else."""
NOTHING: Collection[type] = ()

COULD_NOT_BE_USED = _("could not be used")
QUESTIONED = " (?)"
"""Behind a figure that is to be checked, or is made of one that is."""


def show_value(row: FilledRow, column: Column, frame: Frame) -> str:
    """A value as it reads in a text; a refused answer and an incomplete sum say so."""
    if (refused := row.refused) and column.key in refused:
        return frame.words(COULD_NOT_BE_USED)
    value = row[column.key]
    if value is None:
        return ""
    if isinstance(value, Missing):
        return value.reason
    text = row.type_shown(column).show(value, frame.words)
    return f"{text}*" if (short := row.coverages) and column.key in short else text


def show_values(batch: RowBatch, column: Column, frame: Frame) -> list[str]:
    """What ``show_value`` says of each row; what all rows have in common is worked out once. Figures that are to be checked
    have a sign behind them."""
    words, values = frame.words, batch.values(column.key)
    kinds = batch.kinds(column, values)
    texts = [
        "" if value is None else value.reason if isinstance(value, Missing) else kind.show(value, words)
        for value, kind in zip(values, kinds, strict=True)
    ]
    for at in batch.incomplete | batch.refused.keys():
        texts[at] = show_value(batch.filled[at], column, frame)
    for at, columns in batch.questioned.items():
        if column.key in columns and texts[at]:
            texts[at] += QUESTIONED
    return texts


def show_joined(rows: Sequence[UnitRow], columns: Sequence[Column], frame: Frame) -> list[str]:
    """The parts of a split in one text for each row: ``K: 41 %  M: 41 %``; the total where it stands alone, and beside its
    parts where it says something else than their sum: ``Totalt: 41 %``.
    """
    shorts = {part.key: part.short for part in frame.breakdown}
    starts = [f"{shorts[column.part]}: " if column.part in shorts else "" for column in columns]
    of_all = frame.words(_("Total"))
    texts = []
    batch = RowBatch(rows)
    for row, *shown in zip(rows, *(show_values(batch, column, frame) for column in columns), strict=True):
        parts = [f"{start}{text}" for start, text in zip(starts, shown, strict=True) if text and start]
        totals = [text for start, text in zip(starts, shown, strict=True) if text and not start]
        if parts and totals:
            totals = [f"{of_all}: {text}" for text in totals] if _says_more(row.filled, columns, starts) else []
        texts.append("\n".join([*parts, *totals]))
    return texts


def _says_more(row: FilledRow, columns: Sequence[Column], starts: Sequence[str]) -> bool:
    """Whether a total is not what its parts make together, or cannot be made of them, as a share. Of masked parts nothing is
    said that was not said before.
    """
    pairs = list(zip(columns, starts, strict=True))
    parts = [row[column.key] for column, start in pairs if start]
    totals = [row[column.key] for column, start in pairs if not start]
    if any(isinstance(value, Masked) for value in (*parts, *totals)):
        return False
    kinds = (row.row.kind_in(column) for column in columns)
    if not all(kind is not None and kind.adds_up for kind in kinds):
        return True
    return totals != [sum((part for part in parts if isinstance(part, Decimal)), Decimal(0))]


def value_column(column: Column, frame: Frame, last: LastBatch | None = None) -> ReportColumn[UnitRow]:
    """A column of a section: numbers stay numbers, and a row whose type is its own brings its own number format.

    ``last`` is what the columns of a table share.
    """
    last = last or LastBatch()
    number_format = column.type.number_format if isinstance(column.type, CellType) else ""

    def in_words(rows: Sequence[UnitRow]) -> Cells:
        return Cells(show_values(last.of(rows), column, frame))

    def place(row: UnitRow) -> Place | None:
        """Of an answer; labels are as the plan has them."""
        filled, key = row.filled, column.key
        return filled.place(key) if key in filled.cells and not filled.row.cells.get(key) else None

    return ReportColumn(
        frame.words(column.title),
        _Values(column, frame, last).cells,
        in_words,
        width=min(column.width, WIDE),
        number_format=_as_format(number_format),
        place=place,
    )


def _as_format(number_format: str) -> str:
    """No format for a text: "@" would show a long one as number signs."""
    return "" if number_format == "@" else number_format


class RowBatch:
    """Some rows of a table as its columns ask for them, one after the other; what all of them ask for is worked out once.

    ``sums`` are the numbers of rows that are sums, ``refused`` the columns of rows that could not be read, ``compared``
    the numbers of those whose figures were held against others, ``incomplete`` of those with a sum that lacks a contributor,
    ``questioned`` the columns of rows that are to be checked.
    """

    def __init__(self, rows: Sequence[UnitRow]) -> None:
        self.rows = rows
        self.filled = [row.filled for row in rows]
        self.runs = runs_of(self.filled)
        self.types = [filled.row.types for filled in self.filled]
        self.sums = {at for at, filled in enumerate(self.filled) if filled.row.sums}
        self.compared = {at for at, filled in enumerate(self.filled) if filled.compared_figures}
        self.refused = {at: columns for run in self.runs for at, columns in run.refused()}
        self.incomplete = {at for run in self.runs for at in run.incomplete()}
        self.questioned = {at: row.questioned for at, row in enumerate(rows) if row.questioned}

    def values(self, key: str) -> list[Value]:
        """What the rows have in a column."""
        return list(chain.from_iterable(run.column(key) for run in self.runs))

    def kinds(self, column: Column, values: Sequence[Value]) -> list[CellType]:
        """As ``type_shown`` of each row that has such a value; it has to be asked only for a figure that was held against
        others."""
        usual = column.type if isinstance(column.type, CellType) else None
        kinds = [types.get(column.base, usual) for types in self.types]
        ask = {at for at in self.compared if isinstance(values[at], Decimal)}
        ask.update(at for at, kind in enumerate(kinds) if kind is None)
        for at in ask:
            kinds[at] = self.filled[at].type_shown(column)
        return cast("list[CellType]", kinds)


class LastBatch:
    """The rows that were asked for last: the columns of a table ask for the same, and then for the next."""

    def __init__(self) -> None:
        self.batch = RowBatch(())

    def of(self, rows: Sequence[UnitRow]) -> RowBatch:
        """These rows."""
        if rows is not self.batch.rows:
            self.batch = RowBatch(rows)
        return self.batch


class _Values:
    """The values of a column; what all rows have in common is worked out once."""

    def __init__(self, column: Column, frame: Frame, last: LastBatch) -> None:
        self.column, self.words, self.last = column, frame.words, last
        self.usual = column.type if isinstance(column.type, CellType) else None
        self.unread = frame.words(COULD_NOT_BE_USED)

    def cells(self, rows: Sequence[UnitRow]) -> Cells:
        """Values as cells; which rows are sums, and the formats of those whose type is their own."""
        batch, key = self.last.of(rows), self.column.key
        values = batch.values(key)
        kinds = batch.kinds(self.column, values)
        refused = {at for at, columns in batch.refused.items() if key in columns}
        missing = {at for at, value in enumerate(values) if isinstance(value, Missing)}
        prose = {at for at, value in enumerate(values) if isinstance(value, ProseAnswer)} - refused
        formats = self._formats(batch, kinds, refused | missing | prose)
        return Cells(self._shown(values, kinds, refused), strong=batch.sums, prose=prose, formats=formats)

    def _shown(self, values: Sequence[Value], kinds: Sequence[CellType], refused: Collection[int]) -> list[CellValue]:
        words, distinct = self.words, {id(kind): kind for kind in kinds}.values()
        plain = PLAIN if all(type(kind).to_cell is CellType.to_cell for kind in distinct) else NOTHING
        cells: list[CellValue] = [
            value  # type: ignore[misc]
            if value is None or value.__class__ in plain
            else value.reason
            if isinstance(value, Missing)
            else kind.to_cell(value, words)
            for value, kind in zip(values, kinds, strict=True)
        ]
        for at in refused:
            cells[at] = self.unread
        return cells

    def _formats(self, batch: RowBatch, kinds: Sequence[CellType], without: Collection[int]) -> dict[int, str]:
        """The formats of figures that are sums or whose type is their own."""
        usual, formats, by_kind = self.usual, dict[int, str](), dict[int, str | None]()
        for at, kind in enumerate(kinds):
            if at in without or (kind is usual and at not in batch.sums):
                continue
            number = id(kind)
            if number not in by_kind:
                by_kind[number] = None if kind == usual else _as_format(kind.number_format)
            number_format = by_kind[number]
            if number_format is None and at in batch.sums:
                number_format = _as_format(kind.number_format)
            if number_format is not None:
                formats[at] = number_format
        for at, columns in batch.questioned.items():
            if self.column.key in columns and at not in without:
                formats[at] = with_sign(formats.get(at) or _as_format(kinds[at].number_format), QUESTIONED)
        return formats


def with_sign(number_format: str, sign: str) -> str:
    """A number format that shows a sign behind the figure, which stays a number: in each of its sections."""
    return ";".join(f'{section}"{sign}"' for section in (number_format or "General").split(";"))
