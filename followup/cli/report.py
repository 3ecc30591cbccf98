"""followup report: the Word documents that the plan's sections allow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.console import CouldNotRun, argument, option, path_option, show, show_findings, tell, verb, words
from followup.cli.merge import merged
from followup.cli.template import could_not_write
from followup.cli.word_templates import (
    cannot_be_used,
    copy_templates,
    look_over_templates,
    sound_templates,
    templates_of_no_document,
)
from followup.cli.workspace import Workspace, sections, sound_plan, template_file, workspace
from followup.cli.writing import PUBLISHED
from followup.locale import _, literal, n_

if TYPE_CHECKING:
    from followup.documents.declared import Document
    from followup.plan.model import Plan, Unit
    from followup.stages.consolidating import Consolidated
    from followup.stages.revising import Revision


@verb("report", _("Make Word documents by NAME; without a name, list those that the plan allows."))
@argument("names", _("[NAME]..."), nargs=-1, type=click.STRING)
@path_option("--plan", help=_("The plan; else the nearest plan.xlsx upwards."))
@path_option("--inbox", help=_("The folder of filled-in workbooks; else inbox beside the plan."))
@path_option("--into", help=_("The folder for the results; else output beside the plan."))
@option("--all", "every", is_flag=True, help=_("Make every document that the plan allows."))
@option("--published", is_flag=True, help=_("Also make each with small numbers masked, in the folder published."))
@option(
    "--templates",
    is_flag=True,
    help=_("Put copies of our templates in workbook_templates beside the plan, to be changed in Word and Excel."),
)
def command(
    names: tuple[str, ...],
    plan: Path | None,
    inbox: Path | None,
    into: Path | None,
    every: bool,
    published: bool,
    templates: bool,
    today: date,
) -> int:
    """List the documents, or make those named and show their paths."""
    place = workspace(plan)
    decided = sound_plan(place)
    if templates:
        return _show_copies(copy_templates(place, _templates_of(names)))
    allowed = allowed_documents(decided)
    wanted = allowed if every else _named(names, allowed)
    if not wanted:
        return _show_list(place, allowed)
    sound_templates(place, wanted)
    result = merged(place, decided, inbox or place.folder("inbox"), today).result
    into = into or place.folder("output")
    paths = [path for each in wanted for path in write_report(place, each, result, into)]
    if published:
        paths += _write_published(place, wanted, result, into / PUBLISHED)
    for path in paths:
        show(str(path))
    tell(n_("{n} document was made.", "{n} documents were made.", len(paths)), "good")
    return 0


def _write_published(place: Workspace, wanted: Sequence[Document], result: Consolidated, into: Path) -> list[Path]:
    """The same documents once more for readers outside; what they may still give away is told."""
    from followup.outputs.told import grouped
    from followup.stages.publishing import published

    public, found = published(result)
    for severity, text in grouped(found, words()):
        tell(text, severity.key)
    return [path for each in wanted for path in write_report(place, each, public, into)]


def allowed_documents(plan: Plan) -> list[Document]:
    """The documents whose sections some unit of the plan has rows for."""
    from followup.documents.registry import DOCUMENTS

    carried = carried_sections(plan)
    return [document for document in DOCUMENTS if not document.compares and set(document.needs) <= set(carried)]


def carried_sections(plan: Plan) -> Collection[str]:
    """The keys of the sections that stand in some unit's form."""
    from followup.stages.template import form_for

    forms = [form_for(plan, unit, sections()) for unit in plan.answering()]
    return {table.section.key for form in forms for table in form.tables}


def write_report(place: Workspace, declared: Document, result: Consolidated, into: Path) -> list[Path]:
    """One file, or one a unit that has answered in a folder of the document's name."""
    units = [state.unit for state in result.states if state.answered] if declared.each_unit else [None]
    paths = []
    for unit in units:
        name = f"{declared.key}.docx" if unit is None else f"{declared.key}/{result.plan.file_stem(unit)}.docx"
        written(place, declared, result, into / name, unit)
        paths.append(into / name)
    return paths


def written(
    place: Workspace,
    declared: Document,
    result: Consolidated,
    path: Path,
    unit: Unit | None = None,
    revision: Revision | None = None,
) -> None:
    """Write one document from the workspace's own template, else from ours; CouldNotRun when that cannot be done."""
    from followup.files.docx_write import TemplateFault
    from followup.files.safe import OutputInUse
    from followup.outputs.word import write_document

    try:
        write_document(declared, result, template_file(place, declared.template), path, unit, revision)
    except OutputInUse as error:
        raise could_not_write(error.path) from error
    except TemplateFault as error:
        raise cannot_be_used(declared.template) from error


def _templates_of(names: Sequence[str]) -> list[Document]:
    """The documents named, else every one there is: a plan may come to allow it, and a comparison makes its own."""
    from followup.documents.registry import DOCUMENTS

    return _named(names, DOCUMENTS) or list(DOCUMENTS)


def _named(names: Sequence[str], allowed: Sequence[Document]) -> list[Document]:
    by_name = {document.key: document for document in allowed}
    unknown = [name for name in names if name not in by_name]
    if unknown:
        raise CouldNotRun(
            _(
                "There is no document {name} for this plan. Documents: {known}.",
                name=literal(unknown[0]),
                known=literal(", ".join(by_name)),
            )
        )
    return [by_name[name] for name in names]


def _show_copies(paths: Sequence[Path]) -> int:
    for path in paths:
        show(str(path))
    tell(_("Change them in Word and Excel, and keep their names. Then: followup plan check"), "good")
    return 0


def _show_list(place: Workspace, allowed: Sequence[Document]) -> int:
    """The documents by name, then what is wrong with the workspace's own templates; 1 where one cannot be made."""
    from followup.form.finding import Severity

    width = max((len(document.key) for document in allowed), default=0)
    for document in allowed:
        title = _("{document} (one a unit)", document=document.title) if document.each_unit else document.title
        show(f"{document.key:<{width}}  {words()(title)}")
    found = [*look_over_templates(place, allowed), *templates_of_no_document(place)]
    show_findings(found)
    return 1 if any(finding.severity is Severity.ERROR for finding in found) else 0
