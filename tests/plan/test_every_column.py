"""Whatever the secretariat writes in a plan is read: each column of each sheet changes something that people see.

A test of ``followup.region.facts.facts``, beside all else that is made of a plan.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

import pytest

from followup.region.facts.facts import facts_of
from tests.demos import done
from tests.form.language import Choice, Column, FilledRow, Role
from tests.house import (
    Plan,
    Raw,
    ReceivedBook,
    Section,
    Value,
    Words,
    consolidated,
    form_for,
    gather_files,
    lay_out_form,
    read_book,
    regional_workbook,
    write_document,
)
from tests.outputs.reading_back import footnotes, word_tables, word_text
from tests.plans import PLAN
from tests.sections.declared.declared_plans import ECONOMY
from tests.tables import DECLARATIONS, new_path, plan, plan_book, plan_in, plan_sections

SWEDISH = Words("sv")
PLANS: Mapping[str, Sequence[str]] = {
    "small": (),
    "norrbotten-2022-04": ("summary.docx",),
    "norrbotten-2018-02": ("board_report.docx",),
    "halland-2020": ("agreement.docx",),
    "jamtland-2021-04": ("reconciliation.docx",),
}
"""The plans that are tried, the first where something is seen ends it; with their documents, by their templates."""

OF_COMMANDS: Mapping[tuple[str, str], Sequence[str]] = {
    ("jamtland-2020-revision", "plan_changes"): (
        "proposal",
        "what",
        "kind",
        "reason",
        "decision",
        "valid_from",
        "order",
        "addition",
    ),
    ("jamtland-2020-revision", "resolutions"): ("id", "body", "date", "paragraph", "what"),
    ("norrbotten-2018-02", "attachments"): ("heading", "title", "period", "file"),
    ("norrbotten-2022-04", "units"): ("contact",),
}
"""Columns by example and sheet that are seen only where two plans are compared, in mails, or with files beside the plan."""

WRITTEN: Mapping[tuple[str, str], Sequence[Raw]] = {
    ("units", "replaces"): ("gamla",),
    ("goals", "valid_from"): ("T1 2030",),
    ("split", "group"): ("Kön",),
    ("texts", "about"): ("Styrmått",),
    ("measures_planned", "baseline"): (Decimal("0.5"), Decimal(10)),
    ("measures_planned", "target"): ("öka",),
    ("measures_planned", "region_target"): (Decimal(1_000),),
    ("measures_planned", "new_method"): ("T1 2022",),
    ("words", "word"): ("Åtgärd",),
}
"""What is written into a column that its own type and what stands there do not suggest."""


@dataclass(frozen=True)
class Tried:
    """A plan as it was read, with the answers of its round, and what is seen of it."""

    name: str
    book: ReceivedBook
    answers: Mapping[Path, ReceivedBook]

    @functools.cached_property
    def plan(self) -> Plan:
        """As it stands."""
        return plan_in(self.book)[0]

    @functools.cached_property
    def seen(self) -> list[object]:
        """What people see of it as it stands."""
        return list(self.see(self.book))

    def see(self, book: ReceivedBook) -> Iterator[object]:
        """What people see, the quickest first; without the version of the plan, which any change changes."""
        read, findings = plan_in(book)
        read.version = self.plan.version
        read.frame = replace(read.frame, version=read.version)
        yield [(finding.rule, finding.place.cell) for finding in findings]
        for unit in read.units.answering:
            yield _texts(lay_out_form(form_for(read, unit), read, unit))
        round_ = gather_files(list(self.answers), read, open_book=self.answers.__getitem__)
        region = consolidated(round_, read)
        yield [(finding.rule, finding.place.where) for finding in region.findings]
        yield _texts(regional_workbook(region))
        facts = facts_of(region)
        yield [facts.columns[column] for column in ("counts_people", "board")]
        for template in PLANS[self.name]:
            path = new_path(template)
            write_document(template, region, path)
            yield word_text(path), word_tables(path), footnotes(path)

    def changed(self, row: FilledRow, column: str, value: Raw | None) -> ReceivedBook:
        """The workbook with another value in one cell."""
        place, book = row.place(column), copy.copy(self.book)
        book.sheets = [
            replace(
                sheet,
                cells={
                    at: raw for at, raw in {**sheet.cells, (place.row, place.column): value}.items() if raw is not None
                },
            )
            if sheet.name == place.sheet
            else sheet
            for sheet in book.sheets
        ]
        return book

    def is_seen(self, sheet: Section, column: Column) -> bool:
        """Whether another value in some of the first rows, or one where none was, is seen."""
        rows = [row for row in self.plan.rows(sheet.key) if row.place(column.key).cell]
        rows.sort(key=lambda row: row[column.key] is None)
        return any(
            any(now != then for now, then in zip_longest(self.see(self.changed(row, column.key, value)), self.seen))
            for row in rows[:3]
            for value in [*WRITTEN.get((sheet.key, column.key), ()), *_others(row, column, self.plan)][:4]
        )


def _texts(book: object) -> list[object]:
    """All that stands in a workbook where people see it."""
    texts: list[object] = []
    for sheet in book.sheets:  # type: ignore[attr-defined]
        if sheet.state == "visible":
            shown = ((at, cell) for at, cell in sheet.cells.items() if at[0] not in sheet.hidden_rows)
            texts += [(sheet.name, at, str(cell.value), cell.colour, cell.number_format) for at, cell in shown]
            texts += [[str(value) for value in row] for block in sheet.blocks for row in block.rows]
            texts += [(*at, check.help, check.choices, check.maximum) for *at, check in sheet.validations]
    return texts


def _others(row: FilledRow, column: Column, read: Plan) -> Iterator[Raw | None]:
    """Other values than the one that stands in a row."""
    value: Value = row[column.key]
    kind = row.row.type_of(column)
    if column.refers:
        named = value if isinstance(value, tuple) else (value,)
        yield from [id_ for id_ in read.ids(column.refers) if id_ not in named][-2:]
    elif isinstance(kind, Choice):
        yield from (SWEDISH(word) for key, word in kind.options if key != value)
    elif isinstance(value, Decimal):
        yield value * 2 + 1
    elif isinstance(value, date):
        yield value + timedelta(400)
    elif isinstance(value, tuple):
        yield ", ".join(map(str, (*value, "annat")))
    elif value is not None:
        yield f"Annat {value}"
    else:
        yield from ("T1 2030", "T1 2019") if column.key.startswith("valid") else (Decimal(2), Decimal("0.9"), "annat")
    if value is not None:
        yield None


@functools.cache
def _tried(name: str) -> Tried:
    if name == "small":
        return Tried(name, read_book(plan_book(PLAN + ECONOMY)), {})
    folder = done(name).folder
    return Tried(
        name, read_book(folder / "plan.xlsx"), {path: read_book(path) for path in (folder / "inbox").iterdir()}
    )


SHEETS = {sheet.key: sheet for sheet in plan_sections(DECLARATIONS)}
BY_COMMANDS = {(sheet, column) for (_example, sheet), columns in OF_COMMANDS.items() for column in columns}


@pytest.mark.parametrize("key", SHEETS)
def test_every_column_of_a_plan_is_read(key: str) -> None:
    columns = [column for column in SHEETS[key].expanded(plan()) if column.role is not Role.LABEL]
    unread = [
        column.key
        for column in columns
        if (key, column.key) not in BY_COMMANDS and not any(_tried(name).is_seen(SHEETS[key], column) for name in PLANS)
    ]
    assert unread == []
