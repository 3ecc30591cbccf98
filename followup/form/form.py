"""A form: the tables that one unit fills in, or those of the plan itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from followup.form.answers.answers import MOST_KEPT_ROWS
from followup.form.answers.completing import is_summed
from followup.form.cells.base import CellType
from followup.form.columns import Column, Role
from followup.form.rows import ListedRows, Row
from followup.form.section import Grid, Listing, Section
from followup.form.values import Value
from followup.form.written.plain_text import plain
from followup.frozen import frozen
from followup.locale import Message


@frozen
class FormTable:
    """A section with its columns and rows for one unit; ``blank`` rows follow in a listing.

    ``plan_record`` is what the plan says of every row that is added to a listing.
    """

    section: Section
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    blank: int = 0
    plan_record: Mapping[str, Value] = field(default_factory=dict)

    @property
    def sheet(self) -> Message:
        """The sheet that it stands on."""
        return self.section.sheet or self.section.title

    @property
    def labels(self) -> tuple[Column, ...]:
        """The columns that say what a row is."""
        return tuple(column for column in self.columns if column.role is Role.LABEL)

    @property
    def is_listing(self) -> bool:
        """Whether people add rows."""
        return isinstance(self.section.shape, Listing)

    @property
    def lines(self) -> int:
        """How many rows for an answer in words follow each row; 0 in a table of ordinary rows."""
        return self.section.shape.lines if isinstance(self.section.shape, Grid) else 0

    def column(self, key: str) -> Column | None:
        """The column of that key, or None."""
        return self._columns_by_key.get(key)

    @cached_property
    def _columns_by_key(self) -> Mapping[str, Column]:
        return {column.key: column for column in reversed(self.columns)}

    @cached_property
    def rows_by_key(self) -> Mapping[str, Row]:
        """The rows of a grid by their keys."""
        return {row.key: row for row in self.rows}

    def rows_of(self, keys: Sequence[str]) -> Sequence[Row]:
        """The rows of these keys; in a listing they are as people named them."""
        if self.is_listing:
            types = {
                column.base or column.key: column.type for column in self.columns if isinstance(column.type, CellType)
            }
            listed = ListedRows(keys, types, self.plan_record)
            return listed if len(keys) > MOST_KEPT_ROWS else list(listed)  # made once where they are few
        if len(keys) == len(self.rows) and all(key == row.key for key, row in zip(keys, self.rows, strict=True)):
            return self.rows
        rows = {row.key: row for row in self.rows}
        return [rows.get(key) or Row(key) for key in keys]

    def asks(self, row: Row, column: Column) -> bool:
        """Whether a person is to write in this cell."""
        worked_out = bool(row.sums) and is_summed(column)
        return column.role is Role.INPUT and not worked_out and column.key not in row.closed

    @cached_property
    def asked_cache(self) -> dict[tuple[frozenset[str], bool], Any]:
        """What rows ask for, kept by the columns that are closed on them and whether they are sums: few rows differ."""
        return {}

    def is_asked(self, column: Column) -> bool:
        """Whether a person is to write anywhere in the column."""
        return self.is_listing or any(self.asks(row, column) for row in self.rows)


IDENTITY_NAME = "followup_id"
"""The document property, and the defined name of a cell, that hold a form's identity."""

NO_ANSWER_NAME = "followup_no_answer"
"""The defined name of the list of signs that are no answers, for the formulas of what is left."""

IDENTITY_SHEET = "_followup"
"""The hidden sheet that holds it too, and below it what we wrote outside the tables: on the first sheet, on others."""

IDENTITY_MARK = "followup|"
"""How an identity begins."""


@frozen
class Identity:
    """What a form is of; stands in three places of its workbook, and in a hidden cell of each of its sheets."""

    region: str
    unit: str
    round: str
    plan_version: str
    kind: str = "template"

    def __str__(self) -> str:
        return "|".join(("followup", self.kind, self.region, self.unit, self.round, self.plan_version))

    @staticmethod
    def read(text: str) -> Identity | None:
        """The identity that a text holds, or None when it is not one of ours."""
        parts = plain(text).split("|")
        if len(parts) != 6 or not plain(text).startswith(IDENTITY_MARK):
            return None
        _mark, kind, region, unit, round_, version = parts
        return Identity(region, unit, round_, version, kind)


@frozen
class LastAnswers:
    """What a unit answered in words at an earlier ``round``: texts as they were shown, by section, row and column."""

    round: str = ""
    texts: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def of_section(self, key: str) -> Mapping[tuple[str, str], str]:
        """The texts of a section, by row and column."""
        return {(row, column): text for (section, row, column), text in self.texts.items() if section == key}


NO_LAST_ANSWERS = LastAnswers()


class ReportedFigure(NamedTuple):
    """What a unit reported of a row that is asked for again, and at which round."""

    value: Decimal
    round: str


ReportedFigures = Mapping[tuple[str, str, str], ReportedFigure]
"""By section, row and column."""


@frozen
class Form:
    """A whole form, in the order of its sheets. ``last`` is what its unit wrote on the same rows last round, ``reported``
    what it reported earlier in cells that are answered again.
    """

    identity: Identity
    title: Message
    unit: str
    tables: tuple[FormTable, ...]
    last: LastAnswers = NO_LAST_ANSWERS
    reported: ReportedFigures = field(default_factory=dict)

    @cached_property
    def by_section(self) -> Mapping[str, FormTable]:
        """The tables by the keys of their sections, of those that the form carries."""
        return {table.section.key: table for table in self.tables}


def form_tables(sections: Sequence[tuple[Section, tuple[Column, ...], tuple[Row, ...]]]) -> tuple[FormTable, ...]:
    """Tables of sections; listings get their blank rows."""
    return tuple(
        FormTable(section, columns, rows, section.shape.blank if isinstance(section.shape, Listing) else 0)
        for section, columns, rows in sections
    )
