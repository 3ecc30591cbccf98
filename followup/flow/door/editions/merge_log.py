"""The log of merges of a workspace: added to by each merge, and never in its way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from followup.flow.gathering.workspace import LOG, Workspace
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.flow.gathering.current import Current


def log_merge(current: Current, changed: int) -> None:
    """Add what was merged, and how many facts that ``changed``; where another program holds the log that is told, for what
    was merged stands all the same.
    """
    from followup.files.disk.append_log import append_lines, lines_in
    from followup.outputs.records.log_lines import MERGES, LogLine, lines_of_merge
    from followup.outputs.records.manifest import way_to

    job, frame = current.job, current.region.frame
    path = job.place.folder(LOG) / MERGES
    before = lines_in(path, LogLine._fields)
    try:
        way = way_to(job.into, job.place.root)
        lines = lines_of_merge(current.inputs, frame, changed, way, before, datetime.now())
        append_lines(path, LogLine._fields, lines)
    except OSError:
        message = _(
            "{file} could not be written, so this merge does not stand there. Close it if it is open in Excel.",
            file=literal(f"{LOG}/{MERGES}"),
        )
        job.listener.note(message, "warning")


def received_days(place: Workspace, round_: str) -> Mapping[str, str]:
    """The day of the first merge of a round that had a file, by the file's digest; nothing of what was never merged."""
    from followup.files.disk.append_log import lines_in
    from followup.outputs.records.log_lines import MERGES, LogLine, days_received

    return days_received(round_, lines_in(place.folder(LOG) / MERGES, LogLine._fields))
