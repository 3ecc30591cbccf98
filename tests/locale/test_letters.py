"""Names whose bytes are in letters that nobody told."""

from __future__ import annotations

import pytest

from followup.locale.letters import as_in_sweden, readable


@pytest.mark.parametrize("name", ["Mål.xlsx", "Årsrapport ÅÄÖ (2).xlsx", "Närsjukvård-2_é.xlsx"])
@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_letters_of_windows_and_of_dos_are_told_apart(name: str, encoding: str) -> None:
    stored = name.encode(encoding)
    assert readable(stored.decode("utf-8", "surrogateescape")) == name
    assert as_in_sweden(stored, ("cp850", "cp1252")) == name


@pytest.mark.parametrize("text", ["", "Mål.xlsx", "レポート 📈", "M\ufffdl"])
def test_what_can_be_read_stays_as_it_is(text: str) -> None:
    assert readable(text) == text


def test_half_a_sign_is_shown_as_one_that_is_missing() -> None:
    assert readable("a\ud83db") == "a\ufffdb"
