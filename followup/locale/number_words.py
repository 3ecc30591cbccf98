"""Small numbers in words, as running text has them."""

from __future__ import annotations

from decimal import Decimal

from followup.locale import Message, _, literal
from followup.locale.numbers import show_number

NUMBER_WORDS: tuple[Message, ...] = (
    _("nought"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
    _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
)  # fmt: skip

ONE_NEUTER = _("one{neuter}", neuter="")
"""The same in English, for nothing fills the brace; in Swedish *ett*: of a goal, not of a plan."""


def number_word(n: int, neuter: bool = False) -> Message:
    """Up to twelve in words, as Swedish is written; above that in digits. ``neuter`` is what is *ett* in Swedish."""
    if n == 1 and neuter:
        return ONE_NEUTER
    return NUMBER_WORDS[n] if 0 <= n < len(NUMBER_WORDS) else _("{n}", n=n)


def percent_in_words(share: Decimal, language: str, decimals: int | None = 1) -> Message:
    """A share, 0–1, as running text has it: ``7,2 procent``; ``decimals`` None keeps those it has."""
    return _("{number} per cent", number=literal(show_number(share * 100, language, decimals)))
