"""The record of a round, kept beside the outputs; that of an earlier round is kept in the workspace's history first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.workspace import Job, Workspace

if TYPE_CHECKING:
    from followup.flow.door.writing import Door
    from followup.flow.gathering.current import Current
    from followup.form.frame import Frame
    from followup.outputs.records.record import RecordFacts
    from followup.region.consolidating import Region


def write_record(current: Current, region: Region, kept: RecordFacts, door: Door) -> None:
    """Write the record of a region that is not masked beside its place; its index last, for it has their digests.

    A record of another round that stands there goes to the workspace's history: by it later rounds know that one. One
    that a person has edited is left, and the new one gets a folder with a number.
    """
    from followup.files.disk.atomic_files import as_output_error
    from followup.flow.door.writing import OWN_RECORD
    from followup.history.record import INDEX
    from followup.outputs.records.record import index_of, record_files

    folder = folder_to_write(current.job.into)
    _keep_earlier(current.job, region.frame, door)
    written: dict[str, Path] = {}
    for name, write in record_files(region, kept, current.inputs).items():
        with as_output_error(folder / name):
            written[name] = door.beside(folder / name, OWN_RECORD)
            write(written[name])
    with as_output_error(folder / INDEX):
        index = door.beside(folder / INDEX, OWN_RECORD)
        index.write_text(index_of(region, kept, written), encoding="utf-8", newline="\n")


def folder_to_write(into: Path) -> Path:
    """The folder for the record beside the outputs: the last that stands there, else the next where that was edited."""
    from followup.history.record import RECORD

    return free_folder(into / RECORD)


def free_folder(folder: Path) -> Path:
    """The folder for a record there, or one with a number where a person has edited those that stand there."""
    from followup.history.record import numbered_folders

    return _next_free(numbered_folders(folder))


def _next_free(folders: Sequence[Path]) -> Path:
    """The last of some folders of records, or one with the next number where a person has edited that."""
    return folders[-1] if _is_ours(folders[-1]) else folders[0].with_name(f"{folders[0].name} ({len(folders) + 1})")


def _is_ours(folder: Path) -> bool:
    """Whether every file of a record is one that we wrote: by its index, or by one that an interrupted merge was about to
    put in its place.
    """
    from followup.files.disk.atomic_files import abandoned_parts, sha256_of
    from followup.history.record import INDEX, digests_in

    if not folder.is_dir():
        return True
    begun = [part for part in abandoned_parts(folder) if part.name.startswith(f".{INDEX}.")]
    digests = set().union(*(digests_in(index) for index in (folder / INDEX, *begun)))
    files = [
        path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".") and path.name != INDEX
    ]
    return all(sha256_of(path) in digests for path in files)


def _keep_earlier(job: Job, frame: Frame, door: Door) -> None:
    """Copy the record of another round into the history, as it is: one that was edited goes on being told of there."""
    import shutil

    from followup.files.disk.atomic_files import as_output_error
    from followup.files.names import file_name
    from followup.flow.door.writing import OWN_RECORD
    from followup.history.record import HISTORY, INDEX, RECORD, index_in, numbered_folders
    from followup.plan.rounds.rounds import same_round

    folder = numbered_folders(job.into / RECORD)[-1]
    index = index_in(folder)
    if index is None or index.region != frame.sender.short or same_round(index.round, frame.round):
        return
    kept = _next_free(numbered_folders(job.place.root / HISTORY / file_name(index.round)))
    for name in (*index.files, INDEX):
        if (folder / name).is_file():
            with as_output_error(kept / name):
                shutil.copyfile(folder / name, door.beside(kept / name, OWN_RECORD))


def record_folders(place: Workspace, into: Path) -> list[Path]:
    """The folders that hold records: beside the outputs, and each round's in the workspace's history."""
    from followup.history.record import HISTORY, RECORD, numbered_folders

    return [
        *numbered_folders(into / RECORD),
        *sorted(path for path in (place.root / HISTORY).glob("*") if path.is_dir()),
    ]
