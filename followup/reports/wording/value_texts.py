"""The value of a column in row after row: as a workbook holds it, and as it reads in a text. Put into words here alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from followup.form.cells.base import CellType
from followup.form.columns import Column
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.values import Missing, ProseAnswer
from followup.locale import _
from followup.region.model import UnitRow
from followup.reports.table import Cells, CellValue, ReportColumn

WIDE = 46
"""Characters: the widest that a column of a workbook is made for the plan's sake."""

COULD_NOT_BE_READ = _("could not be read")


def show_value(row: FilledRow, column: Column, frame: Frame) -> str:
    """A value as it reads in a text; a refused answer and an incomplete sum say so."""
    if (refused := row.refused) and column.key in refused:
        return frame.words(COULD_NOT_BE_READ)
    value = row[column.key]
    if value is None:
        return ""
    if isinstance(value, Missing):
        return value.reason
    text = row.type_shown(column).show(value, frame.words)
    return f"{text}*" if (short := row.coverages) and column.key in short else text


def show_values(rows: Sequence[UnitRow], column: Column, frame: Frame) -> list[str]:
    """What ``show_value`` says of each row; what all rows have in common is worked out once."""
    key, base, words = column.key, column.base, frame.words
    usual = column.type if isinstance(column.type, CellType) else None
    texts = []
    for row in rows:
        filled = row.filled
        value, kind = filled[key], filled.row.types.get(base, usual)
        is_compared = filled.compared_figures and isinstance(value, Decimal)
        if filled.refused or kind is None or is_compared or isinstance(value, Missing):
            texts.append(show_value(filled, column, frame))
            continue
        # As ``show_value`` says it, of what is most often there.
        text = "" if value is None else kind.show(value, words)
        texts.append(f"{text}*" if value is not None and (short := filled.coverages) and key in short else text)
    return texts


def show_joined(rows: Sequence[UnitRow], columns: Sequence[Column], frame: Frame) -> list[str]:
    """The parts of a split in one text for each row: ``K: 41 %  M: 41 %``; the total where it stands alone."""
    shorts = {part.key: part.short for part in frame.breakdown}
    starts = [f"{shorts[column.part]}: " if column.part in shorts else "" for column in columns]
    texts = []
    for shown in zip(*(show_values(rows, column, frame) for column in columns), strict=True):
        parts = [f"{start}{text}" for start, text in zip(starts, shown, strict=True) if text and start]
        totals = [text for start, text in zip(starts, shown, strict=True) if text and not start]
        texts.append("\n".join(parts or totals))
    return texts


def value_column(column: Column, frame: Frame) -> ReportColumn[UnitRow]:
    """A column of a section: numbers stay numbers, and a row whose type is its own brings its own number format."""
    number_format = column.type.number_format if isinstance(column.type, CellType) else ""

    def in_words(rows: Sequence[UnitRow]) -> Cells:
        return Cells(show_values(rows, column, frame))

    def place(row: UnitRow) -> Place | None:
        """Of an answer; labels are as the plan has them."""
        filled, key = row.filled, column.key
        return filled.place(key) if key in filled.cells and not filled.row.cells.get(key) else None

    return ReportColumn(
        frame.words(column.title),
        _Values(column, frame).cells,
        in_words,
        width=min(column.width, WIDE),
        number_format=_as_format(number_format),
        place=place,
    )


def _as_format(number_format: str) -> str:
    """No format for a text: "@" would show a long one as number signs."""
    return "" if number_format == "@" else number_format


class _Values:
    """The values of a column; what all rows have in common is worked out once."""

    def __init__(self, column: Column, frame: Frame) -> None:
        self.column, self.words = column, frame.words
        self.usual = column.type if isinstance(column.type, CellType) else None
        self.unread = frame.words(COULD_NOT_BE_READ)

    def cells(self, rows: Sequence[UnitRow]) -> Cells:
        """Values as cells; which rows are sums, and the formats of those whose type is their own."""
        key, base, usual, words = self.column.key, self.column.base, self.usual, self.words
        values: list[CellValue] = []
        strong, prose, formats = set[int](), set[int](), dict[int, str]()
        for at, row in enumerate(rows):
            filled = row.filled
            value = filled[key]
            if filled.row.sums:
                strong.add(at)
            if (refused := filled.refused) and key in refused:
                values.append(self.unread)
                continue
            if isinstance(value, Missing):
                values.append(value.reason)
                continue
            # As ``type_shown``, which has to be asked only for a figure that was held against others.
            kind = filled.row.types.get(base, usual)
            if kind is None or (filled.compared_figures and isinstance(value, Decimal)):
                kind = filled.type_shown(self.column)
            values.append(None if value is None else kind.to_cell(value, words))
            if isinstance(value, ProseAnswer):
                prose.add(at)
            elif at in strong or (kind is not usual and kind != usual):
                formats[at] = _as_format(kind.number_format)
        return Cells(values, strong=strong, prose=prose, formats=formats)
