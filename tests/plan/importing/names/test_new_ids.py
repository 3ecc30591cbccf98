"""Ids of new rows: short, plain, the same for the same names, and never one that a row has or has had."""

from __future__ import annotations

import re

import pytest

from followup.plan.importing.names.new_ids import NewIds
from tests.lists import measures


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Sjukfrånvaro", "sjukfranvaro"),
        ("Andel patienter som väntat högst 90 dagar", "patienter-vantat"),
        ("Hållbart medarbetarengagemang (HME)", "hme"),
        ("Antal", "antal"),
        ("???", "rad"),
    ],
)
def test_an_id_has_the_words_that_tell_a_name_from_others(name: str, wanted: str) -> None:
    assert NewIds([]).of(name) == wanted


def test_no_id_is_given_twice_nor_one_that_a_row_has() -> None:
    ids = NewIds(["Sjukfranvaro"])
    assert [ids.of("Sjukfrånvaro") for _time in range(2)] == ["sjukfranvaro-2", "sjukfranvaro-3"]
    assert not ids.keep("SJUKFRANVARO") and ids.keep("M1") and not ids.keep("m1")


def test_the_ids_of_sixty_are_short_plain_and_their_own_every_time() -> None:
    first, second = NewIds([]), NewIds([])
    ids = [first.of(one.name) for one in measures()]
    assert ids == [second.of(one.name) for one in measures()] and len(set(ids)) == 60
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_) and len(id_) <= 22 for id_ in ids)
