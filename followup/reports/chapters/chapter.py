"""Chapters: a heading with the plan's introduction, and the sections under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.documents.declared import Chapter, OtherChapters
from followup.region.model import RegionTable
from followup.reports.chapters.answer_chapters import texts_beside
from followup.reports.chapters.beginning import begin_block
from followup.reports.chapters.section_chapters import section_parts
from followup.reports.chapters.section_views import is_wide
from followup.reports.parts import Heading, Part
from followup.reports.subject import Subject


def chapter(subject: Subject, block: Chapter) -> Iterator[Part]:
    """The chapter's heading, and each of its sections; nothing where nobody has rows of them."""
    tables = list(subject.tables(*block.sections))
    if not tables:
        return
    yield from begin_block(subject, block, any(is_wide(subject, table, block.view) for table in tables))
    for table in tables:
        if block.headings:
            yield Heading(subject.words(table.section.title), block.level + 1)
        yield from texts_beside(subject, table, after=False)
        yield from section_parts(subject, table, block.in_words, block.view)
        yield from texts_beside(subject, table, after=True)


def other_chapters(subject: Subject, _block: OtherChapters) -> Iterator[Part]:
    """What no block names: a new kind of section is never left out."""
    named = {key for block in subject.document.blocks for key in block.names}
    others: Sequence[RegionTable] = [table for table in subject.region.tables if table.section.key not in named]
    for table in others:
        if table.section.word:
            yield from chapter(subject, Chapter(sections=(table.section.key,), title=table.section.title))
