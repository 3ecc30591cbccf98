"""The headings of a report, and which of the plan's texts stand under each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from followup.documents.declared import Document
from followup.form.values import as_prose
from followup.frozen import frozen
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Composed, Subject

DEEPEST = 2
"""Headings below this are of rows and questions, which stand in the workbook's own tables."""


@frozen
class OutlineHeading:
    """A heading with the paragraphs right under it; the one without a ``title`` stands above the first."""

    title: str
    level: int
    paragraphs: list[str] = field(default_factory=list)


@frozen
class Outline:
    """A document with its headings in order, and the texts of the plan by their ids: the headings that they stand under."""

    document: Document
    headings: Sequence[OutlineHeading] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def chapters(self) -> Iterator[tuple[OutlineHeading, Sequence[str]]]:
        """Each heading with the ids of the plan's texts under it."""
        for heading in self.headings:
            yield heading, [id_ for id_, title in self.texts.items() if title == heading.title]


def outlines_of(subject: Subject) -> list[Outline]:
    """The other documents that can be made of the round. Of one that compares two plans nothing is known but that it is
    there."""
    passages = {passage.id: _first(passage.text) for passage in subject.frame.passages}
    return [
        Outline(other.document) if other.document.compares else _outline(other, passages) for other in subject.others
    ]


def _outline(report: Composed, passages: Mapping[str, str]) -> Outline:
    headings = headings_of(report)
    texts = {
        id_: heading.title
        for id_, text in passages.items()
        for heading in headings
        if text and text in heading.paragraphs
    }
    return Outline(
        report.document, [heading for heading in headings if heading.title and heading.level <= DEEPEST], texts
    )


def headings_of(report: Iterable[Part]) -> list[OutlineHeading]:
    """Every heading with its paragraphs: no table is made for it."""
    headings = [OutlineHeading("", 0)]
    for part in report:
        if isinstance(part, Heading):
            headings.append(OutlineHeading(part.text, part.level))
        elif isinstance(part, ReportParagraph):
            headings[-1].paragraphs.append(part.text)
    return headings


def _first(text: str) -> str:
    return next((paragraph.text for paragraph in as_prose(text).paragraphs), "")
