"""followup template: one workbook a unit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from followup.cli.console import option as _option
from followup.cli.console import path_option, show, tell, verb
from followup.cli.html_page import page_option, write_page_of
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.gathering.workspace import find_workspace
from followup.flow.template import template
from followup.locale import _, n_


@verb("template", VERBS["template"])
@path_option("--plan", help=_("The plan; else the nearest plan.xlsx upwards."))
@path_option("--into", help=_("The folder for the templates; else templates beside the plan."))
@_option("--unit", "units", multiple=True, help=_("Id or name of a unit; may be given several times."))
@_option("--word", is_flag=True, help=_("Also make a Word form, for answers in words with their figures and choices."))
@_option(
    "--macros", is_flag=True, help=_("Also make each template with macros, an .xlsm with buttons, besides the .xlsx.")
)
@page_option()
def command(
    plan: Path | None,
    into: Path | None,
    units: tuple[str, ...],
    word: bool,
    macros: bool,
    page: Path | None,
    open_page: bool,
    today: date,
) -> int:
    """Write the templates and show their paths."""
    with write_page_of(page, open_page, _("The templates are made"), today) as paper:
        templates = template(find_workspace(plan), units, into, word, macros, today, Terminal(paper.tell_whose))
        tell(n_("{n} template was made.", "{n} templates were made.", templates.count), "good")
        paper.tell_done([_("Send each unit its own."), *templates.written.notes], templates.written.paths)
    for path in templates.written.paths:
        show(str(path))
    return 0
