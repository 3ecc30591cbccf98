"""Short ids for what people know by a name: proposed, so that nobody has to think of sixty."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST = 20
"""Characters of an id, but for the number that tells it from another."""
WORD = re.compile(r"[a-z0-9]+")
KINDS = frozenset(("region", "regionen", "division", "divisionen", "forvaltning", "forvaltningen", "omrade"))
"""Words before a name that say what it is: they tell no unit from another."""
SMALL = frozenset(
    ("och", "i", "av", "for", "till", "med", "pa", "som", "den", "det", "de", "en", "ett", "att", "vid", "fran")
)
"""Words that an id does without; of Swedish, for names are."""


def short_id(name: str, taken: Collection[str] = ()) -> str:
    """The id of a name: its words in plain small letters with hyphens between, ``Division Närsjukvård`` → ``narsjukvard``.

    Whole words while there is room; with a number behind where it is among ``taken``, whatever its letters' size; empty
    for a name without a letter or a digit that can be written plainly. The same name and ids give the same id.
    """
    words: list[str] = WORD.findall(_plain(name))
    while len(words) > 1 and words[0] in KINDS:
        words = words[1:]
    words = [word for word in words if word not in SMALL] or words
    if not words:
        return ""
    short = words[0][:LONGEST]
    for word in words[1:]:
        if len(short) + 1 + len(word) > LONGEST:
            break
        short = f"{short}-{word}"
    folded = {other.casefold() for other in taken}
    number, candidate = 1, short
    while candidate in folded:
        number += 1
        candidate = f"{short}-{number}"
    return candidate


def _plain(name: str) -> str:
    """Small letters without marks: å and ä are a, ö is o."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").casefold()
