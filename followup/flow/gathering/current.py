"""The region as it is now, without writing anything: the very same for a merge, a preview of one and all that comes after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.flow.declarations import sections_of
from followup.flow.gathering.premises import Premises, read_premises
from followup.flow.gathering.returns import Returns, read_inbox
from followup.flow.gathering.rounds import gather_round, merge_inputs
from followup.flow.gathering.workspace import ATTACHMENTS, Job
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.outputs.records.manifest import MergeInputs
    from followup.plan.model import Plan
    from followup.region.consolidating import Region
    from followup.round.model import Round


@frozen
class Current:
    """A round as it stands, the region that is made of it, and what both were gathered from."""

    premises: Premises
    returns: Returns
    round: Round
    region: Region

    @property
    def job(self) -> Job:
        """Where it was gathered, and on which day."""
        return self.premises.job

    @property
    def inputs(self) -> MergeInputs:
        """The files that it is made from, for the record and the marks in outputs."""
        return merge_inputs(self.premises, self.returns, self.round)

    def editions(self, published: bool) -> tuple[Region, Region | None]:
        """The region, with what masking found if it is to be ``published``; and then the one for readers outside."""
        public, leaks = mask(self.region) if published else (None, ())
        return self.region.with_findings(leaks), public


def read_current(
    job: Job,
    plan: Plan,
    previous: Sequence[Path] | None = None,
    so_far: Callable[[Plan, Round], Mapping[str, Any]] = lambda _plan, _round: {},
) -> Current:
    """The region of what is in the inbox. Earlier rounds are those that have a record, with the regional workbooks that
    are ``previous``, else those that the last merge had.

    CouldNotRun where no answer can be used; ``so_far`` is what a script then gets of the command's object.
    """
    with job.listener.step(_("Earlier rounds and decisions")):
        premises = read_premises(job, plan, previous)
    with job.listener.step(_("The answers")):
        returns = read_inbox(job.inbox, premises.decided.plan, job.listener, job.readers)
    with job.listener.step(_("The region")):
        round_ = gather_round(premises, returns)
        refuse_empty(round_, returns, job.inbox, so_far(plan, round_))
        region = make_region(premises, returns, round_)
    return Current(premises, returns, round_, region)


def refuse_empty(round_: Round, returns: Returns, inbox: Path, so_far: Mapping[str, Any] | None = None) -> None:
    """CouldNotRun, with what was found, where no submission can be used; ``so_far`` is the command's own for scripts."""
    if round_.submissions:
        return
    message = _("No answer in {path} can be used as it stands; nothing was written.")
    if not round_.files:
        message = _("No file in {path} is a workbook; nothing was written. Put the answers there as they came.")
    if not round_.files and not returns.passed_over:
        message = _("{path} is empty; nothing was written. Put the answers there as they came.")
    raise CouldNotRun(message.filled(path=literal(str(inbox))), round_.findings, so_far)


def make_region(premises: Premises, returns: Returns, round_: Round) -> Region:
    """The region: judged, added up along the tree, compared with the earlier rounds that plan and forms know of, with its
    attachments.
    """
    from followup.files.disk.pdf import pages_in
    from followup.history.earlier_figures import earlier_workbooks_left_out, state_before
    from followup.plan.attachments import attachments_with
    from followup.region.consolidating import consolidate

    plan, history = premises.decided.plan, premises.history
    attachments, missing = attachments_with(plan, pages_in(premises.job.place.folder(ATTACHMENTS)))
    findings = [*_as_answered(premises, round_), *missing]
    findings += [earlier_workbooks_left_out(history.left_out)] if history.left_out else []
    return consolidate(returns.forms, round_, findings, state_before(plan.frame, history.rounds), attachments)


def _as_answered(premises: Premises, round_: Round) -> Sequence[Finding]:
    """What was found in earlier rounds. Figures of the year before that units have given by now are missed no more."""
    from followup.plan.compared_period import lines_without_figures
    from followup.rulebook.received.rounds import NO_ROUND_OF_COMPARED_PERIOD

    findings = premises.history.findings
    if not any(finding.rule == NO_ROUND_OF_COMPARED_PERIOD.id for finding in findings):
        return findings
    plan = premises.decided.plan
    answered = {unit: submission.tables for unit, submission in round_.submissions.items()}
    others = (finding for finding in findings if finding.rule != NO_ROUND_OF_COMPARED_PERIOD.id)
    return [*others, *lines_without_figures(plan, sections_of(plan), answered)]


def mask(region: Region) -> tuple[Region, Sequence[Finding]]:
    """The region for readers outside: small numbers masked; and what may still tell one."""
    from followup.region.masking.publishing import publish

    return publish(region)
