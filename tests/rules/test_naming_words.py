"""A word counts in any of its forms, and not inside another word."""

from __future__ import annotations

import pytest

from followup.rules.naming_words import names_one_of


@pytest.mark.parametrize(
    ("words", "text", "named"),
    [
        ("män", "Fler män än förr.", True),
        ("män", "Männens väntetid är kortare.", True),
        ("män", "Allmänheten når oss lättare.", False),
        ("män", "Många människor, i stor mängd.", False),
        ("kvinnor", "KVINNORNAS resultat", True),
        ("kvinna", "Kvinnor och flickor", False),
        ("kvinn*", "Kvinnor och flickor", True),
        ("jämställ*", "Jämställdhetsperspektivet är taget.", True),
        ("jämlik", "Vården är jämlik, och jämlikt fördelad.", True),
        ("jämlik", "Vården är ojämlik.", False),
        ("*jämlik*", "Ojämlikheten minskar.", True),
        ("jämställd hälsa", "Jämställd\u00a0hälsa är inte tillämpligt.", True),
        ("kvinnor, män", "Lika för män.", True),
        ("c-vitamin", "Brist på c-vitamin.", True),
        ("*", "Vad som helst.", False),
        ("", "Vad som helst.", False),
    ],
)
def test_which_words_are_named(words: str, text: str, named: bool) -> None:
    assert names_one_of(text, words.split(", ")) is named
