"""followup merge: the regional workbook and the summary from what is in the inbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.cli.console import (
    format_option,
    option,
    path_option,
    show,
    show_findings,
    show_json,
    tell,
    verb,
    words,
)
from followup.cli.html_page import HtmlPage, page_option, write_page_of
from followup.cli.results import closed_as_json, show_handed_out
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.door.open_in_excel import RefreshOffer
from followup.flow.gathering.closed import closed_now, closed_since
from followup.flow.gathering.workspace import Workspace, find_workspace
from followup.flow.merge import Merged, MergeRequest, merge
from followup.locale import Message, _, n_

if TYPE_CHECKING:
    from followup.history.closing import ClosedRound
    from followup.region.consolidating import Region


@verb("merge", VERBS["merge"])
@path_option("--plan", help=_("The plan; else the nearest plan.xlsx upwards."))
@path_option("--inbox", help=_("The folder of filled-in workbooks; else inbox beside the plan."))
@path_option("--into", help=_("The folder for the results; else output beside the plan."))
@path_option(
    "--previous", multiple=True, help=_("A regional workbook of an earlier round; may be given several times.")
)
@option("--pdf", is_flag=True, help=_("Also write the summary as PDF, with LibreOffice."))
@option("--published", is_flag=True, help=_("Also write both with small numbers masked, in the folder published."))
@option(
    "--in-excel", is_flag=True, help=_("If the regional workbook is open in Excel, refresh it there without asking.")
)
@option(
    "--macros",
    is_flag=True,
    help=_("Also make the regional workbook with macros, an .xlsm with buttons, besides the .xlsx."),
)
@page_option()
@format_option()
def command(
    plan: Path | None,
    inbox: Path | None,
    into: Path | None,
    previous: tuple[Path, ...],
    pdf: bool,
    published: bool,
    in_excel: bool,
    macros: bool,
    page: Path | None,
    open_page: bool,
    as_format: str,
    today: date,
) -> int:
    """Write the outputs, show what was found; exit 1 when something is to be corrected."""
    ask = MergeRequest(today, inbox, into, previous, published, pdf, macros, RefreshOffer(unasked=in_excel))
    with write_page_of(page, open_page, _("The answers are merged"), today) as paper:
        return merge_and_show(find_workspace(plan), ask, as_format, paper)


def merge_and_show(
    place: Workspace,
    ask: MergeRequest,
    as_format: str,
    page: HtmlPage | None = None,
    more: Callable[[RefreshOffer], dict[str, Any]] = lambda _offer: {},
) -> int:
    """The whole of the command; ``more`` is added to the JSON. 1 when something is to be corrected, else 0."""
    from followup.rulebook.problem import Severity

    listener = Terminal(page.tell_whose if page else None)
    if (closed := closed_now(place, listener)) is not None:
        return _hand_out(place, closed, ask.into, as_format, listener, page)
    merged = merge(place, ask, listener)
    if page is not None:
        page.tell_done([_answered(merged.region), *merged.written.notes], merged.written.paths)
        page.tell_found(merged.findings, merged.round.files, ask.inbox or place.folder("inbox"))
        page.tell_units(merged.region.states)
    if as_format == "json":
        show_json({**_as_json(merged), **more(ask.offer)})
    else:
        _show(merged)
    return 1 if any(finding.severity is Severity.ERROR for finding in merged.findings) else 0


def _hand_out(
    place: Workspace, closed: ClosedRound, into: Path | None, as_format: str, listener: Terminal, page: HtmlPage | None
) -> int:
    """Of a closed round what was kept, with what its last merge found."""
    from followup.flow.closing.kept import hand_out_merged

    kept = hand_out_merged(place, closed, into, listener)
    if page is not None:
        page.tell_done([closed_since(closed), *kept.notes], kept.paths)
    if as_format == "text":
        return show_handed_out(kept)
    result = {key: kept.result.get(key) for key in ("round", "units", "levels", "values_merged", "findings")}
    outputs = [str(path) for path in kept.paths]
    show_json({**result, "outputs": outputs, "stale": [], "closed": closed_as_json(closed)})
    return 0


def _as_json(merged: Merged) -> dict[str, Any]:
    from followup.reports.wording.findings_text import as_json, units_as_json

    return {
        "round": merged.region.frame.round,
        "units": units_as_json(merged.round.every_state),
        "levels": merged.region.levels,
        "values_merged": merged.region.values,
        "findings": [as_json(finding, words()) for finding in merged.findings],
        "outputs": [str(path) for path in merged.written.paths],
        "stale": [str(path) for path in merged.written.stale],
    }


def _answered(region: Region) -> Message:
    return _(
        "{n} of {of} units have answered; {values} values were taken over.",
        n=sum(state.answered for state in region.states),
        of=len(region.states),
        values=region.values,
    )


def _show(merged: Merged) -> None:
    from followup.rulebook.problem import Severity

    show_findings(finding for finding in merged.findings if finding.severity is not Severity.INFO)
    show("")
    show(words()(_answered(merged.region)))
    for path in merged.written.paths:
        show(str(path))
    errors = sum(finding.severity is Severity.ERROR for finding in merged.findings)
    if errors:
        tell(n_("{n} thing to correct.", "{n} things to correct.", errors), "error")
