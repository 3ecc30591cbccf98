"""Which pages lie and which stand: a table that turns its page takes short neighbours with it, so that none is left empty."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from followup.reports.parts import Heading, PageLayout, Part, ReportChart, ReportParagraph
from followup.reports.table import ReportTable

UPRIGHT, LYING = (25.7, 17.0), (17.0, 25.7)
"""Height and width between the margins, in centimetres."""

LEAST_FULL = 0.4
"""The share of a page that is filled at least before it ends for the sake of a turn."""

CHARACTERS_A_CM, LINE, BETWEEN, HEADING, TITLES, ROW, CHART = 6.0, 0.45, 0.15, 1.1, 2.2, 0.8, 7.5
"""About how high things stand, in centimetres."""


class Run(NamedTuple):
    """What stands from one layout of the page to the next: whether it is ``wide``, whether it may be turned (``is_open``: nobody
    has said how it lies), and about how high it stands upright and lying.
    """

    wide: bool
    is_open: bool
    upright: float
    lying: float


def which_lie(runs: Sequence[Run]) -> list[bool]:
    """Whether each run lies: what would leave most of a page empty beside others that lie, lies too."""
    together = [list(of) for _wide, of in groupby(runs, key=lambda run: (run.wide, run.is_open))]
    lie: list[bool] = []
    for at, of_page in enumerate(together):
        beside = any(0 <= other < len(together) and together[other][0].wide for other in (at - 1, at + 1))
        is_turned = beside and of_page[0].is_open and sum(run.upright for run in of_page) < LEAST_FULL * UPRIGHT[0]
        lie += [run.wide or is_turned for run in of_page]
    return lie


def turned(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with their pages: what would leave most of a page empty beside pages that lie, lies too."""
    runs: list[tuple[PageLayout, list[Part]]] = [(PageLayout(), [])]
    for part in parts:
        if isinstance(part, PageLayout):
            runs.append((part, []))
        else:
            runs[-1][1].append(part)
    heights = [
        Run(
            page.wide,
            not (page.declared or page.first),
            *(sum(_height(part, width) for part in of_page) for width in WIDTHS),
        )
        for page, of_page in runs
    ]
    for (page, of_page), lies in zip(runs, which_lie(heights), strict=True):
        yield replace(page, wide=lies)
        yield from of_page


WIDTHS = (UPRIGHT[1], LYING[1])


def _height(part: Part, width: float) -> float:
    if isinstance(part, Heading):
        return HEADING
    if isinstance(part, ReportParagraph):
        return BETWEEN + LINE * math.ceil(len(part.text) / (width * CHARACTERS_A_CM))
    if isinstance(part, ReportTable):
        return TITLES + ROW * len(part.rows)
    return CHART if isinstance(part, ReportChart) else 0.0
