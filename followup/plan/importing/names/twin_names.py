"""Which row of the plan, or of the list, a new name is nearly that of: to ask whether it is the same, before there are two."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from followup.form.written.plain_text import folded, plain
from followup.frozen import frozen

PARTED = re.compile(r"[^\w%]+")
SHORTEST_SLIP, SHORTEST_LONG = 5, 9
"""Letters of a word in which one letter is a slip, and of one in which two are: in a shorter one it is another word."""
SHORTEST_BEFORE = 4
"""Letters before an ending that says what a row is: Psykiatri of Psykiatriförvaltningen."""


@frozen
class TwinNames:
    """The names of rows, ids by names. ``kinds`` are words that only say what a row is, and tell it from no other: division,
    förvaltning.
    """

    ids: Mapping[str, str]
    kinds: Collection[str] = ()

    def of(self, name: str, besides: Collection[str] = ()) -> str:
        """The name that is this one but for a word of kind, a space, a hyphen or a letter; empty where none is, or several
        are. Those ``besides``, folded, are rows of their own in the list as well, so that this one is another.
        """
        wanted, several = self._words(name), {}
        for other, words in self._by_words.items():
            if folded(other) not in besides and _are_near(wanted, words):
                several[self.ids[other]] = other
        return next(iter(several.values())) if len(several) == 1 else ""

    def words_of(self, name: str) -> tuple[str, ...]:
        """The words that tell one of these names from others."""
        return self._by_words[name]

    @cached_property
    def _by_words(self) -> Mapping[str, tuple[str, ...]]:
        return {name: self._words(name) for name in self.ids}

    def _words(self, name: str) -> tuple[str, ...]:
        """The words that tell a name from others, none of them of kind; all where nothing else is left."""
        words = [word for word in PARTED.split(folded(plain(name))) if word]
        telling = [self._without_kind(word) for word in words if word not in self.kinds]
        return tuple(telling or words)

    def _without_kind(self, word: str) -> str:
        ending = max((kind for kind in self.kinds if word.endswith(kind)), key=len, default="")
        before = word.removesuffix(ending) if ending else word
        # With the s that Swedish joins words by: hälso- och sjukvårdsförvaltningen.
        return before.removesuffix("s") if ending and len(before) >= SHORTEST_BEFORE else word


def near_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names that are another's but for a space, a hyphen or a letter, each with the first one that it is near."""
    named = TwinNames(dict.fromkeys(names, ""))
    alike: dict[tuple[str, ...], list[str]] = {}
    for name in named.ids:
        words = named.words_of(name)
        # Near names have the same letters in all, or as many words that begin alike.
        keys = (("".join(words),), tuple(word[0] for word in words))
        near = (other for key in keys for other in alike.get(key, ()) if _are_near(words, named.words_of(other)))
        if (other := next(near, "")) and folded(other) != folded(name):
            yield name, other
        for key in set(keys):
            alike.setdefault(key, []).append(name)


def _are_near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if "".join(one) == "".join(other):
        return bool(one)
    return len(one) == len(other) and all(map(_is_slip, one, other))


def _is_slip(one: str, other: str) -> bool:
    """Whether two words are the same but for a letter or two, never the first: inre is no slip of yttre, nor 2 of 3."""
    if one == other:
        return True
    shortest = min(len(one), len(other))
    if shortest < SHORTEST_SLIP or one[0] != other[0] or _has_digit((one, other)):
        return False
    from rapidfuzz.distance import OSA

    return bool(OSA.distance(one, other) <= (2 if shortest >= SHORTEST_LONG else 1))


def _has_digit(words: Iterable[str]) -> bool:
    return any(sign.isdigit() for word in words for sign in word)
