"""What a Word chart shows: checked and made legal before a document is touched."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from followup.files.legal import legal
from followup.frozen import frozen

KINDS = {
    "line": "LINE_MARKERS",
    "column": "COLUMN_CLUSTERED",
    "bar": "BAR_CLUSTERED",
    "dots": "LINE_MARKERS",
    "stacked": "BAR_STACKED_100",
}
"""Kinds of chart, and what python-pptx calls them. A column stands, a bar lies (for long category names), dots
of a category are joined from the lowest to the highest; stacked bars lie, and each is a whole of its own."""


SAMPLE = 0.5
"""Each figure of a pattern: it is within every scale."""


@frozen
class SeriesValues:
    """One row of numbers, in the order of the categories; None leaves a gap."""

    name: str
    values: tuple[float | None, ...]


@frozen
class ChartContent:
    """What a chart shows, made legal. With `has_target` the last of the series is the target.

    `values` stand beside what is drawn; `looks` are colours of series, and whether their bars are hatched.
    """

    kind: str
    title: str
    categories: tuple[str, ...]
    series: tuple[SeriesValues, ...]
    has_target: bool
    number_format: str
    language: str
    values: bool = False
    looks: tuple[tuple[str, bool], ...] = ()

    @property
    def numbers(self) -> list[float]:
        """Every number that is drawn, the target too."""
        return [value for series in self.series for value in series.values if value is not None]

    @property
    def is_joined(self) -> bool:
        """Whether each category has two dots with a line between them."""
        return self.kind == "dots" and self.values and len(self.series) - self.has_target == 2

    @cached_property
    def joins(self) -> list[tuple[float, float]]:
        """How far it is from the first dot of each category to the second: up, and down."""
        pairs = zip(self.series[0].values, self.series[1].values, strict=True)
        ways = [0.0 if one is None or other is None else other - one for one, other in pairs]
        return [(_number(max(way, 0.0)), _number(max(-way, 0.0))) for way in ways]

    @property
    def pattern(self) -> ChartContent:
        """The chart with other figures and names, and another title where it has one: a document has many that differ in
        nothing else. No two names of it are equal.
        """
        series = tuple(
            SeriesValues(f"series {number}", tuple(None if value is None else SAMPLE for value in row.values))
            for number, row in enumerate(self.series)
        )
        names = tuple(f"category {number}" for number in range(len(self.categories)))
        return replace(self, title="-" if self.title else "", categories=names, series=series)


def content_of(
    kind: str,
    title: str,
    categories: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    target_line: tuple[str, float | Sequence[float | None]] | None,
    number_format: str,
    language: str,
    values: bool = False,
    looks: Sequence[tuple[str, bool]] = (),
) -> ChartContent:
    """The content of a chart; ValueError for what the caller may not give."""
    if kind not in KINDS:
        raise ValueError(f"unknown kind of chart: {kind!r}, expected one of {', '.join(KINDS)}")
    if not categories or not series:
        raise ValueError("a chart needs at least one category and one series")
    rows = list(series)
    if target_line is not None:
        name, target = target_line
        rows.append((name, target if isinstance(target, Sequence) else [target] * len(categories)))
    return ChartContent(
        kind=kind,
        title=legal(title),
        categories=tuple(legal(category) for category in categories),
        series=tuple(_one_series(name, values, len(categories)) for name, values in rows),
        has_target=target_line is not None,
        number_format=legal(number_format),
        language=language,
        values=values,
        looks=tuple(looks),
    )


def _one_series(name: str, values: Sequence[float | None], expected: int) -> SeriesValues:
    if len(values) != expected:
        raise ValueError(f"series {name!r} has {len(values)} values for {expected} categories")
    return SeriesValues(legal(name), tuple(None if value is None else _number(value) for value in values))


def _number(value: float) -> float:
    """The number with the 15 significant digits that Excel keeps, so that chart and workbook agree."""
    if not math.isfinite(value):
        raise ValueError(f"{value!r} cannot be drawn in a chart; use None for a gap")
    return float(f"{value:.15g}")
