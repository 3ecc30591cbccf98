"""A Word document's headings, and the plan's texts under them: what is told of documents without making them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from followup.documents.declared import Document


@dataclass
class Heading:
    """A heading of a document with what stands right under it; the one without a ``title`` stands above the first."""

    title: str
    level: int
    paragraphs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Outlined:
    """A document with its headings in order, and the texts of the plan by their ids: the headings that they stand under."""

    document: Document
    headings: tuple[Heading, ...]
    texts: Mapping[str, str]


def chapters_of(outline: Outlined) -> Iterator[tuple[Heading, Sequence[str]]]:
    """Each heading with the ids of the plan's texts under it."""
    for heading in outline.headings:
        yield heading, [id_ for id_, title in outline.texts.items() if title == heading.title]
