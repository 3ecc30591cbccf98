"""Spaces and line ends in text."""

from __future__ import annotations

import pytest

from followup.form.written.plain_text import in_lines, plain, without_hidden_signs
from tests.form.cells.typed import SPACES


@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
def test_every_kind_of_space_is_one_space(space: str) -> None:
    assert plain(f"{space}a{space}{space}b{space}") == "a b"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "_x000D_\n", "_x000D_", "_x000a_"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    assert in_lines(f"ett{end}två") == "ett\ntvå"


@pytest.mark.parametrize("sign", ["\x00", "\x9f", "\u200b", "\u202e", "\ud800", "\ufffe", "_x0007_", "_x001F_"])
def test_what_nobody_can_see_is_left_out(sign: str) -> None:
    assert without_hidden_signs(f"före{sign}efter") == "föreefter"


@pytest.mark.parametrize("text", ["_x0041_", "_x000_", "👩\u200d⚕\ufe0f", "å\u0308", "a\tb\nc", "\u200eאב"])
def test_what_has_a_meaning_is_kept(text: str) -> None:
    assert without_hidden_signs(in_lines(text)) == text
