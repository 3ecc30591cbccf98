"""The workbook for sheets of people's own, where they ask for it or have put sheets into the regional workbook."""

from __future__ import annotations

from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import documents_of
from followup.flow.door.editions.editions import WORKBOOK
from followup.flow.gathering.current import Current
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.region.consolidating import Region

KIND, NAME = "own_sheets", _("own sheets")


def begin_own_sheets(current: Current, region: Region) -> None:
    """Write it beside the plan, once: where it stands, whoever made it, nothing is done. A note says where it is."""
    from followup.files.xlsx_writing.xlsx_write import write_book
    from followup.flow.door.placing import put
    from followup.flow.door.writing import Output
    from followup.flow.gathering.workspace import look_of
    from followup.outputs.own_sheets import own_sheets
    from followup.outputs.records.manifest import way_to

    job, words = current.job, region.frame.words
    path = job.place.root / f"{words(NAME)}.xlsx"
    if lexists(path):
        return
    way = way_to(job.into / WORKBOOK, path.parent)

    def write(beside: Path) -> None:
        book = own_sheets(region, way_to(job.inbox, job.into), way, documents_of(current.premises.plan))
        write_book(book, beside, look_of(job.place, job.listener))

    try:
        put([Output(path, KIND, write)], job.listener)
    except CouldNotRun as refusal:
        job.listener.note(refusal.message, "warning")
    else:
        job.listener.note(_("{path} is for sheets of your own: no merge ever changes it.", path=literal(str(path))))
