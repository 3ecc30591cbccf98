"""What a misspelt name may have been meant for: one function, wherever a name is looked up."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from followup.locale import Message, _, literal

MOST = 3
"""Names that are told, where several are as near as one another."""
LETTERS_AN_EDIT = 3
"""Letters for each that may be wrong, missing, too many or in the place of the next; one always may."""
SHORTEST_PART = 3
"""Letters of a text that may stand for the name that it is a part of."""


def nearest(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that a text differs least from, at most three of those that are equally near, in their own order.

    Capitals do not matter. Where none is near, those that the whole text is a part of: ``Närsjukvård`` for *Division
    Närsjukvård*; where there are more than three of these, and of a name that has nothing of the text, none.
    """
    from rapidfuzz.distance import OSA

    written, names = _compared(text), list(dict.fromkeys(names))
    if not written:
        return ()
    compared = {name: _compared(name) for name in names}
    distances = {
        name: distance
        for name, other in compared.items()
        if (distance := OSA.distance(written, other)) <= _most_edits(written, other) and distance < len(other)
    }
    if distances:
        least = min(distances.values())
        return tuple([name for name, distance in distances.items() if distance == least][:MOST])
    within = [name for name, other in compared.items() if len(written) >= SHORTEST_PART and written in other]
    return tuple(within) if len(within) <= MOST else ()


def _most_edits(written: str, name: str) -> int:
    return max(1, max(len(written), len(name)) // LETTERS_AN_EDIT)


def one_of(names: Iterable[str | Message]) -> Message:
    """``merge``; ``export or report``; ``t1, t2 or t3``."""
    *first, last = (literal(name) if isinstance(name, str) else name for name in names)
    return _("{names} or {last}", names=tuple(first), last=last) if first else last


def did_you_mean(refusal: Message, names: Iterable[str], otherwise: Message | None = None) -> Message:
    """A sentence on a name that there is not, with those that it may have been meant for; where there are none with
    ``otherwise``, which may list all that there are.
    """
    near = tuple(names)
    if near:
        return _("{refusal} Did you mean {near}?", refusal=refusal, near=one_of(near))
    return refusal if otherwise is None else _("{refusal} {otherwise}", refusal=refusal, otherwise=otherwise)


def _compared(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
