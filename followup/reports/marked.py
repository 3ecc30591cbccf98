"""A report in which is marked what it said otherwise before: worked out from the two reports, part by part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from followup.frozen import frozen
from followup.locale import Message, _, literal, n_
from followup.plan.scale_levels import free_sign
from followup.reports.layout.paged import paged
from followup.reports.parts import Heading, PageLayout, Part, ReportChart, ReportParagraph, ReportTiles
from followup.reports.report import Report
from followup.reports.table import Cells, ReportColumn, ReportTable

SIGN = "Δ"
"""Before what has changed, where no level of the plan has that sign."""


@frozen
class MarkedReport(Report):
    """A report with its changes marked; ``before`` is the same document as it was, ``since`` says since when."""

    before: Report
    since: Message

    def __iter__(self) -> Iterator[Part]:
        """A line that says what the marks mean, then the parts, each with its marks."""
        marking = _Marking(self._sign())
        parts = list(marking.parts(list(paged(super().__iter__())), list(paged(self.before))))
        is_first = bool(parts) and isinstance(parts[0], PageLayout) and parts[0].first
        yield from parts[:1] if is_first else ()  # the line stands on the first page too
        yield ReportParagraph(self._legend(marking), "note", changed=bool(marking.count))
        yield from parts[1:] if is_first else parts

    def _sign(self) -> str:
        scales = self.subject.frame.scales.values()
        return free_sign([level.symbol for scale in scales for level in scale.levels.values()], SIGN)

    def _legend(self, marking: _Marking) -> str:
        if not marking.count:
            return self.words(_("Nothing in this document has changed since {since}.", since=self.since))
        return self.words(
            n_(
                "{sign} on yellow ground: changed since {since}. {n} place has changed.",
                "{sign} on yellow ground: changed since {since}. {n} places have changed.",
                marking.count,
                sign=literal(marking.sign),
                since=self.since,
            )
        )


class _Marking:
    """Marks parts, and counts the places that have changed."""

    def __init__(self, sign: str) -> None:
        self.sign, self.count = sign, 0

    def parts(self, now: Sequence[Part], before: Sequence[Part]) -> Iterator[Part]:
        """Each part of now, marked where the part in its place said something else, or where there was none."""
        matcher = SequenceMatcher(None, list(map(_likeness, before)), list(map(_likeness, now)), autojunk=False)
        for tag, first, end, at, _end in matcher.get_opcodes():
            if tag == "equal":
                yield from map(self._part, now[at : at + end - first], before[first:end])
            else:
                yield from (self._part(part, None) for part in now[at:_end])

    def _part(self, now: Part, before: Part | None) -> Part:
        if isinstance(now, ReportTable):
            return self._table(now, before if isinstance(before, ReportTable) else None)
        if isinstance(now, ReportParagraph):
            return now if before is not None else self._paragraph(now)
        if isinstance(now, ReportChart) and isinstance(before, ReportChart) and now.figures() != before.figures():
            self.count += 1
            return replace(now, title=f"{self.sign} {now.title}")
        return now

    def _paragraph(self, paragraph: ReportParagraph) -> ReportParagraph:
        self.count += 1
        text = f"{self.sign} {paragraph.text}"
        message = len(text) - len(paragraph.text) + paragraph.message if paragraph.message else 0
        return replace(paragraph, text=text, changed=True, message=message)

    def _table(self, now: ReportTable[Any], before: ReportTable[Any] | None) -> ReportTable[Any]:
        cells_now = [column.words(now.rows) for column in now.columns]
        cells_before = [] if before is None else [column.words(before.rows) for column in before.columns]
        rows = _rows_before(cells_now, cells_before)
        columns = []
        for number, (column, cells) in enumerate(zip(now.columns, cells_now, strict=True)):
            texts = [_text(value) for value in cells_before[number].values] if cells_before else []
            columns.append(self._column(column, cells, [None if at is None else texts[at] for at in rows]))
        return replace(now, columns=columns, at_once=True)

    def _column(self, column: ReportColumn[Any], now: Cells, before: Sequence[str | None]) -> ReportColumn[Any]:
        values, changed = list(now.values), dict[int, Collection[int]]()
        for at, text in enumerate(before):
            lines = _lines_that_differ(_text(values[at]), text)
            if lines:
                changed[at] = lines
                values[at] = "\n".join(
                    f"{self.sign} {line}" if number in lines else line
                    for number, line in enumerate(_text(values[at]).split("\n"))
                )
                self.count += 1
        if not changed:
            return column
        marked = replace(now, values=values, changed=changed)
        return replace(column, in_words=lambda _rows: marked)


def _likeness(part: Part) -> tuple[object, ...]:
    """By what a part is known for the same as one before."""
    if isinstance(part, ReportTable):
        return "table", part.caption, *part.titles
    if isinstance(part, ReportParagraph):
        return "paragraph", part.text, part.manner
    if isinstance(part, Heading):
        return "heading", part.text, part.level
    if isinstance(part, PageLayout):
        return "page", part.wide, part.first
    if isinstance(part, ReportTiles):
        return ("tiles", *(tile.lines for tile in part.tiles))
    return "chart", part.title


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _rows_before(now: Sequence[Cells], before: Sequence[Cells]) -> Sequence[int | None]:
    """For each row the number of the same row before: the one in its place where no row has come or gone, else one that
    begins alike.
    """
    count = len(now[0].values) if now else 0
    if not before:
        return [None] * count
    if len(before[0].values) == count:
        return range(count)
    there = _by_beginning(before)
    return [there.get(beginning) for beginning in _by_beginning(now)]


def _by_beginning(cells: Sequence[Cells]) -> Mapping[tuple[str, ...], int]:
    """The rows by their first two texts, and by their number among those that have the same."""
    seen: dict[tuple[str, ...], int] = {}
    rows: dict[tuple[str, ...], int] = {}
    for at, texts in enumerate(zip(*(map(_text, column.values) for column in cells[:2]), strict=True)):
        seen[texts] = seen.get(texts, 0) + 1
        rows[(*texts, str(seen[texts]))] = at
    return rows


def _lines_that_differ(now: str, before: str | None) -> Collection[int]:
    """The numbers of the lines of a text that say something else; a text that is gone is one empty line."""
    if now == before or (before is None and not now):
        return ()
    pairs: Iterable[tuple[str | None, str | None]] = zip_longest(now.split("\n"), (before or "").split("\n"))
    lines = [number for number, (line, other) in enumerate(pairs) if line is not None and line != other]
    return lines or [0]
