"""The Word documents that a plan allows: which they are, and each of them written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from followup.flow.declarations import documents_of, sections_of
from followup.flow.door.formats import WORD, OwnLooks, usable_format
from followup.flow.door.templates.word_templates import cannot_be_used
from followup.flow.gathering.workspace import Workspace
from followup.flow.refusal import CouldNotRun
from followup.locale import Message, _, literal
from followup.locale.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from followup.documents.declared import Document
    from followup.flow.door.writing import Output
    from followup.form.terms.units import Unit
    from followup.outputs.registry import Format
    from followup.plan.model import Plan
    from followup.region.consolidating import Region
    from followup.reports.report import Report
    from followup.revision.revising import Revision

"""The format that documents have where none is asked for."""


def allowed_documents(plan: Plan) -> list[Document]:
    """The documents that can be made of what the plan has and units have rows of."""
    refused = {document.key for document, _why in documents_refused(plan)}
    documents = (document for document in documents_of(plan) if not document.compares)
    return [document for document in documents if document.key not in refused]


def documents_refused(plan: Plan) -> list[tuple[Document, Message]]:
    """The documents of a round that cannot be made, each with why."""
    from followup.documents.content import has_content

    carried = set(carried_sections(plan))
    refused: list[tuple[Document, Message]] = []
    titles = {section.key: section.title for section in sections_of(plan)}
    for document in (document for document in documents_of(plan) if not document.compares):
        absent = tuple(titles[key] for key in document.needs if key not in carried)
        if absent:
            refused.append((document, _("no unit is asked for {sections}", sections=absent)))
        elif not has_content(document, plan, carried):
            refused.append((document, _("nothing would stand in it: the plan has none of its parts")))
    return refused


def carried_sections(plan: Plan) -> Collection[str]:
    """The keys of the sections that stand in some unit's form."""
    from followup.templates.forms import Forms

    return {table.section.key for form in Forms(plan, sections_of(plan)).values() for table in form.tables}


def documents_named(names: Sequence[str], allowed: Iterable[Document]) -> list[Document]:
    """The documents of these names; CouldNotRun for a name that none of them has."""
    by_name = {document.key: document for document in allowed}
    for name in names:
        if name not in by_name:
            refusal = _("There is no document {name} for this plan.", name=literal(name))
            documents = _("Documents: {known}.", known=literal(", ".join(by_name)))
            raise CouldNotRun(did_you_mean(refusal, nearest(name, by_name), documents))
    return [by_name[name] for name in names]


def report_format(name: str) -> Format[Report]:
    """The format of that name; CouldNotRun where there is none, or where it needs what is not installed."""
    from followup.outputs.registry import REPORTS

    return usable_format(REPORTS, name)


def document_outputs(
    place: Workspace, document: Document, region: Region, into: Path, as_format: str = WORD
) -> list[Output]:
    """One file, or one for each whose it is, in a folder of the document's name."""
    from followup.flow.door.writing import Output

    suffix = report_format(as_format).suffix
    kind = document.key if as_format == WORD else f"{document.key}_{as_format}"
    write = partial(write_declared, place, document, region, as_format=as_format)
    if document.whose == "region":
        return [Output(into / f"{document.key}{suffix}", kind, write)]
    folder = into / document.key
    copies = copies_of(document, region)
    return [Output(folder / f"{copy.name}{suffix}", kind, partial(write, copy=copy)) for copy in copies]


class DocumentCopy(NamedTuple):
    """One of the documents that there is one of for each unit or board: how its file is named, and whose it is."""

    name: str = ""
    unit: Unit | None = None
    board: str = ""


THE_ONLY_ONE = DocumentCopy()


def copies_of(document: Document, region: Region) -> list[DocumentCopy]:
    """One for each unit that has answered, or for each board that such a unit answers to."""
    from followup.files.names import file_name

    if document.whose == "region":
        return [THE_ONLY_ONE]
    units = [state.unit for state in region.states if state.answered]
    if document.whose == "unit":
        return [DocumentCopy(file_name(region.frame.units.file_stem(unit)), unit) for unit in units]
    return [
        DocumentCopy(file_name(board), None, board)
        for board, of_board in region.frame.units.boards.items()
        if any(unit.id in of_board for unit in units)
    ]


def write_declared(
    place: Workspace,
    document: Document,
    region: Region,
    path: Path,
    copy: DocumentCopy = THE_ONLY_ONE,
    revision: Revision | None = None,
    as_format: str = WORD,
) -> None:
    """Write one document in the looks of the workspace, else in ours; CouldNotRun where its template cannot be used."""
    from followup.reports.report import compose

    with refusals_of(document):
        report = compose(document, region, copy.unit, revision, copy.board)
        report_format(as_format).write(report, path, OwnLooks(place))


@contextmanager
def refusals_of(document: Document) -> Iterator[None]:
    """What stops a document while it is written, as CouldNotRun: its template, or LibreOffice."""
    from followup.files.disk.office import NoOffice
    from followup.files.word.docx_write import TemplateFault

    try:
        yield
    except TemplateFault as error:
        raise cannot_be_used(document.template) from error
    except NoOffice as error:
        message = _("LibreOffice could not make a PDF of {document}. Close it and try again, or choose Word.")
        raise CouldNotRun(message.filled(document=document.title)) from error
