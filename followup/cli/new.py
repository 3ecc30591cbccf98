"""followup new: a workspace with an empty plan, or with an example's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.console import CouldNotRun, argument, option, show, tell, verb, words
from followup.cli.double_click import write_double_click_files
from followup.cli.workspace import ATTACHMENTS, DECISIONS, PLAN, Workspace, look_of, sections
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.files.look import Look

FOLDERS = ("templates", "inbox", "returned", "output")


@verb("new", _("Make a workspace in FOLDER: a plan to fill in, and folders for templates, answers and results."))
@argument("folder", _("FOLDER"), type=click.Path(path_type=Path))
@option(
    "--example",
    default=None,
    metavar=words()(_("NAME")),
    help=_("Start from a bundled example instead of an empty plan."),
)
def command(folder: Path, example: str | None, today: object) -> int:
    """Write the workspace; refuse one that has a plan already."""
    make_workspace(folder, example)
    show(str(folder / PLAN))
    tell(_("Fill in plan.xlsx, then: followup plan check; followup template"), "good")
    return 0


def make_workspace(folder: Path, example: str | None = None) -> Workspace:
    """The folders, the plan, and the files to double-click."""
    if (folder / PLAN).exists():
        raise CouldNotRun(_("There is a plan in {path} already; nothing was changed.", path=literal(str(folder))))
    source = None if example is None else example_folder(example)
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        place = Workspace((folder / PLAN).absolute())
        if source is not None:
            copy_example(source, place)
        else:
            write_plan(place.plan, look_of(place))
        if not (place.root / DECISIONS).exists():
            write_decisions(place.root / DECISIONS, look_of(place))
        write_double_click_files(place.root)
    except OSError as error:
        raise CouldNotRun(
            _("{path} could not be written. Choose a folder where you may write.", path=literal(str(folder)))
        ) from error
    return place


def copy_example(source: Path, place: Workspace) -> None:
    """An example's plan, and its decisions and attachments where it has any."""
    import shutil

    for name in (PLAN, DECISIONS):
        if (source / name).is_file():
            shutil.copyfile(source / name, place.root / name)
    if (source / ATTACHMENTS).is_dir():
        shutil.copytree(source / ATTACHMENTS, place.folder(ATTACHMENTS), dirs_exist_ok=True)


def example_folder(name: str) -> Path:
    """A bundled example; CouldNotRun names those that there are."""
    from followup.files.bundled import bundled

    examples = bundled("examples")
    known = sorted(each.name for each in examples.iterdir() if (each / PLAN).is_file())
    if name not in known:
        raise CouldNotRun(
            _("There is no example {name}. Examples: {known}.", name=literal(name), known=literal(", ".join(known)))
        )
    return examples / name


def write_decisions(path: Path, look: Look) -> None:
    """An empty decisions workbook."""
    from followup.files.xlsx_write import write_book
    from followup.plan.decisions import blank_decisions

    write_book(blank_decisions(words()), path, look)


def write_plan(path: Path, look: Look) -> None:
    """An empty plan with instructions."""
    from followup.files.xlsx_write import write_book
    from followup.plan.blank import blank_plan

    write_book(blank_plan(sections(), words()), path, look)
