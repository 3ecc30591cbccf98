"""followup merge: the regional workbook and the summary from what is in the inbox."""

from __future__ import annotations

import os
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
from followup.cli.round import the_round, units_as_json
from followup.cli.template import could_not_write
from followup.cli.workspace import Workspace, look_of, sections, sound_plan, template_file, workspace
from followup.locale import _, literal, n_

if TYPE_CHECKING:
    from followup.plan.model import Plan
    from followup.stages.consolidating import Consolidated


@verb("merge", _("Merge what is in the inbox into the regional workbook and the summary."))
@path_option("--plan", help=_("The plan; else the nearest plan.xlsx upwards."))
@path_option("--inbox", help=_("The folder of filled-in workbooks; else inbox beside the plan."))
@path_option("--into", help=_("The folder for the results; else output beside the plan."))
@option("--pdf", is_flag=True, help=_("Also write the summary as PDF, with LibreOffice."))
@option("--published", is_flag=True, help=_("Also write both with small numbers masked, in the folder published."))
@format_option()
def command(
    plan: Path | None,
    inbox: Path | None,
    into: Path | None,
    pdf: bool,
    published: bool,
    as_format: str,
    today: date,
) -> int:
    """Write the outputs, show what was found; exit 1 when something is to be corrected."""
    from followup.form.finding import Severity

    place = workspace(plan)
    inbox, into = inbox or place.folder("inbox"), into or place.folder("output")
    result = consolidated(place, sound_plan(place), inbox, today)
    outputs = write_outputs(place, result, inbox, into, pdf)
    if published:
        from followup.stages.publishing import published as masked

        public, told = masked(result)
        outputs += write_outputs(place, public, inbox, into / "published", pdf)
        result.findings = sorted([*result.findings, *told], key=lambda finding: finding.order)
    if as_format == "json":
        show_json(_as_json(result, outputs))
    else:
        _show(result, outputs)
    return 1 if any(finding.severity is Severity.ERROR for finding in result.findings) else 0


def consolidated(place: Workspace, plan: Plan, inbox: Path, today: date) -> Consolidated:
    """The region's round from an inbox; CouldNotRun when no submission in it can be used."""
    from followup.stages.consolidating import consolidate

    if not inbox.is_dir():
        raise CouldNotRun(_("There is no inbox at {path}.", path=literal(str(inbox))))
    files, reader = read_files((inbox,), plan)
    collected, decisions, told = the_round(place, plan, files, today)
    findings = [*collected.findings, *told, *collected.idle]
    if not collected.submissions:
        show_findings(findings)
        raise CouldNotRun(
            _("No answer in {path} can be used as it stands; nothing was written.", path=literal(str(inbox)))
        )
    forms = {unit.id: reader.form(unit) for unit in plan.answering()}
    result = consolidate(plan, sections(), forms, collected.submissions, collected.states, findings, decisions)
    result.superseded = collected.superseded
    return result


def write_outputs(place: Workspace, result: Consolidated, inbox: Path, into: Path, pdf: bool) -> list[Path]:
    """The regional workbook, the summary, and its PDF if that is asked for."""
    from followup.documents.summary import SUMMARY
    from followup.files.docx_write import TemplateFault
    from followup.files.office import NoOffice, to_pdf
    from followup.files.safe import OutputInUse
    from followup.files.xlsx_write import write_book
    from followup.outputs.regional import regional_workbook
    from followup.outputs.word import write_document

    workbook, summary = into / "regional.xlsx", into / f"{SUMMARY.key}.docx"
    outputs = [workbook, summary]
    try:
        write_book(regional_workbook(result, _way(into, inbox)), workbook, look_of(place))
        write_document(SUMMARY, result, template_file(place, SUMMARY.template), summary)
        if pdf:
            to_pdf(summary, summary.with_suffix(".pdf"))
            outputs.append(summary.with_suffix(".pdf"))
    except OutputInUse as error:
        raise could_not_write(error.path) from error
    except TemplateFault as error:
        raise CouldNotRun(
            _("The Word template {file} cannot be used: {fault}", file=SUMMARY.template, fault=literal(str(error)))
        ) from error
    except NoOffice:
        tell(_("LibreOffice was not found, or could not make the PDF; the Word file is complete."), "warning")
    return outputs


def _way(into: Path, inbox: Path) -> str:
    """The inbox as seen from the output folder, with forward slashes, for links in the workbook."""
    try:
        return Path(os.path.relpath(inbox.resolve(), into.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return inbox.resolve().as_posix()


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


def _show(result: Consolidated, outputs: list[Path]) -> None:
    from followup.form.finding import Severity

    say = words()
    show_findings(finding for finding in result.findings if finding.severity is not Severity.INFO)
    answered = sum(state.answered for state in result.states)
    show("")
    show(
        say(
            _(
                "{n} of {of} units have answered; {values} values were taken over.",
                n=answered,
                of=len(result.states),
                values=result.values,
            )
        )
    )
    for path in outputs:
        show(str(path))
    errors = sum(finding.severity is Severity.ERROR for finding in result.findings)
    if errors:
        tell(n_("{n} thing to correct.", "{n} things to correct.", errors), "error")
