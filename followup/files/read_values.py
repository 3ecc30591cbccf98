"""What a reader gives for a cell, as what we keep: exact numbers, dates, texts; blank text counts as empty."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from followup.files.number_format import length_in_words
from followup.files.received import ErrorValue, Raw, exact
from followup.files.runs import Abridged

NOT_BLANK = re.compile(r"[^\s\u200b\u2060\ufeff]")
ERROR_WORDS = re.compile(
    r"#[A-ZÅÄÖÆØÜÉ][A-ZÅÄÖÆØÜÉ0-9/_ .-]*[!?]"  # in any language: #REF!, #VÄRDEFEL!, #DIVISION/0!, #NAMN?
    r"|#(?i:n/a|saknas|i/t|nv|getting_data|hämtar_data|ref|referens|värdefel|namn|ogiltigt|spill|calc|fält)!?"
    r"|#{2,}"  # what a column shows that is too narrow for its number
    r"|(?i:err|error|fel|virhe|feil|fejl): ?[0-9]{3}"
)
"""How spreadsheet programs write an error, in Swedish, English and others: copied as a text it is an error still."""


def raw_of(value: object) -> Raw | None:
    """The value to keep, None for what counts as empty; times are kept as their text."""
    if isinstance(value, str):
        return text_value(value) if NOT_BLANK.search(value) else None
    if isinstance(value, bool):
        return value
    if isinstance(value, float | int):
        return exact(value) if value - value == 0 else str(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value
    if isinstance(value, date):
        return value
    if isinstance(value, timedelta):
        return length_in_words(Decimal(str(value.total_seconds())) / 86_400, "h:m:s" if value.seconds % 60 else "h:m")
    return None if value is None else str(value)


def text_value(text: str) -> Raw:
    """A text with each letter in one way of writing (NFC); an error word is the error that it was copied from."""
    if not (text.isascii() or unicodedata.is_normalized("NFC", text)):
        text = _normal(text)
    if text.lstrip()[:1] in "#EeFfVv" and ERROR_WORDS.fullmatch(text.strip()):
        return ErrorValue(text.strip())
    return text


def _normal(text: str) -> str:
    normal = unicodedata.normalize("NFC", text)
    if isinstance(text, Abridged):
        left_out = unicodedata.normalize("NFC", text.left_out)
        return Abridged.of(normal, left_out, text.struck, text.italics)
    return normal
