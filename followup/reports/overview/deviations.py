"""The figures that are furthest from their targets: what, whose, how far, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from heapq import nlargest
from typing import Any

from followup.form.cells.text import Text
from followup.form.columns import Role
from followup.locale import _
from followup.region.model import RegionTable, UnitRow
from followup.reports.overview.judged_figures import (
    ABOUT,
    Deviation,
    difference_column,
    figure_column,
    is_questioned,
    measure_column,
    source_column,
    whose_column,
)
from followup.reports.parts import Heading, Part
from followup.reports.subject import Subject
from followup.reports.table import ReportColumn, ReportTable, text_column

MOST = 10


def deviations(subject: Subject, table: RegionTable, missed: Collection[Deviation]) -> Iterator[Part]:
    """The ten furthest from their targets."""
    if not missed:
        return
    words = subject.words
    rows = {(row.unit.id, row.filled.row.key): row for row in table.rows if row.unit is not None}
    columns: list[ReportColumn[Any]] = [
        measure_column(subject, words(_("Furthest from target"))),
        whose_column(subject),
        figure_column(words(_("Target")), lambda deviation: deviation.target),
        figure_column(words(_("Outcome")), _outcome),
        difference_column(words(_("Gap")), lambda deviation: deviation.gap, words(ABOUT)),
        text_column(words(_("The unit's own words")), lambda deviation: _cause(table, rows, deviation), span=5),
        source_column(subject),
    ]
    title = words(_("Largest deviations from target"))
    yield Heading(title, 2)
    listed = nlargest(MOST, missed, key=lambda deviation: (not is_questioned(subject, deviation), deviation.weight))
    yield ReportTable(title, columns, listed)


def _outcome(deviation: Deviation) -> Decimal | str:
    """The figure; of one that is not exact what the unit has written."""
    return deviation.line.text if deviation.is_rough else deviation.value


def _cause(table: RegionTable, rows: Mapping[tuple[str, str], UnitRow], deviation: Deviation) -> str:
    """The first of the unit's answers in words, on its first line."""
    row = rows.get((deviation.line.unit, deviation.line.row))
    asked = [column.key for column in table.columns if column.role is Role.INPUT and isinstance(column.type, Text)]
    texts = [] if row is None else [text for key in asked if (text := row.filled.text(key))]
    return texts[0].splitlines()[0] if texts else ""
