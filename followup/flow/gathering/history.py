"""What earlier rounds left behind, in the regional workbooks that a merge is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.outputs.manifest import LastMerge
    from followup.region.earlier_figures import PastRound


@dataclass(frozen=True)
class History:
    """Earlier rounds and the ``files`` that keep them; ``left_out`` are files that the merge before this one had."""

    rounds: Sequence[PastRound] = ()
    files: tuple[Path, ...] = ()
    left_out: tuple[str, ...] = ()


def read_history(files: Sequence[Path], receipts: LastMerge) -> History:
    """What earlier regional workbooks keep; CouldNotRun when one is none."""
    left_out = () if files else tuple(previous.name for previous in receipts.previous)
    return History([_past_round(path) for path in files], tuple(files), left_out)


def recall_history(into: Path, receipts: LastMerge) -> History:
    """The history that the last merge into a folder had: its files that are still as they were, else their names."""
    from followup.files.disk.atomic_files import sha256_of

    rounds, left_out = [], []
    for previous in receipts.previous:
        path = into / previous.way
        if previous.way and path.is_file() and sha256_of(path) == previous.sha256:
            rounds.append(path)
        else:
            left_out.append(previous.name)
    return History([_past_round(path) for path in rounds], tuple(rounds), tuple(left_out))


def _past_round(path: Path) -> PastRound:
    from followup.files.processes.readers import read_book
    from followup.files.received import UnreadableFile
    from followup.files.size_limits import OWN
    from followup.region.earlier_figures import past_round

    try:
        past = past_round(read_book(path, OWN))
    except UnreadableFile as fault:
        file = literal(path.name)
        raise CouldNotRun(_("The earlier workbook {file} {fault}", file=file, fault=fault.problem.advice)) from fault
    if past is None:
        raise CouldNotRun(
            _(
                "{file} holds no figures for later rounds. Name a regional.xlsx that followup merge made, not a published one.",
                file=literal(path.name),
            )
        )
    return past
