"""How many goals stand at each level, as a sentence."""

from __future__ import annotations

from followup.reports.wording.goal_texts import counts_in_a_sentence
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
