"""The data sheets: what each section says as facts, a line a figure, to be filtered, pivoted and counted with.

Their titles never change with a round or with a plan's words: formulas and pivot tables stand on them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from followup.documents.declared import DataSheets
from followup.form.terms.judgement import JudgementOrigin
from followup.frozen import frozen
from followup.history.past_facts import EARLIER
from followup.locale import Message, Words, _
from followup.plan.sheets import GOALS_SHEET
from followup.region.facts.fact_kinds import TOTAL
from followup.region.facts.fact_source import FactSource
from followup.region.facts.facts import facts_of_every_goal, facts_of_section
from followup.region.facts.lines.judgement_facts import HIDDEN
from followup.region.model import RegionTable
from followup.reports.parts import Heading, Part
from followup.reports.subject import Subject
from followup.reports.table import CellLink, Cells, CellValue, ReportColumn, ReportTable

KINDS: Mapping[str, Message] = {
    "leaf": _("single"),
    "subtotal": _("subtotal"),
    "total": _("total"),
    "earlier": _("earlier"),
}
ASIDE: Mapping[str, Message] = {
    JudgementOrigin.REPLACED.value: _("replaced"),
    JudgementOrigin.BESIDE.value: _("beside"),
}
"""Judgements that do not stand have their level in words alone: whoever counts levels counts each judgement once."""

AT_LEAST, AT_MOST, EXACTLY, UP_TO = _("at least"), _("at most"), _("exactly"), _("up to {high}")
NAMES = (
    *(
        "unit",
        "unit_name",
        "board",
        "row",
        "label",
        "group",
        "column",
        "part",
        "period_start",
        "period_end",
        "kind",
        "origin",
    ),
    *("value", "unit_of_measure", "target_low", "target_high", "gap", "level_word", "text", "missing_reason", "reason"),
    *("note", "file", "sheet", "cell"),
)


LONGEST_NAME = 25
"""Of a sheet's 31 letters."""

MOST_SUMMANDS = 5
"""Cells that are named of those that a sum is made of: a link's text has 255 letters."""

SOURCE_LETTER = "R"
"""The last of the columns, which leads to the sources."""

MEASURED_IN = 11
"""The column that says what figures are measured in."""


@frozen
class DataColumn:
    """A column of every data sheet: its title, width, and what it says of lines; ``shares_by`` as ``ReportColumn`` has it."""

    title: Message
    width: float
    cells: Callable[[DataSheet, range], Cells]
    shares_by: int | None = None


Counted = Mapping[str, Collection[str]]
"""Of which units sums count a row, by its key."""


class Summands:
    """What a sum is made of: its ``first`` line, how many there are, and the cells that are named of them."""

    __slots__ = ("count", "first", "texts")

    def __init__(self, first: int) -> None:
        self.first, self.count, self.texts = first, 0, list[str]()

    def add(self, text: str) -> None:
        """One more; of hundreds only the first are named."""
        self.count += 1
        if self.count <= MOST_SUMMANDS:
            self.texts.append(text)


class DataSheet:
    """The facts of a section as lines of a sheet."""

    def __init__(self, subject: Subject, source: FactSource, name: str, counted: Counted) -> None:
        self.subject, self.source, self.name, self.counted = subject, source, name, counted
        self.summands: dict[tuple[str, ...], Summands] = {}
        frame = subject.frame
        self.words = Words(frame.words.language)  # a plan may rename its nouns, and these are for formulas
        self.parts = {part.key: part.name for part in frame.breakdown}
        self.region = frame.sender.region

    def column(self, name: str, lines: range) -> Sequence[Any]:
        """What lines say in a column of the facts."""
        return self.source.column(name, lines)

    def summands_of(self, lines: range, places: Sequence[tuple[str, str, str]]) -> Iterator[tuple[int, CellValue, str]]:
        """Of totals among lines, from above: their number here, the cells that they are sums of in words, and the cell on this
        sheet of the first of these. Sums stand below what they are made of.
        """
        if not self.counted:
            return
        names = ("unit", "unit_name", "value", "kind", "row", "column", "part", "period_end")
        if lines.start == 0:
            self.summands.clear()
        columns = (self.column(name, lines) for name in names)
        for at, (unit, name, value, kind, *key) in enumerate(zip(*columns, strict=True)):
            made_of = tuple(map(str, key))
            known = self.summands.get(made_of)
            _file, sheet, cell = places[at]
            if kind == TOTAL and known is not None:
                more = known.count - MOST_SUMMANDS
                left = self.words(_(" and {n} more", n=more)) if more > 0 else ""
                yield at, f"{'; '.join(known.texts)}{left}", f"{SOURCE_LETTER}{known.first + 2}"
            elif value is not None and kind != EARLIER and unit in self.counted.get(key[0], ()):
                known = self.summands.setdefault(made_of, Summands(lines.start + at))
                text = f"{name} {sheet}!{cell}" if cell else name  # what was worked out of other cells has none
                known.add(text)

    def table(self, title: str, key: str) -> ReportTable[Any]:
        """The sheet's only table."""
        columns: list[ReportColumn[Any]] = [
            ReportColumn(
                self.words(column.title),
                partial(column.cells, self),
                width=column.width,
                look="text",
                wrap=False,
                shares_by=column.shares_by,
            )
            for column in COLUMNS
        ]
        return ReportTable(title, columns, range(self.source.length), key, fixed=1)


