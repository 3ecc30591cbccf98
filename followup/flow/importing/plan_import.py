"""The rows of a list added to the plan of a workspace, with a copy of the plan as it was, and what is to be said of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import declarations, sections_of
from followup.flow.gathering.workspace import LOG
from followup.flow.importing.proposal import REMEMBERED, Proposal, remembered_text
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun, could_not_write
from followup.frozen import frozen
from followup.locale import Message, _, literal

if TYPE_CHECKING:
    from followup.flow.door.writing import Output
    from followup.form.finding import Finding
    from followup.form.place import Place
    from followup.plan.importing.new_rows import ImportedRows, NewRow
    from followup.plan.importing.placing_rows import PlacedRows
    from followup.plan.model import Plan

BEFORE_IMPORT = "plan_before_import"


@frozen
class Understood:
    """How a text of the list was understood, and where it stands."""

    place: Place
    text: str
    message: Message


@frozen
class ImportedList:
    """What a list came to. ``added`` are the new rows, those that they stand under first; ``understood`` what targets mean;
    ``findings`` are of the list's own cells. ``copy`` is the plan as it was; None where nothing was written.
    """

    rows: ImportedRows
    understood: Sequence[Understood]
    findings: Sequence[Finding]
    copy: Path | None

    @property
    def added(self) -> Sequence[NewRow]:
        """The new rows."""
        return self.rows.rows


def read_rows(proposal: Proposal) -> ImportedRows:
    """The rows of a list as they would come, by what its columns mean. Nothing is written."""
    from followup.plan.importing.new_rows import RowPlaces
    from followup.plan.importing.reading_rows import RowReading

    reading = RowReading(
        *(proposal.plan, proposal.sheet, proposal.tree, proposal.figures),
        *(proposal.fields, RowPlaces(proposal.book)),
        *(proposal.names, proposal.usual),
    )
    return reading.read_all(proposal.tables)


def import_list(
    proposal: Proposal, today: date | None = None, listener: Listener = SILENT, dry_run: bool = False
) -> ImportedList:
    """Add the rows to the plan, and remember what was confirmed. CouldNotRun, with nothing written, where they have no room
    there or the plan cannot be replaced; with ``dry_run`` nothing is written at all.
    """
    if not proposal.has_name:
        title = literal(proposal.plan.words(next(f.title for f in proposal.fields if f.key == proposal.trait.named_by)))
        raise CouldNotRun(
            _(
                "No column of {file} is {title}. Say which: --map “its title={title}”.",
                file=literal(proposal.book.file),
                title=title,
            )
        )
    rows = read_rows(proposal)
    content = proposal.place.plan.read_bytes()
    if hashlib.sha256(content).hexdigest() != proposal.plan_book.sha256:
        raise CouldNotRun(_("{file} was changed just now. Try again.", file=literal(proposal.place.plan.name)))
    if not rows.rows:
        if not dry_run:
            _remember(proposal, listener)
        return ImportedList(rows, (), rows.findings, None)
    placed, new = _placed(proposal, rows, content)
    plan, found = _read_again(proposal, content, new, listener)
    findings = sorted([*rows.findings, *placed.of_the_list(found)], key=lambda finding: finding.order)
    understood = list(_understood(proposal, plan, placed))
    copy = None if dry_run else _write(proposal, content, new, today or date.today(), listener)
    return ImportedList(rows, understood, findings, copy)


def _placed(proposal: Proposal, rows: ImportedRows, content: bytes) -> tuple[PlacedRows, bytes]:
    """Where the rows go, and the plan's workbook with them."""
    from followup.files.extending.added_rows import with_rows
    from followup.files.extending.new_cells import CannotExtend
    from followup.files.extending.xlsx_extend import table_areas
    from followup.plan.importing.placing_rows import NoRoom, place_rows
    from followup.plan.load import plan_form

    name = literal(proposal.place.plan.name)
    try:
        tables = plan_form(declarations(), proposal.plan).tables
        placed = place_rows(proposal.plan_book, tables, table_areas(content), rows.rows)
        return placed, with_rows(content, placed.tables)
    except CannotExtend as error:
        raise CouldNotRun(_("The plan {file} {fault}", file=name, fault=error.message)) from error
    except NoRoom as error:
        lacking = _("the sheet {sheet}", sheet=error.sheet)
        if error.column is not None:
            lacking = _("the column {column} of the sheet {sheet}", column=error.column, sheet=error.sheet)
        raise CouldNotRun(
            _("The plan {file} lacks {what}. Add it with followup plan upgrade and try again.", file=name, what=lacking)
        ) from error


