"""Which pages lie and which stand: a table that turns its page takes short neighbours with it, so that none is left empty."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from followup.reports.parts import Heading, PageLayout, Part, ReportChart, ReportParagraph
from followup.reports.table import ReportTable

UPRIGHT, LYING = (25.7, 17.0), (17.0, 25.7)
"""Height and width between the margins, in centimetres."""

LEAST_FULL = 0.4
"""The share of a page that is filled at least before it ends for the sake of a turn."""

CHARACTERS_A_CM, LINE, BETWEEN, HEADING, TITLES, ROW, CHART = 6.0, 0.45, 0.15, 1.1, 2.2, 0.8, 7.5
"""About how high things stand, in centimetres."""


@dataclass
class _Run:
    """What stands from one layout of the page to the next."""

    page: PageLayout
    parts: list[Part]

    @property
    def is_open(self) -> bool:
        """Whether its page may be turned: nobody has said how it lies."""
        return not self.page.declared and not self.page.first

    def height(self, width: float) -> float:
        """About how high its parts stand on a page of that width."""
        return sum(_height(part, width) for part in self.parts)


def turned(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with their pages: what would leave most of a page empty beside pages that lie, lies too."""
    runs = [_Run(PageLayout(), [])]
    for part in parts:
        if isinstance(part, PageLayout):
            runs.append(_Run(part, []))
        else:
            runs[-1].parts.append(part)
    for run in _joined(runs):
        yield run.page
        yield from run.parts


def _joined(runs: Sequence[_Run]) -> Iterator[_Run]:
    together = [list(of) for _wide, of in groupby(runs, key=lambda run: (run.page.wide, run.page.first))]
    for at, of_page in enumerate(together):
        wide = of_page[0].page.wide
        before, after = (_is_wide(together, at + step) for step in (-1, 1))
        if not wide and (after or before) and all(run.is_open for run in of_page) and not _fill(of_page, wide):
            of_page[:] = [_Run(replace(run.page, wide=True), run.parts) for run in of_page]
        yield from of_page


def _is_wide(together: Sequence[Sequence[_Run]], at: int) -> bool:
    return 0 <= at < len(together) and together[at][0].page.wide


def _fill(runs: Sequence[_Run], wide: bool) -> bool:
    """Whether they fill enough of a page of theirs."""
    height, width = LYING if wide else UPRIGHT
    return sum(run.height(width) for run in runs) >= LEAST_FULL * height


def _height(part: Part, width: float) -> float:
    if isinstance(part, Heading):
        return HEADING
    if isinstance(part, ReportParagraph):
        return BETWEEN + LINE * math.ceil(len(part.text) / (width * CHARACTERS_A_CM))
    if isinstance(part, ReportTable):
        return TITLES + ROW * len(part.rows)
    return CHART if isinstance(part, ReportChart) else 0.0
