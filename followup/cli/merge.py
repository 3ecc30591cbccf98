"""followup merge: the regional workbook and the summary from what is in the inbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.cli.check import read_files
from followup.cli.console import (
    CouldNotRun,
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
from followup.cli.in_excel import Offer
from followup.cli.paging import Paper, on_page, page_option
from followup.cli.round import the_round, units_as_json, with_returned
from followup.cli.word_templates import sound_templates
from followup.cli.workspace import ATTACHMENTS, DECISIONS, Workspace, sections, sound_plan, workspace
from followup.cli.writing import last_merge_in, merging_alone, write_outputs
from followup.locale import Message, _, literal, n_
from followup.stages.record import NOTHING_TAKEN, Record

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.outputs.manifest import MergeInputs
    from followup.plan.model import Plan
    from followup.stages.consolidating import Consolidated
    from followup.stages.earlier import PastRound
    from followup.stages.reading import Reader, Submission


@verb("merge", _("Merge what is in the inbox into the regional workbook and the summary."))
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
    as_format: str,
    today: date,
) -> int:
    """Write the outputs, show what was found; exit 1 when something is to be corrected."""
    with on_page(page, _("The answers are merged"), today) as paper:
        return merge_and_show(
            workspace(plan),
            inbox,
            into,
            today,
            previous,
            pdf=pdf,
            published=published,
            macros=macros,
            offer=Offer(unasked=in_excel),
            as_format=as_format,
            paper=paper,
        )


def merge_and_show(
    place: Workspace,
    inbox: Path | None,
    into: Path | None,
    today: date,
    previous: Sequence[Path],
    *,
    pdf: bool = False,
    published: bool = False,
    macros: bool = False,
    offer: Offer,
    as_format: str,
    paper: Paper | None = None,
    more: Callable[[Offer], dict[str, Any]] = lambda _offer: {},
) -> int:
    """The whole of the command; ``more`` is added to the JSON. 1 when something is to be corrected, else 0."""
    from followup.documents.summary import SUMMARY
    from followup.form.finding import Severity

    inbox, into = inbox or place.folder("inbox"), into or place.folder("output")
    paper, decided = paper or Paper(), sound_plan(place)
    paper.of(decided)
    sound_templates(place, [SUMMARY])
    with merging_alone(into):
        last = last_merge_in(into, decided)
        left_out = () if previous else last.previous
        made = merged(place, decided, inbox, today, with_returned(place, decided, last.record), previous, left_out)
        outputs = write_outputs(place, made, into, last, pdf, published, offer, macros)
    result = made.result
    paper.done([_answered(result)], outputs)
    paper.found(result.findings, made.inputs.files, inbox)
    paper.units(result.states)
    if as_format == "json":
        show_json({**_as_json(result, outputs), **more(offer)})
    else:
        _show(result, outputs)
    return 1 if any(finding.severity is Severity.ERROR for finding in result.findings) else 0


@dataclass(frozen=True)
class Merge:
    """A merge so far: the region's round, and all that it was made from."""

    result: Consolidated
    inputs: MergeInputs


def merged(
    place: Workspace,
    plan: Plan,
    inbox: Path,
    today: date,
    record: Record = NOTHING_TAKEN,
    previous: Sequence[Path] = (),
    left_out: Sequence[str] = (),
) -> Merge:
    """The region's round from an inbox; CouldNotRun when no submission in it can be used.

    ``left_out`` are earlier workbooks that the last merge had.
    """
    from followup.files.pdf import pages_in
    from followup.outputs.manifest import MergeInputs
    from followup.plan.attachments import attachments_with
    from followup.stages.consolidating import consolidate
    from followup.stages.earlier import earlier_workbooks_left_out, round_before

    if not inbox.is_dir():
        raise CouldNotRun(_("There is no inbox at {path}.", path=literal(str(inbox))))
    past = past_rounds(previous)
    files, reader, passed_over = read_files((inbox,), plan)
    collected, decisions, told = the_round(place, plan, files, today, record)
    findings = [*collected.findings, *told, *collected.idle]
    if not collected.submissions:
        show_findings(findings)
        raise CouldNotRun(
            _("No answer in {path} can be used as it stands; nothing was written.", path=literal(str(inbox))), findings
        )
    submissions, plan, reader, of_before = _with_past(past, collected.submissions, plan, reader)
    forms = {unit.id: reader.form(unit) for unit in plan.answering()}
    attachments, missing = attachments_with(plan, pages_in(place.folder(ATTACHMENTS)))
    findings += [*of_before, *missing]
    findings += [earlier_workbooks_left_out(left_out)] if left_out else []
    result = consolidate(plan, sections(), forms, submissions, collected.states, findings, decisions)
    result.superseded = collected.superseded
    result.before = round_before(plan, past)
    result.attachments = attachments
    inputs = MergeInputs(
        plan_file=place.plan,
        decisions_file=place.root / DECISIONS,
        previous=tuple(previous),
        inbox=inbox,
        today=today,
        files=files,
        passed_over=passed_over,
        collected=collected,
        record=record,
        taken=collected.taken,
    )
    return Merge(result, inputs)


def past_rounds(files: Sequence[Path]) -> list[PastRound]:
    """What earlier regional workbooks keep; CouldNotRun when one is none."""
    from followup.files.received import UnreadableFile
    from followup.files.xlsx_read import read_book
    from followup.stages.earlier import past_round

    made = []
    for path in files:
        try:
            past = past_round(read_book(path))
        except UnreadableFile as fault:
            raise CouldNotRun(
                _("The earlier workbook {file} {fault}", file=literal(path.name), fault=fault.advice)
            ) from fault
        if past is None:
            told = _(
                "{file} holds no figures for later rounds. Name a regional.xlsx that followup merge made, not a published one.",
                file=literal(path.name),
            )
            raise CouldNotRun(told)
        made.append(past)
    return made


def _with_past(
    past: Sequence[PastRound], submissions: Mapping[str, Submission], plan: Plan, reader: Reader
) -> tuple[Mapping[str, Submission], Plan, Reader, list[Finding]]:
    """Plan and submissions with the figures of earlier rounds; what was read is read by the plan as it was sent out."""
    from followup.stages.earlier import relabelled, with_earlier
    from followup.stages.reading import Reader as NewReader

    if not past:
        return submissions, plan, reader, []
    plan, findings = with_earlier(plan, sections(), past)
    reader = NewReader(plan, sections())
    fresh = {unit: relabelled(each, reader.form(each.unit)) for unit, each in submissions.items()}
    return fresh, plan, reader, findings


def _as_json(result: Consolidated, outputs: list[Path]) -> dict[str, Any]:
    from followup.outputs.told import as_json

    return {
        "round": result.plan.round,
        "units": units_as_json(result.states, result.superseded),
        "levels": result.levels,
        "values_merged": result.values,
        "findings": [as_json(finding, words()) for finding in result.findings],
        "outputs": [str(path) for path in outputs],
    }


def _answered(result: Consolidated) -> Message:
    return _(
        "{n} of {of} units have answered; {values} values were taken over.",
        n=sum(state.answered for state in result.states),
        of=len(result.states),
        values=result.values,
    )


def _show(result: Consolidated, outputs: list[Path]) -> None:
    from followup.form.finding import Severity

    say = words()
    show_findings(finding for finding in result.findings if finding.severity is not Severity.INFO)
    show("")
    show(say(_answered(result)))
    for path in outputs:
        show(str(path))
    errors = sum(finding.severity is Severity.ERROR for finding in result.findings)
    if errors:
        tell(n_("{n} thing to correct.", "{n} things to correct.", errors), "error")
