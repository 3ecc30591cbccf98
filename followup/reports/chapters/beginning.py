"""How a block of a document begins: its page, its heading, and the plan's introduction to what stands under that."""

from __future__ import annotations

from collections.abc import Iterator

from followup.documents.declared import DocumentBlock
from followup.form.terms.period_names import names_of
from followup.form.values import as_prose
from followup.reports.parts import Heading, PageLayout, Part, ReportParagraph
from followup.reports.subject import Subject


def begin_block(subject: Subject, block: DocumentBlock, wide: bool = False) -> Iterator[Part]:
    """The page, ``wide`` where the document does not say, and the heading with its introduction if it has one."""
    is_said = block.landscape is not None
    yield PageLayout(bool(block.landscape) if is_said else wide, declared=is_said)
    yield from heading_of(subject, block)


def heading_of(subject: Subject, block: DocumentBlock) -> Iterator[Part]:
    """The heading with its introduction; nothing where the block has no title."""
    if block.title is None:
        return
    heading = subject.words(block.title.filled(**names_of(subject.frame.period)))
    yield Heading(heading, block.level)
    yield from introduction_to(subject, heading)


def introduction_to(subject: Subject, heading: str) -> Iterator[Part]:
    """What the plan says below a heading, if anything."""
    intro = subject.frame.texts.get(("introduction", heading.casefold()), "")
    yield from (ReportParagraph(paragraph.text) for paragraph in as_prose(intro).paragraphs)
