"""Small numbers of people are not published; nor is a figure from which one could be worked out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Generic, NamedTuple

from followup.rules.sums.sums_together import UNBOUNDED, Key, Sum, figures_to_mask_together

NUMBER = re.compile(r"(?<![\w,.\-])(?<!\d\u00a0)(\d+)(?![\d%])(?![.,]\d)(?!\s?%)(?!\s?\d)")
"""A whole number in a text: no decimal, percentage, part of a round (T1, DÅ04) or of a larger number (1\u00a0004)."""


def is_small(figure: Decimal, limit: Decimal) -> bool:
    """Whether a count of people is too small to be shown. 0 is shown: nobody is nobody."""
    return 0 < figure < limit


def figures_to_mask(
    figures: Mapping[Key, Decimal], sums: Iterable[Sum[Key]], limit: Decimal, people: Collection[Key] | None = None
) -> set[Key]:
    """The figures that must not be shown.

    Those of ``people`` (every figure, where it is not given) above 0 and below ``limit``, and as many more as are
    needed so that none that is hidden can be worked out from the sums: not as what is left when the others are taken
    away, and not because only one number fits, in one sum or in several together. A total or part that is not shown
    anywhere is left out of ``figures``, and the sums that it stands in with it.
    """
    shown_sums = [
        (total, parts) for total, parts in sums if total in figures and all(part in figures for part in parts)
    ]
    sums_with: dict[Key, list[int]] = {}
    for number, (total, parts) in enumerate(shown_sums):
        for key in (total, *parts):
            sums_with.setdefault(key, []).append(number)
    hidden: set[Key] = set()
    new = {key for key in (figures if people is None else people) if is_small(figures[key], limit)}
    # One sum at a time first, which is cheap and most often enough; several together where that finds no more.
    # Each figure hidden may give another away, so both begin anew until nothing is added.
    while new:
        while new:
            hidden |= new
            touched = dict.fromkeys(number for key in new for number in sums_with.get(key, ()))
            new = {second for n in touched if (second := _second(figures, *shown_sums[n], hidden, limit)) is not None}
        new = figures_to_mask_together(figures, shown_sums, sums_with, hidden, limit)
    return hidden


def _second(
    figures: Mapping[Key, Decimal], total: Key, parts: Sequence[Key], hidden: set[Key], limit: Decimal
) -> Key | None:
    """The further figure to hide in a sum that gives a hidden one away; None where it does not, or all is hidden."""
    terms = [_Term(key, -1 if key == total else 1, *_range(key, figures, hidden, limit)) for key in (total, *parts)]
    # Two hidden ones below 5 that are 8 together can only be 4 and 4; 2 and 3 that are 5 may be 1 and 4: no more is
    # hidden than is needed.
    if not _gives_away(terms):
        return None
    # A part before the total, and the least of them; by key where two are alike, so that every merge hides the same.
    # A 0 is shown anyhow.
    others = [key for key in parts if key not in hidden and figures[key] > 0]
    return min(others, key=lambda key: (figures[key], str(key))) if others else (total if total not in hidden else None)


class _Term(NamedTuple, Generic[Key]):
    """A figure of a sum, as a reader knows it: the parts less the total are 0."""

    key: Key
    sign: int
    least: Decimal
    most: Decimal


def _range(key: Key, figures: Mapping[Key, Decimal], hidden: set[Key], limit: Decimal) -> tuple[Decimal, Decimal]:
    """Between what a reader knows a figure to be: a small one is shown as such."""
    if key not in hidden:
        return figures[key], figures[key]
    # A small one is printed as "<5", and is known not to be 0, for a 0 is shown; "–" tells that one is not small.
    return (Decimal(1), limit - 1) if figures[key] < limit else (limit, UNBOUNDED)


def _gives_away(terms: Sequence[_Term[Key]]) -> bool:
    """Whether one number alone is possible for one of the figures that are hidden."""
    for term in terms:
        if term.least == term.most:
            continue
        others = [other for other in terms if other is not term]
        least = -sum((other.most if other.sign == term.sign else -other.least) for other in others)
        most = -sum((other.least if other.sign == term.sign else -other.most) for other in others)
        # Not only where all others are known: 1 of 6 with the other part at least 5 is told by the ends alone.
        if max(term.least, least) >= min(term.most, most):
            return True
    return False


def possible_values(limit: Decimal) -> range:
    """The whole numbers that a masked figure may be."""
    return range(1, int(limit))


def without_small_numbers(text: str, limit: Decimal) -> str:
    """A text that is made of figures, as that of earlier outcomes, with the small ones masked."""
    return NUMBER.sub(lambda match: f"<{limit}" if 0 < int(match[1]) < limit else match[0], text)


def holds_small_number(text: str, limit: Decimal) -> bool:
    """Whether a text holds a small number: the figure that a trend starts from, for one."""
    return without_small_numbers(text, limit) != text
