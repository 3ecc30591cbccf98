"""A report as it is on pages: tables with the columns that a page has room for, and below them the texts that left them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from followup.reports.parts import Part, ReportParagraph
from followup.reports.table import ReportTable


def paged(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts; notes to a table stand right below it, before what was written on its rows."""
    waiting: list[Part] = []
    for part in parts:
        if waiting and not (isinstance(part, ReportParagraph) and part.manner == "note"):
            yield from waiting
            waiting = []
        if isinstance(part, ReportTable) and part.on_page is not None:
            waiting = list(part.on_page())
            if waiting and isinstance(waiting[0], ReportTable):
                yield waiting.pop(0)
        else:
            yield part
    yield from waiting
