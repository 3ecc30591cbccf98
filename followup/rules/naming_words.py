"""Whether a text names one of some words, in any of their forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

ENDINGS = (
    "", "a", "e", "t", "s", "n", "ns", "en", "ens", "et", "ets", "na", "nas", "nen", "nens", "r", "rs", "ar",
    "ars", "arna", "arnas", "er", "ers", "erna", "ernas", "or", "ors", "orna", "ornas",
)  # fmt: skip
"""What Swedish puts behind a word to inflect it: "män" is in "männens", and not in "mängd"."""
ANYTHING = "*"
"""Before or behind a word: whatever stands there."""


def names_one_of(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the text; "jämställ*" is any word that begins so, "*jämlik*" one that holds it."""
    return any(_pattern(word).search(text) is not None for word in words if word.strip(f" {ANYTHING}"))


@cache
def _pattern(word: str) -> re.Pattern[str]:
    bare = word.strip()
    begins = r"\w*" if bare.startswith(ANYTHING) else ""
    ends = r"\w*" if bare.endswith(ANYTHING) else f"(?:{'|'.join(ENDINGS)})"
    spaced = r"\s+".join(re.escape(part) for part in bare.strip(f" {ANYTHING}").split())
    return re.compile(rf"(?<!\w){begins}{spaced}{ends}(?!\w)", re.IGNORECASE)
