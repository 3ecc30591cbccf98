"""What the plan wrote in a workbook, in every language that it may have been made in, and whether it still stands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from followup.files.received import Raw
from followup.form.cells.base import as_text
from followup.form.columns import KEY_TITLE, Column
from followup.form.form import FormTable
from followup.form.rows import Row
from followup.form.values import Value
from followup.form.written.plain_text import plain
from followup.locale import LANGUAGES, Message, Words

SAME = Decimal("1e-9")
"""Figures that differ by less are the same: workbooks hold floats, whose last digits other programs write otherwise."""


def languages_of(words: Words) -> tuple[Words, ...]:
    """The words given, and those of every language that a form may have been made in."""
    return (words, *(Words(language) for language in LANGUAGES))


def comparable(text: str) -> str:
    """A text as it is compared: spaces and capitals do not matter."""
    return plain(text).casefold()


def titles(table: FormTable, languages_of: Sequence[Words]) -> dict[str, tuple[str, ...]]:
    """The keys of the columns that have a title, by the title; most titles are of one column."""
    keys_by_title: dict[str, dict[str, None]] = {}
    for column in table.columns:
        for title in column.written_titles:
            for words in languages_of:
                keys_by_title.setdefault(comparable(words(title)), {})[column.key] = None
    return {title: tuple(keys) for title, keys in keys_by_title.items()}


def key_titles(languages_of: Sequence[Words]) -> frozenset[str]:
    """What stands above the hidden keys."""
    return frozenset(comparable(words(KEY_TITLE)) for words in languages_of)


def headings(table: FormTable, languages_of: Sequence[Words]) -> frozenset[str]:
    """What may stand above a table: its title, its sheet's, its instruction."""
    section = table.section
    messages = [message for message in (section.title, section.sheet, section.intro) if message is not None]
    return frozenset(comparable(words(message)) for words in languages_of for message in messages)


def texts(row: Row, column: Column, languages_of: Sequence[Words]) -> frozenset[str]:
    """What the plan has in a cell, as texts to compare with; none where it has nothing."""
    value = row.cells.get(column.key)
    if value is None:
        return frozenset()
    kind = row.type_of(column)
    cells = (kind.to_cell(value, words) for words in (languages_of if isinstance(value, Message) else languages_of[:1]))
    return frozenset(text for cell in cells if cell is not None and (text := comparable(_as_text(cell))))


def _as_text(cell: object) -> str:
    if isinstance(cell, Decimal):
        return as_text(cell.normalize())
    return as_text(cell if isinstance(cell, str) else str(cell))


def stands(row: Row, column: Column, raw: Raw | None, languages_of: Sequence[Words]) -> bool:
    """Whether a cell holds what the plan wrote there; an empty one where it wrote nothing."""
    value = row.cells.get(column.key)
    if raw is None:
        return value is None or not texts(row, column, languages_of)
    # Numbers as numbers: as texts 0.1 and 0.10000000000000001 would be a changed figure.
    if isinstance(raw, Decimal) and isinstance(value, Decimal):
        return abs(raw - value) <= SAME
    if raw.__class__ is str and raw == (
        row.type_of(column).to_cell(value, languages_of[0]) if isinstance(value, Message) else value
    ):
        return True
    return comparable(as_text(raw)) in texts(row, column, languages_of)


def is_same_result(raw: Raw, expected: Value) -> bool:
    """Whether a cell holds what is worked out there, within the noise of floats: a copy pasted as values has our own
    results, and nobody has changed anything.
    """
    if isinstance(raw, Decimal) and isinstance(expected, Decimal):
        return abs(raw - expected) <= SAME
    return raw == ("" if expected is None else expected)
