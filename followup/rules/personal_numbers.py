"""Personal identity numbers, which belong in no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from followup.form.answers.answers import AnsweredTable
from followup.form.texts.personal_number import masked, may_hold_numbers
from followup.form.values import Missing, PartFigures, ProseAnswer, ProseParagraph, RoughFigure, Value
from followup.locale import literal
from followup.rulebook.privacy import (
    PERSONAL_NUMBER,
    PERSONAL_NUMBER_AS_ANSWER,
    PERSONAL_NUMBERS,
    PERSONAL_NUMBERS_ON_HIDDEN_SHEET,
    REFUSED_PERSONAL_NUMBERS,
)
from followup.rulebook.problem import Problem


def personal_numbers_on_a_sheet(n: int, cells: str, *, hidden: bool, refused: bool) -> Problem:
    """Of a sheet's numbers, with their cells; one alone on a sheet that is seen needs none."""
    if n == 1 and not hidden:
        return (PERSONAL_NUMBER_AS_ANSWER if refused else PERSONAL_NUMBER).problem()
    seen = REFUSED_PERSONAL_NUMBERS if refused else PERSONAL_NUMBERS
    return (PERSONAL_NUMBERS_ON_HIDDEN_SHEET if hidden else seen).problem(n=n, cells=literal(cells))


def mask_personal_numbers(table: AnsweredTable) -> AnsweredTable:
    """The table with each personal number in its texts masked; the same table where there is none."""
    labels = [
        key for key in dict.fromkeys(chain.from_iterable(row.cells for row in table.rows)) if key not in table.values
    ]
    columns = {**{key: [row.cells.get(key) for row in table.rows] for key in labels}, **table.values}
    masked_columns = {key: list(map(_mask, values)) for key, values in columns.items() if _may_hold_numbers(values)}
    changed = {key: values for key, values in masked_columns.items() if values != list(columns[key])}
    return table.with_columns(changed) if changed else table


def _may_hold_numbers(values: Sequence[Value]) -> bool:
    """Whether it is worth while to look for numbers in a column: its texts are searched all at once."""
    types = set(map(type, values))
    if any(issubclass(type_, ProseAnswer | tuple) for type_ in types):
        return True
    # Most columns hold figures alone, and a label is the same on many rows: each text is searched once.
    texts = {_text_of(value) for value in values if isinstance(value, TEXTS)} if not types <= WITHOUT_TEXT else ()
    return may_hold_numbers("\n".join(texts))


TEXTS = (str, Missing, PartFigures, RoughFigure)
WITHOUT_TEXT = {Decimal, type(None)}


def _text_of(value: str | Missing | PartFigures | RoughFigure) -> str:
    return value if isinstance(value, str) else value.reason if isinstance(value, Missing) else value.text


def _mask(value: Value) -> Value:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, Missing):
        return Missing(masked(value.reason))
    if isinstance(value, tuple):
        return tuple(map(masked, value))
    if isinstance(value, ProseAnswer):
        return ProseAnswer(tuple(map(_mask_paragraph, value.paragraphs)))
    return replace(value, text=masked(value.text)) if isinstance(value, PartFigures | RoughFigure) else value


def _mask_paragraph(paragraph: ProseParagraph) -> ProseParagraph:
    text = masked(paragraph.text)
    italics = paragraph.italics if text == paragraph.text else ()
    return ProseParagraph(text, masked(paragraph.link), tuple(map(masked, paragraph.notes)), italics)
