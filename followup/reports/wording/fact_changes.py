"""Changes of figures, levels and answers in words: whose, where, from what to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from followup.form.cells.base import CellType
from followup.form.columns import Column
from followup.form.rows import Row
from followup.form.texts.distinct_texts import distinguishing_type
from followup.form.texts.row_names import names_of_rows
from followup.history.fact_changes import FactChange
from followup.locale import _
from followup.plan.sheets import GOALS_SHEET
from followup.region.consolidating import Region
from followup.region.measuring import UNIT_OF_A_SHARE, part_of
from followup.region.model import RegionTable
from followup.reports.table import CellValue
from followup.reports.wording.formatting import level_of, rows_of
from followup.reports.wording.judgements import scale_title


class ShownSide(NamedTuple):
    """What stood there before a change, or stands there after it: in words, and as a cell of a workbook holds it."""

    text: str
    cell: CellValue
    number_format: str = ""


class ChangeInWords(NamedTuple):
    """A change as people read it: of a unit or the region, in a section, a row and a column."""

    whose: str
    section: str
    row: str
    column: str
    before: ShownSide
    after: ShownSide
    source: str
    change: FactChange

    @property
    def sentence(self) -> str:
        """On one line."""
        return self.sentence_of(self.before.text or "–", self.after.text or "–")

    def sentence_of(self, before: str, after: str) -> str:
        """The same with both sides as they are put."""
        return f"{self.whose} · {self.section} · {self.row} · {self.column}: {before} → {after}"


def levels_joined(changes: Sequence[FactChange]) -> list[FactChange]:
    """The changes, in which a level of a row as a whole goes over into those of its parts, or these into that one.

    A row is judged as a whole until there are figures of women and men: told by itself, that this level is gone would
    read as a loss, although others stand in its place.
    """
    wholes: dict[tuple[str, tuple[str, ...]], list[FactChange]] = {}
    parts: dict[tuple[str, tuple[str, ...]], list[FactChange]] = {}
    for change in changes:
        if change.scale and (side := _only_side(change)):
            of_row = (change.unit, change.section, change.row, change.scale)
            (parts if change.part else wholes).setdefault((side, of_row), []).append(change)
    joined: dict[int, FactChange] = {}
    dropped: set[int] = set()
    for (side, what), (whole, *others) in wholes.items():
        parts_of_row = parts.get(("after" if side == "before" else "before", what), [])
        if parts_of_row and not others:
            dropped.add(id(whole))
            level, text = getattr(whole, f"level_{side}"), getattr(whole, f"text_{side}")
            for part in parts_of_row:
                joined[id(part)] = part._replace(**{f"level_{side}": level, f"text_{side}": text})
    return [joined.get(id(change), change) for change in changes if id(change) not in dropped]


def _only_side(change: FactChange) -> str:
    """``before`` of a level that is gone, ``after`` of one that has come; empty where there is one on both sides."""
    sides = {"before": change.level_before or change.text_before, "after": change.level_after or change.text_after}
    there = [side for side, level in sides.items() if level]
    return there[0] if len(there) == 1 else ""


class ChangeWording:
    """Puts changes of one round into words; what a section's columns are called is looked up once."""

    def __init__(self, region: Region) -> None:
        self.frame, self.words = region.frame, region.frame.words
        self.tables = {table.section.key: table for table in region.tables}
        self.shorts = {part.key: part.short for part in region.frame.breakdown}
        self._rows: dict[str, Mapping[str, Row]] = {}
        self._names: dict[str, Mapping[str, str]] = {}

    def all(self, changes: Sequence[FactChange]) -> list[ChangeInWords]:
        """In words, the region's own first."""
        return [self.change(change) for change in sorted(levels_joined(changes), key=lambda change: bool(change.unit))]

    def change(self, change: FactChange) -> ChangeInWords:
        """One of them."""
        before, after = self._sides(change)
        source = ", ".join(filter(None, (change.file, change.sheet, change.cell)))
        row = self._names_of(self.tables.get(change.section)).get(change.row, change.label) or self.words(_("Whole"))
        place = (change.unit_name, self._section(change), row, self._column(change))
        return ChangeInWords(*place, before, after, source, change)

    def _section(self, change: FactChange) -> str:
        if change.section == GOALS_SHEET.key:
            return self.words(GOALS_SHEET.title)
        table = self.tables.get(change.section)
        return self.words(table.section.title) if table is not None else change.section

    def _column(self, change: FactChange) -> str:
        if change.scale:
            title, short = scale_title(self.frame, change.scale), self.shorts.get(change.part, change.part)
            return f"{title} {short}".strip()
        column = self._column_of(change)
        return self.words(column.title) if column is not None else change.column

    def _column_of(self, change: FactChange) -> Column | None:
        return self._columns.get((change.section, change.column, change.part))

    @cached_property
    def _columns(self) -> Mapping[tuple[str, str, str], Column]:
        return {
            (key, column.base, part_of(column.part)): column
            for key, table in self.tables.items()
            for column in table.columns
        }

    def _sides(self, change: FactChange) -> tuple[ShownSide, ShownSide]:
        if change.scale:
            return (
                _shown_text(self._level(change.scale, change.level_before, change.text_before)),
                _shown_text(self._level(change.scale, change.level_after, change.text_after)),
            )
        before, after = self._figures(change)
        return before or _shown_text(change.text_before), after or _shown_text(change.text_after)

    def _level(self, scale: str, level: str, word: str) -> str:
        """Sign and word; the word as it was written then."""
        return f"{level_of(self.frame, scale, level).symbol} {word}".strip() if level else word

    def _figures(self, change: FactChange) -> tuple[ShownSide | None, ShownSide | None]:
        """Both figures as their row shows them, with decimals enough to differ; None where there is none."""
        before, after = (Decimal(text) if text else None for text in (change.value_before, change.value_after))
        kind = self._type_of(change)
        if kind is None:
            return self._plain(before, change), self._plain(after, change)
        kind = distinguishing_type(kind, before, after, self.words)
        return self._figure(kind, before), self._figure(kind, after)

    def _figure(self, kind: CellType, figure: Decimal | None) -> ShownSide | None:
        if figure is None:
            return None
        return ShownSide(kind.show(figure, self.words), kind.to_cell(figure, self.words), kind.number_format)

    def _type_of(self, change: FactChange) -> CellType | None:
        column = self._column_of(change)
        row = self._rows_of(self.tables.get(change.section)).get(change.row)
        if column is None:
            return None
        if row is not None:
            return row.type_of(column)
        return column.type if isinstance(column.type, CellType) else None

    def _rows_of(self, table: RegionTable | None) -> Mapping[str, Row]:
        if table is None:
            return {}
        if table.section.key not in self._rows:
            self._rows[table.section.key] = {row.key: row for row in rows_of(table)}
        return self._rows[table.section.key]

    def _names_of(self, table: RegionTable | None) -> Mapping[str, str]:
        """What each row is called, the way to it where its label is not its own; a row that is gone has its label alone."""
        if table is None:
            return {}
        if table.section.key not in self._names:
            self._names[table.section.key] = names_of_rows(rows_of(table))
        return self._names[table.section.key]

    def _plain(self, figure: Decimal | None, change: FactChange) -> ShownSide | None:
        """Of a row or a column that the round no longer has: nobody knows with how many decimals a share is shown."""
        if figure is None:
            return None
        if change.unit_of_measure == UNIT_OF_A_SHARE:
            return _shown_text(self.words(_("{figure} %", figure=figure * 100)))
        return ShownSide(self.words.show(figure), figure)


def _shown_text(text: str) -> ShownSide:
    return ShownSide(text, text)


def change_as_json(change: FactChange) -> dict[str, Any]:
    """One change as scripts read it: figures as numbers, None where there was, or is, none."""
    sides: dict[str, Any] = {
        f"value_{side}": float(text) if text else None
        for side, text in (("before", change.value_before), ("after", change.value_after))
    }
    return {**change._asdict(), **sides}
