"""Every sentence that counts levels, over 0, 1, 2, 12 and 13 and each gender of what is counted."""

from __future__ import annotations

import pytest

from followup.form.terms.level_sentences import LevelCount, counted_in_order, goals_judged, levels_of, share_of
from tests.form.language import ACTION, ACTION_PLAN, CONTROL, GOAL, JUDGEMENT, ScaleLevel
from tests.house import Words
from tests.tables import SWEDISH


def counts(text: str, language: str = "sv") -> list[LevelCount]:
    """Of ``Uppnått 2, Inte uppnått 1``."""
    parts = [part.rsplit(" ", 1) for part in text.split(", ") if part]
    return counted_in_order([(ScaleLevel(word, "", word), int(n)) for word, n in parts], Words(language))


@pytest.mark.parametrize(
    ("judged", "sentence"),
    [
        ("", "Det finns inga mål."),
        ("Inte uppnått 1", "Ett mål har bedömts. Det är inte uppnått."),
        ("Kan inte avgöras 1", "Målet går inte att avgöra."),
        ("Kan inte avgöras 2", "De två målen går inte att avgöra."),
        ("Kan inte avgöras 3", "De tre målen går inte att avgöra."),
        ("Uppgift saknas 1", "För målet saknas uppgift."),
        ("Uppnått 2", "Båda målen är uppnådda."),
        ("Uppnått 12", "Alla tolv mål är uppnådda."),
        ("Grön 13", "Alla 13 mål är gröna."),
        ("Uppnått 1, Inte uppnått 1", "Två mål har bedömts: ett är uppnått och ett är inte uppnått."),
        ("Inte uppnått 3, Kan inte avgöras 3, Delvis uppnått 2, Uppgift saknas 1",
         "Av nio mål är tre inte uppnådda och två delvis uppnådda. Tre går inte att avgöra, och för ett saknas uppgift."),
        ("Röd 6, Kan inte avgöras 4, Grön 1", "Av elva mål är sex röda och ett grönt. Fyra går inte att avgöra."),
        ("Gul 16, Röd 4, Grön 2, redovisas inte 2",
         "Av 24 mål är 16 gula, fyra röda och två gröna. Två redovisas inte."),
        ("Uppnått 12, Inte uppnått 13", "25 mål har bedömts: 13 är inte uppnådda och tolv uppnådda."),
        ("Kan inte avgöras 2, Uppgift saknas 12", "14 mål följs upp. För tolv saknas uppgift, och två går inte att avgöra."),
    ],
)  # fmt: skip
def test_goals_that_were_judged(judged: str, sentence: str) -> None:
    assert SWEDISH(goals_judged(SWEDISH, counts(judged))) == sentence


@pytest.mark.parametrize(
    ("noun", "judged", "sentence"),
    [
        (JUDGEMENT, "", "Det finns inga bedömningar."),
        (JUDGEMENT, "Inte uppnått 1", "Bedömningen är inte uppnådd."),
        (JUDGEMENT, "Uppnått 1, Inte uppnått 5", "Av sex bedömningar är fem inte uppnådda och en uppnådd."),
        (JUDGEMENT, "Uppnått 12, Inte uppnått 1, Uppgift saknas 13",
         "Av 26 bedömningar är tolv uppnådda och en inte uppnådd. För 13 saknas uppgift."),
        (ACTION, "klar 1", "Åtgärden är klar."),
        (ACTION, "pågår 2", "Båda åtgärderna pågår."),
        (ACTION, "klar 1, pågår 1", "Av två åtgärder är en klar. En pågår."),
        (ACTION, "klar 2, pågår 12, försenad 1", "Av 15 åtgärder är två klara och en försenad. Tolv pågår."),
        (ACTION, "pågår 12, utgår 1", "13 åtgärder följs upp. Tolv pågår, och en utgår."),
        (ACTION_PLAN, "Arbetet går bra 12, Arbetet går delvis bra 1",
         "13 planer följs upp. Tolv bedöms som ”Arbetet går bra”, och en bedöms som ”Arbetet går delvis bra”."),
        (CONTROL, "Ingen brist 2, Inte genomförd 1", "Av tre kontroller är en inte genomförd. Två bedöms som ”Ingen brist”."),
        (GOAL, "Uppnått 2, Inte uppnått 1", "Av tre mål är två uppnådda och ett inte uppnått."),
    ],
)  # fmt: skip
def test_levels_of_what_is_counted(noun: object, judged: str, sentence: str) -> None:
    assert SWEDISH(levels_of(SWEDISH, noun, counts(judged))) == sentence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("noun", "level", "of", "words"),
    [
        (ACTION, "försenad 1", 1, "åtgärden är försenad"),
        (ACTION, "försenad 2", 2, "båda åtgärderna är försenade"),
        (ACTION, "försenad 8", 57, "åtta av 57 åtgärder är försenade"),
        (ACTION, "försenad 1", 12, "en av tolv åtgärder är försenad"),
        (ACTION, "pågår 12", 13, "tolv av 13 åtgärder pågår"),
        (GOAL, "Uppnått 1", 2, "ett av två mål är uppnått"),
        (GOAL, "Uppgift saknas 2", 12, "för två av tolv mål saknas uppgift"),
        (CONTROL, "Allvarlig brist 1", 18, "en av 18 kontroller bedöms som ”Allvarlig brist”"),
        (CONTROL, "Ingen brist 13", 13, "alla 13 kontroller bedöms som ”Ingen brist”"),
    ],
)
def test_one_level_of_all(noun: object, level: str, of: int, words: str) -> None:
    assert SWEDISH(share_of(SWEDISH, noun, counts(level)[0], of)) == words  # type: ignore[arg-type]


def test_the_plans_own_forms_come_first() -> None:
    own = ScaleLevel("n", "", "Nivå 3", plural="på nivå 3", common="på nivå 3")
    red = ScaleLevel("r", "", "Röd", plural="röda", neuter="rödaktigt")
    assert own.forms("sv") == ("på nivå 3", "på nivå 3", "på nivå 3", "adjective")
    assert red.forms("sv") == ("röd", "rödaktigt", "röda", "adjective")


def test_in_english() -> None:
    english = Words("en")
    judged = counts("Not met 3, Partly met 1, Cannot be decided 2", "en")
    assert english(goals_judged(english, judged)) == (
        "Of six goals are three not met and one partly met. Two cannot be decided."
    )
