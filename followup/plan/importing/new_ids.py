"""Short ids for new rows, from the words that they are called by: no other row has them, nor has had."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 20
EMPTY_WORDS = frozenset(
    (
        "andel", "andelen", "antal", "antalet", "av", "den", "de", "det", "dem", "som", "i", "in", "inom", "på", "och", "eller",
        "med", "till", "från", "för", "för att", "om", "en", "ett", "är", "har", "hos", "per", "vid", "att", "ha", "ska", "skall",
        "under", "över", "mot", "utan", "procent", "genomsnittlig", "genomsnittligt", "genomsnittliga", "totalt", "total", "vara",
        "våra", "vår", "vårt", "sin", "sina", "the", "of", "in", "and", "a", "to", "for", "share", "number",
    )
)  # fmt: skip
"""Words that tell no row from another."""

INITIALS = re.compile(r"\(([A-ZÅÄÖ]{2,8})\)")


class NewIds:
    """Gives ids that are not ``taken``, in small letters: the same for the same words in the same order."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {id_.casefold() for id_ in taken}

    def of(self, name: str) -> str:
        """An id from a name; with a number behind it where another row has it."""
        base = short_id(name)
        candidate, number = base, 1
        while candidate in self._taken:
            number += 1
            candidate = f"{base[: LONGEST - len(str(number)) - 1].rstrip('-')}-{number}"
        self._taken.add(candidate)
        return candidate

    def keep(self, id_: str) -> bool:
        """Take an id that somebody has given; False where another row has it."""
        if id_.casefold() in self._taken:
            return False
        self._taken.add(id_.casefold())
        return True


def short_id(name: str) -> str:
    """The initials that the name itself gives in brackets, "(HME)"; else the first words that say something, as many as there
    is room for: "andel-besok" is never one, "besok-telefon" is.
    """
    if initials := INITIALS.search(name):
        return _plain(str(initials[1]))
    words = re.findall(r"[a-z0-9]+", _plain(name))
    telling = [word for word in words if word not in _PLAIN_EMPTY] or words or ["rad"]
    kept: str = telling[0][:LONGEST]
    for word in telling[1:]:
        if len(kept) + 1 + len(word) > LONGEST:
            break
        kept += f"-{word}"
    return kept


def _plain(text: str) -> str:
    """Without accents, in small letters: sjukfrånvaro is sjukfranvaro."""
    parted = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("æ", "ae").replace("ø", "o"))
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


_PLAIN_EMPTY = frozenset(_plain(word) for word in EMPTY_WORDS)
