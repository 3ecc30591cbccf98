"""What the last merge and the copies that were sent back left word of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.workspace import Workspace
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.form.frame import Frame
    from followup.outputs.records.manifest import LastMerge


def read_receipts(place: Workspace, frame: Frame, into: Path | None = None) -> LastMerge:
    """What the record in a folder of outputs says of the merge before this one, and what was sent back since.

    The folder is the workspace's own where none is named.
    """
    from followup.files.disk.atomic_files import abandoned_parts
    from followup.outputs.records.manifest import MANIFEST, RETURNED, join_records, last_merge

    into = into or place.folder("output")
    begun = [_text(path) for path in abandoned_parts(into) if path.name.startswith(f".{MANIFEST}.")]
    last = last_merge(_text(into / MANIFEST), begun, frame)
    returned = last_merge(_text(place.folder("returned") / RETURNED), (), frame)
    return replace(last, record=join_records(last.record, returned.record), returned=returned.record)


def refuse_foreign_record(into: Path) -> None:
    """CouldNotRun where a file of the record's name stands in the folder that no merge has written."""
    from followup.outputs.records.manifest import MANIFEST, may_be_record

    if not may_be_record(_text(into / MANIFEST)):
        file, folder = literal(MANIFEST), literal(str(into))
        raise CouldNotRun(
            _(
                "{file} in {folder} was not made by followup. Choose another folder with --into.",
                file=file,
                folder=folder,
            )
        )


def _text(path: Path) -> str:
    from followup.files.disk.ordinary_file import text_of
    from followup.files.size_limits import OWN

    try:
        return text_of(path, OWN.file)
    except (OSError, ValueError):
        return ""
