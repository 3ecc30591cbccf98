"""Parts of shares, women and men, as dots with what is aimed at as a mark: unit beside unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from followup.form.columns import Column
from followup.form.frame import Frame
from followup.form.presenting import WordTable
from followup.form.terms.judgement import Judgement
from followup.form.terms.scales import ATTAINMENT
from followup.locale import _, literal
from followup.locale.numbers import show_percent
from followup.region.model import RegionTable, UnitRow
from followup.reports.parts import ChartData, ChartSeries, ReportChart
from followup.reports.subject import Subject
from followup.reports.wording.formatting import name_of, row_label
from followup.reports.wording.value_texts import show_value

SHARES = "0 %"


def split_columns(frame: Frame, columns: Sequence[Column]) -> list[Column]:
    """The columns of the parts of a split, of those of a base; none where it is not split."""
    parts = {part.key for part in frame.breakdown}
    of_parts = [column for column in columns if column.part in parts]
    return of_parts if len(of_parts) > 1 else []


def dots_of_rows(
    subject: Subject, table: RegionTable, reading: WordTable, rows: Sequence[UnitRow]
) -> Iterator[ReportChart]:
    """A chart for each row that at least two units have shares on, split into parts; nothing of one unit alone."""
    if subject.unit is not None:
        return
    for base in reading.columns:
        columns = split_columns(subject.frame, [column for column in table.columns if column.base == base])
        for _key, of_key in groupby(rows if columns else (), key=lambda row: row.filled.row.key):
            drawn = [row for row in of_key if row.unit is not None and _is_share_of_parts(row, columns)]
            if len(drawn) > 1:
                names = [name_of(subject.region, row.unit) for row in drawn]
                marks = [_aimed_at(row.judgements) for row in drawn]
                yield dots(subject, row_label(drawn[0]), names, columns, drawn, marks)


def dots(
    subject: Subject,
    title: str,
    categories: Sequence[str],
    columns: Sequence[Column],
    rows: Sequence[UnitRow],
    marks: Sequence[float | None],
) -> ReportChart:
    """A chart of some rows, one a category."""
    words, names = subject.words, [_part_name(subject.frame, column) for column in columns]
    series = [ChartSeries(name, _figures(rows, column)) for name, column in zip(names, columns, strict=True)]
    target = words(_("Target"))
    shown = "; ".join(
        f"{category}: "
        + ", ".join(
            f"{name.lower()} {show_value(row.filled, column, subject.frame) or '–'}"
            for name, column in zip(names, columns, strict=True)
        )
        for category, row in zip(categories, rows, strict=True)
    )
    wanted = list(dict.fromkeys(mark for mark in marks if mark is not None))
    if wanted:
        aims = ", ".join(show_percent(Decimal(str(mark)), words.language) for mark in wanted)
        shown += f"; {target.lower()}: {aims}"
    alt_text = words(_("Chart. {title}. {figures}.", title=literal(title), figures=literal(shown)))
    data = ChartData(list(categories), series, marks=(target, list(marks)) if wanted else None)
    return ReportChart("dots", title, alt_text, lambda: data, SHARES, values=True)


def _part_name(frame: Frame, column: Column) -> str:
    return next((part.name for part in frame.breakdown if part.key == column.part), frame.words(column.title))


def _is_share_of_parts(row: UnitRow, columns: Sequence[Column]) -> bool:
    """Whether each part of the row has a share."""
    return all(
        row.filled.number(column.key) is not None and "%" in row.filled.type_shown(column).number_format
        for column in columns
    )


def _figures(rows: Sequence[UnitRow], column: Column) -> list[float | None]:
    numbers = (row.filled.number(column.key) for row in rows)
    return [None if number is None else float(number) for number in numbers]


def _aimed_at(judgements: Sequence[Judgement]) -> float | None:
    """What the row's shares should be at least or at most; None where it is not the same of all parts, as where each is
    compared with its own of before.
    """
    ends = {
        end
        for judgement in judgements
        if judgement.scale == ATTAINMENT
        for end in (judgement.low, judgement.high)
        if end is not None
    }
    return float(ends.pop()) if len(ends) == 1 else None
