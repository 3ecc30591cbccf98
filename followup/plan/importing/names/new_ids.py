"""Short ids for new rows, from the words that they are called by: no other row has them, nor has had."""

from __future__ import annotations

import re
from collections.abc import Iterable

from followup.plan.workbook.short_ids import short_id

EMPTY_WORDS = frozenset((
    "andel", "andelen", "andelar", "antal", "antalet", "dem", "inom", "in", "om", "eller", "är", "har", "hos", "per", "ha", "ska",
    "skall", "under", "över", "mot", "utan", "procent", "genomsnittlig", "genomsnittligt", "genomsnittliga", "totalt", "total",
    "vara", "våra", "vår", "vårt", "sin", "sina", "the", "of", "and", "a", "to", "share", "number",
))  # fmt: skip
"""Words that tell no measure from another, besides those that no id has."""

INITIALS = re.compile(r"\(([A-ZÅÄÖ]{2,8})\)")


class NewIds:
    """Gives ids that are not ``taken``, in small letters: the same for the same words in the same order."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {id_.casefold() for id_ in taken}

    def of(self, name: str) -> str:
        """An id from a name: the initials that it gives itself, "(HME)", else its first words that tell it from others."""
        id_ = short_id(telling_words(name), self._taken) or short_id(NAMELESS, self._taken)
        self._taken.add(id_)
        return id_

    def keep(self, id_: str) -> bool:
        """Take an id that somebody has given; False where another row has it."""
        if id_.casefold() in self._taken:
            return False
        self._taken.add(id_.casefold())
        return True


NAMELESS = "rad"
"""Of what a name without a plain letter or digit is made."""


def telling_words(name: str) -> str:
    """The words of a name that tell it from others; all of them where none does."""
    if initials := INITIALS.search(name):
        return str(initials[1])
    words = name.split()
    return " ".join(word for word in words if word.casefold().strip(",;:") not in EMPTY_WORDS) or name
