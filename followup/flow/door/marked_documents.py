"""Copies of documents in which is marked what they did not say before: when the round was published, or in another round."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.door.documents import DocumentCopy, copies_of, refusals_of, report_format
from followup.flow.door.editions.changes import keep_facts, last_record_file
from followup.flow.door.formats import WORD, OwnLooks
from followup.flow.gathering.facts_of_rounds import facts_of_record
from followup.flow.gathering.workspace import Workspace
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.history.past_facts import TableLines
from followup.locale import Message, _, literal

if TYPE_CHECKING:
    from followup.documents.declared import Document
    from followup.flow.door.writing import Output
    from followup.region.consolidating import Region

PUBLICATION = "published"
"""Stands for what the round was last published with."""
MARKED_FORMATS = (WORD, "html")
"""Those that can show a mark."""


@frozen
class Before:
    """The facts that documents are held against, and since when, in words and as files are named."""

    facts: TableLines
    since: Message
    name: str


def facts_before(place: Workspace, region: Region, into: Path, since: str) -> Before:
    """What was published of this round, what its last merge said, or what an earlier round said; CouldNotRun where that is
    not kept. Of a region that is published the masked facts.
    """
    from followup.history.record import FACTS, PUBLISHED_FACTS
    from followup.plan.rounds.rounds import same_round

    frame = region.frame
    if since.casefold() == PUBLICATION:
        published = last_record_file(into, PUBLISHED_FACTS, frame)
        if published is None or not published.index.published_on:
            raise CouldNotRun(
                _("{round} has not been published: followup merge --published does that.", round=literal(frame.round))
            )
        day = literal(published.index.published_on)
        return Before(published.lines, _("what was published on {day}", day=day), PUBLICATION)
    if same_round(since, frame.round) and not region.published:
        last = last_record_file(into, FACTS, frame)
        if last is None:
            raise CouldNotRun(_("{round} has not been merged. Run: followup merge", round=literal(frame.round)))
        return Before(last.lines, _("the last merge of {round}", round=literal(frame.round)), frame.round)
    past = facts_of_record(place, into, frame, since, region.published)
    return Before(TableLines.of(past.text.encode()), literal(past.index.round), past.index.round)


def marked_outputs(
    place: Workspace, documents: Sequence[Document], region: Region, before: Before, into: Path, as_format: str = WORD
) -> list[Output]:
    """The documents with their changes marked, each under a name of its own; CouldNotRun for a format without marks."""
    from followup.files.names import file_name
    from followup.flow.door.writing import Output
    from followup.region.as_before import region_as_before

    if as_format not in MARKED_FORMATS:
        raise CouldNotRun(
            _(
                "--since marks what has changed, which {format} cannot show. Choose {formats}.",
                format=literal(as_format),
                formats=literal(" / ".join(MARKED_FORMATS)),
            )
        )
    then = region_as_before(region, before.facts, keep_facts(into, region).lines)
    outputs = []
    for document in documents:
        name, suffix = file_name(f"{document.key} since {before.name}"), report_format(as_format).suffix
        write = partial(_write, place, document, region, then, before.since, as_format)
        kind = f"{document.key}_since_{as_format}"
        for copy in copies_of(document, region):
            path = into / name / copy.name if copy.name else into / name
            outputs.append(Output(path.with_name(f"{path.name}{suffix}"), kind, partial(write, copy)))
    return outputs


def _write(
    place: Workspace,
    document: Document,
    region: Region,
    then: Region,
    since: Message,
    as_format: str,
    copy: DocumentCopy,
    path: Path,
) -> None:
    from followup.reports.marked import MarkedReport
    from followup.reports.report import compose

    now, before = (compose(document, of, copy.unit, None, copy.board) for of in (region, then))
    report = MarkedReport(now.subject, before, since)
    with refusals_of(document):
        report_format(as_format).write(report, path, OwnLooks(place))
