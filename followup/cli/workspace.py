"""Where things are: the workspace is the nearest folder upwards with a plan.xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.console import CouldNotRun, show_findings, tell, words
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.files.look import Look
    from followup.form.finding import Finding
    from followup.form.section import Section
    from followup.plan.model import Plan

PLAN = "plan.xlsx"
DECISIONS = "decisions.xlsx"
ATTACHMENTS = "bilagor"
"""The folder of the files that a report is sent with; the plan lists them."""


@dataclass(frozen=True)
class Workspace:
    """A region's folder: the plan, and the folders beside it."""

    plan: Path

    @property
    def root(self) -> Path:
        """The folder itself."""
        return self.plan.parent

    def folder(self, name: str) -> Path:
        """``templates``, ``inbox``, ``returned``, ``output`` or ``bilagor``."""
        return self.root / name


def workspace(plan: Path | None) -> Workspace:
    """The workspace of a named plan, else of the nearest plan.xlsx upwards from here."""
    if plan is not None:
        plan = plan / PLAN if plan.is_dir() else plan
        if not plan.is_file():
            raise CouldNotRun(_("There is no plan at {path}.", path=literal(str(plan))))
        return Workspace(plan.absolute())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / PLAN).is_file():
            return Workspace(folder / PLAN)
    raise CouldNotRun(
        _(
            "There is no plan.xlsx here or in any folder above. Make a workspace with: followup new FOLDER; or name the plan with --plan."
        )
    )


def sections() -> Sequence[Section]:
    """Every kind of section there is."""
    from followup.sections.registry import SECTIONS

    return SECTIONS


def read_plan(path: Path) -> tuple[Plan, list[Finding]]:
    """The plan and what was found in it; CouldNotRun when the file cannot be read at all."""
    from followup.files.reading_ahead import reading_ahead
    from followup.files.received import UnreadableFile

    ahead = reading_ahead()
    ahead.expect([path])  # it is read while all that understands it is imported
    every = sections()
    from followup.plan.load import load_plan

    try:
        book = ahead.open(path)
    except UnreadableFile as fault:
        raise CouldNotRun(_("The plan {file} {fault}", file=literal(path.name), fault=fault.advice)) from fault
    return load_plan(book, every, words())


def sound_plan(place: Workspace) -> Plan:
    """A plan without errors; its errors are shown and stop the command."""
    from followup.form.finding import Severity

    plan, findings = read_plan(place.plan)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        show_findings(errors)
        tell("")
        raise CouldNotRun(
            _(
                "The plan has errors. Correct them and try again: followup plan check {file}",
                file=literal(str(place.plan)),
            ),
            errors,
        )
    return plan


def look_of(place: Workspace) -> Look:
    """The look: the workspace's own base workbook where it has one, else ours."""
    from followup.files.look import read_look

    look = read_look(template_file(place, "base.xlsx"))
    if look.missing:
        tell(
            _(
                "The base workbook lacks these styles; ours are used: {styles}.",
                styles=literal(", ".join(look.missing)),
            ),
            "warning",
        )
    return look


def template_file(place: Workspace, name: str) -> Path:
    """A file of ``workbook_templates``, the workspace's own first."""
    from followup.files.bundled import bundled

    own = place.root / "workbook_templates" / name
    return own if own.is_file() else bundled("workbook_templates") / name
