"""Words of levels in a sentence, by the usual rules."""

from __future__ import annotations

import pytest

from followup.locale.adjectives import LevelForms


@pytest.mark.parametrize(
    ("word", "common", "neuter", "plural"),
    [
        ("Uppnått", "uppnådd", "uppnått", "uppnådda"),
        ("Delvis uppnått", "delvis uppnådd", "delvis uppnått", "delvis uppnådda"),
        ("Inte uppnått", "inte uppnådd", "inte uppnått", "inte uppnådda"),
        ("Inte aktuellt nu", "inte aktuell nu", "inte aktuellt nu", "inte aktuella nu"),
        ("Grön", "grön", "grönt", "gröna"),
        ("rött", "röd", "rött", "röda"),
        ("gula", "gul", "gult", "gula"),
        ("klar", "klar", "klart", "klara"),
        ("Försenat", "försenad", "försenat", "försenade"),
        ("inte påbörjad", "inte påbörjad", "inte påbörjat", "inte påbörjade"),
        ("avslutad utan genomförande", "avslutad utan genomförande", "avslutat utan genomförande",
         "avslutade utan genomförande"),
        ("Ej redovisad", "ej redovisad", "ej redovisat", "ej redovisade"),
        ("Uppfylld", "uppfylld", "uppfyllt", "uppfyllda"),
        ("genomförda", "genomförd", "genomfört", "genomförda"),
        ("struken", "struken", "struket", "strukna"),
        ("färdigt", "färdig", "färdigt", "färdiga"),
    ],
)  # fmt: skip
def test_an_adjective_agrees_with_what_it_is_said_of(word: str, common: str, neuter: str, plural: str) -> None:
    forms = LevelForms.of(word)
    assert forms == (common, neuter, plural, "adjective")
    assert (forms.form(1, False), forms.form(1, True), forms.form(2, True)) == (common, neuter, plural)


@pytest.mark.parametrize(
    ("word", "text", "manner"),
    [
        ("pågår enligt plan", "pågår enligt plan", "verb"),
        ("Kan inte avgöras", "går inte att avgöra", "verb"),
        ("Uppgift saknas", "saknas uppgift", "lacking"),
        ("med allvarlig brist", "har allvarlig brist", "verb"),
        ("utan brist", "utan brist", "adjective"),
        ("Ingen brist", "Ingen brist", "quoted"),
        ("Arbetet går bra", "Arbetet går bra", "quoted"),
        ("IVO granskar", "IVO granskar", "quoted"),
        ("Nivå 3", "Nivå 3", "quoted"),
    ],
)
def test_words_that_need_no_form(word: str, text: str, manner: str) -> None:
    assert LevelForms.of(word) == (text, text, text, manner)


def test_english_adjectives_are_the_same_of_all() -> None:
    assert LevelForms.of("Not met", "en") == ("not met", "not met", "not met", "adjective")
    assert LevelForms.of("Cannot be decided", "en").manner == "verb"
