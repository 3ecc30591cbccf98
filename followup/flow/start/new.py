"""New: a workspace with an empty plan, or with an example's."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from followup.files.disk.whole_path import whole_path
from followup.flow.declarations import declarations, sections_of
from followup.flow.door.double_click import write_double_click_files
from followup.flow.door.placing import put
from followup.flow.door.templates.blank_workbooks import write_blank, write_decisions
from followup.flow.gathering.workspace import ATTACHMENTS, DECISIONS, FOLDERS, PLAN, Workspace
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun, folder_not_written
from followup.locale import _, literal
from followup.locale.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from followup.files.book import Book
    from followup.plan.workbook.first_round import FirstRound


def make_workspace(
    folder: Path,
    example: str | None = None,
    listener: Listener = SILENT,
    wanted: Collection[str] = (),
    start: FirstRound | None = None,
) -> Workspace:
    """The folders, the plan, and the files to double-click. CouldNotRun where there is a plan already.

    ``wanted`` are names of kinds (``followed.py``) that a new plan begins with; ``start`` is what is known of its round.
    """
    refuse_existing_plan(folder)
    source = None if example is None else example_folder(example)
    place = Workspace(whole_path(folder / PLAN))
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        if source is not None:
            copy_example(source, place, listener)
        else:
            write_blank(place, place.plan, "plan", partial(_blank_plan, wanted, start), listener)
        write_blank_decisions(place, listener)
        write_double_click_files(place.root, listener)
    except OSError as error:
        raise folder_not_written(folder, error) from error
    return place


def refuse_existing_plan(folder: Path) -> None:
    """CouldNotRun where a folder is a workspace already."""
    if (folder / PLAN).exists():
        raise CouldNotRun(_("There is a plan in {path} already; nothing was changed.", path=literal(str(folder))))


def write_blank_decisions(place: Workspace, listener: Listener) -> None:
    """An empty decisions workbook, where the workspace has none."""
    write_decisions(place, _blank_decisions, listener)


def copy_example(source: Path, place: Workspace, listener: Listener) -> None:
    """An example's plan, and its decisions and attachments where it has any; what stands there already is kept."""
    from followup.files.disk.atomic_files import copy_whole
    from followup.flow.door.writing import Output

    kinds = {PLAN: "plan", DECISIONS: "decisions"}
    kinds |= {path.relative_to(source).as_posix(): "attachment" for path in sorted((source / ATTACHMENTS).glob("*"))}
    copies = {name: kind for name, kind in kinds.items() if (source / name).is_file()}
    outputs = [Output(place.root / name, kind, partial(copy_whole, source / name)) for name, kind in copies.items()]
    put(outputs, listener)


def example_folder(name: str) -> Path:
    """A bundled example; CouldNotRun names those that there are."""
    from followup.files.disk.bundled import bundled

    names = example_names()
    if name not in names:
        refusal = _("There is no example {name}.", name=literal(name))
        examples = _("Examples: {known}.", known=literal(", ".join(names)))
        raise CouldNotRun(did_you_mean(refusal, nearest(name, names), examples))
    return bundled("examples") / name


def example_names() -> list[str]:
    """The bundled examples, each with a plan."""
    from followup.files.disk.bundled import bundled

    return sorted(folder.name for folder in bundled("examples").iterdir() if (folder / PLAN).is_file())


def _blank_decisions(listener: Listener) -> Book:
    """An empty decisions workbook."""
    from followup.plan.decisions.decisions import blank_decisions

    return blank_decisions(listener.words)


def _blank_plan(wanted: Collection[str], start: FirstRound | None, listener: Listener) -> Book:
    """A plan with instructions, what is known of its round, and the documents that we have ourselves, to be changed; and
    tables of ours, where they are wanted.
    """
    from followup.documents.as_answers import as_answers
    from followup.documents.registry import PRESETS
    from followup.plan.model import Plan
    from followup.plan.workbook.blank import blank_plan
    from followup.plan.workbook.first_round import rows_of
    from followup.sections.declared.presets.table_presets import rows_of_presets, table_presets

    rows = dict(as_answers(PRESETS, sections_of(Plan()), listener.words))
    if tables := [name for name in wanted if name in table_presets()]:
        rows |= rows_of_presets(tables)
        wanted = {*wanted, "tables"}
    if start is not None:
        rows |= rows_of(start, listener.words)
    return blank_plan(declarations(), listener.words, rows=rows, wanted=wanted)
