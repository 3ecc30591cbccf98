"""The plan of a workspace: read, and told what is wrong in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import declarations
from followup.flow.gathering.workspace import Workspace
from followup.flow.kept.plans import keep_plan, kept_plan
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun
from followup.locale import Words, _, literal

if TYPE_CHECKING:
    from followup.files.received import ReceivedBook
    from followup.form.finding import Finding
    from followup.plan.model import Plan


def read_plan(path: Path, words: Words, listener: Listener = SILENT) -> tuple[Plan, list[Finding]]:
    """The plan and what was found in it; CouldNotRun when the file cannot be read at all."""
    with listener.step(_("The plan")):
        if (kept := kept_plan(path, words)) is not None:
            listener.detail(_("{file} has not changed since it was read last; that is used.", file=literal(path.name)))
            return kept
        listener.detail(_("{file} was read.", file=literal(path.name)))
        return _read_and_keep(path, words)


def _read_and_keep(path: Path, words: Words) -> tuple[Plan, list[Finding]]:
    book, plan, findings = read_plan_book(path, words)
    keep_plan(path, book.sha256, words, plan, findings)
    return plan, findings


def read_plan_book(path: Path, words: Words) -> tuple[ReceivedBook, Plan, list[Finding]]:
    """The same, with the workbook that it was read from."""
    from followup.files.processes.prefetch import shared_prefetcher
    from followup.files.received import UnreadableFile
    from followup.files.size_limits import OWN

    ahead = shared_prefetcher()
    ahead.expect([path], OWN)  # it is read while all that understands it is imported
    every = declarations()
    from followup.plan.load import load_plan

    try:
        book = ahead.open(path)
    except UnreadableFile as fault:
        raise CouldNotRun(_("The plan {file} {fault}", file=literal(path.name), fault=fault.problem.advice)) from fault
    return book, *load_plan(book, every, words)


def load_valid_plan(place: Workspace, listener: Listener) -> Plan:
    """A plan without errors; CouldNotRun, with them, where it has any."""
    from followup.rulebook.problem import Severity
    from followup.rulebook.received.file_remarks import OPEN_ELSEWHERE

    plan, findings = read_plan(place.plan, listener.words, listener)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    for finding in findings:
        if finding.rule == OPEN_ELSEWHERE.id:
            listener.note(_("{file}: {advice}", file=literal(finding.place.file), advice=finding.advice), "warning")
    if errors:
        file = literal(str(place.plan))
        raise CouldNotRun(
            _("The plan has errors. Correct them and try again: followup plan check {file}", file=file), errors
        )
    listener.opens(plan.sender.region, plan.sender.title or plan.round)
    return plan
