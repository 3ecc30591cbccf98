"""Close a round: nothing of it is left undecided, and all of it is kept, byte for byte, in one sealed folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.flow.closing.contents import FOLDERS, ClosedContents, files_to_keep
from followup.flow.closing.rows_to_decide import write_rows
from followup.flow.door.editions.exclusive import exclusive
from followup.flow.door.formats import PUBLISHED
from followup.flow.door.remaking import commands_for
from followup.flow.door.stale import made_in, stale_in
from followup.flow.door.templates.blank_workbooks import leave_blank_decisions
from followup.flow.gathering.closed import closed_now, is_in_closed_folder
from followup.flow.gathering.current import Current, read_current
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.since_closing import SinceClosing, note_since_closing
from followup.flow.gathering.workspace import Workspace, job_in
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun, could_not_write
from followup.frozen import frozen
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.flow.door.placing import WrittenOutputs
    from followup.form.finding import Finding
    from followup.history.closing import ClosedRound
    from followup.round.unsettled import UnsettledMatter


@frozen
class ClosingAttempt:
    """What came of asking to close a round: it is ``closed``, ``already`` or now; or what is to be settled first.

    ``stale`` are outputs that were made of another state of the round than that which it has now, ``remaking`` the
    commands that make them again, and where something is to be settled first every output; ``rows`` is where the
    rows to decide were written, if that was asked for; ``since`` is what was not kept of a round that is closed already.
    """

    round: str
    closed: ClosedRound | None = None
    already: bool = False
    matters: Sequence[UnsettledMatter] = ()
    stale: tuple[Path, ...] = ()
    remaking: tuple[str, ...] = ()
    rows: WrittenOutputs | None = None
    since: SinceClosing | None = None


def close(
    place: Workspace,
    into: Path | None = None,
    why: str = "",
    today: date | None = None,
    listener: Listener = SILENT,
    rows: Path | None = None,
) -> ClosingAttempt:
    """Close the round into a folder of its name in ``into``, else in ``closed`` of the workspace.

    With ``why`` documents that are older than the round are kept as they are, and it is written down; with ``rows`` a
    workbook of what is to be decided, to copy from, is written there. where there is no decisions.xlsx
    to write them in an empty one is left. CouldNotRun where the round has not been merged as it is now, or where the folder
    cannot be written; then nothing has changed.
    """
    from followup.history.closing import CLOSE

    job = job_in(place, listener, today)
    if (closed := closed_now(place, listener)) is not None:
        since = note_since_closing(place, closed, listener)
        return ClosingAttempt(closed.round, closed, already=True, since=since)
    plan = load_valid_plan(place, listener)
    folder = _folder_for(place, into, plan.round)
    with exclusive(job.into, listener):
        current = read_current(job, plan)
        region, _public = current.editions(published=(job.into / PUBLISHED).is_dir())
        matters = _unsettled(current, region.findings)
        stale = _stale(current, job.into)
        if matters or (stale and not why):
            written = write_rows(place, plan, matters, rows, listener) if rows is not None and matters else None
            if any(matter.rows for matter in matters):
                leave_blank_decisions(place, plan, listener)
            # A decision makes every output older than the round: all is to be made again once it stands there.
            remaking = commands_for(made_in(job.into) if matters else stale, job.into)
            return ClosingAttempt(plan.round, None, matters=matters, stale=stale, remaking=remaking, rows=written)
        closed = _keep(current, folder, why, stale)
        _add_to_list(place, CLOSE, closed, why, job.today)
        _note_preliminary(current, listener)
    return ClosingAttempt(plan.round, closed)


def _note_preliminary(current: Current, listener: Listener) -> None:
    """Somebody has decided that an approval may be missing; the documents say all the same that it is."""
    from followup.round.unit_state import unapproved_units

    for state in unapproved_units(current.round.states):
        message = _("{unit} is preliminary: its approval is missing, and so the documents say.")
        listener.note(message.filled(unit=literal(state.unit.name)), "warning")


def _unsettled(current: Current, findings: Sequence[Finding]) -> list[UnsettledMatter]:
    from followup.round.unsettled import unsettled_matters

    return unsettled_matters(current.round, findings, current.region.frame.round)


def _stale(current: Current, output: Path) -> tuple[Path, ...]:
    """The outputs that do not tell of the round as it is now; CouldNotRun where the last merge does not."""
    from followup.outputs.records.manifest import state_digest

    frame, merged = current.region.frame, _last_merge(output)
    if merged is None or merged.get("round") != frame.round:
        raise CouldNotRun(_("{round} has not been merged. Run: followup merge", round=literal(frame.round)))
    gone = [str(entry["file"]) for entry in merged["outputs"] if not (output / str(entry["file"])).is_file()]
    if gone:
        raise CouldNotRun(
            _("{file} is gone from the results. Run followup merge again.", file=literal(", ".join(gone)))
        )
    return tuple(stale_in(output, state_digest(current.inputs, frame)))


def _last_merge(output: Path) -> Mapping[str, Any] | None:
    import json

    from followup.files.disk.ordinary_file import text_of
    from followup.files.size_limits import OWN
    from followup.outputs.records.manifest import MANIFEST

    try:
        content = json.loads(text_of(output / MANIFEST, OWN.file))
        return content if isinstance(content["outputs"], list) and isinstance(content["inputs"], list) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(current: Current, folder: Path, why: str, stale: Sequence[Path]) -> ClosedRound:
    """Copy, seal and name the folder: all of it or nothing."""
    from followup.files.disk.atomic_files import OutputInUse
    from followup.files.seals.bag import faults_of, new_folder, protect, write_bag
    from followup.history.closing import NOT_SEALED, ClosedRound

    job, frame = current.job, current.region.frame
    files = files_to_keep(job.place)
    info = {
        "Source-Organization": frame.sender.region,
        "External-Identifier": frame.round,
        "Bagging-Date": job.today.isoformat(),
        "External-Description": frame.words(_("Follow-up {round}, closed", round=literal(frame.round))),
    }
    contents = ClosedContents(current, files, why, stale)
    try:
        with new_folder(folder) as part:
            with job.listener.progress(_("Keeping"), len(files)) as begin:
                seal = write_bag(part, files, contents.texts, info, begin)
            contents.write_register(part)
            if faults_of(part, NOT_SEALED):  # read again: what the disk holds is what was sealed
                raise OutputInUse(folder)
            protect(part, NOT_SEALED)
    except OutputInUse as error:
        raise could_not_write(folder, error.full) from error
    except OSError as error:
        path = literal(str(error.filename or job.place.root))
        raise CouldNotRun(_("{path} could not be read, and is to be kept. Nothing was closed.", path=path)) from error
    return ClosedRound(frame.round, folder, job.today.isoformat(), seal)


def _folder_for(place: Workspace, into: Path | None, round_: str) -> Path:
    """A new folder of the round's name; CouldNotRun where it would lie among what is kept, or the list is held."""
    from followup.files.disk.whole_path import whole_path
    from followup.flow.door.replaceable import refuse_name
    from followup.history.closing import CLOSED, next_folder, refuse_held_list

    folder = next_folder(whole_path(into or place.root / CLOSED), round_)
    refuse_name(folder, CLOSED, (), [place.folder("inbox")])
    if any(folder.is_relative_to((place.root / name).absolute()) for name in FOLDERS):
        raise CouldNotRun(
            _("{path} is kept itself when the round is closed. Choose another folder.", path=literal(str(into)))
        )
    try:
        refuse_held_list(place.root)
    except OSError as error:
        raise could_not_write(list_of(place)) from error
    return folder


