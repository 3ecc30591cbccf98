"""followup template: one workbook a unit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.console import CouldNotRun, path_option, show, tell, verb
from followup.cli.console import option as _option
from followup.cli.workspace import Workspace, look_of, sections, sound_plan, workspace
from followup.locale import _, literal, n_

if TYPE_CHECKING:
    from followup.plan.model import Plan


@verb("template", _("Make a template for each unit, or for those named with --unit."))
@path_option("--plan", help=_("The plan; else the nearest plan.xlsx upwards."))
@path_option("--into", help=_("The folder for the templates; else templates beside the plan."))
@_option("--unit", "units", multiple=True, help=_("Id of a unit; may be given several times."))
def command(plan: Path | None, into: Path | None, units: tuple[str, ...], today: object) -> int:
    """Write the templates and show their paths."""
    place = workspace(plan)
    for path in write_templates(place, sound_plan(place), into or place.folder("templates"), units):
        show(str(path))
    return 0


def write_templates(place: Workspace, plan: Plan, into: Path, units: tuple[str, ...] = ()) -> list[Path]:
    """The templates of the units named, or of all."""
    from followup.files.safe import OutputInUse
    from followup.files.xlsx_write import write_book
    from followup.stages.template import form_for, lay_out_form, template_name

    unknown = [unit for unit in units if unit not in plan.units]
    if unknown:
        known = ", ".join(unit.id for unit in plan.answering())
        raise CouldNotRun(
            _("{unit} is not a unit of the plan. Units: {known}.", unit=literal(unknown[0]), known=literal(known))
        )
    look = look_of(place)
    paths: list[Path] = []
    taken: set[str] = set()
    for unit in plan.answering():
        if units and unit.id not in units:
            continue
        form = form_for(plan, unit, sections())
        name = template_name(plan, unit)
        if name.casefold() in taken:
            name = f"{Path(name).stem} {unit.id}.xlsx"
        taken.add(name.casefold())
        if all(table.section.on_first_sheet for table in form.tables):
            tell(_("{unit} has nothing to fill in; it gets no template.", unit=literal(unit.name)), "warning")
            continue
        try:
            write_book(lay_out_form(form, plan, unit), into / name, look)
        except OutputInUse as error:
            raise could_not_write(error.path, error.full) from error
        paths.append(into / name)
    if not paths:
        raise CouldNotRun(
            _("No unit of the plan gets a template: write yes in the column Template on the sheet Units.")
        )
    tell(n_("{n} template was made.", "{n} templates were made.", len(paths)), "good")
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
