"""followup plan: what has to do with the plan itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
from followup.cli.workspace import Workspace, read_plan, sections, workspace
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.plan.model import Plan


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


command.add_command(check)
