"""Rows that declare documents as they stand in the plan's sheets: what a new plan has of our presets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from followup.documents.naming import BRACES, KnownNames
from followup.documents.rows import DocumentRow, PartRow
from followup.documents.sheets import DOCUMENTS_SHEET, PART_WORDS, PARTS_SHEET
from followup.form.section import Section
from followup.form.values import Value
from followup.locale import Message, Words
from followup.plan.model import Plan
from followup.plan.sheets import SCALE_KIND, TEXT_KIND

RowAnswers = Mapping[str, Mapping[str, Value]]


def as_answers(rows: Iterable[DocumentRow], sections: Sequence[Section], words: Words) -> Mapping[str, RowAnswers]:
    """The rows of both sheets, by sheet and row, in the words of a language."""
    documents: dict[str, Mapping[str, Value]] = {}
    parts: dict[str, Mapping[str, Value]] = {}
    called = _Called(sections, words)
    for row in rows:
        documents[row.key] = {
            "id": row.key,
            "title": words(row.title),
            "whose": row.whose,
            "stage": "final" if row.final else "working",
            "template": row.template,
            "masked": "always" if row.masked else None,
            "needs": called.names(row.needs),
        }
        parts |= {f"{row.key} {at}": called.part(row.key, part) for at, part in enumerate(row.parts)}
    return {DOCUMENTS_SHEET.key: documents, PARTS_SHEET.key: parts}


class _Called:
    """What is named by a key, as people call it."""

    def __init__(self, sections: Sequence[Section], words: Words) -> None:
        kinds = (PART_WORDS, dict(TEXT_KIND.options), dict(SCALE_KIND.options))
        self.by_key: dict[str, Message] = {section.key: section.title for section in sections}
        for of_kind in kinds:
            self.by_key |= {key: word for key, word in of_kind.items() if key not in self.by_key}
        self.words = words
        self.known = KnownNames(sections, Plan())

    def names(self, keys: Sequence[str]) -> Value:
        """Several of them; None for none."""
        return tuple(self.words(self.by_key[key]) if key in self.by_key else key for key in keys) or None

    def part(self, document: str, part: PartRow) -> Mapping[str, Value]:
        """The row of a part."""
        what = (PART_WORDS[part.what[0]],) if part.what[0] in PART_WORDS else ()
        return {
            "document": document,
            "level": Decimal(part.level) if part.heading is not None or part.level > 1 else None,
            "heading": None if part.heading is None else self._heading(part.heading),
            "what": tuple(self.words(word) for word in what) or self.names(part.what),
            "of": self.names(part.of),
            "columns": tuple(self._column(part, key) for key in part.columns) or None,
            "order": self._column(part, part.order) or None,
            "group": self._column(part, part.group) or None,
            "filter": part.where or None,
            "form": part.form or None,
            "landscape": None if part.landscape is None else "yes" if part.landscape else "no",
        }

    def _column(self, part: PartRow, key: str) -> str:
        """A column of the section that a part shows, by its title; a scale by its kind."""
        sections = self.known.sections_named(part.what) or self.known.sections_named(part.of)
        columns = self.known.columns(sections[0]) if sections and key else iter(())
        title = next((column.title for column in columns if column.key == key), None)
        if title is None:
            return self.words(self.by_key[key]) if key in self.by_key else key
        return self._heading(title)

    def _heading(self, heading: Message) -> str:
        braces = {key: f"{{{written}}}" for written, key in BRACES.items()}
        return self.words(heading.filled(**braces) if "{" in heading.id else heading)
