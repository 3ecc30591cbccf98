"""What controllers have written into the regional workbooks of earlier merges, taken from the closed files: it is carried
into the new one, and everything else that was edited there is left where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.door.editions.editions import WORKBOOK
from followup.flow.door.formats import REGIONAL
from followup.flow.gathering.current import Current
from followup.locale import _, literal, n_

if TYPE_CHECKING:
    from followup.files.received import ReceivedBook
    from followup.form.finding import Finding
    from followup.history.notes.model import NotedRow, NoteKey, NoteLine, Notes
    from followup.history.notes.noted_workbook import NoteChange
    from followup.region.consolidating import Region
    from followup.reports.subject import Subject

ENDINGS = (".xlsx", ".xlsm")
SHEETS_STAND_IN = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
"""The parts of a package that say what its sheets are called."""


def with_notes(current: Current, region: Region) -> tuple[Region, Mapping[Path, str]]:
    """The region with the notes that stand: those of the record, and what people have changed since in a workbook; and the
    digests of the edited workbooks, of which nothing more is wanted.
    """
    from followup.files.disk.ordinary_file import digest_of
    from followup.files.size_limits import OWN
    from followup.history.notes.model import Notes
    from followup.history.notes.note_lines import NotesLost, kept_lines
    from followup.history.record import RECORD, numbered_folders

    job, frame = current.job, region.frame
    folders = [index.parent for index in current.premises.history.records]
    is_known = True
    try:
        lines = kept_lines([*folders, *numbered_folders(job.into / RECORD)])
    except NotesLost:
        lines, is_known = [], False
    findings: list[Finding] = []
    notes = Notes(lines, frame.round)
    edited: dict[Path, str] = {}
    for path in _workbooks(job.into):
        edited[path] = digest_of(path, OWN.file).sha256
        if edited[path] not in notes.files and (not is_known or not _is_ours(path, edited[path], current)):
            notes, found, edited[path] = _with_workbook(path, current, region, notes, is_known)
            findings += found
    return replace(region, notes=notes).with_findings(findings), edited


def _workbooks(into: Path) -> Iterator[Path]:
    """The regional workbooks that may stand there, those with a number first: the one without may have been open."""
    stem = Path(WORKBOOK).stem
    for ending in ENDINGS:
        numbered = sorted(into.glob(f"{stem} (*){ending}"))
        yield from (path for path in (*numbered, into / f"{stem}{ending}") if path.is_file())


def _is_ours(path: Path, digest: str, current: Current) -> bool:
    """Whether a workbook is as it was written, or was only opened and saved."""
    from followup.flow.door.replaceable import is_ours

    written = current.premises.receipts.digests or frozenset()
    return digest in written or is_ours(path, REGIONAL, written)


def _with_workbook(
    path: Path, current: Current, region: Region, notes: Notes, is_known: bool
) -> tuple[Notes, Sequence[Finding], str]:
    """The notes with what people have changed in a workbook, a finding instead where that cannot be read; and the digest of
    what was read.
    """
    from followup.files.disk.ordinary_file import digest_of
    from followup.files.received import UnreadableFile
    from followup.files.size_limits import OWN
    from followup.form.finding import Finding
    from followup.form.place import Place
    from followup.history.notes.noted_workbook import changes_in, has_keys
    from followup.rulebook.received.rounds import NOTES_NOT_READ

    try:
        book = _read(path)
    except UnreadableFile as fault:
        problem = NOTES_NOT_READ.problem(why=fault.problem.advice)
        return notes, [Finding.of(Place(path.name), problem, path.name)], digest_of(path, OWN.file).sha256
    _note_own_sheets(path, book, current)
    changes = changes_in(book, is_known) if has_keys(book) else _of_older(path, book, region)
    rows = _NamedRows(current, region)
    lines = [line for change in changes if (line := _line(change, notes, rows, book, current)) is not None]
    if lines:
        message = n_(
            "{n} note was taken from {file}.", "{n} notes were taken from {file}.", len(lines), file=literal(path.name)
        )
        current.job.listener.note(message)
    return replace(notes, lines=[*notes.lines, *lines]), (), book.sha256


def _note_own_sheets(path: Path, book: ReceivedBook, current: Current) -> None:
    """Tell of sheets that people have put in: they are in no later workbook."""
    import zipfile

    from followup.files.excel.written_workbook import written_copy
    from followup.files.packages.xlsx_parts import sheets_of

    try:
        with zipfile.ZipFile(written_copy(path)) as package:
            ours = {sheet.name for sheet in sheets_of({name: package.read(name) for name in SHEETS_STAND_IN})}
    except (OSError, KeyError, zipfile.BadZipFile):
        return  # nobody knows which are ours
    if own := [sheet.name for sheet in book.sheets if sheet.name not in ours]:
        message = _(
            "{file} has sheets of somebody's own: {sheets}. Move them to a workbook of your own; one with links is made by {command}.",
            file=literal(path.name),
            sheets=literal(", ".join(own)),
            command=literal("followup merge --own-sheets"),
        )
        current.job.listener.note(message)


def _read(path: Path) -> ReceivedBook:
    """A workbook that anybody may have changed: behind the same guard as what is received."""
    from followup.files.processes.prefetch import Prefetcher
    from followup.files.size_limits import OWN

    reader = Prefetcher()
    try:
        reader.expect([path], OWN)
        return reader.open(path)
    finally:
        reader.close()


def _of_older(path: Path, book: ReceivedBook, region: Region) -> Iterator[NoteChange]:
    """What people wrote into a workbook of an earlier version, which had no column for notes."""
    from followup.files.excel.written_workbook import written_copy
    from followup.files.names import sheet_name
    from followup.files.received import UnreadableFile
    from followup.history.notes.noted_workbook import KnownRows, notes_without_keys

    words, frame = region.frame.words, region.frame
    copy = written_copy(path)
    try:
        written = _read(copy) if copy.is_file() else None
    except UnreadableFile:
        written = None
    titles = words(_("Unit")), words(_("Row key"))
    sections = {sheet_name(words(table.section.title)): table.section.key for table in region.tables}
    units = {unit.name: unit.id for unit in frame.units.values()}
    return notes_without_keys(book, written, KnownRows(titles, sections, units, frame.round))


class _NamedRows:
    """What the rows of a region are called, by their keys; looked for once somebody asks."""

    def __init__(self, current: Current, region: Region) -> None:
        self.current, self.region = current, region
        self.rows: dict[NoteKey, NotedRow] | None = None

    def get(self, key: NoteKey) -> NotedRow | None:
        """The row of that key; None where there is none now."""
        from followup.documents.regional import REGIONAL as DOCUMENT
        from followup.history.notes.model import NoteKey
        from followup.reports.lists.notes_without_row import noted_rows
        from followup.reports.subject import Subject

        if self.rows is None:
            subject: Subject = Subject(DOCUMENT, self.region)
            round_ = self.region.frame.round
            self.rows = {NoteKey(round_, row.section, row.unit, row.row): row for row in noted_rows(subject)}
        return self.rows.get(key)


def _line(change: NoteChange, notes: Notes, rows: _NamedRows, book: ReceivedBook, current: Current) -> NoteLine | None:
    """The line that a change makes; None where the note stands so already.

    A workbook that was open when it was read last, and is saved again, has had the note that stands.
    """
    from followup.history.notes.model import NoteLine

    last, row = notes.latest.get(change.key), rows.get(change.key)
    is_resaved = last is not None and last.file == book.file
    note = change.note if is_resaved else joined(change, last.note if last is not None else "")
    if note == (last.note if last is not None else ""):
        return None
    called: tuple[str, str, str]
    if row is not None:
        called = row.sheet, row.unit_name, row.label
    elif last is not None:
        called = last.sheet, last.unit_name, last.label
    else:
        called = change.sheet, change.key.unit, change.key.row
    return NoteLine(*change.key, *called, note, current.job.today.isoformat(), book.file, book.sha256)


def joined(change: NoteChange, stands: str) -> str:
    """What is to stand: what a person wrote last; below each other where others have changed the same note meanwhile."""
    from followup.files.legal import LONGEST_TEXT, longer_than

    if stands in (change.was, change.note, ""):
        return change.note
    if not change.note:
        return stands  # it was another note that was cleared
    both = f"{stands}\n{change.note}"
    return change.note if longer_than(both, LONGEST_TEXT) else both
