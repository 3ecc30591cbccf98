"""Expressions that wait until they are needed do as others do."""

from __future__ import annotations

import re

import pytest

from followup.patterns import pattern


def test_it_finds_what_a_compiled_one_does() -> None:
    late, compiled = (
        pattern(r"(?P<round>t[1-3]) (\d{4})", re.IGNORECASE),
        re.compile(r"(?P<round>t[1-3]) (\d{4})", re.I),
    )
    for text in ("T1 2025", "t2 2024 K", "K1 2025"):
        assert bool(late.fullmatch(text)) == bool(compiled.fullmatch(text))
        assert late.findall(text) == compiled.findall(text) and late.sub("-", text) == compiled.sub("-", text)
    assert late.pattern == compiled.pattern and late.groupindex == compiled.groupindex


def test_nothing_is_compiled_before_it_is_used() -> None:
    faulty = pattern("(")
    with pytest.raises(re.error):
        faulty.search("a")
