"""The occasion that is reported, its periods and its days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from followup.frozen import frozen

Days = tuple[date | None, date | None]
"""The first and the last day, both included; None where it is not known."""


@frozen
class Period:
    """From ``first`` to ``last`` day, reported at a ``round`` (T1 2022) that measures write as a ``code`` (DÅ04).

    Outcomes are compared with those of the round ``compared_with``, figures of a period with those of the period from
    ``compared_first`` to ``compared_last``, which may be another round's. ``earlier`` are the rounds before that are
    known by their records, in order of time, each with the days that it reported. Answers are due on ``deadline``;
    those after ``closes`` are late, None where none are. ``dated`` stands on the documents.
    """

    round: str = ""
    code: str = ""
    first: date | None = None
    last: date | None = None
    compared_with: str = ""
    compared_last: date | None = None
    deadline: date | None = None
    closes: date | None = None
    dated: date | None = None
    compared_first: date | None = None
    earlier: tuple[tuple[str, Days], ...] = ()

    @property
    def days(self) -> Days:
        """Those that are reported."""
        return self.first, self.last

    @property
    def document_day(self) -> date | None:
        """The day of what is made of the round: that which stands on documents, else the last one that is reported."""
        return self.dated or self.last

    @property
    def compared(self) -> Days:
        """Those of the period compared with, as the plan has them."""
        return self.compared_first, self.compared_last

    @property
    def year(self) -> Days:
        """Those of the whole year in which the period ends."""
        return _year_of(self.last)

    @property
    def compared_year(self) -> Days:
        """Those of the whole year in which the period compared with ends."""
        return _year_of(self.compared_last)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What keys and former column titles are completed with: ``{period}`` 202204, ``{before}`` 202104, ``{year}``, ``{year_before}``
        of the period compared with, and ``{last_year}``, which that need not be of.
        """
        now, compared = self.last, self.compared_last
        return {
            "period": f"{now:%Y%m}" if now else "",
            "before": f"{compared:%Y%m}" if compared else "",
            "year": f"{now:%Y}" if now else "",
            "year_before": f"{compared:%Y}" if compared else "",
            "last_year": f"{now.year - 1}" if now else "",
        }


def _year_of(day: date | None) -> Days:
    return (None, None) if day is None else (date(day.year, 1, 1), date(day.year, 12, 31))
