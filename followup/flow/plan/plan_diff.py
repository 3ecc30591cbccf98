"""Plan diff: what differs between two plans, and the memorandum on it."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import declarations, document_of
from followup.flow.door.documents import write_declared
from followup.flow.door.formats import MEMORANDUM
from followup.flow.door.placing import put
from followup.flow.door.templates.word_templates import refuse_faulty_templates
from followup.flow.gathering.current import read_current
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.workspace import Workspace, job_in
from followup.flow.listener import SILENT, Listener
from followup.frozen import frozen

if TYPE_CHECKING:
    from followup.plan.model import Plan
    from followup.region.consolidating import Region
    from followup.revision.revising import Revision

ENDINGS = (".docx",)


@frozen
class PlanDiff:
    """What differs, and where the ``report`` on it stands, a memorandum for decision, if one was asked for."""

    revision: Revision
    report: Path | None = None


def plan_diff(
    old: Workspace,
    new: Workspace,
    today: date | None = None,
    report: Path | None = None,
    listener: Listener = SILENT,
) -> PlanDiff:
    """Two plans without errors, compared. The ``report`` on it, a memorandum for decision, is written where one is named."""
    from followup.flow.door.replaceable import refuse_name
    from followup.plan.load import plan_sections
    from followup.revision.revising import compare_plans

    if report is not None:
        refuse_name(report, MEMORANDUM, ENDINGS)
    before, after = (load_valid_plan(place, listener) for place in (old, new))
    revision = compare_plans(before, after, plan_sections(declarations()))
    if report is None:
        return PlanDiff(revision)
    return PlanDiff(revision, write_memorandum(old, revision, report, today or date.today(), listener))


def write_memorandum(old: Workspace, revision: Revision, path: Path, today: date, listener: Listener) -> Path:
    """The memorandum; the plan before brings the round that was reported, where its inbox holds one."""
    from followup.flow.door.writing import Output

    document = document_of(revision.new, MEMORANDUM)
    refuse_faulty_templates(old, [document], listener)
    region = _region_of(old, revision.old, today, listener)
    write = partial(write_declared, old, document, region, revision=revision)
    return put([Output(path, MEMORANDUM, write, ENDINGS)], listener).paths[0]


def _region_of(place: Workspace, plan: Plan, today: date, listener: Listener) -> Region:
    """The region of a plan from the inbox beside it; an empty one where nothing has come in."""
    from followup.files.containers.inbox import submissions_in
    from followup.region.consolidating import Region

    job = job_in(place, listener, today)
    if job.inbox.is_dir() and submissions_in((job.inbox,))[0]:
        return read_current(job, plan).region
    return Region(plan.frame)
