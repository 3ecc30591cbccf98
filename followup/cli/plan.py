"""followup plan: what has to do with the plan itself."""

from __future__ import annotations

from pathlib import Path

import click

from followup.cli.console import (
    OPTIONS,
    VERB,
    argument,
    format_option,
    show,
    show_findings,
    show_json,
    tell,
    verb,
    words,
)
from followup.cli.workspace import read_plan, workspace
from followup.locale import _, literal


@click.group(
    "plan",
    help=words()(_("Check the plan.")),
    options_metavar=words()(OPTIONS),
    subcommand_metavar=words()(VERB),
)
def command() -> None:
    """The verbs of the plan."""


@verb("check", _("Read the plan back and tell what is wrong in it."))
@argument("file", _("[FILE]"), required=False, type=click.Path(path_type=Path))
@format_option()
def check(file: Path | None, as_format: str, today: object) -> int:
    """Show findings; exit 1 when one is an error."""
    from followup.form.finding import Severity
    from followup.outputs.told import as_json

    path = workspace(file).plan
    plan, findings = read_plan(path)
    if as_format == "json":
        show_json({"file": path.name, "findings": [as_json(finding, words()) for finding in findings]})
    else:
        show_findings(findings)
        counts = {"units": len(plan.answering()), "measures": sum(len(rows) for rows in plan.records.values())}
        show(words()(_("{file}: {units} units answer; {measures} rows in all.", file=literal(path.name), **counts)))
    errors = any(finding.severity is Severity.ERROR for finding in findings)
    if not errors and as_format == "text":
        tell(_("The plan can be used. Next: followup template"), "good")
    return 1 if errors else 0


command.add_command(check)
