"""The outputs of a merge: all written beside, then moved into place together, with the record of the merge last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import document_of, documents_of
from followup.flow.door.documents import write_declared
from followup.flow.door.editions.keeping import record_folders, write_record
from followup.flow.door.editions.open_in_excel import RefreshOffer, advice, refresh_open_workbook
from followup.flow.door.formats import PUBLISHED, REGIONAL, SUMMARY
from followup.flow.door.placing import WrittenOutputs, note_new_names, note_written, with_stale
from followup.flow.gathering.workspace import Job, look_of
from followup.flow.listener import Listener
from followup.frozen import frozen
from followup.locale import Words, _

if TYPE_CHECKING:
    from followup.files.book import Book
    from followup.files.disk.atomic_files import Placement
    from followup.files.xlsx_writing.base_look import BaseLook
    from followup.flow.door.writing import Door
    from followup.flow.gathering.current import Current
    from followup.outputs.records.record import RecordFacts
    from followup.plan.model import Plan
    from followup.region.consolidating import Region

WORKBOOK = "regional.xlsx"


@frozen
class Edition:
    """The region for one kind of readers, and the folder of its documents, which the plan declares; with ``pdf`` the summary
    also as that, with ``macros`` the workbook also with buttons."""

    folder: Path
    region: Region
    plan: Plan
    pdf: bool = False
    macros: bool = False


def editions_in(
    into: Path, plan: Plan, region: Region, public: Region | None, pdf: bool = False, macros: bool = False
) -> list[Edition]:
    """The working edition; then what is ``public``, in a folder of its own and never with macros."""
    published = [Edition(into / PUBLISHED, public, plan, pdf)] if public is not None else []
    return [Edition(into, region, plan, pdf, macros), *published]


def write_editions(
    current: Current, editions: Sequence[Edition], kept: RecordFacts, offer: RefreshOffer, noted: Mapping[Path, str]
) -> WrittenOutputs:
    """Each edition in its folder, the working one first: complete before any file is moved. ``kept`` is of their facts,
    ``noted`` are the digests of the workbooks that notes were taken from: as they were then, they need not keep their names.
    """
    from followup.files.disk.atomic_files import remove_part
    from followup.files.processes.rubbish import new_rubbish_collected
    from followup.flow.door.writing import Door, refusals

    job, region, last = current.job, editions[0].region, current.premises.receipts
    of = kept.state
    aside = partial(_name_aside, job.into, noted)
    with refusals(), Door([job.inbox], of, last.digests or frozenset(), _copied_outputs(job.into), aside=aside) as door:
        begun = _put_away_parts(job)
        side_by_side = job.readers.number(len(current.returns.files)) > 1
        with job.listener.step(_("Writing")), new_rubbish_collected():
            for edition in editions:
                _write_edition(job, edition, door, side_by_side)
        write_record(current, region, kept, door)
        placed = _place(current, door, offer)
    for path in begun:
        remove_part(path)
    note_written(placed, job.listener)
    written = WrittenOutputs(tuple(file.path for file in placed), note_new_names(placed, job.listener))
    return with_stale(written, job.into, of, job.listener)


def _name_aside(into: Path, noted: Mapping[Path, str], path: Path) -> Path | None:
    """The dated name for a regional workbook that a person has edited; None for one that has to be left where it is: it is
    no longer what its notes were taken from, somebody has it open, or it is none of ours.
    """
    from followup.files.containers.inbox import open_elsewhere_remark
    from followup.files.disk.ordinary_file import digest_of
    from followup.files.disk.set_aside import dated_name
    from followup.files.seals.seal import seal_in
    from followup.files.size_limits import OWN

    if path.stem != Path(WORKBOOK).stem or open_elsewhere_remark(path) is not None:
        return None
    seal, digest = seal_in(path), digest_of(path, OWN.file).sha256
    if seal is None or seal.kind != REGIONAL or not digest or (path.parent == into and noted.get(path) != digest):
        return None
    return dated_name(path, datetime.now())


def _copied_outputs(into: Path) -> frozenset[Path]:
    """The large outputs: a copy of each is kept as it was written, which costs less than a digest of its contents.

    Not of what is published: its folder is handed on as it is.
    """
    return frozenset({into / WORKBOOK, into / f"{SUMMARY}.docx"})


def _put_away_parts(job: Job) -> list[Path]:
    """Remove what an interrupted merge left; its records are needed until a new one stands in place: they are given."""
    from followup.files.disk.atomic_files import abandoned_parts, remove_part
    from followup.files.seals.written_record import WRITTEN
    from followup.history.record import INDEX
    from followup.outputs.records.manifest import MANIFEST

    editions = (job.into, job.into / PUBLISHED)
    folders = [folder for edition in editions for folder in (edition, edition / WRITTEN)]
    folders += record_folders(job.place, job.into)
    parts = [part for folder in folders for part in abandoned_parts(folder)]
    if parts:
        job.listener.note(_("An earlier merge was stopped while it wrote; everything is now written again."), "warning")
    records = [path for path in parts if path.name.startswith((f".{MANIFEST}.", f".{INDEX}."))]
    for path in parts:
        if path not in records:
            remove_part(path)
    return records


def _write_edition(job: Job, edition: Edition, door: Door, side_by_side: bool) -> None:
    """The regional workbook, also with macros if that is asked for; the summary, also as PDF; each beside its place."""
    from followup.files.disk.office import NoOffice
    from followup.files.processes.meanwhile import meanwhile
    from followup.outputs.of_report.pdf import turn_into_pdf

    workbook = _begin(edition.folder / WORKBOOK, REGIONAL, door, job.listener)
    with_buttons = edition.folder / Path(WORKBOOK).with_suffix(".xlsm")
    buttons = _begin(with_buttons, REGIONAL, door, job.listener) if edition.macros else None
    summary = edition.folder / f"{SUMMARY}.docx"
    beside = _begin(summary, SUMMARY, door, job.listener)
    with meanwhile(partial(_write_summary, job, edition, beside), side_by_side):
        _write_workbooks(job, edition, workbook, buttons)
    if edition.pdf:
        try:
            turn_into_pdf(beside, _begin(summary.with_suffix(".pdf"), f"{SUMMARY}_pdf", door, job.listener))
        except NoOffice:
            message = _("LibreOffice was not found, or could not make the PDF; the Word file is complete.")
            job.listener.note(message, "warning")


def _write_summary(job: Job, edition: Edition, beside: Path) -> None:
    from followup.files.disk.atomic_files import as_output_error

    with as_output_error(edition.folder / f"{SUMMARY}.docx"):
        write_declared(job.place, document_of(edition.plan, SUMMARY), edition.region, beside)


def _write_workbooks(job: Job, edition: Edition, workbook: Path, buttons: Path | None) -> None:
    from followup.files.disk.atomic_files import as_output_error
    from followup.files.xlsx_writing.xlsx_write import write_book
    from followup.outputs.records.manifest import way_to
    from followup.outputs.regional import regional_workbook

    with as_output_error(edition.folder / WORKBOOK):
        book = regional_workbook(edition.region, way_to(job.inbox, edition.folder), documents_of(edition.plan))
        for message in book.left_out:
            job.listener.note(message, "warning")
        look = look_of(job.place, job.listener)
        write_book(book, workbook, look)
        if buttons is not None:
            _write_with_macros(book, edition.region.frame.words, buttons, look)


def _write_with_macros(book: Book, words: Words, path: Path, look: BaseLook) -> None:
    """The same book once more, with buttons; it gets them, so it must have been written without."""
    from followup.files.disk.bundled import bundled
    from followup.files.xlsx_writing.vba import TEXTS_MODULE, modules_in, texts_module
    from followup.files.xlsx_writing.xlsx_write import write_book
    from followup.outputs.regional_buttons import put_regional_buttons

    texts = put_regional_buttons(book, words)
    book.modules = [*modules_in(bundled("macros") / "regional"), texts_module(TEXTS_MODULE, texts)]
    write_book(book, path, look)


def _begin(path: Path, kind: str, door: Door, listener: Listener) -> Path:
    """Where the output is written until it is complete; who listens hears of it."""
    listener.begin(path.name)
    return door.beside(path, kind)


def _place(current: Current, door: Door, offer: RefreshOffer) -> list[Placement]:
    """Move everything into place, or nothing. The record is complete beside before the first move, and moved last: by it
    the merge after one that was killed knows what was moved for ours, and not a person's.

    A workbook that is open in Excel is refreshed and saved there first, where that is wanted.
    """
    from followup.files.disk.atomic_files import as_output_error
    from followup.files.excel.written_workbook import written_copy
    from followup.flow.door.writing import OWN_RECORD
    from followup.outputs.records.manifest import MANIFEST, manifest, with_outputs

    job, frame = current.job, current.region.frame
    into, last = job.into, current.premises.receipts
    own_record = manifest(current.inputs, frame, into)
    door.mark()
    _keep_as_written(door, ((path, part) for path, part in door.together.parts.items() if path in door.copied))
    record = door.beside(into / MANIFEST, OWN_RECORD)
    door.refuse_held_records()
    refreshed = refresh_open_workbook(door.together, into / WORKBOOK, offer, frame.words, job.listener)
    planned = door.planned()
    digests = door.together.digests(file.target for file in planned)
    refreshed_paths = [] if refreshed is None else [refreshed[0]]
    digests |= {} if refreshed is None else {refreshed[0].target: refreshed[1]}

    def write_record(placed: Sequence[Placement]) -> None:
        with as_output_error(into / MANIFEST):
            text = with_outputs(own_record, [*refreshed_paths, *placed], digests, into, last)
            record.write_text(text, encoding="utf-8", newline="\n")

    def settle(placed: Sequence[Placement]) -> None:
        for path in door.copied:
            if path not in [file.path for file in placed] and written_copy(path) in door.together.parts:
                door.leave_out(written_copy(path))
        _keep_as_written(
            door, ((file.path, file.path) for file in placed if file.target in door.copied and file.path != file.target)
        )
        if placed != planned:
            write_record(placed)

    write_record(planned)
    placed = door.place(planned, settle)
    _note_ways(placed, job.listener)
    return [*refreshed_paths, *placed]


def _keep_as_written(door: Door, files: Iterable[tuple[Path, Path]]) -> None:
    """Copies of outputs as we wrote them, by which a later merge tells a person's cells from ours: where each is to
    stand, and where it lies now.

    They are written before anything is moved: an older one that stayed would tell them wrong.
    """
    import shutil

    from followup.files.disk.atomic_files import as_output_error
    from followup.files.excel.written_workbook import written_copy
    from followup.flow.door.writing import OWN_RECORD

    for path, lies in [*files]:
        copy = written_copy(path)
        with as_output_error(copy):
            shutil.copyfile(lies, door.beside(copy, OWN_RECORD))


def _note_ways(placed: Sequence[Placement], listener: Listener) -> None:
    """How to refresh a regional workbook that got another name where it is open in Excel."""
    for file in placed:
        if file.target.name == WORKBOOK and file.path != file.target and (way := advice(file)) is not None:
            listener.note(way)
