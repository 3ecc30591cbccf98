"""What says that there is nothing to read, and what never does.

A test of ``followup.targets.missing``.
"""

from __future__ import annotations

from itertools import product

import pytest

from followup.targets.missing import why_missing, why_no_target

LIMITS = (
    "",
    "minst ",
    "lägst ",
    "högst ",
    "max ",
    "över ",
    "under ",
    "≥",
    "≤",
    ">",
    "<",
    "k ",
    "k: ",
    "män: ",
    "totalt ",
)
UNITS = ("", " %", "%", " procent", " st", " mnkr", " kr", " dagar", " timmar", " minuter", " poäng")


def test_a_usual_text_says_nothing_of_the_kind() -> None:
    """So nobody asks where a text has been found to be one: see ``parse``."""
    texts = [*map("".join, product(LIMITS, ("0", "7", "12,5", "999"), UNITS)), "öka", "minska"]
    assert [text for text in texts if why_missing(text) or why_no_target(text)] == []


@pytest.mark.parametrize(
    ("text", "figure", "target"),
    [("data saknas", "no data", ""), ("-", "unspecified", "no target"), ("följs", "", "monitored without target")],
)
def test_a_text_says_why(text: str, figure: str, target: str) -> None:
    assert (why_missing(text), why_no_target(text)) == (figure, target)
