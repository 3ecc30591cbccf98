"""The copies that go back to the units: where to, under which names, and what is told about them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.console import CouldNotRun, tell
from followup.cli.template import could_not_write
from followup.cli.workspace import Workspace, look_of
from followup.locale import _, literal, n_

if TYPE_CHECKING:
    from followup.files.look import Look
    from followup.plan.model import Plan
    from followup.stages.collecting import Collected, ReadFile


def return_workbooks(
    read: Sequence[ReadFile], into: Path, places: Sequence[Path], plan: Plan, place: Workspace
) -> list[ReadFile]:
    """Write a marked copy of each file that has something to correct or to check; gives the files that were sent back."""
    from followup.files.mark import unique_targets
    from followup.files.safe import OutputInUse
    from followup.outputs.returned import is_to_return

    _refuse_where_files_are_read(into, places, read)
    look = look_of(place)
    targets = unique_targets([file.path for file in read], into)
    written: list[ReadFile] = []
    in_use = []
    for file in read:
        target = targets[file.path]
        if not is_to_return(file):
            _tell_of_older(target)
            continue
        _refuse_to_replace_others(target)
        try:
            _write(file, target, plan, look)
            written.append(file)
        except OutputInUse as error:  # the others are still written
            in_use.append(error)
    told = n_("{n} workbook to send back is in {folder}.", "{n} workbooks to send back are in {folder}.", len(written))
    tell(told.filled(folder=literal(str(into))) if written else _("No workbook has to be sent back."))
    if in_use:
        raise could_not_write(in_use[0].path) from in_use[0]
    return written


def copies_of(returned: Sequence[ReadFile], read: Sequence[ReadFile], into: Path) -> list[Path]:
    """Where the copies of the files that were sent back are, of all that were read."""
    from followup.files.mark import unique_targets

    targets = unique_targets([file.path for file in read], into)
    return [targets[file.path] for file in returned]


def remember_returned(files: Sequence[ReadFile], collected: Collected, plan: Plan, place: Workspace) -> None:
    """Note which files were sent back: what a unit then sends replaces them, and is no file that differs."""
    from followup.cli.round import taken_before
    from followup.files.safe import written_beside
    from followup.outputs.manifest import RETURNED, returned_as_text, with_these

    sent = {file.submission.sha256 for file in files if file.submission is not None}
    taken = {unit: each for unit, each in collected.taken.items() if each.sha256 in sent}
    if not taken:
        return
    record = with_these(taken_before(place, plan), taken)
    with written_beside(place.folder("returned") / RETURNED) as beside:
        beside.write_text(returned_as_text(record, plan), encoding="utf-8", newline="\n")


def _write(file: ReadFile, target: Path, plan: Plan, look: Look) -> None:
    from followup.outputs.returned import write_returned

    if not write_returned(file, target, plan.words, look).marked:
        told = _("{file}: the cells could not be marked, so only the list goes back.", file=literal(target.name))
        tell(told, "warning")


def _refuse_where_files_are_read(into: Path, places: Sequence[Path], read: Sequence[ReadFile]) -> None:
    """A copy among the received files would be read as one of them, or replace the one that it is made of."""
    folder = into.resolve()
    folders = [place.resolve() for place in places if place.is_dir()]
    inside = any(folder == each or each in folder.parents for each in folders)
    if inside or folder in {file.path.resolve().parent for file in read}:
        told = _("{folder} holds received workbooks. Choose another folder for those that go back.")
        raise CouldNotRun(told.filled(folder=literal(str(into))))


def _refuse_to_replace_others(target: Path) -> None:
    """Only a copy from an earlier time is replaced: in another folder there may be a template of that name."""
    from followup.files.marks import is_returned

    if target.exists() and not is_returned(target):
        told = _("{file} in {folder} is no earlier copy. Choose another folder for those that go back.")
        raise CouldNotRun(told.filled(file=literal(target.name), folder=literal(str(target.parent))))


def _tell_of_older(target: Path) -> None:
    if target.is_file():
        told = _("{file} has nothing to correct any more; the copy from an earlier time in {folder} can be deleted.")
        tell(told.filled(file=literal(target.name), folder=literal(str(target.parent))), "warning")
