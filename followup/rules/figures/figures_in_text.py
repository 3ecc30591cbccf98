"""The figures that running text tells, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from followup.frozen import frozen
from followup.locale import LANGUAGES, Words
from followup.locale.number_words import NUMBER_WORDS
from followup.locale.numbers import rounded
from followup.patterns import pattern

NUMBERED = ("§", "tertial", "kvartal", "vecka", "delår", "punkt", "bilaga", "kapitel", "nr")
"""Words after which a number is a name: a period, a paragraph, a part of a document."""

NO_NAME = "".join(rf"(?<!{word}[ \u00a0])" for word in NUMBERED)

IN_DIGITS = pattern(
    rf"(?i)(?<![\w,.:/§–-]){NO_NAME}"
    r"(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,(?P<rest>\d+))?(?!:?\w)(?![-–/.,]\d)"
    r"(?P<percent>\s?(?:%|procent\b|per cent\b))?"
)
"""No part of a date, a range, a round (T1, tertial 1), an ordinal (4:e) or a paragraph (§ 4)."""

LEAST_NUMBER_WORD = 2
"""Words from two on: ``en`` and ``ett`` are most often no number."""

WORDS = {
    Words(language)(word).casefold(): n
    for language in LANGUAGES
    for n, word in enumerate(NUMBER_WORDS)
    if n >= LEAST_NUMBER_WORD
}
IN_WORDS = pattern(rf"(?<![\w-])(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)


@frozen
class TextFigure:
    """A figure in a text: as written there, its number, how many decimals it has, and whether it is per cent."""

    written: str
    number: Decimal
    decimals: int = 0
    percent: bool = False

    def tells(self, figure: Decimal, share: bool = False) -> bool:
        """Whether it is this figure; a ``share`` of 0–1 is one in per cent, rounded as the text rounds."""
        if share:
            return self.percent and rounded(figure * 100, self.decimals) == self.number
        return not self.percent and figure == self.number


def figures_in(text: str) -> Iterator[TextFigure]:
    """The figures of a text in order, those in digits first."""
    for match in IN_DIGITS.finditer(text):
        whole = re.sub(r"\D", "", match["whole"])
        rest = match["rest"] or ""
        yield TextFigure(match[0].strip(), Decimal(f"{whole}.{rest or 0}"), len(rest), bool(match["percent"]))
    for match in IN_WORDS.finditer(text):
        yield TextFigure(match[0], Decimal(WORDS[match[0].casefold()]))