def _read_again(proposal: Proposal, content: bytes, new: bytes, listener: Listener) -> tuple[Plan, Sequence[Finding]]:
    """The plan with the new rows, and what is found in it. CouldNotRun where a cell of it says something else than before."""
    from followup.files.processes.format_readers import book_of
    from followup.files.size_limits import OWN
    from followup.plan.load import load_plan

    copy = book_of(new, proposal.plan_book.file, OWN, guarded=False)
    cells = {sheet.name: sheet.cells for sheet in copy.sheets}
    before = proposal.plan_book.sheets
    if not all(cells.get(sheet.name, {}).get(at) == raw for sheet in before for at, raw in sheet.cells.items()):
        raise CouldNotRun(
            _(
                "Rows cannot be added to {file} without changing what it says; nothing was written. Open it in Excel, save it "
                "and try again.",
                file=literal(proposal.place.plan.name),
            )
        )
    return load_plan(copy, declarations(), listener.words)


def _understood(proposal: Proposal, plan: Plan, placed: PlacedRows) -> Iterator[Understood]:
    """What the sections say of how the targets of their rows are understood, beside the cell of the list."""
    from followup.form.columns import ColumnMeaning
    from followup.form.traits import ExplainsPlan

    targets = {column.key for column in proposal.sheet.expanded(plan) if column.meaning is ColumnMeaning.TARGET}
    for section in sections_of(plan):
        explained = section.trait(ExplainsPlan)
        for row, message in explained.explain(plan) if explained else ():
            line = min(at for at, _column in row.cells.values())
            new = placed.rows.get((row.origin.sheet, line))
            key = next((key for key in new.cells if key in targets), "") if new is not None else ""
            if new is not None and key:
                yield Understood(new.origins.get(key, new.place), str(new.cells[key]), message)


def _write(proposal: Proposal, content: bytes, new: bytes, today: date, listener: Listener) -> Path:
    """Replace the plan by the one with the new rows; the copy of it as it was."""
    from followup.files.disk.atomic_files import OutputInUse, as_output_error, wait_until_free
    from followup.flow.door.placing import note_new_names
    from followup.flow.door.writing import Output, write_all

    plan = proposal.place.plan
    copy = _free_name(proposal, today, listener)
    try:
        with as_output_error(plan):
            wait_until_free(plan)
    except OutputInUse as error:
        raise could_not_write(plan, error.full) from error
    outputs = [
        Output(copy, BEFORE_IMPORT, lambda path: path.write_bytes(content)),
        Output(plan, "plan", lambda path: path.write_bytes(new)),
        *_record(proposal),
    ]
    # By its digest the plan that was read may be replaced, and no other: what somebody has saved since is left alone.
    placed = write_all(outputs, hashes=frozenset({proposal.plan_book.sha256}), as_they_are=True)
    note_new_names(placed, listener)
    return copy


def _free_name(proposal: Proposal, today: date, listener: Listener) -> Path:
    """A name that no file has, for the plan as it was."""
    stem = listener.words(
        _("{plan} before import {day}", plan=literal(proposal.place.plan.stem), day=literal(today.isoformat()))
    )
    folder, suffix = proposal.place.root / LOG, proposal.place.plan.suffix
    names = (folder / (f"{stem}{suffix}" if number == 1 else f"{stem} ({number}){suffix}") for number in count(1))
    return next(name for name in names if not name.exists())


def _record(proposal: Proposal) -> Iterator[Output]:
    """The file of what was confirmed, where it comes to say something else."""
    from followup.flow.door.writing import OWN_RECORD, Output
    from followup.plan.importing.remembered import Answers, said_columns, with_answers

    columns = said_columns([(table.table, table.mapping) for table in proposal.tables])
    answers = Answers(columns, proposal.names, proposal.usual)
    before = remembered_text(proposal.place)
    text = with_answers(before, proposal.name, proposal.layout, answers)
    if text != before:
        path = proposal.place.root / LOG / REMEMBERED
        yield Output(path, OWN_RECORD, lambda beside: beside.write_bytes(text.encode("utf-8")))


def _remember(proposal: Proposal, listener: Listener) -> None:
    from followup.flow.door.placing import put

    outputs = list(_record(proposal))
    if outputs:
        put(outputs, listener)
