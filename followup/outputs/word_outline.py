"""The chapters of the round's Word documents, and which of the plan's texts stand in which: known without writing one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from followup.documents.declared import Document
from followup.files.docx_write import WordFile
from followup.form.units import Unit
from followup.form.values import written
from followup.outputs.outlined import Heading, Outlined
from followup.outputs.word import WRITERS
from followup.outputs.word_writing import Writing
from followup.stages.consolidating import Region

ANY_UNIT = Unit("", "")
"""Whose a document is of which there is one for each unit: of all their rows together."""

DEEPEST = 2
"""Headings below this are of rows and questions, which stand in the workbook's own tables."""


def outlined(result: Region, documents: Sequence[Document]) -> list[Outlined]:
    """The documents that the round's sections allow; one that there is for each unit is taken as of them all.

    Of one that compares two plans nothing is known but that it is there.
    """
    carried = {table.section.key for table in result.tables}
    allowed = [each for each in documents if carried.issuperset(each.needs)]
    return [Outlined(each, (), {}) if each.compares else _outlined(each, result) for each in allowed]


def _outlined(declared: Document, result: Region) -> Outlined:
    doc = _Outlining(declared, result)
    for block in declared.blocks:
        WRITERS[type(block)](doc, block)
    headings = doc.seen.headings
    own = {passage.id: _first(passage.text) for passage in result.frame.passages}
    texts = {id_: each.title for id_, text in own.items() for each in headings if _stands_in(text, each.paragraphs)}
    shown = tuple(each for each in headings if each.title and each.level <= DEEPEST)
    return Outlined(declared, shown, texts)


def _first(text: str) -> str:
    return next((paragraph.text for paragraph in written(text).paragraphs), "")


def _stands_in(text: str, paragraphs: Sequence[str]) -> bool:
    """Whether a text was written there, alone or behind its number."""
    return bool(text) and any(text == each or each.endswith(f"\t{text}") for each in paragraphs)


class _Outlining(Writing):
    """A document that is gone through and never made."""

    skims = True

    def open(self, _template: Path) -> WordFile:
        """Takes note of headings and paragraphs, and of nothing else."""
        self.seen = _Noted()
        return cast(WordFile, self.seen)

    def __init__(self, declared: Document, result: Region) -> None:
        super().__init__(declared, result, Path(), ANY_UNIT if declared.each_unit else None)


class _Noted:
    """What a Word file is asked to hold, as far as it is headings and text."""

    is_lying = False
    width = 17.0

    def __init__(self) -> None:
        self.headings = [Heading("", 0)]

    def heading(self, text: str, level: int) -> None:
        """One more heading."""
        self.headings.append(Heading(text, level))

    def paragraph(self, text: str, *_more: object, **_given: object) -> None:
        """A paragraph under the heading above it."""
        self.headings[-1].paragraphs.append(text)

    def bullets(self, texts: Sequence[str]) -> None:
        """Points are paragraphs."""
        self.headings[-1].paragraphs += texts

    def __getattr__(self, _name: str) -> Callable[..., None]:
        """Tables, charts and whatever else a file can hold."""
        return lambda *_values, **_given: None
