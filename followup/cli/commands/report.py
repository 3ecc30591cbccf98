"""followup report: the Word documents that the plan's sections allow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.completing import document_names
from followup.cli.console import (
    argument,
    inbox_option,
    into_option,
    option,
    plan_option,
    readers_options,
    show,
    show_findings,
    tell,
    verb,
    words,
)
from followup.cli.misspelt import OneOf
from followup.cli.results import rows_to_decide, show_handed_out, show_written
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.declarations import documents_of, every_document
from followup.flow.door.documents import allowed_documents, documents_named, documents_refused
from followup.flow.door.formats import PDF, WORD
from followup.flow.door.templates.word_templates import copy_templates, look_over_templates, templates_of_no_document
from followup.flow.gathering.closed import closed_now, closed_since
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.reading.readers import Readers
from followup.flow.gathering.workspace import Workspace, find_workspace
from followup.flow.report import Reported, report
from followup.locale import Message, _, literal, n_
from followup.outputs.registry import REPORTS

if TYPE_CHECKING:
    from followup.documents.declared import Document
    from followup.history.closing import ClosedRound


@verb("report", VERBS["report"].sentence)
@argument("names", _("[NAME]..."), nargs=-1, type=click.STRING, shell_complete=document_names)
@plan_option()
@inbox_option()
@into_option()
@option("--all", "every", is_flag=True, help=_("Make every document that the plan allows."))
@option(
    "--format",
    "as_format",
    type=OneOf(REPORTS.names),
    default=WORD,
    help=_("Word, PDF, a page for a browser, a workbook, CSV for a spreadsheet, or JSON for scripts."),
)
@option("--pdf", is_flag=True, help=_("Also make each as PDF (tagged PDF/A), with LibreOffice."))
@option("--published", is_flag=True, help=_("Also make each with small numbers masked, in the folder published."))
@option(
    "--since",
    metavar="ID",
    default="",
    help=_(
        "A copy in which is marked what has changed since that round; published for what was published of this one."
    ),
)
@option(
    "--templates",
    is_flag=True,
    help=_("Put copies of our templates in workbook_templates beside the plan, to be changed in Word and Excel."),
)
@readers_options()
def command(
    names: tuple[str, ...],
    plan: Path | None,
    inbox: Path | None,
    into: Path | None,
    every: bool,
    as_format: str,
    pdf: bool,
    published: bool,
    since: str,
    templates: bool,
    today: date,
    readers: Readers,
) -> int:
    """List the documents, or make those named and show their paths; exit 1 when something is to be corrected."""
    place, listener = find_workspace(plan), Terminal()
    if not (templates or since) and (closed := closed_now(place, listener)) is not None:
        return _hand_out(place, closed, names, every, into, PDF if pdf else as_format, listener)
    decided = load_valid_plan(place, listener)
    if templates:
        return _show_copies(copy_templates(place, _templates_of(names, every_document(decided)), listener))
    allowed = allowed_documents(decided)
    wanted = allowed if every else documents_named(names, allowed)
    if not wanted:
        return _show_list(place, allowed, documents_refused(decided), documents_of(decided))
    reported = report(place, decided, wanted, today, inbox, into, published, listener, as_format, since, readers, pdf)
    sentence = n_("{n} document was made.", "{n} documents were made.", len(reported.paths))
    code = show_written(reported.paths, reported.findings, sentence, reported.of_merge)
    return _show_held(reported) or code


def _show_held(reported: Reported) -> int:
    """The final documents that were not made, what stands in the way, and the rows that let them through; 1 where any is."""
    if not reported.held:
        return 0
    show_findings(matter.finding for matter in reported.matters)
    for line in rows_to_decide(reported.matters):
        tell(literal(line))
    tell(
        _(
            "Not made: {documents}. A final document is sent as it is: put this right or decide on it first, then make it again.",
            documents=tuple(literal(document.key) for document in reported.held),
        ),
        "error",
    )
    return 1


def _hand_out(
    place: Workspace,
    closed: ClosedRound,
    names: Sequence[str],
    every: bool,
    into: Path | None,
    as_format: str,
    listener: Terminal,
) -> int:
    """Of a closed round the documents that were kept; without a name, their list."""
    from followup.flow.closing.kept import document_kinds, hand_out_documents

    if names or every:
        other_format = "" if as_format == WORD else as_format
        return show_handed_out(hand_out_documents(place, closed, names, into, listener, other_format))
    tell(closed_since(closed), "warning")
    for kind in document_kinds(closed):
        show(kind)
    return 0


def _templates_of(names: Sequence[str], every: Sequence[Document]) -> list[Document]:
    """The documents named, else every one there is: a plan may come to allow it, and a comparison makes its own."""
    return documents_named(names, every) or list(every)


def _show_copies(paths: Sequence[Path]) -> int:
    for path in paths:
        show(str(path))
    tell(_("Change them in Word and Excel, and keep their names. Then: followup plan check"), "good")
    return 0


def _show_list(
    place: Workspace,
    allowed: Sequence[Document],
    refused: Sequence[tuple[Document, Message]],
    every: Sequence[Document],
) -> int:
    """The documents by name, why others are not offered, and what is wrong with the workspace's own templates; 1 where one
    cannot be made.
    """
    from followup.rulebook.problem import Severity

    width = max((len(document.key) for document in allowed), default=0)
    for document in allowed:
        title = _("{document} (one a unit)", document=document.title) if document.each_unit else document.title
        show(f"{document.key:<{width}}  {words()(title)}")
    for document, why in refused:
        tell(_("Not offered: {document}, for {why}.", document=literal(document.key), why=why))
    findings = [*look_over_templates(place, allowed), *templates_of_no_document(place, every)]
    show_findings(findings)
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0
