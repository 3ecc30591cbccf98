"""Follow-up in a region: plan to templates, filled-in templates to one workbook and a Word summary.

What the commands do can be asked for without a terminal::

    import followup

    merged = followup.merge("uppfoljning/2022-T1")
    merged.region.levels    # how many judgements are met, partly, not met …
    merged.findings         # what was found, each with its file, sheet and cell
    merged.written.paths    # where the outputs stand

Each takes the folder of a workspace or its plan, gives a frozen value and prints nothing. ``CouldNotRun`` says in a
sentence (``str(error)``) why something could not be done; then no output has changed. ``workers`` and ``dask`` say who
reads the files, as the options of these names do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.version import __version__ as __version__

if TYPE_CHECKING:
    from followup.flow.check import Checked
    from followup.flow.close import ClosingAttempt
    from followup.flow.closing.kept import HandedOut
    from followup.flow.export import Exported
    from followup.flow.gathering.reading.readers import Readers
    from followup.flow.gathering.workspace import Workspace
    from followup.flow.importing.plan_import import ImportedList
    from followup.flow.merge import Merged
    from followup.flow.plan.plan_check import CheckedPlan
    from followup.flow.plan.plan_diff import PlanDiff
    from followup.flow.plan.plan_upgrade import UpgradedPlan
    from followup.flow.preview import Preview
    from followup.flow.refusal import CouldNotRun as CouldNotRun
    from followup.flow.report import Reported
    from followup.flow.status import Standing
    from followup.flow.template import Templates
    from followup.flow.verify import VerifiedRound
    from followup.history.closing import ClosedRound
    from followup.outputs.facts_frame import DataFrame

Place = str | Path
"""A workspace's folder, or its plan."""


def template(
    workspace: Place,
    units: Sequence[str] = (),
    into: Place | None = None,
    *,
    word: bool = False,
    macros: bool = False,
    carry: Sequence[Place] = (),
    drafts: Place | None = None,
    today: date | None = None,
) -> Templates:
    """Make a template for each unit named by id or name, or for all: ``followup template``."""
    from followup.flow.template import TemplateRequest
    from followup.flow.template import template as make

    filled = [Path(file) for file in carry]
    ask = TemplateRequest(units, _path(into), word, macros, filled, _path(drafts), today)
    return make(_found(workspace), ask)


def check(
    workspace: Place,
    files: Sequence[Place] = (),
    *,
    return_to: Place | None = None,
    today: date | None = None,
    workers: int | None = None,
    dask: str = "",
) -> Checked:
    """Check these files and folders, else the inbox, without merging anything: ``followup check``."""
    from followup.flow.check import check as read

    named = [Path(file) for file in files]
    return read(_found(workspace), named, today, _path(return_to), readers=_readers(workers, dask))


def status(
    workspace: Place,
    *,
    drafts: Place | None = None,
    receipts: Place | None = None,
    today: date | None = None,
    workers: int | None = None,
    dask: str = "",
) -> Standing:
    """Who has answered and who has not, and what came: ``followup status``."""
    from followup.flow.listener import SILENT
    from followup.flow.status import status as ask

    return ask(_found(workspace), today, _path(drafts), SILENT, _path(receipts), _readers(workers, dask))


def merge(
    workspace: Place,
    *,
    inbox: Place | None = None,
    into: Place | None = None,
    previous: Sequence[Place] = (),
    published: bool = False,
    pdf: bool = False,
    macros: bool = False,
    own_sheets: bool = False,
    today: date | None = None,
    workers: int | None = None,
    dask: str = "",
) -> Merged:
    """Merge what is in the inbox into the regional workbook and the summary: ``followup merge``."""
    from followup.flow.merge import MergeRequest
    from followup.flow.merge import merge as put_together

    earlier = [Path(file) for file in previous]
    readers = _readers(workers, dask)
    ask = MergeRequest(
        today or date.today(),
        _path(inbox),
        _path(into),
        earlier,
        published,
        pdf,
        macros,
        readers=readers,
        own_sheets=own_sheets,
    )
    return put_together(_found(workspace), ask)


def preview(
    workspace: Place,
    *,
    inbox: Place | None = None,
    into: Place | None = None,
    previous: Sequence[Place] = (),
    published: bool = False,
    today: date | None = None,
    workers: int | None = None,
    dask: str = "",
) -> Preview:
    """What a merge would change since the last one, and since the round was published: ``followup merge --dry-run``."""
    from followup.flow.merge import MergeRequest
    from followup.flow.preview import preview as look

    earlier = [Path(file) for file in previous]
    day, readers = today or date.today(), _readers(workers, dask)
    return look(_found(workspace), MergeRequest(day, _path(inbox), _path(into), earlier, published, readers=readers))


def report(
    workspace: Place,
    names: Sequence[str] | str = (),
    *,
    format: str = "docx",
    inbox: Place | None = None,
    into: Place | None = None,
    published: bool = False,
    since: str = "",
    today: date | None = None,
    workers: int | None = None,
    dask: str = "",
) -> Reported:
    """Write the documents of these names, or of one name; without any, as ``followup report --all``.

    ``format`` is one of those of ``followup report --format``. With ``since`` copies in which is marked what has changed
    since a round, or since this one was "published".
    """
    from followup.flow.door.documents import allowed_documents, documents_named
    from followup.flow.gathering.plans import load_valid_plan
    from followup.flow.listener import SILENT
    from followup.flow.report import report as write

    place = _found(workspace)
    plan = load_valid_plan(place, SILENT)
    allowed = allowed_documents(plan)
    named = [names] if isinstance(names, str) else names
    wanted = documents_named(named, allowed) if named else allowed
    readers, folders = _readers(workers, dask), (_path(inbox), _path(into))
    return write(place, plan, wanted, today, *folders, published, as_format=format, since=since, readers=readers)