def data_sheets(subject: Subject, _block: DataSheets) -> Iterator[Part]:
    """A sheet for each section, and one for goals where there are any."""
    words = subject.words
    for table in subject.region.tables:
        title, source = words(table.section.title), source_of(subject, table)
        yield from _sheet(subject, title, table_name(table), source, _counted(subject, table))
    if subject.region.goals:
        source = FactSource(lambda: iter([facts_of_every_goal(subject.region)]), NAMES)
        yield from _sheet(subject, words(GOALS_SHEET.title), "r_goals", source, {})


def table_name(table: RegionTable) -> str:
    """What the table of a section's facts is called."""
    return f"r_{table.section.key.replace('-', '_')}"


def source_of(subject: Subject, table: RegionTable) -> FactSource:
    """The facts of a section, as its data sheet has them; looked for once."""
    known, key = subject.fact_sources, table.section.key
    if key not in known:
        known[key] = FactSource(lambda: facts_of_section(subject.region, table), NAMES)
    return known[key]


def sheet_title(subject: Subject, title: str) -> str:
    """What the data sheet of a section is called: what says that it is one stands behind a long name too."""
    return subject.words(_("{sheet} data", sheet=title[:LONGEST_NAME].rstrip()))


def _counted(subject: Subject, table: RegionTable) -> Counted:
    """The rows that sums count, where there are any: not those that repeat others' figures. What is published has no sources."""
    counted: dict[str, set[str]] = {}
    for row in table.rows if table.region and not subject.region.published else ():
        if row.unit is not None and not row.repeats:
            counted.setdefault(row.filled.row.key, set()).add(row.unit.id)
    alike: dict[frozenset[str], frozenset[str]] = {}  # nearly every row is of all units
    return {
        key: alike.setdefault(units, units)
        for key, units in zip(counted, map(frozenset, counted.values()), strict=True)
    }


def _sheet(subject: Subject, title: str, key: str, source: FactSource, counted: Counted) -> Iterator[Part]:
    if source.length:
        name = sheet_title(subject, title)
        yield Heading("", 1, name)
        yield DataSheet(subject, source, name, counted).table(title, key)


class DataLines:
    """Where the data sheet of a section has the lines of a unit and of sums, as links to them."""

    def __init__(self, subject: Subject, table: RegionTable) -> None:
        self.sheet = sheet_title(subject, subject.words(table.section.title))
        self.last, self.units, self.totals = 0, dict[str, range](), dict[tuple[str, str], int]()
        source = source_of(subject, table)
        if not source.is_kept:  # it would all be worked out once more
            return
        self.last = source.length
        lines = (source.column(name, range(source.length)) for name in ("unit", "kind", "row", "column"))
        for at, (unit, kind, row, column) in enumerate(zip(*lines, strict=True)):
            if kind == TOTAL:
                self.totals.setdefault((row, column), at)
            elif unit not in self.units:
                self.units[unit] = range(at, at + 1)
            elif self.units[unit].stop == at:  # those that stand together
                self.units[unit] = range(self.units[unit].start, at + 1)

    def of_unit(self, unit: str) -> CellLink | None:
        """A unit's lines; with no unit all of them."""
        lines = self.units.get(unit) if unit else range(self.last)
        return self._link(lines) if lines else None

    def of_units(self, units: Collection[str]) -> CellLink | None:
        """Those of several units, with what stands between the first of them and the last."""
        lines = [self.units[unit] for unit in units if unit in self.units]
        return self._link(range(min(of.start for of in lines), max(of.stop for of in lines))) if lines else None

    def of_total(self, row: str, column: str) -> CellLink | None:
        """The region's line of a row in a column."""
        at = self.totals.get((row, column))
        return None if at is None else self._link(range(at, at + 1))

    def _link(self, lines: range) -> CellLink:
        return CellLink("", 0, self.sheet, f"A{lines.start + 2}:{SOURCE_LETTER}{lines.stop + 1}")


