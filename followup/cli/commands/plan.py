"""followup plan: what has to do with the plan itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.console import (
    HELP_OPTIONS,
    OPTIONS,
    PATH,
    VERB,
    argument,
    format_option,
    path_option,
    show,
    show_findings,
    show_json,
    show_sentence,
    tell,
    verb,
    words,
)
from followup.cli.help_pages import HelpfulGroup
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.gathering.workspace import find_workspace
from followup.flow.plan.plan_check import plan_check, write_understood
from followup.flow.plan.plan_diff import plan_diff
from followup.flow.plan.plan_upgrade import plan_upgrade
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.revision.revising import Revision


@click.group(
    "plan",
    cls=HelpfulGroup,
    help=words()(VERBS["plan"].sentence),
    options_metavar=words()(OPTIONS),
    context_settings=HELP_OPTIONS,
    subcommand_metavar=words()(VERB),
)
def command() -> None:
    """The verbs of the plan."""


@verb("check", _("Read the plan back and tell what is wrong in it, and in your own Word templates."))
@argument("file", _("[FILE]"), required=False, type=PATH)
@format_option()
def check(file: Path | None, as_format: str, today: object) -> int:
    """Show findings; exit 1 when one is an error."""
    from followup.reports.wording.findings_text import as_json
    from followup.rulebook.planning.plan import NOT_A_PLAN
    from followup.rulebook.problem import Severity

    place, listener = find_workspace(file), Terminal()
    checked = plan_check(place, listener)
    plan, findings, name = checked.plan, checked.findings, place.plan.name
    if as_format == "json":
        show_json({"file": name, "findings": [as_json(finding, words()) for finding in findings]})
    else:
        show_findings(findings)
        is_a_plan = not any(finding.rule == NOT_A_PLAN.id for finding in findings)
        if is_a_plan:
            show(words()(_("{file}: {units} units answer.", file=literal(name), units=len(plan.units.answering))))
            rows = tuple(_("{sheet} {n}", sheet=title, n=count) for title, count in checked.rows_of_sheets)
            if rows:
                show_sentence(words()(_("Rows: {rows}.", rows=rows)))
        copied = write_understood(place, plan, listener)
        if copied is not None:
            show(words()(_("How each target is understood stands in {path}.", path=literal(str(copied)))))
    errors = any(finding.severity is Severity.ERROR for finding in findings)
    if not errors and as_format == "text":
        tell(_("The plan can be used. Next: followup template"), "good")
    return 1 if errors else 0


@verb("diff", _("Tell what differs between two plans, with the reason, decision and round of each change."))
@argument("old", _("OLD"), type=PATH)
@argument("new", _("NEW"), type=PATH)
@path_option("--report", help=_("Also write a memorandum for decision as a Word file here."))
@format_option()
def diff(old: Path, new: Path, report: Path | None, as_format: str, today: date) -> int:
    """Show changes by kind, then findings; exit 1 when one is an error."""
    from followup.rulebook.problem import Severity

    compared = plan_diff(find_workspace(old), find_workspace(new), today, report, Terminal())
    revision = compared.revision
    if as_format == "json":
        show_json(_diff_as_json(revision))
    else:
        _show_diff(revision)
    if compared.report is not None:
        tell(_("The memorandum: {path}", path=literal(str(compared.report))), "good")
    return 1 if any(finding.severity is Severity.ERROR for finding in revision.findings) else 0


def _show_diff(revision: Revision) -> None:
    from followup.reports.wording.changes import change_texts

    for line in change_texts(revision, words()):
        show_sentence(line)
    if not revision.changes:
        show(words()(_("The two plans say the same.")))
    show_findings(revision.findings)


def _diff_as_json(revision: Revision) -> dict[str, Any]:
    from followup.reports.wording.changes import change_as_json, counts_of
    from followup.reports.wording.findings_text import as_json

    return {
        "old": {"file": revision.old.file, "round": revision.old.round, "version": revision.old.version},
        "new": {"file": revision.new.file, "round": revision.new.round, "version": revision.new.version},
        "counts": counts_of(revision.changes),
        "changes": [change_as_json(change, revision.new.words) for change in revision.changes],
        "findings": [as_json(finding, words()) for finding in revision.findings],
    }


@verb("upgrade", _("Copy a plan of an earlier version, with the sheets, columns and settings that it lacks."))
@argument("file", _("[FILE]"), required=False, type=PATH)
@path_option("--into", help=_("The folder for the copy; else beside the plan."))
def upgrade(file: Path | None, into: Path | None, today: object) -> int:
    """Show the copy, after what was added; exit 0 also where nothing was lacking."""
    place = find_workspace(file)
    upgraded = plan_upgrade(place, into, Terminal())
    for message in upgraded.added:
        tell(_("Added: {what}", what=message))
    for message in upgraded.left_out:
        tell(_("No room for {what}. Leave the columns beside the table empty and try again.", what=message), "warning")
    if upgraded.path is None:
        tell(
            _("{file} has all that this version asks for; nothing was written.", file=literal(place.plan.name)), "good"
        )
        return 0
    show(str(upgraded.path))
    tell(_("Look it over, and use it in place of {file}.", file=literal(place.plan.name)), "good")
    return 0


command.add_command(check)
command.add_command(diff)
command.add_command(upgrade)
