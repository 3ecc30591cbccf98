"""The file of a list: read as safely as an answer, and refused in a sentence where it holds no list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.refusal import CouldNotRun
from followup.locale import Message, _, literal

if TYPE_CHECKING:
    from followup.files.received import ReceivedBook

READER = "followup.files.lists.list_reader:list_of"


def read_list_file(path: Path) -> ReceivedBook:
    """The tables of a file as sheets, read in a guarded process. CouldNotRun, in a sentence, where it is no list."""
    from followup.files.processes.prefetch import Prefetcher
    from followup.files.received import UnreadableFile
    from followup.rulebook.received.files import NOT_A_WORKBOOK

    if path.is_dir():
        raise CouldNotRun(_("{file} is a folder. Name the file with the list.", file=literal(path.name)))
    if not path.exists():
        raise CouldNotRun(_("There is no file {path}.", path=literal(str(path))))
    _refuse_ours(path)
    reader = Prefetcher(READER)
    try:
        book = reader.open(path)
    except UnreadableFile as fault:
        advice = fault.problem.advice if fault.problem.rule != NOT_A_WORKBOOK.id else NO_LIST
        raise CouldNotRun(_("{file} {advice}", file=literal(path.name), advice=advice)) from fault
    finally:
        reader.close()
    _refuse_our_forms(book)
    if not any(sheet.cells for sheet in book.sheets):
        raise CouldNotRun(
            _("{file} {advice}", file=literal(book.file), advice=_("has no table: there is nothing to take in."))
        )
    return book


NO_LIST = _(
    "is no list that can be read. Save it as an Excel workbook (.xlsx), as CSV, or as a Word document (.docx) with a table."
)
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
    """A plan or a template whose mark is gone is known by its identity."""
    from followup.form.form import IDENTITY_NAME, IDENTITY_SHEET, Identity

    texts = [*book.properties.values(), book.names.get(IDENTITY_NAME, "")]
    texts += [str(raw) for sheet in book.sheets if sheet.name == IDENTITY_SHEET for raw in sheet.cells.values()]
    identity = next((identity for text in texts if text and (identity := Identity.read(text)) is not None), None)
    if identity is not None:
        advice = OURS["plan" if identity == Identity("", "", "", "", "plan") else "template"]
        raise CouldNotRun(_("{file} {advice}", file=literal(book.file), advice=advice))
