"""What has been decided besides the plan, and the plan with it: read before the answers, which it may be about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.history import decided_before
from followup.flow.gathering.workspace import Job
from followup.flow.listener import Listener
from followup.frozen import frozen
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.files.received import ReceivedBook
    from followup.form.finding import Finding
    from followup.plan.decisions.decisions import Decisions
    from followup.plan.model import Plan


@frozen
class Decided:
    """The plan with what was decided of units, the decisions in force beside it, and what was found in their workbook.
    ``with_deadlines`` is the plan without the questions: nobody is asked about what is not answered yet.
    """

    plan: Plan
    with_deadlines: Plan
    decisions: Decisions
    faults: Sequence[Finding] = ()


def read_decided(job: Job, plan: Plan) -> Decided:
    """What decisions.xlsx beside the plan says; nothing when there is no such file. Where somebody has it open, that is
    told: what is not saved yet is not seen. Records in the history and beside the outputs tell what earlier rounds decided.
    """
    from followup.files.received import UnreadableFile
    from followup.form.finding import Finding
    from followup.form.place import Place
    from followup.plan.decisions.decisions import NOTHING_DECIDED, load_decisions
    from followup.plan.decisions.plan_with import plan_with_deadlines, plan_with_queries

    path = job.place.decisions
    if not lexists(path):
        return Decided(plan, plan, NOTHING_DECIDED)
    _note_open_elsewhere(path, job.listener)
    try:
        book = _read(path)
    except UnreadableFile as fault:
        finding = Finding.of(Place(path.name), fault.problem, fault.detail or path.name)
        return Decided(plan, plan, NOTHING_DECIDED, [finding])
    before = cache(lambda: decided_before(job.place, job.into, plan.frame))
    decisions, faults = load_decisions(book, plan, job.listener.words, job.today, before)
    plan = plan_with_deadlines(plan, decisions)
    return Decided(plan_with_queries(plan, decisions), plan, decisions, faults)


def _read(path: Path) -> ReceivedBook:
    """The workbook, by the process that reads the files where there is one: what reads is loaded there."""
    from followup.files.processes.prefetch import shared_prefetcher
    from followup.files.size_limits import OWN

    ahead = shared_prefetcher()
    if ahead.is_running:
        ahead.expect([path], OWN)
        return ahead.open(path)
    from followup.files.processes.format_readers import read_book

    return read_book(path, OWN)


def _note_open_elsewhere(path: Path, listener: Listener) -> None:
    from followup.files.containers.inbox import open_elsewhere_remark

    if (remark := open_elsewhere_remark(path)) is not None:
        listener.note(_("{file}: {advice}", file=literal(path.name), advice=remark.problem.advice), "warning")