def _texts(name: str) -> Callable[[DataSheet, range], Cells]:
    return lambda sheet, lines: Cells(sheet.column(name, lines))


def _units(sheet: DataSheet, lines: range) -> Cells:
    return Cells([name or sheet.region for name in sheet.column("unit_name", lines)])


def _parts(sheet: DataSheet, lines: range) -> Cells:
    return Cells([sheet.parts.get(part, part) for part in sheet.column("part", lines)])


def _kinds(sheet: DataSheet, lines: range) -> Cells:
    kinds = {kind: sheet.words(word) for kind, word in KINDS.items()}
    return Cells([kinds[kind] for kind in sheet.column("kind", lines)])


def _levels(sheet: DataSheet, lines: range) -> Cells:
    pairs = zip(sheet.column("level_word", lines), sheet.column("origin", lines), strict=True)
    return Cells(["" if origin in ASIDE else level for level, origin in pairs])


def _targets(sheet: DataSheet, lines: range) -> Cells:
    ends = zip(sheet.column("target_low", lines), sheet.column("target_high", lines), strict=True)
    return Cells([high if low is None else low for low, high in ends])


def _directions(sheet: DataSheet, lines: range) -> Cells:
    ends = zip(sheet.column("target_low", lines), sheet.column("target_high", lines), strict=True)
    return Cells([_direction(sheet.words, low, high) for low, high in ends])


def _direction(words: Words, low: Decimal | None, high: Decimal | None) -> str:
    """Which way a target goes; of a range, which begins in the column before, where it ends."""
    if low is None:
        return "" if high is None else words(AT_MOST)
    if high is None:
        return words(AT_LEAST)
    return words(EXACTLY) if low == high else words(UP_TO.filled(high=high))


def _words(sheet: DataSheet, lines: range) -> Cells:
    """What was answered, or why there is no figure, or why it was judged so; what is noted of it behind that."""
    aside = {origin: sheet.words(word) for origin, word in ASIDE.items()}
    pairs = zip(sheet.column("origin", lines), sheet.column("level_word", lines), strict=True)
    first = [f"{aside[origin]}: {level}" if origin in aside else "" for origin, level in pairs]
    columns = [first, *(sheet.column(name, lines) for name in ("text", "missing_reason", "reason", "note"))]
    said = [dict.fromkeys(filter(None, texts)) for texts in zip(*columns, strict=True)]
    return Cells([" · ".join(text for text in texts if text != HIDDEN.reason or len(texts) == 1) for texts in said])


def _sources(sheet: DataSheet, lines: range) -> Cells:
    """File, sheet and cell; they lead there, and can be read in a copy from which no link leads anywhere. Of a sum the cells
    that it is made of.
    """
    places = list(zip(*(sheet.column(name, lines) for name in ("file", "sheet", "cell")), strict=True))
    inbox = sheet.subject.sources
    texts: list[CellValue] = [f"{file} › {of}!{cell}" if of else file for file, of, cell in places]
    links = {
        at: (CellLink(f"{inbox}/{file}", 0, of, cell),) for at, (file, of, cell) in enumerate(places) if file and inbox
    }
    for at, text, first in sheet.summands_of(lines, places):
        texts[at], links[at] = text, (CellLink("", 0, sheet.name, first),)
    return Cells(texts, links=links)


COLUMNS = (
    DataColumn(_("Unit"), 26, _units),
    DataColumn(_("Board"), 14, _texts("board")),
    DataColumn(_("Row key"), 16, _texts("row")),
    DataColumn(_("Row"), 34, _texts("label")),
    DataColumn(_("Group"), 16, _texts("group")),
    DataColumn(_("Column"), 12, _texts("column")),
    DataColumn(_("Part"), 10, _parts),
    DataColumn(_("From"), 11, _texts("period_start")),
    DataColumn(_("To"), 11, _texts("period_end")),
    DataColumn(_("Kind"), 10, _kinds),
    DataColumn(_("Value"), 12, _texts("value"), MEASURED_IN),
    DataColumn(_("Unit of measure"), 10, _texts("unit_of_measure")),
    DataColumn(_("Target"), 10, _targets, MEASURED_IN),
    DataColumn(_("Direction"), 10, _directions),
    DataColumn(_("Gap"), 10, _texts("gap"), MEASURED_IN),
    DataColumn(_("Level"), 16, _levels),
    DataColumn(_("Text"), 46, _words),
    DataColumn(_("Source"), 46, _sources),
)
"""The columns of a data sheet; ``docs/contracts.md`` promises them. The full facts are in ``followup export``."""
