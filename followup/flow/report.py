"""Report: the Word documents that the plan's sections allow, from the same round as the merge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.door.documents import document_outputs, report_format
from followup.flow.door.editions.editions import Edition, editions_in
from followup.flow.door.formats import PDF, WORD
from followup.flow.door.placing import put, with_stale
from followup.flow.door.templates.word_templates import refuse_faulty_templates
from followup.flow.gathering.closed import refuse_closed
from followup.flow.gathering.current import read_current
from followup.flow.gathering.reading.readers import AS_MANY_AS_PAY, Readers
from followup.flow.gathering.workspace import Workspace, job_in
from followup.flow.listener import SILENT, Listener
from followup.frozen import frozen

if TYPE_CHECKING:
    from followup.documents.declared import Document
    from followup.flow.door.writing import Output
    from followup.form.finding import Finding
    from followup.plan.model import Plan
    from followup.region.consolidating import Region
    from followup.round.unsettled import UnsettledMatter
    from followup.templates.forms import Forms


@frozen
class Reported:
    """The region that the documents tell of, with what was found, and where they stand. ``stale`` are outputs in the
    same folder that are older than them. ``held`` are final documents that were not made, for the ``matters`` that are to
    be put right or decided on first. ``of_merge`` is what a merge finds too: the rest is what masking found."""

    region: Region
    paths: tuple[Path, ...]
    stale: tuple[Path, ...] = ()
    held: tuple[Document, ...] = ()
    matters: tuple[UnsettledMatter, ...] = ()
    of_merge: Sequence[Finding] = ()

    @property
    def findings(self) -> Sequence[Finding]:
        """All that was found, what masking found too."""
        return self.region.findings


def report(
    place: Workspace,
    plan: Plan,
    documents: Sequence[Document],
    today: date | None = None,
    inbox: Path | None = None,
    into: Path | None = None,
    published: bool = False,
    listener: Listener = SILENT,
    as_format: str = WORD,
    since: str = "",
    readers: Readers = AS_MANY_AS_PAY,
    pdf: bool = False,
) -> Reported:
    """Write these documents of a plan without errors; with ``published`` each also masked, in a folder of its own, with
    ``pdf`` each also as that.

    With ``since`` copies in which is marked what they did not say then: ``published``, masked, or a round. Earlier rounds
    are those that the last merge had. CouldNotRun for a format that there is not.
    """
    from followup.flow.door.editions.changes import note_differences
    from followup.flow.door.marked_documents import PUBLICATION, facts_before, marked_outputs
    from followup.outputs.records.manifest import state_digest
    from followup.round.unsettled import unanswered_matters, unsettled_matters

    refuse_closed(place, listener, plan.round)
    formats = dict.fromkeys([as_format, PDF] if pdf else [as_format])
    by_template = [report_format(name).by_template for name in formats]
    if any(by_template):
        refuse_faulty_templates(place, documents, listener)
    job = job_in(place, listener, today, inbox, into, readers)
    current = read_current(job, plan)
    of_publication = since.casefold() == PUBLICATION
    matters = unsettled_matters(current.round, current.region.findings, plan.round)
    stopping = {
        document.key: [
            *_stopping(document, matters, current.returns.forms),
            *unanswered_matters(current.round, document.shows_any, plan.round),
        ]
        for document in documents
        if document.final
    }
    held = tuple(document for document in documents if stopping.get(document.key))
    documents = [document for document in documents if document not in held]
    region, public = current.editions(published or of_publication or any(document.masked for document in documents))
    masked_too = public if published or of_publication else None
    editions = editions_in(job.into, plan, region, masked_too)
    of = state_digest(current.inputs, plan.frame)
    outputs: list[Output] = []
    if since:
        # What was published is masked: only what is masked too can be held against it.
        editions = [Edition(job.into, public, plan)] if of_publication and public else editions
        for edition in editions:
            before = facts_before(place, edition.region, job.into, since)
            for name in formats:
                outputs += marked_outputs(place, documents, edition.region, before, edition.folder, name)
    else:
        for edition in editions:
            for document in documents:
                of_edition = public if document.masked and public is not None else edition.region
                for name in formats:
                    outputs += document_outputs(place, document, of_edition, edition.folder, name)
    put_outputs = put(outputs, listener, [job.inbox], of)
    note_differences(job.into, region, documents, [] if since else put_outputs.left, listener)
    written = with_stale(put_outputs, job.into, of, listener)
    of_held: list[UnsettledMatter] = []
    for matter in (matter for document in held for matter in stopping[document.key]):
        if matter not in of_held:
            of_held.append(matter)
    of_held.sort(key=lambda matter: matter.finding.order)
    return Reported(region, written.paths, written.stale, held, tuple(of_held), current.region.findings)


def _stopping(document: Document, matters: Sequence[UnsettledMatter], forms: Forms) -> list[UnsettledMatter]:
    """What a final document waits for: not for a unit that is asked for nothing that it shows."""
    return [matter for matter in matters if not matter.unit or document.shows_any(forms[matter.unit].by_section)]
