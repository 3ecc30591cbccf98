"""The record of a round, kept beside the outputs; that of an earlier round is kept in the workspace's history first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.workspace import Workspace

EDITED = "record_edited"

if TYPE_CHECKING:
    from followup.flow.door.writing import Door
    from followup.region.consolidating import Region


def write_record(place: Workspace, region: Region, into: Path, door: Door) -> None:
    """Write the record of a region that is not masked beside its place; its index last, for it has their digests.

    A record of another round that stands there goes to the workspace's history: by it later rounds know that one.
    """
    from followup.files.disk.atomic_files import as_output_error
    from followup.flow.door.writing import OWN_RECORD
    from followup.history.record import INDEX, RECORD
    from followup.outputs.record import index_of, record_files

    folder = into / RECORD
    _keep_earlier(place, region, folder, door)
    _keep_edited(folder, door)
    written: dict[str, Path] = {}
    for name, write in record_files(region).items():
        with as_output_error(folder / name):
            written[name] = door.beside(folder / name, OWN_RECORD)
            write(written[name])
    with as_output_error(folder / INDEX):
        index = door.beside(folder / INDEX, OWN_RECORD)
        index.write_text(index_of(region, written), encoding="utf-8", newline="\n")


def _keep_earlier(place: Workspace, region: Region, folder: Path, door: Door) -> None:
    import shutil

    from followup.files.disk.atomic_files import as_output_error
    from followup.files.names import file_name
    from followup.flow.door.writing import OWN_RECORD
    from followup.history.record import HISTORY, INDEX, index_in
    from followup.plan.rounds import same_round

    index, frame = index_in(folder), region.frame
    if index is None or index.region != frame.sender.short or same_round(index.round, frame.round):
        return
    kept = place.root / HISTORY / file_name(index.round)
    for name in (*index.files, INDEX):
        if (folder / name).is_file():
            with as_output_error(kept / name):
                shutil.copyfile(folder / name, door.beside(kept / name, OWN_RECORD))


def _keep_edited(folder: Path, door: Door) -> None:
    """A file of the record that a person has edited is kept under another name; the record itself is written anew."""
    import shutil

    from followup.files.disk.atomic_files import as_output_error, sha256_of
    from followup.history.record import index_in

    index = index_in(folder)
    for name, digest in index.files.items() if index is not None else ():
        path = folder / name
        if path.is_file() and sha256_of(path) != digest:
            edited = path.with_name(f"{path.stem} edited{path.suffix}")
            with as_output_error(edited):
                shutil.copyfile(path, door.beside(edited, EDITED))


def record_folders(place: Workspace, into: Path) -> list[Path]:
    """The folders that hold records: beside the outputs, and each round's in the workspace's history."""
    from followup.history.record import HISTORY, RECORD

    return [into / RECORD, *sorted(path for path in (place.root / HISTORY).glob("*") if path.is_dir())]
