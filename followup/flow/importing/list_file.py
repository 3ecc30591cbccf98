"""The file of a list: read as safely as an answer, and refused in a sentence where it holds no list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import declarations
from followup.flow.refusal import CouldNotRun
from followup.locale import Message, _, literal
from followup.rulebook.received.files import (
    FILE_TOO_LARGE,
    NOT_A_WORKBOOK,
    TOO_LARGE_INSIDE,
    TOO_MANY_CELLS,
    TOO_MANY_PARTS,
)

if TYPE_CHECKING:
    from followup.files.received import ReceivedBook

READER = "followup.files.lists.list_reader:list_of"


def read_list_file(path: Path) -> ReceivedBook:
    """The tables of a file as sheets, read in a guarded process. CouldNotRun, in a sentence, where it is no list."""
    from followup.files.processes.prefetch import Prefetcher
    from followup.files.received import UnreadableFile

    if path.is_dir():
        raise CouldNotRun(_("{file} is a folder. Name the file with the list.", file=literal(str(path))))
    if not path.exists():
        raise CouldNotRun(_("There is no file {path}.", path=literal(str(path))))
    reader = Prefetcher(READER)
    try:
        book = reader.open(path)
    except UnreadableFile as fault:
        advice = OTHERWISE_SAID.get(fault.problem.rule, fault.problem.advice)
        raise CouldNotRun(_("{file} {advice}", file=literal(path.name), advice=advice)) from fault
    finally:
        reader.close()
    _refuse_our_forms(book)
    _refuse_ours(path)
    if not any(sheet.cells for sheet in book.sheets):
        advice = _("has no table: there is nothing to take in.")
        raise CouldNotRun(_("{file} {advice}", file=literal(book.file), advice=advice))
    return book


NO_LIST = _(
    "is no list that can be read. Save it as an Excel workbook (.xlsx), as CSV, or as a Word document (.docx) with a table."
)
TOO_LARGE_A_LIST = _("is larger than a list can be. Save the sheet with the list as a workbook of its own, or as CSV.")
OTHERWISE_SAID: dict[str, Message] = {
    NOT_A_WORKBOOK.id: NO_LIST,
    **{rule.id: TOO_LARGE_A_LIST for rule in (FILE_TOO_LARGE, TOO_LARGE_INSIDE, TOO_MANY_PARTS, TOO_MANY_CELLS)},
}
"""What is said of an answer speaks of the template that was sent out, which a list is not."""
OURS: dict[str, Message] = {
    "plan": _("is a follow-up plan, not a list. Compare two plans with followup plan diff, or copy its rows in Excel."),
    "template": _("is a unit's template. What is answered in it is read with followup check and followup merge."),
    "decisions": _("is the workbook of decisions, not a list. It is read with followup merge."),
}
OTHER_OF_OURS = _("is a document that followup has made, not a list. Name the list that it was made from.")


def _refuse_ours(path: Path) -> None:
    """What bears our mark is no list that a region has kept."""
    from followup.files.seals.seal import seal_in

    seal = seal_in(path)
    if seal is not None:
        advice = OURS.get(seal.kind, OTHER_OF_OURS)
        raise CouldNotRun(_("{file} {advice}", file=literal(path.name), advice=advice))


def _refuse_our_forms(book: ReceivedBook) -> None:
    """A plan or a template whose mark is gone is known by its identity, or by the marks of its tables."""
    from followup.form.form import IDENTITY_NAME, IDENTITY_SHEET, Identity

    texts = [*book.properties.values(), book.names.get(IDENTITY_NAME, "")]
    texts += [str(raw) for sheet in book.sheets if sheet.name == IDENTITY_SHEET for raw in sheet.cells.values()]
    identity = next((identity for text in texts if text and (identity := Identity.read(text)) is not None), None)
    is_plan = identity is not None and identity.kind == "plan"
    if identity is not None or _has_tables_of_a_plan(book):
        advice = OURS["plan" if is_plan or identity is None else "template"]
        raise CouldNotRun(_("{file} {advice}", file=literal(book.file), advice=advice))


def _has_tables_of_a_plan(book: ReceivedBook) -> bool:
    from followup.form.layout.layout import MARK
    from followup.plan.load import plan_sections

    marks = {f"{MARK}{sheet.key}" for sheet in plan_sections(declarations())}
    return any(raw in marks for sheet in book.sheets for (_row, column), raw in sheet.cells.items() if column == 0)
