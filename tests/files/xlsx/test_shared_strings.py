"""Texts beside the sheets: read without a tree where all are in one piece, and the same as from the tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup.files.xlsx import shared_strings
from tests.files.nasties import STRINGS, swapped
from tests.house import ReceivedBook, UnreadableFile, read_book

OURS = "<si><t>hej</t></si>"
ITEMS = {
    "blanks": '<si><t xml:space="preserve">  hej </t></si>',
    "named signs": "<si><t>&lt;å&gt; &amp;amp; &#229;&#10;</t></si>",
    "a code": "<si><t>_x0041_&amp;</t></si>",
    "nothing": "<si><t/></si>",
    "no text": "<si/>",
    "runs": "<si><r><rPr><strike/></rPr><t>bort</t></r><r><t>kvar</t></r></si>",
    "a reading aid": '<si><t>hej</t><rPh sb="0" eb="1"><t>x</t></rPh></si>',
    "a comment": "<si><t>h<!-- </t></si> -->ej</t></si>",
    "a text after the last": "<si><t>hej</t></si><extLst><si><t>x</t></si></extLst>",
    "a sign that XML has not": "<si><t>&#2;</t></si>",
    "a number that is no sign": "<si><t>\ufffe</t></si>",
    "one that is not closed": "<si><t>hej</si>",
    "a long text": f"<si><t>{'a' * 200_001}</t></si>",
}


def outcome(path: Path) -> ReceivedBook | tuple[str, str, str]:
    """All that is read, or what is said instead."""
    try:
        book = read_book(path)
    except UnreadableFile as fault:
        return fault.problem.rule, fault.detail, str(fault.problem.advice)
    return book


@pytest.mark.parametrize("items", ITEMS.values(), ids=ITEMS)
def test_the_texts_are_those_of_their_tree(items: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = swapped(STRINGS, OURS, items)
    read = outcome(path)
    monkeypatch.setattr(shared_strings, "FIRST", b"<nowhere>")
    assert outcome(path) == read


def test_texts_in_one_piece_need_no_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    path = swapped(STRINGS, OURS, ITEMS["named signs"])
    monkeypatch.setattr(shared_strings, "text_of", None)
    assert read_book(path).sheets[0].cells[0, 0] == "<å> &amp; å\n"