def export(
    workspace: Place,
    *,
    format: str = "csv",
    inbox: Place | None = None,
    into: Place | None = None,
    published: bool = False,
    rounds: Sequence[str] | str = (),
    today: date | None = None,
    workers: int | None = None,
    dask: str = "",
) -> Exported:
    """Write the facts as ``csv`` or ``parquet``: ``followup export``. ``rounds`` as ``read_facts`` has them."""
    from followup.flow.export import export as write

    wanted = [rounds] if isinstance(rounds, str) else rounds
    readers, folders = _readers(workers, dask), (_path(inbox), _path(into))
    return write(_found(workspace), format, today, *folders, published, rounds=wanted, readers=readers)


def read_facts(
    place: Place, *, rounds: Sequence[str] | str = (), published: bool = False, today: date | None = None
) -> DataFrame:
    """The facts as a table of pandas: those in a ``facts.csv`` or ``facts.parquet``, or of a workspace as it is now.

    Numbers are float64, days datetimes, ``order`` int64 and all else text, in which "NA" and "-" are answers. Of a
    workspace they are what ``followup export`` would write, ``published`` with small numbers masked. ``rounds`` names
    earlier rounds too, as their records keep them, or one of them; "all" is every one.
    """
    from followup.flow.export import read_facts as read

    return read(Path(place), today, published, [rounds] if isinstance(rounds, str) else rounds)


def close(
    workspace: Place,
    *,
    into: Place | None = None,
    why: str = "",
    rows: Place | None = None,
    today: date | None = None,
) -> ClosingAttempt:
    """Close the round, or say what is to be decided first: ``followup close``.

    Of a closed round nothing is made anew: ``merge`` and ``report`` raise ``CouldNotRun``, ``hand_out`` gives what was kept.
    """
    from followup.flow.close import close as keep
    from followup.flow.listener import SILENT

    return keep(_found(workspace), _path(into), why, today, SILENT, _path(rows))


def reopen(workspace: Place, why: str, *, today: date | None = None) -> ClosedRound:
    """Open a closed round again: ``followup reopen``."""
    from followup.flow.close import reopen as open_again

    return open_again(_found(workspace), why, today)


def verify(folder: Place, seal: str = "") -> Sequence[VerifiedRound]:
    """Whether a sealed folder, or each closed round of a workspace, is as it was sealed, and has this ``seal``: ``followup
    verify``."""
    from followup.flow.verify import verify as look

    return look(Path(folder), seal)


def hand_out(workspace: Place, names: Sequence[str] = (), *, into: Place | None = None) -> HandedOut:
    """The regional workbook and the summary of a closed round, or the documents of these names, as they were kept: what
    ``followup merge`` and ``followup report`` do there."""
    from followup.flow.closing.kept import hand_out_documents, hand_out_merged, refuse_open

    place = _found(workspace)
    closed = refuse_open(place)
    return (
        hand_out_documents(place, closed, names, _path(into)) if names else hand_out_merged(place, closed, _path(into))
    )


def plan_check(workspace: Place) -> CheckedPlan:
    """What is wrong in the plan, and in the Word templates beside it: ``followup plan check``."""
    from followup.flow.plan.plan_check import plan_check as read

    return read(_found(workspace))


def plan_diff(old: Place, new: Place, *, report: Place | None = None, today: date | None = None) -> PlanDiff:
    """What differs between two plans: ``followup plan diff``."""
    from followup.flow.plan.plan_diff import plan_diff as compare

    return compare(_found(old), _found(new), today, _path(report))


def plan_upgrade(workspace: Place, *, into: Place | None = None) -> UpgradedPlan:
    """A copy of a plan with what has come since it was made: ``followup plan upgrade``."""
    from followup.flow.plan.plan_upgrade import plan_upgrade as upgrade

    return upgrade(_found(workspace), _path(into))


def import_list(
    workspace: Place,
    file: Place,
    name: str,
    *,
    sheet: str = "",
    maps: Sequence[str] = (),
    usual: Sequence[str] = (),
    dry_run: bool = False,
    today: date | None = None,
) -> ImportedList:
    """A list taken into the plan as ``measures``, ``units``, ``goals`` or ``actions``: ``followup import --yes``.

    ``maps`` and ``usual`` are what ``--map`` and ``--set`` say.
    """
    from followup.flow.importing.plan_import import import_list as add
    from followup.flow.importing.proposal import ListAsked, propose_import, without_the_uncertain

    asked = ListAsked(Path(file), name, sheet, maps, usual)
    return add(without_the_uncertain(propose_import(_found(workspace), asked)), today, dry_run=dry_run)


def _found(workspace: Place) -> Workspace:
    from followup.flow.gathering.workspace import find_workspace

    return find_workspace(Path(workspace))


def _readers(workers: int | None, dask: str) -> Readers:
    from followup.flow.gathering.reading.readers import Readers

    return Readers(workers, dask)


def _path(path: Place | None) -> Path | None:
    return None if path is None else Path(path)


def __getattr__(name: str) -> Any:
    """``followup.CouldNotRun``, imported when it is asked for: a person at the terminal waits for every import."""
    if name == "CouldNotRun":
        from followup.flow.refusal import CouldNotRun

        return CouldNotRun
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
