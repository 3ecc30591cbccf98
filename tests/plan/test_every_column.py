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
from typing import Any

import pytest

from followup.region.facts.facts import facts_of
from tests.demos import copied, done
from tests.form.language import Choice, Column, Day, FilledRow, Number, Percent, Role
from tests.house import (
    Place,
    Plan,
    Raw,
    ReceivedBook,
    Section,
    Value,
    Words,
    command,
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
from tests.round.test_sub_units import UNITS, every_answer, the_plan
from tests.scoring.rounds import every_cell, new_round
from tests.sections.declared.declared_plans import ECONOMY
from tests.tables import DECLARATIONS, edited, new_path, plan, plan_book, plan_in, plan_sections

SWEDISH = Words("sv")
PLANS: Mapping[str, Sequence[str]] = {
    "small": (),
    "norrbotten-2022-04": ("summary.docx",),
    "norrbotten-2018-02": ("board_report.docx",),
    "halland-2020": ("agreement.docx",),
    "jamtland-2021-04": ("reconciliation.docx",),
    "answered": ("summary.docx",),
}
"""The plans that are tried, the first where something is seen ends it; with their documents, by their templates."""

OWN_NOUN = """
## Ord
| Ordet | Vårt ord | Böjningar |
| styrmått | mätetal | mätetal, mätetalet, mätetal, mätetalen |
"""
NESTED = "nested"
ANSWERED = {"nord": "## Ekonomi\n| Post | Utfall jan–apr 2022 |\n| Intäkter | 98,5 |"}
"""What a unit has said in the small plan's own table: documents show no table that nobody has answered."""
UNDER_UNITS = {("units", "counted"), ("units", "replaces")}
"""Columns that are seen where units stand under units, and where one has replaced another."""

OF_COMMANDS: Mapping[tuple[str, str], Sequence[str]] = {
    ("jamtland-2020-revision", "plan_changes"): (
        "proposal", "what", "kind", "reason", "decision", "valid_from", "order", "addition",
    ),
    ("jamtland-2020-revision", "resolutions"): ("body", "date", "paragraph", "what"),
    ("jamtland-2020-revision", "scales"): ("plural",),
    ("norrbotten-2018-02", "attachments"): ("heading", "title", "period", "file"),
    ("norrbotten-2022-04", "units"): ("contact",),
}  # fmt: skip
"""Columns by example and sheet that are seen only where two plans are compared, where files lie beside the plan, or by who
asks how the units stand.
"""
BY_COMMANDS = {(sheet, column) for (_example, sheet), columns in OF_COMMANDS.items() for column in columns}

OF_DOCUMENTS = {"documents", "document_parts"}
"""What documents there are, and of which parts: ``tests/documents`` makes some of each."""

NOT_SHOWN = {("table_values", "source"), ("table_values", "date"), ("resolutions", "id"), ("scales", "neuter")}
"""Notes of the secretariat's own beside a figure, which it reads where it wrote them, and an id that no row of the examples
names; and a form of a word that few counts call for (``tests/form/terms/test_level_sentences.py``). Nothing else is to
stand here.
"""

WRITTEN: Mapping[tuple[str, str], Sequence[Raw]] = {
    ("split", "group"): ("Kön",),
    ("texts", "about"): ("Styrmått",),
    ("measures_planned", "baseline"): (Decimal("0.5"), Decimal(10)),
    ("measures_planned", "target"): ("öka",),
    ("measures_planned", "region_target"): (Decimal(1_000),),
    ("measures_planned", "new_method"): ("T1 2022",),
    ("words", "word"): ("Åtgärd",),
    ("words", "forms"): ("fokus, fokuset, fokus, fokusen",),
    ("table_values", "period"): ("T1 2021",),
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
        for template in PLANS.get(self.name, ()):
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
            for row in (*rows[:3], *rows[3:][-1:])
            for value in [
                *WRITTEN.get((sheet.key, column.key), ()),
                *(str(other["id"]) for other in rows[:2] if column.key == "id" and other is not row),
                *_others(row, column, self.plan),
            ][:4]
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
    elif column.key.startswith("valid"):
        yield from ("T1 2030", "T1 2015")
    elif isinstance(kind, Day):
        yield date(2022, 1, 3)
    else:
        yield from (Decimal(2), Decimal("0.9")) if isinstance(kind, Number | Percent) else ("annat",)
    if value is not None:
        yield None


def _nested() -> str:
    """Units under units, of which one has taken over from another."""
    titles, *lines = UNITS.strip().splitlines()
    rows = [f"{line} {'gammal' if line.startswith('| c ') else ''} |" for line in lines]
    return the_plan(units="\n".join([f"{titles} Ersätter |", *rows])).replace(
        "| samtal | c | T1 2021 | 50 |", "| samtal | gammal | T1 2021 | 50 |"
    )


@functools.cache
def _tried(name: str) -> Tried:
    if name == "small":
        return Tried(name, read_book(plan_book(PLAN + ECONOMY + OWN_NOUN)), {})
    if name == "answered":
        folder = new_round(new_path().parent / "r", PLAN + ECONOMY, ANSWERED).folder
    elif name == NESTED:
        folder = new_round(new_path().parent / "r", _nested(), every_answer()).folder
    else:
        folder = done(name).folder
    return Tried(
        name, read_book(folder / "plan.xlsx"), {path: read_book(path) for path in (folder / "inbox").iterdir()}
    )


SHEETS = {sheet.key: sheet for sheet in plan_sections(DECLARATIONS)}


@pytest.mark.parametrize("key", [key for key in SHEETS if key not in OF_DOCUMENTS])
def test_every_column_of_a_plan_is_read(key: str) -> None:
    columns = [column for column in SHEETS[key].expanded(plan()) if column.role is not Role.LABEL]
    tried = [column for column in columns if (key, column.key) not in BY_COMMANDS | NOT_SHOWN]
    unread = [
        column.key
        for column in tried
        if not any(
            _tried(name).is_seen(SHEETS[key], column)
            for name in ([NESTED] if (key, column.key) in UNDER_UNITS else PLANS)
        )
    ]
    assert unread == []


def _seen_by_commands(folder: Path) -> list[object]:
    """What commands tell of a plan, and what they make of it beside the regional workbook."""
    old, new = folder / "plan.xlsx", folder / "plan reviderad.xlsx"
    if new.exists():
        compared = folder / "compared.docx"
        told = command("plan", "diff", str(old), str(new), "--report", str(compared), "--today", "2022-05-01")
        return [told, word_text(compared), word_tables(compared)]
    if not (folder / "bilagor").is_dir():  # who is asked to answer is told of those who have not
        for answer in (folder / "inbox").iterdir():
            answer.unlink()
        return [command("status", "--plan", str(folder))]
    told = command("status", "--plan", str(folder))
    merged, report = (command(verb, "--plan", str(folder)) for verb in ("merge", "report"))
    return [told, merged, report, sorted(map(str, every_cell(folder / "output" / "regional.xlsx")))]


@pytest.mark.parametrize(("example", "key"), OF_COMMANDS)
def test_every_column_that_commands_tell_of(example: str, key: str, tmp_path: Path) -> None:
    folder = copied(tmp_path / "w", example)
    file = folder / ("plan reviderad.xlsx" if (folder / "plan reviderad.xlsx").exists() else "plan.xlsx")
    as_it_was, first = file.read_bytes(), _seen_by_commands(folder)
    read, unread = plan_in(read_book(file))[0], []
    for column in OF_COMMANDS[example, key]:
        row = next(row for row in read.rows(key) if row[column] is not None)
        place, kind = row.place(column), SHEETS[key].expanded(read)
        (declared,) = [other for other in kind if other.key == column]
        other = next(_others(row, declared, read))

        def change(workbook: Any, place: Place = place, other: object = other) -> None:
            workbook[place.sheet].cell(place.row + 1, place.column + 1).value = other

        file.write_bytes(edited(file, change).read_bytes())
        unread += [column] if _seen_by_commands(folder) == first else []
        file.write_bytes(as_it_was)
    assert unread == []
