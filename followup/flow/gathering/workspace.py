"""Where things are: the workspace is the nearest folder upwards with a plan.xlsx."""

from __future__ import annotations

from datetime import date
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from followup.files.disk.whole_path import whole_path
from followup.flow.gathering.reading.readers import AS_MANY_AS_PAY, Readers
from followup.flow.listener import Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.files.xlsx_writing.base_look import BaseLook

PLAN = "plan.xlsx"
DECISIONS = "decisions.xlsx"
ATTACHMENTS = "bilagor"
"""The folder of the files that a report is sent with; the plan lists them."""
LOG = "log"
"""The folder of what was done when; it holds nothing that any output is made from."""
MOST_NAMED = 3
FOLDERS = ("templates", "inbox", "returned", "output")


@frozen
class Workspace:
    """A region's folder: the plan, and the folders beside it."""

    plan: Path

    @property
    def root(self) -> Path:
        """The folder itself."""
        return self.plan.parent

    @property
    def decisions(self) -> Path:
        """What people have decided, beside the plan; there need not be any."""
        return self.root / DECISIONS

    def folder(self, name: str) -> Path:
        """``templates``, ``inbox``, ``returned``, ``output`` or ``bilagor``."""
        return self.root / name


@frozen
class Job:
    """A job in a workspace: the folder of the answers, the one for the results (``into``), the day that counts as today,
    who hears how it goes, and who reads the answers."""

    place: Workspace
    inbox: Path
    into: Path
    today: date
    listener: Listener
    readers: Readers = AS_MANY_AS_PAY


def job_in(
    place: Workspace,
    listener: Listener,
    today: date | None = None,
    inbox: Path | None = None,
    into: Path | None = None,
    readers: Readers = AS_MANY_AS_PAY,
) -> Job:
    """A job of this day in the workspace's own folders, but for what is named."""
    folders = inbox or place.folder("inbox"), into or place.folder("output")
    return Job(place, *folders, today or date.today(), listener, readers)


def find_workspace(plan: Path | None) -> Workspace:
    """The workspace of a named plan, else of the nearest plan.xlsx upwards from here."""
    if plan is not None:
        plan = plan / PLAN if plan.is_dir() else plan
        if not plan.is_file():
            raise CouldNotRun(_("There is no plan at {path}.", path=literal(str(plan))))
        return Workspace(whole_path(plan))
    current = Path.cwd()
    for folder in (current, *current.parents):
        if (folder / PLAN).is_file():
            return Workspace(folder / PLAN)
    if below := workspaces_below(current):
        raise CouldNotRun(
            _(
                "There is no plan.xlsx here, but there is one in {folders}: go there, or name it with --plan.",
                folders=tuple(literal(name) for name in below),
            )
        )
    raise CouldNotRun(
        _(
            "There is no plan.xlsx here or in any folder above. Make a workspace with: followup new FOLDER; or name the plan with --plan."
        )
    )


def workspaces_below(folder: Path) -> tuple[str, ...]:
    """The names of the folders right below that have a plan, at most three."""
    try:
        return tuple(path.name for path in sorted(folder.iterdir()) if (path / PLAN).is_file())[:MOST_NAMED]
    except OSError:
        return ()


def look_of(place: Workspace, listener: Listener) -> BaseLook:
    """The look: the workspace's own base workbook where it has one, else ours."""
    from followup.files.xlsx_writing.base_look import read_look

    look = read_look(template_file(place, "base.xlsx"))
    if look.missing:
        styles = literal(", ".join(look.missing))
        listener.note(_("The base workbook lacks these styles; ours are used: {styles}.", styles=styles), "warning")
    return look


def template_file(place: Workspace, name: str) -> Path:
    """A file of ``workbook_templates``, the workspace's own first."""
    from followup.files.disk.bundled import bundled

    restyled = place.root / "workbook_templates" / name
    return restyled if lexists(restyled) else bundled("workbook_templates") / name
