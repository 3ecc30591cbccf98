"""Know the checking columns of a form again when it comes back, so that they are not taken for somebody's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import replace
from functools import cached_property

from followup.files.book import SELF_CHECK
from followup.files.received import Raw, ReceivedBook, ReceivedSheet, Uncalculated
from followup.form.self_check.sentences import SENTENCE_COLUMN, TITLES
from followup.form.texts.folded_keys import fold_key
from followup.locale import LANGUAGES, Words

Cell = tuple[int, int]
OUR_HEADS = frozenset({*TITLES, *(Words(language)(title) for language in LANGUAGES for title in TITLES.values())})
"""What stands above our columns: keys, and titles in any language."""

KEY_WITHIN = 12
"""Of so many characters a key has its beginning: programs may have left a space before it."""

OUR_FORMULA = re.compile(rf'{SELF_CHECK}|"[!?_][\w.-]+:\d{{4}}')
"""What stands in each of our formulas, however a program writes them."""

ONLY_CODES = re.compile(r"(?:[!?_][\w.-]+:\d{4}(?:\|[^ |]*)* )+")
MORE = r"(?: \(\+\d+\))?"


def without_self_check(book: ReceivedBook) -> ReceivedBook:
    """The workbook without the columns that check it. What somebody wrote in them is kept, and noticed as anywhere."""
    sentences = _Sentences(book)
    return replace(book, sheets=[_without_check(sheet, sentences) for sheet in book.sheets])


class _Sentences:
    """What the hidden sheet of a workbook says: there, a result that was pasted as a value is known again."""

    def __init__(self, book: ReceivedBook) -> None:
        self.book = book

    def hold(self, text: str) -> bool:
        """Whether a text is one of ours, with any figures in it."""
        return self._pattern is not None and self._pattern.fullmatch(text) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        sheet = self.book.sheet(SELF_CHECK)
        cells: Mapping[Cell, Raw] = sheet.cells if sheet is not None else {}
        texts = sorted({raw for (_row, at), raw in cells.items() if at == SENTENCE_COLUMN and isinstance(raw, str)})
        open_texts = "|".join(re.escape(text).replace(re.escape("{1}"), "[^ ]*") for text in texts)
        return re.compile(f"(?:{open_texts}){MORE}") if texts else None


def _without_check(sheet: ReceivedSheet, sentences: _Sentences) -> ReceivedSheet:
    if sheet.name == SELF_CHECK and not sheet.visible:
        return sheet  # nobody reads it further
    columns = _columns(sheet)
    if not columns:
        return sheet
    formulas = sheet.formulas
    others = {
        place: raw
        for place, raw in sheet.cells.items()
        if place[1] not in columns or not (place in formulas or _is_ours(raw, sentences))
    }
    return replace(sheet, cells=others)


def _columns(sheet: ReceivedSheet) -> Set[int]:
    """Those with our keys or titles; where both are gone, those with our formulas and the one between them."""
    headed = {
        at
        for (_row, at), raw in sheet.cells.items()
        if isinstance(raw, str) and (raw in OUR_HEADS or ("." in raw[:KEY_WITHIN] and _is_head(raw)))
    }
    if headed or not sheet.written:
        return headed
    with_formulas = {at for (_row, at), formula in sheet.written.items() if OUR_FORMULA.search(formula)}
    return with_formulas | {at + 1 for at in with_formulas if at + 2 in with_formulas}


def _is_head(text: str) -> bool:
    """Whether it stands above our columns; programs may have left a space or capitals in a key."""
    return text in OUR_HEADS or ("followup." in text[:KEY_WITHIN].casefold() and fold_key(text) in TITLES)


def _is_ours(raw: Raw, sentences: _Sentences) -> bool:
    if not isinstance(raw, str) or isinstance(raw, Uncalculated):
        return isinstance(raw, Uncalculated)
    return _is_head(raw) or _is_result(raw, sentences)


def _is_result(text: str, sentences: _Sentences) -> bool:
    return ONLY_CODES.fullmatch(text.rstrip() + " ") is not None or sentences.hold(text)
