"""Ids from names: short, plain, each its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.plan.workbook.short_ids import short_id


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("Region Norrbotten", "norrbotten"),
        ("Division Närsjukvård", "narsjukvard"),
        ("Division", "division"),
        ("Länssjukvård 1", "lanssjukvard-1"),
        ("Andel patienter som fått fråga om våld i nära relation", "andel-patienter-fatt"),
        ("Sjukfrånvaro (%), totalt", "sjukfranvaro-totalt"),
        ("Den och det", "den-och-det"),
        ("Överenskommelseuppföljningsansvarig", "overenskommelseuppfo"),
        ("—", ""),
    ],
)
def test_an_id_of_the_words_of_a_name(name: str, proposed: str) -> None:
    assert short_id(name) == proposed


def test_a_number_where_the_id_is_taken() -> None:
    assert short_id("Närsjukvård", ["Narsjukvard", "narsjukvard-2"]) == "narsjukvard-3"


@given(st.lists(st.text(max_size=60), max_size=12))
def test_ids_are_plain_short_and_each_its_own(names: list[str]) -> None:
    ids: list[str] = []
    for name in names:
        if proposed := short_id(name, ids):
            ids.append(proposed)
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one) and len(one) <= 23 for one in ids)
