"""How many goals stand at each level, as a sentence."""

from __future__ import annotations

from followup.reports.wording.goal_texts import counts_in_a_sentence, goals_listed
from tests.form.language import ScaleLevel
from tests.tables import SWEDISH


def test_the_counts_sentence_of_the_plan_revision() -> None:
    """The interim report of 2020 in Jämtland Härjedalen: 16 + 4 + 2 + 2 = 24 goals."""
    words = (("röda", 4), ("gula", 16), ("gröna", 2), ("som inte gått att redovisa", 2))
    counts = [(ScaleLevel(word, "", word), n) for word, n in words]
    assert SWEDISH(counts_in_a_sentence(counts)) == "16 gula, fyra röda, två gröna och två som inte gått att redovisa"


def test_counts_of_one_level_and_of_none() -> None:
    green = ScaleLevel("g", "", "gröna")
    assert SWEDISH(counts_in_a_sentence([(green, 13)])) == "13 gröna"
    assert SWEDISH(counts_in_a_sentence([(green, 0)])) == "ingen"


def test_counts_of_words_that_do_not_agree_with_a_number_are_listed() -> None:
    counts = [(ScaleLevel("n", "", "Inte uppnått"), 4), (ScaleLevel("u", "", "Uppnått"), 1)]
    assert SWEDISH(goals_listed(counts)) == "Bedömda mål: 5. Inte uppnått: 4, uppnått: 1."
