"""followup template: one workbook a unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.completing import unit_names
from followup.cli.console import option as _option
from followup.cli.console import path_option, plan_option, show, show_findings, tell, verb
from followup.cli.html_page import page_option, write_page_of
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.door.templates.sent_templates import DRAFTS
from followup.flow.gathering.workspace import find_workspace
from followup.flow.template import TemplateRequest, template
from followup.locale import Message, _, literal, n_

if TYPE_CHECKING:
    from followup.flow.gathering.carried import CarriedFile
    from followup.form.frame import Frame


@verb("template", VERBS["template"].sentence)
@plan_option()
@path_option("--into", help=_("The folder for the templates; else templates beside the plan."))
@_option(
    "--unit",
    "units",
    multiple=True,
    shell_complete=unit_names,
    help=_("Id or name of a unit; may be given several times."),
)
@_option("--word", is_flag=True, help=_("Also make a Word form, for answers in words with their figures and choices."))
@_option(
    "--macros", is_flag=True, help=_("Also make each template with macros, an .xlsm with buttons, besides the .xlsx.")
)
@path_option(
    "--carry",
    "carry",
    multiple=True,
    help=_("A form that was filled in earlier: its unit's template gets its answers. May be given several times."),
)
@path_option(
    "--drafts",
    is_flag=False,
    flag_value=DRAFTS,
    help=_("Also write a draft mail to each unit there, with its template attached; else in drafts beside the plan."),
)
@page_option()
def command(
    plan: Path | None,
    into: Path | None,
    units: tuple[str, ...],
    word: bool,
    macros: bool,
    carry: tuple[Path, ...],
    drafts: Path | None,
    page: Path | None,
    open_page: bool,
    today: date,
) -> int:
    """Write the templates and show their paths; exit 1 where an answer could not be carried over."""
    from followup.rulebook.problem import Severity

    with write_page_of(page, open_page, _("The templates are made"), today) as paper:
        place = find_workspace(plan)
        if drafts is not None and str(drafts) == DRAFTS:
            drafts = place.folder(DRAFTS)
        ask = TemplateRequest(units, into, word, macros, carry, drafts, today)
        templates = template(place, ask, Terminal(paper.tell_whose))
        tell(n_("{n} template was made.", "{n} templates were made.", templates.count), "good")
        if drafts is not None:
            count, folder = len(templates.drafts.paths), literal(str(drafts))
            tell(
                n_("{n} draft was written to {path}.", "{n} drafts were written to {path}.", count, path=folder), "good"
            )
        carried = [
            sentence for file in templates.carried for sentence in _carried_sentences(file, templates.plan.frame)
        ]
        for sentence in carried:
            tell(sentence)
        left_out = [finding for file in templates.carried for finding in file.carried.left_out]
        if carry:
            paper.tell_found(left_out, ())
        notes = [*templates.written.notes, *templates.drafts.notes]
        outputs = [*templates.written.paths, *templates.drafts.paths]
        paper.tell_done([_("Send each unit its own."), *carried, *notes], outputs)
    show_findings(left_out)
    for path in outputs:
        show(str(path))
    return 1 if any(finding.severity is Severity.ERROR for finding in left_out) else 0


def _carried_sentences(file: CarriedFile, frame: Frame) -> Iterator[Message]:
    """How many answers a file had for its unit's template; and what of another round's was left behind."""
    carried = file.carried
    names = {"file": literal(file.file), "unit": literal(frame.units[carried.unit].name)}
    yield n_(
        "{n} answer was carried over from {file} to the template of {unit}.",
        "{n} answers were carried over from {file} to the template of {unit}.",
        carried.count,
        **names,
    )
    for title, count in carried.figures:
        yield n_(
            "{n} figure in {section} was not carried over: it is of another round, {round}.",
            "{n} figures in {section} were not carried over: they are of another round, {round}.",
            count,
            section=title,
            round=literal(carried.round),
        )
    if carried.signed:
        yield _(
            "The signature of {file} was not carried over: it is of {round}.", **names, round=literal(carried.round)
        )
