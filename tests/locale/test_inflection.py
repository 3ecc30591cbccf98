"""A test of ``followup.locale.inflection``. A noun that a region has another word for stands in that word's form."""

from __future__ import annotations

import pytest

from followup.locale.inflection import Forms, Renaming, rename


def forms(text: str) -> Forms:
    """The four forms of a text."""
    read = Forms.of(text)
    assert read is not None
    return read


def renaming(old: str, ours: str, english: str) -> Renaming:
    """A concept by its forms, with another noun by the usual rules."""
    return Renaming(forms(old), Forms.derived(ours, "sv"), forms(f"{english}, {english}, {english}s, {english}s"))


MEASURE = renaming("styrmått, styrmåttet, styrmått, styrmåtten", "indikator", "measure")
DIVISION = renaming("division, divisionen, divisioner, divisionerna", "nämnd", "division")
BOARD = renaming("nämnd, nämnden, nämnder, nämnderna", "utskott", "board")
REGION = renaming("region, regionen, regioner, regionerna", "kommun", "region")


@pytest.mark.parametrize(
    ("text", "english", "renamed"),
    [
        ("Styrmåttet bedöms aldrig.", "The measure is never judged.", "Indikatorn bedöms aldrig."),
        ("efter styrmåttens värden", "by the measures' values", "efter indikatorernas värden"),
        ("Styrmått", "Measures", "Indikatorer"),
        ("Styrmått", "Measure", "Indikator"),
        ("Styrmått: varje styrmått", "Measures: every measure", "Indikatorer: varje indikator"),
        ("Regionens {region} i regional.xlsx", "", "Kommunens {region} i regional.xlsx"),
        ("regionstyrelsen och regionala mål", "", "kommunstyrelsen och regionala mål"),
        ("huvuddivisionens divisionschef", "", "huvudnämndens nämndschef"),
        ("Divisionen svarar nämnden", "The division answers the board", "Nämnden svarar utskottet"),
        ("ovannämnda och benämnd", "", "ovannämnda och benämnd"),
    ],
)
def test_a_noun_in_all_its_forms(text: str, english: str, renamed: str) -> None:
    assert rename(text, english, (MEASURE, DIVISION, BOARD, REGION)) == renamed


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("mätetal", "mätetal, mätetalet, mätetal, mätetalen"),
        ("vårdkontakt", "vårdkontakt, vårdkontakten, vårdkontakter, vårdkontakterna"),
        ("indikator", "indikator, indikatorn, indikatorer, indikatorerna"),
        ("förvaltning", "förvaltning, förvaltningen, förvaltningar, förvaltningarna"),
        ("verksamhetsområde", "verksamhetsområde, verksamhetsområdet, verksamhetsområden, verksamhetsområdena"),
        ("klinik", "klinik, kliniken, kliniker, klinikerna"),
        ("timme", "timme, timmen, timmar, timmarna"),
        ("skola", "skola, skolan, skolor, skolorna"),
        ("mätare", "mätare, mätaren, mätare, mätarna"),
    ],
)
def test_forms_by_the_usual_rules(noun: str, expected: str) -> None:
    assert ", ".join(Forms.derived(noun, "sv")) == expected
    assert Forms.of(expected) == Forms.derived(noun, "sv")


def test_forms_in_english() -> None:
    assert Forms.derived("municipality", "en").plural == "municipalities"
    assert Forms.derived("indicator", "en").plural == "indicators"


def test_what_is_not_four_forms() -> None:
    assert Forms.of("nämnd, nämnder") is None
    assert Forms.of("nämnd, , nämnder, nämnderna") is None
