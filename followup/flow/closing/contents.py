"""What is kept of a round that is closed: all that it was made of, and all that was made of it, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.door.editions.merge_log import received_days
from followup.flow.door.remaking import kind_of
from followup.flow.gathering.current import Current
from followup.flow.gathering.workspace import ATTACHMENTS, LOG, Workspace, look_of
from followup.flow.listener import SILENT
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import _, literal
from followup.locale.letters import readable

if TYPE_CHECKING:
    from followup.history.closing import KeptFile

INBOX, OUTPUTS = "inbox", "output"
FOLDERS = (OUTPUTS, "history", "returned", LOG, ATTACHMENTS, "workbook_templates")
"""Besides the plan, the decisions and what was received. Templates are not kept: what was asked stands in the plan."""


def files_to_keep(place: Workspace) -> Mapping[str, Path]:
    """Every file that a closed round keeps, by its way from the workspace."""
    from followup.files.containers.inbox import submissions_in

    files = [place.plan, place.decisions] if place.decisions.is_file() else [place.plan]
    read, others = submissions_in([place.folder(INBOX)])
    files += [path for path in (*read, *others) if path.is_file()]
    files += [path for name in FOLDERS for path in _files_in(place.root / name)]
    return {path.relative_to(place.root).as_posix(): path for path in files}


def _files_in(folder: Path) -> Iterator[Path]:
    """What people see below a folder: nothing hidden, no lock, nothing of the system's."""
    from followup.files.containers.inbox import is_rubbish

    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_rubbish(name))
        yield from (Path(above, name) for name in sorted(names) if not is_rubbish(name) and Path(above, name).is_file())


@frozen
class ClosedContents:
    """What is kept of a round as it is now, by its way from the workspace; ``stale`` are outputs that are older than it."""

    current: Current
    files: Mapping[str, Path]
    why: str
    stale: Sequence[Path] = ()

    @property
    def place(self) -> Workspace:
        """The workspace of the round."""
        return self.current.job.place

    @property
    def today(self) -> date:
        """The day that it is closed."""
        return self.current.job.today

    def texts(self, digests: Mapping[str, str]) -> Mapping[str, str]:
        """What is written besides, of the digests of what was copied: the register, and what the folder says of itself.

        CouldNotRun where a file is no longer the one that was read.
        """
        from followup.files.seals.bag import PAYLOAD
        from followup.history.closing import CLOSING, REGISTER, as_closing
        from followup.outputs.records.register import register_lines, register_text
        from followup.reports.wording.findings_text import as_json, units_as_json

        self._refuse_changed(digests)
        region, words = self.current.region, self.current.region.frame.words
        kept = self._described(digests)
        closing = as_closing(
            kept,
            region=region.frame.sender.short,
            region_name=region.frame.sender.region,
            round=region.frame.round,
            plan_version=region.frame.version,
            closed=self.today.isoformat(),
            why=self.why,
            stale=sorted(path.relative_to(self.place.root).as_posix() for path in self.stale),
            units=units_as_json(self.current.round.every_state),
            levels=region.levels,
            values_merged=region.values,
            findings=[as_json(finding, words) for finding in region.findings],
        )
        register = register_text(words, list(register_lines(region.frame, kept)))
        return {f"{PAYLOAD}/{REGISTER}.csv": register, CLOSING: closing}

    def write_register(self, folder: Path) -> None:
        """Write the register as a workbook beside what is sealed: it is to be filled in."""
        from followup.files.disk.atomic_files import as_output_error
        from followup.files.xlsx_writing.xlsx_write import write_book
        from followup.history.closing import REGISTER, kept_in
        from followup.outputs.records.register import register_book, register_lines

        frame = self.current.region.frame
        lines = list(register_lines(frame, kept_in(folder)))
        title = frame.words(_("Documents of {round}", round=literal(frame.round)))
        with as_output_error(folder):
            write_book(
                register_book(frame.words, title, lines), folder / f"{REGISTER}.xlsx", look_of(self.place, SILENT)
            )

    def _described(self, digests: Mapping[str, str]) -> list[KeptFile]:
        """What each file is: of an output its kind, of a received file whose it is and when it came."""
        from followup.files.names import file_name
        from followup.flow.door.replaceable import edited_in
        from followup.history.closing import KeptFile
        from followup.outputs.to_units.receipt_texts import file_receipts

        inputs, day = self.current.inputs, self.today.isoformat()
        receipts = file_receipts(inputs, received_days(self.place, self.current.region.frame.round))
        by_way = {f"{INBOX}/{receipt.file}": receipt for receipt in receipts}
        edited = set(edited_in(self.place.folder(OUTPUTS)))
        tree = self.current.region.frame.units
        units = {
            file_name(tree.file_stem(unit)): unit.id for unit in tree.answering
        }  # of documents that are one a unit
        kept = []
        for way, path in self.files.items():
            folder, _slash, rest = way.partition("/")
            receipt = by_way.get(readable(way))
            kind = kind_of(path) if folder == OUTPUTS else folder if rest else self._kind_beside(path)
            unit, came = (receipt.unit, receipt.received) if receipt is not None else (units.get(path.stem, ""), "")
            kept.append(KeptFile(way, kind, unit, came if folder == INBOX else day, digests[way], path in edited))
        return kept

    def _kind_beside(self, path: Path) -> str:
        return "plan" if path == self.place.plan else "decisions"

    def _refuse_changed(self, digests: Mapping[str, str]) -> None:
        """What was copied must be what was read: nobody may have saved the plan, or put another file there, meanwhile."""
        from followup.outputs.records.manifest import input_entries, manifest

        read = manifest(self.current.inputs, self.current.region.frame, self.place.folder(OUTPUTS))
        wanted = {
            self.place.plan.name: read["plan"]["sha256"],
            self.place.decisions.name: read["decisions"].get("sha256"),
        }
        for entry in input_entries(self.current.inputs):
            container = entry.get("container", entry)
            wanted[f"{INBOX}/{container['file']}"] = container["sha256"]
        copied = {readable(way): digest for way, digest in digests.items()}
        changed = [way for way, digest in wanted.items() if digest and copied.get(way) != digest]
        if changed:
            file = literal(", ".join(changed))
            raise CouldNotRun(
                _("{file} was changed while the round was being closed. Nothing was closed; try again.", file=file)
            )
