"""What figures are broken down by: women and men to start with, or whatever the plan names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from followup.frozen import frozen

USUAL_WORDS = (
    ("kvinnor", "kvinna", "kvinnliga", "kv", "k", "women", "female"),
    ("män", "man", "manliga", "m", "men", "male"),
    ("flickor", "flicka", "tjejer", "girls"),
    ("pojkar", "pojke", "killar", "boys"),
)
"""What people call the parts that are split by most, whatever the plan calls them."""
LIKE = {"flickor": "kvinnor", "pojkar": "män"}
"""Which part girls and boys are where a plan has none of their own: that of their sex."""
WHOLE_WORDS = frozenset({"totalt", "total", "tot", "t", "samtliga", "alla", "summa", "båda", "all"})
WHOLE = "total"


@frozen(slots=True)
class BreakdownPart:
    """A part of a breakdown. ``short`` is what people write before a figure.

    ``group`` names the breakdown where the plan has several: by sex, by hospital.
    """

    key: str
    name: str
    short: str
    group: str = ""


@frozen
class Breakdown:
    """The parts of all the plan's breakdowns, in order; the first of them is the usual one."""

    parts: tuple[BreakdownPart, ...] = ()

    def __iter__(self) -> Iterator[BreakdownPart]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    @cached_property
    def usual(self) -> tuple[BreakdownPart, ...]:
        """The parts of the first."""
        return tuple(part for part in self.parts if part.group == self.parts[0].group)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Those of all parts, then ``total`` for the whole: what figures go by."""
        return (*(part.key for part in self.parts), "total")

    @cached_property
    def shorts(self) -> Mapping[str, str]:
        """What people write before a part's figure, by the part's key."""
        return {part.key: part.short for part in self.parts}

    def parts_named(self, name: str) -> tuple[BreakdownPart, ...] | None:
        """The parts that the plan asks for by "ja" or by name; none for "nej"; None for an unknown name."""
        wanted = name.casefold()
        if wanted in ("", "nej", "no"):
            return ()
        if wanted in ("ja", "yes"):
            return self.usual
        return tuple(part for part in self.parts if part.group.casefold() == wanted) or None

    def key_called(self, word: str) -> str:
        """The key of the part that a word names, or of the whole: by its id, name or letter, or as people call it; empty of any
        other word, and of one that may be several.
        """
        wanted = word.casefold()
        own = {part.key for part in self.parts if wanted in (part.key.casefold(), part.name.casefold())}
        own = own or {part.key for part in self.parts if wanted == part.short.casefold()}
        if own or wanted in WHOLE_WORDS:
            return next(iter(own or (WHOLE,))) if len(own) < 2 else ""
        words = next((words for words in USUAL_WORDS if wanted in words), ())
        alike = self._called_any(words) or self._called_any(
            next((other for other in USUAL_WORDS if words and other[0] == LIKE.get(words[0])), ())
        )
        return alike[0] if len(alike) == 1 else ""

    def _called_any(self, words: Collection[str]) -> list[str]:
        return [part.key for part in self.parts if {part.name.casefold(), part.key.casefold()} & set(words)]

    def name_of(self, key: str) -> str:
        """What a part is called; empty of the whole, which the breakdown has no name for."""
        return next((part.name for part in self.parts if part.key == key), "")


def is_part_word(word: str) -> bool:
    """Whether people call a part of any usual split so, or the whole."""
    wanted = word.casefold()
    return wanted in WHOLE_WORDS or any(wanted in words for words in USUAL_WORDS)
