"""Chapters: a heading with the plan's introduction, and the sections under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.documents.declared import Chapter, OtherChapters
from followup.documents.declared import PartHeading as PartBlock
from followup.form.values import as_prose
from followup.locale import Message
from followup.region.model import RegionTable
from followup.reports.chapters.answer_chapters import texts_beside
from followup.reports.chapters.section_chapters import section_parts
from followup.reports.parts import Heading, PageLayout, Part, ReportParagraph
from followup.reports.subject import Subject


def chapter(subject: Subject, block: Chapter) -> Iterator[Part]:
    """The chapter's heading, its draft, and each of its sections; nothing where nobody has rows of them."""
    tables = list(subject.tables(*block.sections))
    if not tables:
        return
    yield PageLayout(block.landscape)
    if block.title is not None:
        yield from _headed(subject, block.title.filled(**subject.frame.period.labels), block.level)
    if block.draft is not None:
        sentences = block.draft([row.filled for row in tables[0].in_order], subject.frame)
        yield from (ReportParagraph(subject.words(sentence)) for sentence in sentences)
    for table in tables:
        if block.headings:
            yield Heading(subject.words(table.section.title), block.level + 1)
        yield from texts_beside(subject, table, after=False)
        yield from section_parts(subject, table, block.in_words)
        yield from texts_beside(subject, table, after=True)


def part_heading(subject: Subject, block: PartBlock) -> Iterator[Part]:
    """A heading above several chapters; nothing where nobody has rows of them."""
    if any(subject.tables(*block.sections)):
        yield PageLayout()
        yield from _headed(subject, block.title, 1)


def other_chapters(subject: Subject, _block: OtherChapters) -> Iterator[Part]:
    """What no block names: a new kind of section is never left out."""
    named = {key for block in subject.document.blocks for key in block.names}
    others: Sequence[RegionTable] = [table for table in subject.region.tables if table.section.key not in named]
    for table in others:
        if table.section.word:
            yield from chapter(subject, Chapter(table.section.title, (table.section.key,)))


def _headed(subject: Subject, title: Message, level: int) -> Iterator[Part]:
    """A heading, and the plan's introduction to what stands under it."""
    heading = subject.words(title)
    yield Heading(heading, level)
    intro = subject.frame.texts.get(("introduction", heading.casefold()), "")
    yield from (ReportParagraph(paragraph.text) for paragraph in as_prose(intro).paragraphs)
