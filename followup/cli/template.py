"""followup template: one workbook a unit."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.console import CouldNotRun, path_option, show, tell, verb
from followup.cli.console import option as _option
from followup.cli.paging import on_page, page_option
from followup.cli.workspace import Workspace, look_of, sections, sound_plan, template_file, workspace
from followup.locale import _, literal, n_

if TYPE_CHECKING:
    from followup.plan.model import Plan


@verb("template", _("Make a template for each unit, or for those named with --unit."))
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
    today: date,
) -> int:
    """Write the templates and show their paths."""
    with on_page(page, _("The templates are made"), today) as paper:
        place = workspace(plan)
        decided, folder = sound_plan(place), into or place.folder("templates")
        units = units_named(decided, units)
        paper.of(decided)
        paths = write_templates(place, decided, folder, units, macros)
        if word:
            paths += write_word_forms(place, decided, folder, units)
        paper.done([_("Send each unit its own.")], paths)
    for path in paths:
        show(str(path))
    return 0


def units_named(plan: Plan, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the units that texts name by id or name; CouldNotRun for one that names none, or several."""
    return tuple(_unit_named(plan, text) for text in texts)


def _unit_named(plan: Plan, text: str) -> str:
    from followup.plan.references import fault_of_reference

    meant = plan.meant(text, "units")
    if len(meant) == 1:
        return meant[0]
    known = ", ".join(unit.id for unit in plan.answering())
    fault = fault_of_reference(text, plan.directories["units"]).advice
    raise CouldNotRun(
        _("{unit} {fault} The units that answer: {known}.", unit=literal(text), fault=fault, known=literal(known))
    )


def write_word_forms(place: Workspace, plan: Plan, into: Path, units: tuple[str, ...] = ()) -> list[Path]:
    """A Word form for each unit that is asked for answers in words, named as its workbook is."""
    from followup.files.docx_form import write_word_form
    from followup.files.safe import OutputInUse
    from followup.stages.template import form_for, template_name
    from followup.stages.word_form import word_form

    template, words, paths = template_file(place, "agreement-letter.docx"), plan.words, []
    for unit in plan.answering():
        form = form_for(plan, unit, sections())
        made = word_form(form, plan) if not units or unit.id in units else None
        if made is None:
            continue
        path = into / Path(template_name(plan, unit)).with_suffix(".docx").name
        fields = {"document": words(form.title), "region": plan.text("region"), "unit": unit.name}
        fields |= {"dnr": plan.text("dnr"), "title": plan.text("title"), "contact": "", "date": "", "period_to": ""}
        language = "sv-SE" if words.language == "sv" else "en-GB"
        try:
            write_word_form(template, path, fields, language, str(form.identity), made.texts(words), made.parts)
        except OutputInUse as error:
            raise could_not_write(error.path, error.full) from error
        paths.append(path)
    return paths


def write_templates(
    place: Workspace, plan: Plan, into: Path, units: tuple[str, ...] = (), macros: bool = False
) -> list[Path]:
    """The templates of the units named, or of all; with ``macros`` each also as .xlsm, the same book with buttons."""
    from followup.files.safe import OutputInUse
    from followup.files.xlsx_write import write_book
    from followup.stages.template import form_for, lay_out_form, template_name

    look = look_of(place)
    paths: list[Path] = []
    written = 0
    for unit in plan.answering():
        if units and unit.id not in units:
            continue
        form = form_for(plan, unit, sections())
        name = template_name(plan, unit)
        if all(table.section.on_first_sheet for table in form.tables):
            tell(_("{unit} has nothing to fill in; it gets no template.", unit=literal(unit.name)), "warning")
            continue
        try:
            book = lay_out_form(form, plan, unit)
            write_book(book, into / name, look)
            paths.append(into / name)
            written += 1
            if macros:
                from followup.stages.buttons import put_macros

                put_macros(book, plan.words)
                paths.append((into / name).with_suffix(".xlsm"))
                write_book(book, paths[-1], look)
        except OutputInUse as error:
            raise could_not_write(error.path, error.full) from error
    if not paths:
        raise CouldNotRun(
            _("No unit of the plan gets a template: write yes in the column Template on the sheet Units.")
        )
    tell(n_("{n} template was made.", "{n} templates were made.", written), "good")
    return paths


def could_not_write(path: Path, full: bool = False) -> CouldNotRun:
    """The sentence for an output that cannot be replaced, or for which there is no room."""
    if full:
        told = _(
            "{path} could not be written: the disk is full. Make room and try again; what stood there before is unchanged.",
            path=literal(str(path)),
        )
        return CouldNotRun(told)
    return CouldNotRun(
        _(
            "{path} could not be written. Close it if it is open in Excel or Word, check that you may write in the folder, and try again.",
            path=literal(str(path)),
        )
    )
