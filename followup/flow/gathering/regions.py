"""The region from its round, in one step; and the same for readers outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.flow.gathering.history import History
from followup.flow.gathering.returns import Returns
from followup.flow.gathering.workspace import ATTACHMENTS, Workspace
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.plan.model import Plan
    from followup.region.consolidating import Region
    from followup.round.model import Round
    from followup.templates.forms import Forms


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


def make_region(place: Workspace, plan: Plan, forms: Forms, round_: Round, history: History) -> Region:
    """The region: judged, added up along the tree, compared with the earlier rounds that plan and forms know of, with its
    attachments.
    """
    from followup.files.disk.pdf import pages_in
    from followup.history.earlier_figures import earlier_workbooks_left_out, state_before
    from followup.plan.attachments import attachments_with
    from followup.region.consolidating import consolidate

    attachments, missing = attachments_with(plan, pages_in(place.folder(ATTACHMENTS)))
    findings = [*history.findings, *missing]
    findings += [earlier_workbooks_left_out(history.left_out)] if history.left_out else []
    return consolidate(forms, round_, findings, state_before(plan.frame, history.rounds), attachments)


def mask(region: Region) -> tuple[Region, Sequence[Finding]]:
    """The region for readers outside: small numbers masked; and what may still tell one."""
    from followup.region.masking.publishing import publish

    return publish(region)
