"""The figures that have come furthest towards their targets since they were last reported."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from heapq import nlargest
from typing import Any

from followup.form.terms.period_names import span_name
from followup.locale import _
from followup.reports.overview.judged_figures import (
    Improvement,
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

MOST = 3


def improvements(subject: Subject, improved: Collection[Improvement]) -> Iterator[Part]:
    """The three largest, and what they are compared with."""
    if not improved:
        return
    words = subject.words
    title = words(_("Largest improvements"))
    columns: list[ReportColumn[Any]] = [
        measure_column(subject, title),
        whose_column(subject),
        figure_column(words(_("Then")), lambda figure: figure.before),
        figure_column(words(_("Now")), lambda figure: figure.value),
        # Fewer is better where less is wanted: no difference here is a warning.
        difference_column(words(_("Difference")), lambda figure: figure.value - figure.before, bars="apart alike"),
        text_column(words(_("Compared with")), lambda figure: words(span_name(figure.days)), span=5),
        source_column(subject),
    ]
    yield Heading(title, 2)
    yield ReportTable(
        title, columns, nlargest(MOST, improved, key=lambda figure: (not is_questioned(subject, figure), figure.weight))
    )