def list_of(place: Workspace) -> Path:
    """Where the list of closings of a workspace stands."""
    from followup.history.closing import CLOSED, CLOSINGS

    return place.root / CLOSED / CLOSINGS


def _add_to_list(place: Workspace, event: str, closed: ClosedRound, why: str, today: date) -> None:
    """Write down that a round was closed or opened again; CouldNotRun where that cannot be done."""
    from followup.history.closing import ClosingLine, add_closing
    from followup.outputs.records.manifest import way_to

    when = datetime.now().astimezone().isoformat(timespec="seconds")
    folder = way_to(closed.folder, place.root)
    try:
        add_closing(place.root, ClosingLine(when, event, closed.round, folder, closed.seal, why, today.isoformat()))
    except OSError as error:
        raise could_not_write(list_of(place)) from error


def reopen(place: Workspace, why: str, today: date | None = None, listener: Listener = SILENT) -> ClosedRound:
    """Open a closed round again: what was kept of it stays as it is, and why it was opened is written down.

    CouldNotRun where the round is not closed, or where that cannot be written.
    """
    from followup.files.seals.bag import seal_of
    from followup.history.closing import REOPEN

    if not why.strip():
        raise CouldNotRun(_("Write why the round is opened again: followup reopen --why TEXT"))
    closed = closed_now(place, listener)
    if closed is None:
        raise CouldNotRun(_("The round is not closed, so there is nothing to open."))
    if is_in_closed_folder(place):
        raise CouldNotRun(
            _(
                "{path} is what was kept of a closed round. Open the round in its workspace.",
                path=literal(str(place.root)),
            )
        )
    _add_to_list(place, REOPEN, replace(closed, seal=seal_of(closed.folder)), why, today or date.today())
    return closed
