"""A regional workbook that is open in Excel when a merge wants to replace it: refreshed there, where a person wants that."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.flow.listener import Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import growing
from followup.locale import Message, _, literal, n_

if TYPE_CHECKING:
    from followup.files.disk.atomic_files import AtomicFiles, Placement, Written
    from followup.files.excel.excel_refresh import RefreshResult
    from followup.locale import Words

COMMAND = "followup excel refresh"


@growing
class RefreshOffer:
    """What to do about a workbook that is open: ``unasked`` refresh it there, else ask where there is somebody to ask.

    ``book`` is the one to refresh where it is another than the output itself. ``refreshed`` is what was done.
    """

    unasked: bool = False
    book: Path | None = None
    refreshed: RefreshResult | None = None


@contextmanager
def as_refusal() -> Iterator[None]:
    """CouldNotRun, in a sentence, for what Excel refuses."""
    from followup.files.excel.excel_refusals import ExcelRefused

    try:
        yield
    except ExcelRefused as refused:
        raise CouldNotRun(refused.message) from refused


def refresh_open_workbook(
    together: AtomicFiles, workbook: Path, offer: RefreshOffer, document: Words, listener: Listener
) -> tuple[Placement, Written] | None:
    """The new workbook poured into the open one and saved there, which then counts as written; None where it is not open,
    or nobody wants that: then it is written as ever."""
    part = together.parts.get(workbook)
    if part is None or not part.is_file():
        return None
    path = offer.book or workbook
    if offer.book is not None:
        with as_refusal():
            return _refresh(_found(path), path, part, together, offer, document, listener)
    return _where_wanted(path, part, together, offer, document, listener)


def _where_wanted(
    path: Path, part: Path, together: AtomicFiles, offer: RefreshOffer, document: Words, listener: Listener
) -> tuple[Placement, Written] | None:
    from followup.files.excel.excel_application import (
        is_installed,
        is_open_elsewhere,
        may_be_here,
        open_in,
        require_changeable,
    )
    from followup.files.excel.excel_refusals import ExcelRefused

    if offer.unasked and not is_installed():
        listener.note(_extra(), "warning")
    if not may_be_here() or not (offer.unasked or is_open_elsewhere(path)):
        return None
    try:
        book = open_in(path)
        if book is None or not (offer.unasked or _agrees(path, listener)):
            return None
        return _refresh(require_changeable(book, path), path, part, together, offer, document, listener)
    except ExcelRefused as refused:
        listener.note(refused.message, "warning")
        return None


def _found(path: Path) -> Any:
    from followup.files.excel.excel_application import find, require_changeable

    return require_changeable(find(path), path)


def is_ready(path: Path) -> None:
    """CouldNotRun where the workbook is not open in an Excel that answers: before the work of a merge is done."""
    with as_refusal():
        _found(path)


def _agrees(path: Path, listener: Listener) -> bool:
    """What the person at the terminal says; without one, a note says how to do it."""
    question = _("{file} is open in Excel. Shall it be refreshed there? [Y/n]", file=literal(path.name))
    answer = listener.asks(question)
    if answer is None:
        file, command = literal(path.name), literal(COMMAND)
        listener.note(
            _("{file} is open in Excel. To refresh it there: {command}", file=file, command=command), "warning"
        )
    return bool(answer)


def _refresh(
    book: Any, path: Path, part: Path, together: AtomicFiles, offer: RefreshOffer, document: Words, listener: Listener
) -> tuple[Placement, Written] | None:
    """Pour, save, and keep the new workbook as what we wrote; only where the open one is an output it counts as written."""
    from followup.files.disk.atomic_files import Placement, Written, sha256_of, written_beside
    from followup.files.excel.excel_application import save
    from followup.files.excel.excel_refresh import refresh
    from followup.files.excel.excel_refusals import ExcelRefused
    from followup.files.excel.written_workbook import contents_of, written_copy

    copy = written_copy(path)
    before = copy if copy.is_file() else copy.with_suffix(".xlsx")  # one with macros says what the one without says
    new, earlier = contents_of(part), contents_of(before) if before.is_file() else None
    try:
        offer.refreshed = refresh(book, new, earlier, document)
        save(book)
    except ExcelRefused:
        listener.note(
            _("{file} may be refreshed by half: close it without saving, and try again.", file=literal(path.name)),
            "error",
        )
        raise
    with written_beside(copy) as beside:
        beside.write_bytes(part.read_bytes())
    _note(offer.refreshed, path, listener)
    if path not in together.parts:
        return None
    together.keep(path).unlink(missing_ok=True)
    return Placement(path, path, IN_EXCEL), Written(sha256_of(path), path.stat().st_size)


IN_EXCEL = "in Excel"


def _extra() -> Message:
    from followup.files.excel.excel_application import INSTALL

    return _("With {command} a workbook that is open in Excel can be refreshed there.", command=literal(INSTALL))


def _note(result: RefreshResult, path: Path, listener: Listener) -> None:
    listener.note(_("{file} was refreshed in Excel and saved.", file=literal(path.name)), "good")
    for sentence in sentences(result):
        listener.note(sentence, "warning")
    other = path.with_name(f"{path.stem} (2){path.suffix}")
    if other.is_file():
        listener.note(
            _("{other} is older than what stands in {file} now.", other=literal(other.name), file=literal(path.name))
        )


def sentences(result: RefreshResult) -> list[Message]:
    """What a person must know of a refresh: what was added, left, kept elsewhere, and what could not be kept."""
    lines = [_("Sheet added: {sheet}.", sheet=literal(name)) for name in result.added]
    lines += [
        _("The sheet {sheet} has a table that is no longer made; it was left as it was.", sheet=literal(name))
        for name in result.orphans
    ]
    if result.displaced:
        from followup.files.excel.excel_refresh import SHEET_OF_KEPT

        kept_ranges = n_(
            "{n} text was in the way of the new contents; it stands on the sheet {sheet}.",
            "{n} texts were in the way of the new contents; they stand on the sheet {sheet}.",
            len(result.displaced),
            sheet=SHEET_OF_KEPT,
        )
        lines.append(kept_ranges)
    return [*lines, *result.messages]


def advice(placed: Placement) -> Message | None:
    """What else to say of a workbook that got another name: the way to refresh it where it is open."""
    from followup.files.excel.excel_application import PLATFORMS, is_installed, may_be_here

    if placed.why == "in use" and sys.platform in PLATFORMS and not is_installed():
        return _extra()
    if placed.why == "changed" and may_be_here():
        return _(
            "To refresh {file} with your own sheets and notes kept, open it in Excel and run: {command}",
            file=literal(placed.target.name),
            command=literal(COMMAND),
        )
    return None
