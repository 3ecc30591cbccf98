"""followup import: a list that exists already, taken into the plan."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.commands.start.list_imported import as_json_of, count_lines, show_imported, show_proposed
from followup.cli.commands.start.list_proposed import proposal_lines
from followup.cli.commands.start.list_questions import with_what_is_asked
from followup.cli.console import (
    PATH,
    argument,
    format_option,
    option,
    plan_option,
    show,
    show_findings,
    show_json,
    tell,
    verb,
    words,
)
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.gathering.workspace import Workspace, find_workspace
from followup.flow.importing.plan_import import ImportedList, import_list
from followup.flow.importing.proposal import (
    ListAsked,
    Proposal,
    names_of_lists,
    propose_import,
    without_the_uncertain,
)
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal

if TYPE_CHECKING:
    pass

KINDS = ("measures", "units", "goals", "actions")
"""What the help shows of them: to ask the sections that declare them would take longer than the help may."""


@verb("import", VERBS["import"].sentence)
@argument("file", _("FILE"), type=PATH)
@option("--as", "name", default=None, metavar="|".join(KINDS), help=_("What the list is of."))
@option(
    "--sheet", default="", metavar=words()(_("NAME")), help=_("The sheet with the list; else all that look like it.")
)
@option(
    "--map",
    "maps",
    multiple=True,
    metavar=words()(_("TITLE=COLUMN")),
    help=_("Which column of the plan a column of the list is, or which row a name means; – for none. May be repeated."),
)
@option(
    "--set",
    "usual",
    multiple=True,
    metavar=words()(_("COLUMN=TEXT")),
    help=_("What every row gets in a column of the plan that the list lacks. May be repeated."),
)
@option(
    "--yes", is_flag=True, help=_("Take what is proposed, without a question; what is uncertain does not come along.")
)
@option("--dry-run", is_flag=True, help=_("Show what would come, and write nothing."))
@plan_option()
@format_option()
def command(
    file: Path,
    name: str | None,
    sheet: str,
    maps: tuple[str, ...],
    usual: tuple[str, ...],
    yes: bool,
    dry_run: bool,
    plan: Path | None,
    as_format: str,
    today: date,
) -> int:
    """Propose, ask, add; exit 1 where something cannot stand, or where nobody has said that the proposal holds."""
    if name is None:
        raise CouldNotRun(_("Say what the list is of: --as {kinds}.", kinds=literal(" | ".join(names_of_lists()))))
    as_text = as_format == "text"
    proposal = propose_import(find_workspace(plan), ListAsked(file, name, sheet, maps, usual), Terminal())
    if as_text:
        for line in proposal_lines(proposal):
            show(line)
    agreed = _agreed(proposal, yes, asks=as_text and not yes)
    if agreed is None:
        return show_proposed(proposal, as_text)
    imported = import_list(agreed, today, Terminal(), dry_run)
    if as_text:
        show_imported(agreed, imported, dry_run)
    else:
        show_json(as_json_of(agreed, imported, written=imported.copy is not None))
    return 1 if _has_errors(imported) else 0


def take_units(place: Workspace, file: Path, today: date, asks: bool) -> bool:
    """Take the units of a list into a plan that was made just now, asked for or as they are proposed; whether nothing is to
    be corrected, and it could be done. The workspace stays, with what is left to do, where it could not.
    """
    try:
        proposal = propose_import(place, ListAsked(file, "units"), Terminal())
        for line in proposal_lines(proposal):
            tell(line)
        agreed = with_what_is_asked(proposal) if asks else without_the_uncertain(proposal)
        imported = import_list(agreed, today, Terminal())
    except CouldNotRun as refused:
        tell(refused.message, "error")
        tell(
            _(
                "The workspace is there, without units. When the list is right: followup import {file} --as units",
                file=literal(f'"{file}"' if " " in str(file) else str(file)),
            )
        )
        return False
    show_findings(imported.findings)
    for line in count_lines(agreed, imported, dry_run=False):
        tell(line)
    return not _has_errors(imported)


def _agreed(proposal: Proposal, yes: bool, asks: bool) -> Proposal | None:
    """The proposal as somebody has agreed to it: now, before, or with ``--yes``; None where nobody has."""
    if yes:
        return without_the_uncertain(proposal)
    if proposal.confirmed:
        return proposal
    if not (asks and sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    return with_what_is_asked(proposal)


def _has_errors(imported: ImportedList) -> bool:
    from followup.rulebook.problem import Severity

    return any(finding.severity is Severity.ERROR for finding in imported.findings)
