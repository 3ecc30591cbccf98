"""followup merge: the regional workbook and the summary from what is in the inbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.cli.console import (
    format_option,
    inbox_option,
    into_option,
    option,
    path_option,
    plan_option,
    readers_options,
    show,
    show_findings,
    show_json,
    show_sentence,
    tell,
    verb,
    words,
)
from followup.cli.html_page import HtmlPage, page_option, write_page_of
from followup.cli.results import closed_as_json, show_handed_out
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.door.editions.open_in_excel import RefreshOffer
from followup.flow.door.formats import PUBLISHED
from followup.flow.gathering.closed import closed_now, closed_since
from followup.flow.gathering.reading.readers import Readers
from followup.flow.gathering.workspace import Workspace, find_workspace
from followup.flow.merge import Merged, MergeRequest, merge
from followup.flow.refusal import CouldNotRun
from followup.locale import Message, _, literal, n_
from followup.reports.wording.who_answered import who_answered

if TYPE_CHECKING:
    from followup.flow.preview import Preview
    from followup.history.closing import ClosedRound
    from followup.history.fact_changes import FactChange
    from followup.region.consolidating import Region
    from followup.round.model import Round

MOST_OF_UNITS, LONGEST = 20, 60
"""Lines for values of the units, and characters of a text on each side of a line; JSON has all."""


@verb("merge", VERBS["merge"].sentence)
@plan_option()
@inbox_option()
@into_option()
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
@option(
    "--own-sheets",
    is_flag=True,
    help=_("Begin a workbook for sheets of your own, where there is none: no merge changes it."),
)
@option("--dry-run", is_flag=True, help=_("Write nothing: only show what the merge would change."))
@page_option()
@readers_options()
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
    own_sheets: bool,
    dry_run: bool,
    page: Path | None,
    open_page: bool,
    as_format: str,
    today: date,
    readers: Readers,
) -> int:
    """Write the outputs, show what was found; exit 1 when something is to be corrected."""
    offer = RefreshOffer(unasked=in_excel)
    ask = MergeRequest(today, inbox, into, previous, published, pdf, macros, offer, readers, own_sheets)
    if dry_run:
        if page is not None or open_page:
            raise CouldNotRun(_("--dry-run writes nothing, so there is no page: leave out one of them."))
        return preview_and_show(find_workspace(plan), ask, as_format)
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
        return _hand_out(place, closed, ask, as_format, listener, page)
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
    place: Workspace, closed: ClosedRound, ask: MergeRequest, as_format: str, listener: Terminal, page: HtmlPage | None
) -> int:
    """Of a closed round what was kept, with what its last merge found."""
    from followup.flow.closing.kept import hand_out_merged

    besides = {PUBLISHED: ask.published, "summary.pdf": ask.pdf, "regional.xlsm": ask.macros}
    wanted = [name for name, is_wanted in besides.items() if is_wanted]
    kept = hand_out_merged(place, closed, ask.into, listener, wanted, ask.inbox)
    if page is not None:
        page.tell_done([closed_since(closed), *kept.notes], kept.paths)
    if as_format == "text":
        return show_handed_out(kept)
    result = {key: kept.result.get(key) for key in ("round", "units", "levels", "values_merged", "findings")}
    outputs = [str(path) for path in kept.paths]
    show_json({**result, "outputs": outputs, "stale": [], "closed": closed_as_json(closed, kept.since)})
    return 0


def preview_and_show(place: Workspace, ask: MergeRequest, as_format: str) -> int:
    """What a merge would change; ends as the merge would."""
    from followup.flow.preview import preview
    from followup.reports.wording.fact_changes import change_as_json
    from followup.rulebook.problem import Severity

    seen = preview(place, ask, Terminal())
    if as_format == "json":
        since = None if seen.since_merge is None else [change_as_json(change) for change in seen.since_merge]
        published = [change_as_json(change) for change in seen.since_publication] if seen.published_on else None
        changes = {"since_merge": since, "published_on": seen.published_on, "since_publication": published}
        show_json({**_round_as_json(seen.round, seen.region), "outputs": [], "stale": [], "changes": changes})
    else:
        _show_preview(seen)
    return 1 if any(finding.severity is Severity.ERROR for finding in seen.findings) else 0


def _as_json(merged: Merged) -> dict[str, Any]:
    return {
        **_round_as_json(merged.round, merged.region),
        "outputs": [str(path) for path in merged.written.paths],
        "stale": [str(path) for path in merged.written.stale],
    }


def _round_as_json(round_: Round, region: Region) -> dict[str, Any]:
    from followup.reports.wording.findings_text import as_json, units_as_json

    return {
        "round": region.frame.round,
        "units": units_as_json(round_.every_state),
        "levels": region.levels,
        "values_merged": region.values,
        "findings": [as_json(finding, words()) for finding in region.findings],
    }


def _show_preview(seen: Preview) -> None:
    from followup.rulebook.problem import Severity

    show_findings(finding for finding in seen.findings if finding.severity is not Severity.INFO)
    show("")
    show_sentence(words()(_answered(seen.region)))
    if seen.since_merge is None:
        show_sentence(words()(_("There is no earlier merge of this round to compare with. Nothing was written.")))
        return
    title = n_("{n} value would be another than in the last merge", "{n} values would be others than in the last merge")
    _show_changes(seen.region, seen.since_merge, title)
    if seen.published_on:
        day = literal(seen.published_on)
        title = n_(
            "{n} value differs from what was published on {day}",
            "{n} values differ from what was published on {day}",
        ).filled(day=day)
        _show_changes(seen.region, seen.since_publication, title)
    show(words()(_("Nothing was written.")))


def _show_changes(region: Region, changes: Sequence[FactChange], title: Message) -> None:
    """The region's own figures and every level, then the units' own values, a few of many."""
    from followup.form.texts.distinct_texts import cut_distinctly
    from followup.reports.wording.fact_changes import ChangeWording

    lines = ChangeWording(region).all(changes)
    show("")
    show(f"{words()(title.filled(n=len(lines)))}{':' if lines else ''}")
    most = [line for line in lines if not line.change.unit or line.change.scale]
    others = [line for line in lines if line.change.unit and not line.change.scale]
    for line in (*most, *others[:MOST_OF_UNITS]):
        show_sentence(
            f"  {line.sentence_of(*cut_distinctly(line.before.text or '–', line.after.text or '–', LONGEST))}"
        )
    if len(others) > MOST_OF_UNITS:
        more = n_("and {n} more; --format json has them all", "and {n} more; --format json has them all")
        show(f"  {words()(more.filled(n=len(others) - MOST_OF_UNITS))}")


def _answered(region: Region) -> Message:
    answered = who_answered(words(), sum(state.answered for state in region.states), len(region.states))
    return n_(
        "{answered} {n} value was taken over.",
        "{answered} {n} values were taken over.",
        region.values,
        answered=answered,
    )


def _show(merged: Merged) -> None:
    from followup.rulebook.problem import Severity

    show_findings(finding for finding in merged.findings if finding.severity is not Severity.INFO)
    show("")
    show_sentence(words()(_answered(merged.region)))
    for path in merged.written.paths:
        show(str(path))
    errors = sum(finding.severity is Severity.ERROR for finding in merged.findings)
    if errors:
        tell(n_("{n} thing to correct.", "{n} things to correct.", errors), "error")
