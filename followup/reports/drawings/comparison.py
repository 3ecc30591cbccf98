"""Which figures a section holds against earlier ones, and the region's of them as bars beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from followup.expressions.model import Call
from followup.form.columns import Column
from followup.form.terms.period_names import names_of
from followup.form.texts.row_names import names_of_rows
from followup.frozen import frozen
from followup.locale import _, literal
from followup.region.model import RegionTable, UnitRow
from followup.reports.drawings.tones import DARK, LIGHT
from followup.reports.parts import ChartData, ChartSeries, ReportChart
from followup.reports.subject import Subject
from followup.reports.wording.formatting import rows_of
from followup.reports.wording.value_texts import show_value

CHANGE = "change"
MOST_BARS = 8

SPACED = "[>=1000000]#\\ ###\\ ##0;[>=1000]#\\ ##0;0"
"""Thousands apart in any program, whatever language that speaks itself."""


@frozen
class Comparison:
    """Which columns of a section are held against each other, and the column that says the change."""

    now: Column
    before: Column
    change: Column


def comparison_of(table: RegionTable) -> Comparison | None:
    """The first change that the section's columns work out, as the section declares it; None where there is none."""
    columns = {column.key: column for column in table.columns}
    for column in table.columns:
        root = None if column.derived is None else column.derived.expression.root
        if column.derived is not None and isinstance(root, Call) and root.function == CHANGE:
            now, before = column.derived.inputs
            return Comparison(columns[now], columns[before], column)
    return None


def sorted_rows(table: RegionTable, compared: Comparison) -> list[UnitRow]:
    """The region's rows that have a figure, the largest first."""
    rows = [row for row in table.region if row.filled.number(compared.now.key) is not None]
    return sorted(rows, key=lambda row: -(row.filled.number(compared.now.key) or Decimal(0)))


def compared_bars(subject: Subject, table: RegionTable) -> Iterator[ReportChart]:
    """The region's figures beside those they are compared with, the largest first; those that lack a unit are called the
    least that they can be, and stand beside nothing.
    """
    compared = comparison_of(table)
    rows = [] if compared is None else sorted_rows(table, compared)[:MOST_BARS]
    if compared is None or len(rows) < 2:
        return
    words, names = subject.words, names_of(subject.frame.period)
    title = words(_("{section}: {period} and {before}", section=table.section.title, **names))
    at_least, labels = words(_("at least")), names_of_rows(rows_of(table))
    categories = [
        f"{labels[row.filled.row.key]} ({at_least})"
        if compared.now.key in row.filled.coverages
        else labels[row.filled.row.key]
        for row in rows
    ]
    columns, tones = (compared.now, compared.before), (DARK, LIGHT)
    figures = [[_figure(row, column, compared) for row in rows] for column in columns]
    series = [
        ChartSeries(words.show(names[key]) or words(column.title), of_column, tone)
        for key, column, of_column, tone in zip(("period", "before"), columns, figures, tones, strict=True)
    ]
    shown = "; ".join(
        f"{category}: "
        + ", ".join(
            show_value(row.filled, column, subject.frame) if of_column[at] is not None else "–"
            for column, of_column in zip(columns, figures, strict=True)
        )
        for at, (category, row) in enumerate(zip(categories, rows, strict=True))
    )
    alt_text = words(_("Chart. {title}. {figures}.", title=literal(title), figures=literal(shown)))
    data = ChartData(categories, series)
    number_format = SPACED if words.language == "sv" else "#,##0"
    yield ReportChart("bar", title, alt_text, lambda: data, number_format, values=True)


def _figure(row: UnitRow, column: Column, compared: Comparison) -> float | None:
    """The earlier figure only where both are whole: beside one that lacks a unit it would show a change that is none."""
    number, short = row.filled.number(column.key), row.filled.coverages
    is_held_against_less = column is compared.before and not short.keys().isdisjoint((column.key, compared.now.key))
    return None if number is None or is_held_against_less else float(number)
