"""What a report is about: whose round, which document, and the unit or the revised plan where it is of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol

from followup.documents.declared import Document
from followup.form.frame import Frame
from followup.form.terms.period_names import day_name
from followup.form.terms.units import Unit
from followup.frozen import frozen
from followup.locale import Words
from followup.region.consolidating import Region
from followup.region.facts.fact_source import FactSource
from followup.region.model import RegionTable, UnitRow
from followup.reports.parts import Part
from followup.reports.wording.formatting import WORKING, published_mark
from followup.revision.revising import Revision


class Composed(Protocol):
    """A report of a document, as others list its headings."""

    @property
    def document(self) -> Document:
        """The document as it is declared."""
        ...

    def __iter__(self) -> Iterator[Part]: ...


@frozen
class Subject:
    """A declared document and what it is made of.

    With a ``unit`` it is about that unit alone, and ``region`` holds only what is said of it. With a ``revision`` it is
    about the new one of two plans, and ``region`` is the round of the plan before. ``inbox`` is the way from the report to
    the folder of what was handed in, ``others`` are the reports that can be made of the same round. With a ``board`` it is
    about the units that answer to that, and ``region`` holds only what is said of them.
    """

    document: Document
    region: Region
    unit: Unit | None = None
    revision: Revision | None = None
    inbox: str = ""
    others: Sequence[Composed] = ()
    board: str = ""

    @cached_property
    def fact_sources(self) -> dict[str, FactSource]:
        """The facts of sections, by their keys, as far as somebody has asked for them: several parts are made of them."""
        return {}

    @cached_property
    def reason_numbers(self) -> dict[tuple[str, str, str], dict[str, int]]:
        """The numbers of the reasons of judgements, once somebody has counted them (``appendix``): by section, unit and scale,
        then by row.
        """
        return {}

    @property
    def sources(self) -> str:
        """The way to where each value came from; empty for what is published, where that would show what is masked."""
        return "" if self.region.published else self.inbox

    @property
    def frame(self) -> Frame:
        """The region's half of the plan that it is about."""
        return self.revision.new.frame if self.revision else self.region.frame

    @property
    def words(self) -> Words:
        """The language that it is written in."""
        return self.frame.words

    @property
    def names(self) -> tuple[str, str]:
        """What the plan may call the document: its key, or its title."""
        return self.document.key, self.words(self.document.title).casefold()

    def table(self, section: str) -> RegionTable | None:
        """The rows of a section; None where nobody has any."""
        return next(self.tables(section), None)

    def tables(self, *sections: str) -> Iterator[RegionTable]:
        """Those of the sections that somebody has rows of."""
        return (table for key in sections for table in self.region.tables if table.section.key == key)

    def own_text(self, kind: str) -> str:
        """The plan's text of a kind for this document; empty where there is none."""
        return next((text for name in self.names if (text := self.frame.texts.get((kind, name), ""))), "")

    def fields(self) -> dict[str, str]:
        """What a template may name between double braces: those of ``documents/placeholders.py``."""
        frame, sender = self.frame, self.frame.sender
        whose = self.unit.name if self.unit else sender.region
        report, title = sender.title or frame.round, self.words(self.document.title)
        heading = self.own_text("heading") or (title if self.document.own else "")
        mark = published_mark(frame, self.region.tables) if self.region.published else WORKING
        whose = self.board or whose
        return {
            "title": heading or report,
            "subtitle": whose if heading == report else f"{whose} · {report if heading else title}",
            "status": "" if self.document.final and not self.region.published else self.words(mark),
            "region": sender.region,
            "dnr": sender.dnr,
            "unit": self.board or (self.unit.name if self.unit else sender.desk or sender.region),
            "document": title,
            "round": frame.round,
            "period_to": self.words(day_name(frame.period.last)) if frame.period.last else "",
            "date": str(frame.period.dated or ""),
            "contact": sender.contact,
            "sender": sender.desk,
        }


def of_unit(region: Region, unit: Unit) -> Region:
    """What the round says of one unit: its own rows, goals and state."""
    tables = [
        replace(table, rows=table.of(unit), region=[], struck=[row for row in table.struck if row.unit == unit])
        for table in region.tables
        if table.of(unit)
    ]
    states = [state for state in region.states if state.unit.id == unit.id]
    findings = [finding for finding in region.findings if finding.place.unit == unit.name]
    goals = [row for row in region.goals if row.unit is not None and row.unit.id == unit.id]
    return replace(region, tables=tables, states=states, findings=findings, goals=goals)


def of_board(region: Region, board: str) -> Region:
    """What the round says of the units that answer to a board; what is summed up over the whole region is none of it."""
    units = region.frame.units.boards.get(board, frozenset())

    def theirs(rows: Sequence[UnitRow]) -> list[UnitRow]:
        return [row for row in rows if row.unit is not None and row.unit.id in units]

    tables = [
        replace(
            table,
            rows=theirs(table.rows),
            region=[],
            subtotals=theirs(table.subtotals),
            by_board={},
            struck=theirs(table.struck),
        )
        for table in region.tables
        if theirs(table.rows)
    ]
    names = {region.frame.units[id_].name for id_ in units}
    return replace(
        region,
        tables=tables,
        states=[state for state in region.states if state.unit.id in units],
        findings=[finding for finding in region.findings if finding.place.unit in names],
        goals=[row for row in region.goals if row.unit is not None and row.unit.id in units],
    )
