"""The records of earlier rounds, copied from the workspaces that have them: when a round is begun, and taken anew later."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.door.placing import put
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.workspace import Workspace, find_workspace
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun, folder_not_written
from followup.flow.start.rows_left_out import RowsLeftOut, still_asked
from followup.frozen import frozen
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.flow.door.writing import Output
    from followup.plan.model import Plan


@frozen
class RenewedHistory:
    """The rounds whose records were taken anew, and the rows that the last of them has finished by now although the plan
    asks for them."""

    rounds: tuple[str, ...]
    last: str
    still_asked: tuple[RowsLeftOut, ...] = ()


def renew_history(folder: Path, earlier: Path, listener: Listener = SILENT) -> RenewedHistory:
    """Take the records of the rounds in ``earlier`` anew into the history of a workspace; nothing else in it is changed.

    CouldNotRun where one of the two is no workspace, or the earlier has no round before the other's.
    """
    from followup.plan.rounds.rounds import is_before, same_round

    place, source = find_workspace(folder), find_workspace(earlier)
    plan, other = load_valid_plan(place, listener), load_valid_plan(source, listener)
    records = {round_: path for round_, path in records_of(source, other) if is_before(round_, plan.round)}
    if not records or other.sender.short != plan.sender.short:
        raise CouldNotRun(
            _(
                "{folder} has no record of a round of {region} before {round}; nothing was changed.",
                folder=literal(str(source.root)),
                region=literal(plan.sender.region),
                round=literal(plan.round),
            )
        )
    last = next((round_ for round_ in records if same_round(round_, other.round)), "")
    asked = still_asked(plan, other, records[last]) if last else ()
    try:
        put(record_outputs(records, source, place), listener)
    except OSError as error:
        raise folder_not_written(place.root, error) from error
    return RenewedHistory(tuple(records), last, tuple(asked))


def records_of(source: Workspace, plan: Plan) -> Iterator[tuple[str, Path]]:
    """The records of the earlier rounds, and that of the last, by round. CouldNotRun where the last left none."""
    from followup.history.record import HISTORY, INDEX, index_in, read_record
    from followup.plan.rounds.rounds import same_round

    for path in sorted((source.root / HISTORY).glob(f"*/{INDEX}")):
        if (index := index_in(path.parent)) is not None:
            yield index.round, path.parent
    last = _last_record(source, plan)
    index = index_in(last)
    if index is None or not same_round(index.round, plan.round):
        raise CouldNotRun(
            _(
                "{folder} has no record of {round}: run followup merge there first, so that the next round knows its figures.",
                folder=literal(str(source.root)),
                round=literal(plan.round),
            )
        )
    if findings := read_record(last)[1]:
        raise CouldNotRun(_("{file} {advice}", file=literal(findings[0].place.file), advice=findings[0].advice))
    yield index.round, last


def _last_record(source: Workspace, plan: Plan) -> Path:
    """The record beside the outputs; where that is gone or changed, and the round is closed, the one that was kept."""
    from followup.files.seals.bag import PAYLOAD
    from followup.history.closing import OUTPUTS, closed_round
    from followup.history.record import RECORD, index_in, numbered_folders, read_record
    from followup.plan.rounds.rounds import same_round

    beside = numbered_folders(source.folder("output") / RECORD)[-1]
    index = index_in(beside)
    if index is not None and same_round(index.round, plan.round) and not read_record(beside)[1]:
        return beside
    closed = closed_round(source.root, plan.round)
    return beside if closed is None else numbered_folders(closed.folder / PAYLOAD / OUTPUTS / RECORD)[-1]


def record_outputs(records: Mapping[str, Path], source: Workspace, place: Workspace) -> Iterator[Output]:
    """Copies of records, by round, in a workspace's history; each index says where the record lies that it is a copy of."""
    from followup.files.disk.atomic_files import copy_whole
    from followup.files.names import file_name
    from followup.flow.door.editions.keeping import free_folder
    from followup.flow.door.writing import OWN_RECORD, Output
    from followup.history.record import HISTORY, INDEX, index_in

    for round_, folder in records.items():
        if (index := index_in(folder)) is None:
            continue
        target = free_folder(place.root / HISTORY / file_name(round_))
        for name in index.files:
            if (folder / name).is_file():
                yield Output(target / name, OWN_RECORD, partial(copy_whole, folder / name))
        original = source.root / index.copied_from if index.copied_from else folder
        write = partial(_copy_index, folder / INDEX, _way_from(place.root, original))
        yield Output(target / INDEX, OWN_RECORD, write)


def _way_from(folder: Path, original: Path) -> str:
    """The way from a workspace to a record elsewhere; empty where there is none, as to another drive."""
    try:
        return Path(os.path.relpath(original, folder)).as_posix()
    except ValueError:
        return ""


def _copy_index(index: Path, copied_from: str, path: Path) -> None:
    from followup.files.disk.ordinary_file import text_of
    from followup.files.size_limits import OWN
    from followup.history.record import as_copied

    path.write_text(as_copied(text_of(index, OWN.file), copied_from), encoding="utf-8", newline="\n")
