"""Plan upgrade: a copy of a plan with the sheets, columns and settings that have come since it was made."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import declarations
from followup.flow.door.placing import put
from followup.flow.gathering.plans import read_plan_book
from followup.flow.gathering.workspace import Workspace, look_of
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal

if TYPE_CHECKING:
    from followup.files.book import Book
    from followup.files.received import ReceivedBook
    from followup.plan.model import Plan

KIND = "plan_upgraded"


@frozen
class UpgradedPlan:
    """Where the copy stands, None when the plan lacked nothing; what it got, and what there was no room for."""

    path: Path | None
    added: tuple[Message, ...]
    left_out: tuple[Message, ...]


def plan_upgrade(place: Workspace, into: Path | None = None, listener: Listener = SILENT) -> UpgradedPlan:
    """Write the copy beside the plan, or into a folder; the plan itself is only read.

    All that the plan holds stands in the copy where it stood, and the copy says the same plan. CouldNotRun where that
    cannot be.
    """
    from followup.files.extending.new_cells import CannotExtend
    from followup.files.extending.xlsx_extend import extended, table_areas
    from followup.flow.door.writing import Output
    from followup.plan.workbook.upgrade import upgrade_of

    book, plan = _read_any_plan(place, listener)
    content = place.plan.read_bytes()
    words = Words(plan.words.language)  # of the plan's own language, without the words that it has renamed
    try:
        upgrade = upgrade_of(book, plan, declarations(), table_areas(content), words)
        if not upgrade.added:
            return UpgradedPlan(None, (), upgrade.left_out)
        copied = extended(content, _as_file(upgrade.additions, place, listener))
    except CannotExtend as error:
        raise CouldNotRun(_("The plan {file} {fault}", file=literal(place.plan.name), fault=error.message)) from error
    _refuse_another_plan(book, plan, copied, listener)
    name = words(_("{plan} upgraded", plan=literal(place.plan.stem)))
    target = (into or place.root) / f"{name}{place.plan.suffix}"
    written = put([Output(target, KIND, lambda path: path.write_bytes(copied))], listener)
    return UpgradedPlan(written.paths[0], upgrade.added, upgrade.left_out)


def _read_any_plan(place: Workspace, listener: Listener) -> tuple[ReceivedBook, Plan]:
    """The plan with its workbook, whatever is wrong in its cells; CouldNotRun where it is no plan at all."""
    from followup.rulebook.planning.plan import NOT_A_PLAN

    book, plan, findings = read_plan_book(place.plan, listener.words)
    for finding in findings:
        if finding.rule == NOT_A_PLAN.id:
            raise CouldNotRun(_("{file}: {advice}", file=literal(place.plan.name), advice=finding.advice))
    return book, plan


def _as_file(additions: Book, place: Workspace, listener: Listener) -> bytes:
    """The additions as a workbook of their own, in the look of the workspace."""
    from followup.files.xlsx_writing.xlsx_write import write_book

    with tempfile.TemporaryDirectory(prefix="followup-") as folder:
        path = Path(folder, "additions.xlsx")
        write_book(additions, path, look_of(place, listener))
        return path.read_bytes()


def _refuse_another_plan(book: ReceivedBook, plan: Plan, copied: bytes, listener: Listener) -> None:
    """CouldNotRun where a cell of the plan says something else in the copy, or the copy is another plan."""
    from followup.files.processes.format_readers import book_of
    from followup.files.size_limits import OWN
    from followup.plan.load import load_plan

    copy = book_of(copied, book.file, OWN, guarded=False)
    sheets = {sheet.name: sheet.cells for sheet in copy.sheets}
    kept = all(sheets.get(sheet.name, {}).get(at) == raw for sheet in book.sheets for at, raw in sheet.cells.items())
    if not kept or load_plan(copy, declarations(), listener.words)[0].version != plan.version:
        raise CouldNotRun(
            _(
                "The plan {file} cannot be upgraded without changing what it says; nothing was written. Make a new plan "
                "with followup new and move your rows there.",
                file=literal(book.file),
            )
        )
