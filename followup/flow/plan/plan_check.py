"""Plan check: what is wrong in the plan and in the workspace's own Word templates, and how each target is understood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import declarations, every_document, sections_of
from followup.flow.door.placing import put
from followup.flow.door.templates.word_templates import look_over_templates, templates_of_no_document
from followup.flow.gathering.history import add_history, recall_history
from followup.flow.gathering.plans import read_plan
from followup.flow.gathering.receipts import read_receipts
from followup.flow.gathering.workspace import Workspace
from followup.flow.listener import SILENT, Listener
from followup.frozen import frozen
from followup.locale import Message, _, literal

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.plan.model import Plan


@frozen
class CheckedPlan:
    """A plan and what was found in it, and in the templates beside it."""

    plan: Plan
    findings: Sequence[Finding]

    @property
    def rows_of_sheets(self) -> Sequence[tuple[Message, int]]:
        """The sheets that say what is followed up, with the number of their rows; those without rows are left out."""
        from followup.form.traits import OfDocumentsOnly

        sheets = (sheet for kind in declarations() for sheet in kind.plan if not sheet.has(OfDocumentsOnly))
        counted = ((sheet.title, len(self.plan.rows(sheet.key))) for sheet in sheets)
        return [(title, count) for title, count in counted if count]


def plan_check(place: Workspace, listener: Listener = SILENT) -> CheckedPlan:
    """Read the plan. CouldNotRun where the file cannot be read at all."""
    from followup.plan.plan_faults import settings_left_empty

    plan, faults = read_plan(place.plan, listener.words, listener)
    history = recall_history(place, place.folder("output"), plan.frame, read_receipts(place, plan.frame))
    fuller, history = add_history(plan, history)
    of_the_plan = [*_still_faults(plan, fuller, faults), *settings_left_empty(plan), *history.findings]
    findings = sorted(of_the_plan, key=lambda finding: finding.order)
    documents = every_document(plan)
    all_findings = [
        *findings,
        *look_over_templates(place, documents),
        *templates_of_no_document(place, documents),
    ]
    return CheckedPlan(plan, all_findings)


def _still_faults(plan: Plan, fuller: Plan, findings: Sequence[Finding]) -> list[Finding]:
    """What was found in a plan, as it is with what earlier rounds reported: a figure that these have is not lacking."""
    from followup.plan.load import faults_of_sections

    if fuller is plan:
        return list(findings)
    of_the_plan_alone = list(faults_of_sections(plan, declarations()))
    standing = [finding for finding in findings if finding not in of_the_plan_alone]
    passed_over = [finding for finding in of_the_plan_alone if finding not in findings]
    return [*standing, *(fault for fault in faults_of_sections(fuller, declarations()) if fault not in passed_over)]


def write_understood(place: Workspace, plan: Plan, listener: Listener = SILENT) -> Path | None:
    """A copy of the plan, in the folder of outputs, with how it was understood beside it; None when there is nothing."""
    from followup.files.extending.new_cells import CannotExtend
    from followup.files.marking.annotate import annotate
    from followup.flow.door.writing import Output
    from followup.form.traits import ExplainsPlan

    notes: dict[str, dict[int, str]] = {}
    for section in sections_of(plan):
        explained = section.trait(ExplainsPlan)
        for row, message in explained.explain(plan) if explained else ():
            at = min(line for line, _column in row.cells.values())
            notes.setdefault(row.origin.sheet, {})[at] = plan.words(message)
    if not notes:
        return None
    name = listener.words(_("{plan} understood", plan=literal(place.plan.stem)))
    target = place.folder("output") / f"{name}{place.plan.suffix}"
    title = plan.words(_("Understood as"))
    try:
        output = Output(target, "plan_understood", lambda path: annotate(place.plan, path, title, notes))
        return put([output], listener).paths[0]
    except CannotExtend as error:
        message = _("{file} could not be made: the plan {why} The plan itself can be used.")
        listener.note(message.filled(file=literal(target.name), why=error.message), "warning")
        return None
