"""A name that the plan has but for a slip or a word of kind is known as its twin, and one that is another is not.

A test of ``followup.plan.importing.names.twin_names``.
"""

from __future__ import annotations

import pytest

from followup.plan.importing.names.twin_names import TwinNames

NAMES = (
    "Närsjukvård", "Psykiatri", "Hälso- och sjukvård", "Område 1", "Klinik A", "Inskrivna patienter", "Planerade besök",
    "Andel kvinnor", "Sjukfrånvaro kort", "Väntat 30 dagar", "Region Exempel",
)  # fmt: skip
KINDS = ("division", "divisionen", "förvaltning", "förvaltningen", "område", "klinik", "region", "verksamhetsområde")


@pytest.mark.parametrize(
    ("name", "twin"),
    [
        ("Division Närsjukvård", "Närsjukvård"),
        ("Verksamhetsområde närsjukvård", "Närsjukvård"),
        ("När-sjukvård", "Närsjukvård"),
        ("Närsjukvrd", "Närsjukvård"),
        ("Psykiatriförvaltningen", "Psykiatri"),
        ("Hälso- och sjukvårdsförvaltningen", "Hälso- och sjukvård"),
        ("Exempel", "Region Exempel"),
        ("Område 2", ""),
        ("Klinik B", ""),
        ("Utskrivna patienter", ""),
        ("Oplanerade besök", ""),
        ("Andel män", ""),
        ("Sjukfrånvaro lång", ""),
        ("Väntat 90 dagar", ""),
        ("Folktandvården", ""),
        ("Division", ""),
        ("–", ""),
    ],
)
def test_a_twin_is_the_same_but_for_a_slip_or_a_word_of_kind(name: str, twin: str) -> None:
    assert TwinNames({own: own.casefold() for own in NAMES}, KINDS).of(name) == twin


def test_of_two_that_are_as_near_and_of_one_that_the_list_has_itself_none_is_meant() -> None:
    names = TwinNames({"Närsjukvård norr": "a", "Division Närsjukvård Norr": "b", "Psykiatri": "c"}, KINDS)
    assert names.of("Förvaltning Närsjukvård norr") == ""
    assert names.of("Psykiatrii") == "Psykiatri" and names.of("Psykiatrii", {"psykiatri"}) == ""
