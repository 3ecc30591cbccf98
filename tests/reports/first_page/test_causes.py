"""The units' own words on the first page: quoted, never rewritten."""

from __future__ import annotations

from followup.reports.first_page.causes import MOST_CHARACTERS, shortened
from tests.demos import done
from tests.outputs.reading_back import word_text

LONG = "Vi har för få läkare. " * 4 + "Det blir bättre efter sommaren när tre nya kommer på plats. " * 3


def test_a_short_text_is_whole_and_a_long_one_ends_with_a_sentence() -> None:
    assert shortened("Vårdskulden är stor.") == "Vårdskulden är stor."
    short = shortened(LONG)
    assert short.endswith(". …") and LONG.startswith(short.removesuffix(" …")) and len(short) <= MOST_CHARACTERS + 2


def test_a_long_sentence_ends_behind_a_word() -> None:
    short = shortened("lång " * 60)
    assert short.endswith("lång …") and len(short) <= MOST_CHARACTERS + 2


def test_the_summary_quotes_what_is_furthest_from_its_target() -> None:
    (line,) = [line for line in word_text(done().summary).splitlines() if line.startswith("Längst från målen")]
    assert (
        line.count("”") == 2 * line.count(" om ")
        and "”Strategin dokumenteras inte på samma sätt i alla verksamheter.”" in line
    )
