"""What the figures of a section are measured in, over which period, and how far they are from what they should be."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from decimal import Context, Decimal

from followup.form.cells.kinds import FIGURE_KIND, FigureKind
from followup.form.cells.number import Number
from followup.form.columns import Column, Role
from followup.form.frame import Frame
from followup.form.presenting import WordChart, WordTable
from followup.form.rows import FilledRow, Row
from followup.form.section import FigurePeriod, Section
from followup.form.terms.period import Days
from followup.form.values import Value
from followup.form.written.units_of_measure import is_share

NO_DAYS: Days = (None, None)
UNIT_OF_A_SHARE = "%"
AS_FLOATS = Context(prec=15)
"""The digits that a float keeps: a share that was worked out has no more."""


class Measurements:
    """How the figures of one section are measured: as its declaration says, never by its name."""

    def __init__(self, section: Section, frame: Frame) -> None:
        self.section, self.frame, self.measuring = section, frame, section.measuring
        self.spans = dict(section.measuring.spans)
        tables = (part.group for part in section.word if isinstance(part, WordTable))
        charts = (part.series for part in section.word if isinstance(part, WordChart))
        self.group = next(filter(None, (section.perspective, *tables, *charts)), "")

    def unit_of(self, row: Row, column: Column) -> str:
        """The unit of measurement in the plan's own word, but % for every way of writing that a share is one: who reads the
        facts shows shares by it. Of a bare count the plan's word for counts, else empty.
        """
        kind, measuring = row.type_of(column), self.measuring
        row_unit = str(row.plan_record.get(measuring.unit) or "") if column.base in measuring.bases else ""
        if "%" in kind.number_format and (not row_unit or is_share(row_unit)):
            return UNIT_OF_A_SHARE
        if row_unit:
            return row_unit
        unit = self.frame.words(kind.unit) if isinstance(kind, Number) else ""
        is_count = row.kind_in(column) is FigureKind.COUNT
        return unit or (FIGURE_KIND.show(FigureKind.COUNT, self.frame.words) if is_count else "")

    def direction_of(self, row: Row, low: Decimal | None, high: Decimal | None) -> str:
        """Which way is good, ``higher`` or ``lower``: as the plan says, else as the only end of what is wanted does."""
        direction = str(row.plan_record.get(self.measuring.direction) or "") if self.measuring.direction else ""
        if direction or (low is None) is (high is None):
            return direction
        return "higher" if high is None else "lower"

    def period_of(self, filled: FilledRow, column: Column) -> Days:
        """The days that an answer is about; none of what the plan says from before without telling of when."""
        span, period = self.spans.get(column.base), self.frame.period
        if span is FigurePeriod.REPORTED:
            return self.days_of(filled)
        if span is FigurePeriod.COMPARED:
            return self._month_of(filled, 1) if self.measuring.month else period.compared
        if span is not None:
            return period.year if span is FigurePeriod.YEAR else period.compared_year
        return NO_DAYS if column.role is Role.EARLIER else self.days_of(filled)

    def days_of(self, filled: FilledRow) -> Days:
        """The month that a row is of, where its section has a row a month; else the period that is reported."""
        return self._month_of(filled) if self.measuring.month else self.frame.period.days

    def _month_of(self, filled: FilledRow, years_before: int = 0) -> Days:
        try:
            of_row = date.fromisoformat(f"{filled.text(self.measuring.month)}-01")
            first = of_row.replace(year=of_row.year - years_before)
        except ValueError:
            return NO_DAYS
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def gap_to(number: Decimal | None, low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """How far a figure is from what is wanted, above it as more than 0 and below it as less.

    With one end from that end; with two 0 between them, else from the nearer. None without a figure or an end.
    """
    if number is None or (low is None and high is None):
        return None
    if low is None or high is None:
        return number - (high if low is None else low)  # type: ignore[operator]
    return min(number - low, Decimal(0)) + max(number - high, Decimal(0))


def part_of(part: str) -> str:
    """The part of the breakdown; empty for the whole."""
    return "" if part == "total" else part


def as_float_digits(number: Decimal | None) -> Decimal | None:
    """The number with the digits that a float keeps."""
    return None if number is None else AS_FLOATS.plus(number)


def figures_of(values: Iterable[Value]) -> list[Decimal | None]:
    """The same of each value that is a number; None of another."""
    plus = AS_FLOATS.plus
    return [plus(value) if isinstance(value, Decimal) else None for value in values]
