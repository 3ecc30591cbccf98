"""The workspace's own Word templates: looked over before anything is written, and copied out to be changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.door.placing import put
from followup.flow.gathering.workspace import Workspace
from followup.flow.listener import Listener
from followup.flow.refusal import CouldNotRun, folder_not_written
from followup.locale import _, literal, n_

if TYPE_CHECKING:
    from followup.documents.declared import Document
    from followup.files.received import FileRemark
    from followup.form.finding import Finding

FOLDER = "workbook_templates"


def own_template(place: Workspace, document: Document) -> Path | None:
    """The workspace's own template of a document; None where ours is used."""
    path = place.folder(FOLDER) / document.template
    return path if lexists(path) else None


def look_over_templates(place: Workspace, documents: Iterable[Document]) -> list[Finding]:
    """What is wrong with the workspace's own templates of these documents, and those that there are not."""
    from followup.documents.placeholders import PLACEHOLDERS
    from followup.files.word.docx_template import check_template

    documents = list(documents)
    findings = [_no_template(document) for document in documents if not has_template(place, document)]
    shared = dict.fromkeys(own_template(place, document) for document in documents)
    for path in shared:
        if path is not None:
            findings += [as_finding(remark, path) for remark in check_template(path, tuple(PLACEHOLDERS))]
    return findings


def has_template(place: Workspace, document: Document) -> bool:
    """Whether the workspace or we have the file that the document is made from."""
    from followup.documents.sheets import WORD_TEMPLATES

    return document.template in WORD_TEMPLATES or own_template(place, document) is not None


def _no_template(document: Document) -> Finding:
    from followup.form.finding import Finding
    from followup.form.place import Place
    from followup.rulebook.planning.documents import DOCUMENT_TEMPLATE_UNKNOWN

    problem = DOCUMENT_TEMPLATE_UNKNOWN.problem(folder=literal(FOLDER))
    return Finding.of(document.place or Place(), problem, document.template)


def templates_of_no_document(place: Workspace, documents: Iterable[Document]) -> list[Finding]:
    """Word files among the workspace's templates whose names are no document's: they would never be used."""
    from followup.documents.sheets import WORD_TEMPLATES
    from followup.files.word.template_remarks import template_not_used

    names = {*WORD_TEMPLATES, *(document.template for document in documents)}
    files = sorted(place.folder(FOLDER).glob("*.doc*"))
    strange = (path for path in files if path.name not in names and not path.name.startswith("~$"))
    return [as_finding(template_not_used(path.name, names), path) for path in strange]


def as_finding(remark: FileRemark, path: Path) -> Finding:
    """A remark as a finding of the file; what only warns leaves the document to be made."""
    from followup.form.finding import Finding
    from followup.form.place import Place

    return Finding.of(Place(f"{FOLDER}/{path.name}"), remark.problem, remark.detail)


def refuse_faulty_templates(place: Workspace, documents: Iterable[Document], listener: Listener) -> None:
    """Tell what is wrong with the workspace's own templates; CouldNotRun where a document cannot be made from one."""
    from followup.reports.wording.findings_text import group_findings
    from followup.rulebook.problem import Severity

    findings = look_over_templates(place, documents)
    for severity, text in group_findings(findings, listener.words):
        listener.note(literal(text), severity.key)
    faulty = [finding for finding in findings if finding.severity is Severity.ERROR]
    if faulty:
        raise cannot_be_used(faulty[0].raw if faulty[0].place.cell else faulty[0].place.file)


def cannot_be_used(file: str) -> CouldNotRun:
    """A template that stops a document; what is wrong has been shown."""
    return CouldNotRun(
        _(
            "The Word template {file} cannot be used as it stands; no document was made from it. Correct it in Word, or "
            "take it away: then ours is used. What is wrong in it: followup plan check",
            file=literal(file),
        )
    )


def copy_templates(place: Workspace, documents: Sequence[Document], listener: Listener) -> Sequence[Path]:
    """Put our templates where the workspace's own are looked for; a file that stands there is left as it is."""
    from functools import partial

    from followup.documents.sheets import WORD_TEMPLATES
    from followup.files.disk.atomic_files import copy_whole
    from followup.files.disk.bundled import bundled
    from followup.flow.door.writing import Output

    folder = place.folder(FOLDER)
    ours_too = (document.template for document in documents if document.template in WORD_TEMPLATES)
    wanted = dict.fromkeys(("base.xlsx", *ours_too))
    copied = [folder / name for name in wanted if not (folder / name).exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = bundled("workbook_templates")
        outputs = [Output(path, "workbook_template", partial(copy_whole, ours / path.name)) for path in copied]
        put(outputs, listener)
    except OSError as error:
        raise folder_not_written(folder, error) from error
    untouched = len(wanted) - len(copied)
    if untouched:
        listener.note(
            n_(
                "{n} template was there already and was left.",
                "{n} templates were there already and were left.",
                untouched,
            )
        )
    return copied
