"""The headings of a report, and which of the plan's texts stand under each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from followup.documents.declared import Document
from followup.form.units import Unit
from followup.form.values import written
from followup.report.parts import Heading, Paragraph
from followup.report.report import Report
from followup.report.subject import Subject
from followup.stages.consolidating import Region

ANY_UNIT = Unit("", "")
"""Whose a document is of which there is one for each unit: of all their rows together."""

DEEPEST = 2
"""Headings below this are of rows and questions, which stand in the workbook's own tables."""


@dataclass(frozen=True)
class Outlined:
    """A heading with the paragraphs right under it; the one without a ``title`` stands above the first."""

    title: str
    level: int
    paragraphs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """A document with its headings in order, and the texts of the plan by their ids: the headings that they stand under."""

    document: Document
    headings: Sequence[Outlined] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def chapters(self) -> Iterator[tuple[Outlined, Sequence[str]]]:
        """Each heading with the ids of the plan's texts under it."""
        for heading in self.headings:
            yield heading, [id_ for id_, title in self.texts.items() if title == heading.title]


def outlines_of(region: Region, documents: Sequence[Document]) -> list[Outline]:
    """Those of the documents that the round's sections allow; one that there is for each unit is taken as of them all.

    Of one that compares two plans nothing is known but that it is there.
    """
    carried = {table.section.key for table in region.tables}
    allowed = [document for document in documents if carried.issuperset(document.needs)]
    return [Outline(document) if document.compares else _outline(document, region) for document in allowed]


def _outline(document: Document, region: Region) -> Outline:
    headings = headings_of(Report(Subject(document, region, ANY_UNIT if document.each_unit else None)))
    first = {passage.id: _first(passage.text) for passage in region.frame.passages}
    texts = {id_: each.title for id_, text in first.items() for each in headings if text and text in each.paragraphs}
    shown = [each for each in headings if each.title and each.level <= DEEPEST]
    return Outline(document, shown, texts)


def headings_of(report: Report) -> list[Outlined]:
    """Every heading with its paragraphs: no table is made for it."""
    headings = [Outlined("", 0)]
    for part in report:
        if isinstance(part, Heading):
            headings.append(Outlined(part.text, part.level))
        elif isinstance(part, Paragraph):
            headings[-1].paragraphs.append(part.text)
    return headings


def _first(text: str) -> str:
    return next((paragraph.text for paragraph in written(text).paragraphs), "")
