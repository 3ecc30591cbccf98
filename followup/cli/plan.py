"""followup plan: what has to do with the plan itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.console import (
    OPTIONS,
    VERB,
    argument,
    format_option,
    path_option,
    show,
    show_findings,
    show_json,
    tell,
    verb,
    words,
)
from followup.cli.word_templates import look_over_templates, sound_templates, templates_of_no_document
from followup.cli.workspace import Workspace, read_plan, sections, sound_plan, workspace
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.plan.model import Plan
    from followup.stages.consolidating import Consolidated
    from followup.stages.revising import Revision


@click.group(
    "plan",
    help=words()(_("Check the plan, or compare two.")),
    options_metavar=words()(OPTIONS),
    subcommand_metavar=words()(VERB),
)
def command() -> None:
    """The verbs of the plan."""


@verb("check", _("Read the plan back and tell what is wrong in it, and in your own Word templates."))
@argument("file", _("[FILE]"), required=False, type=click.Path(path_type=Path))
@format_option()
def check(file: Path | None, as_format: str, today: object) -> int:
    """Show findings; exit 1 when one is an error."""
    from followup.documents.registry import DOCUMENTS
    from followup.form.finding import Severity
    from followup.outputs.told import as_json

    place = workspace(file)
    path = place.plan
    plan, findings = read_plan(path)
    findings = [*findings, *look_over_templates(place, DOCUMENTS), *templates_of_no_document(place)]
    if as_format == "json":
        show_json({"file": path.name, "findings": [as_json(finding, words()) for finding in findings]})
    else:
        show_findings(findings)
        counts = {"units": len(plan.answering()), "measures": sum(len(rows) for rows in plan.records.values())}
        show(words()(_("{file}: {units} units answer; {measures} rows in all.", file=literal(path.name), **counts)))
        copied = write_understood(workspace(file), plan)
        if copied is not None:
            show(words()(_("How each target is understood stands in {path}.", path=literal(str(copied)))))
    errors = any(finding.severity is Severity.ERROR for finding in findings)
    if not errors and as_format == "text":
        tell(_("The plan can be used. Next: followup template"), "good")
    return 1 if errors else 0


def write_understood(place: Workspace, plan: Plan) -> Path | None:
    """A copy of the plan, in the folder of outputs, with how it was understood beside it; None when there is nothing."""
    from followup.cli.template import could_not_write
    from followup.files.annotate import annotate
    from followup.files.safe import OutputInUse

    notes: dict[str, dict[int, str]] = {}
    for section in sections():
        for row, told in section.explain_plan(plan) if section.explain_plan else ():
            at = min(line for line, _column in row.cells.values())
            notes.setdefault(row.origin.sheet, {})[at] = plan.words(told)
    if not notes:
        return None
    name = words()(_("{plan} understood", plan=literal(place.plan.stem)))
    target = place.folder("output") / f"{name}.xlsx"
    try:
        annotate(place.plan, target, plan.words(_("Understood as")), notes)
    except OutputInUse as error:
        raise could_not_write(error.path, error.full) from error
    return target


@verb("diff", _("Tell what differs between two plans, with the reason, decision and round of each change."))
@argument("old", _("OLD"), type=click.Path(path_type=Path))
@argument("new", _("NEW"), type=click.Path(path_type=Path))
@path_option("--report", help=_("Also write a memorandum for decision as a Word file here."))
@format_option()
def diff(old: Path, new: Path, report: Path | None, as_format: str, today: date) -> int:
    """Show changes by kind, then findings; exit 1 when one is an error."""
    from followup.form.finding import Severity

    earlier = workspace(old)
    revision = compared(earlier, workspace(new))
    if as_format == "json":
        show_json(_diff_as_json(revision))
    else:
        _show_diff(revision)
    if report is not None:
        write_memorandum(earlier, revision, report, today)
        tell(_("The memorandum: {path}", path=literal(str(report))), "good")
    return 1 if any(finding.severity is Severity.ERROR for finding in revision.findings) else 0


def compared(old: Workspace, new: Workspace) -> Revision:
    """Two plans without errors, compared."""
    from followup.plan.load import plan_sections
    from followup.stages.revising import compare_plans

    return compare_plans(sound_plan(old), sound_plan(new), plan_sections(sections()))


def write_memorandum(old: Workspace, revision: Revision, path: Path, today: date) -> None:
    """The memorandum for decision; the plan before brings the round that was reported, where its inbox holds one."""
    from followup.cli.report import written
    from followup.documents.revision import REVISION

    sound_templates(old, [REVISION])
    written(old, REVISION, round_of(old, revision.old, today), path, revision=revision)


def round_of(place: Workspace, plan: Plan, today: date) -> Consolidated:
    """The round of a plan from the inbox beside it; an empty one where nothing has come in."""
    from followup.cli.merge import merged
    from followup.files.inbox import submissions_in
    from followup.stages.consolidating import Consolidated

    inbox = place.folder("inbox")
    if inbox.is_dir() and submissions_in((inbox,))[0]:
        return merged(place, plan, inbox, today).result
    return Consolidated(plan, [], [], [])


def _show_diff(revision: Revision) -> None:
    from followup.outputs.changes_told import told_changes

    for line in told_changes(revision, words()):
        show(line)
    if not revision.changes:
        show(words()(_("The two plans say the same.")))
    show_findings(revision.findings)


def _diff_as_json(revision: Revision) -> dict[str, Any]:
    from followup.outputs.changes_told import change_as_json, counts_of
    from followup.outputs.told import as_json

    return {
        "old": {"file": revision.old.file, "round": revision.old.round, "version": revision.old.version},
        "new": {"file": revision.new.file, "round": revision.new.round, "version": revision.new.version},
        "counts": counts_of(revision.changes),
        "changes": [change_as_json(change, revision.new.words) for change in revision.changes],
        "findings": [as_json(finding, words()) for finding in revision.findings],
    }


command.add_command(check)
command.add_command(diff)
