"""Days as people write them: the one day that a text can be, or those that it may be."""

from __future__ import annotations

from datetime import date

from followup.form.written.amount import MARKS, MINUS
from followup.form.written.plain_text import plain
from followup.patterns import pattern

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
ENGLISH = {"january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10}
SEPARATED = r"[-/. ]"
TIME = r"(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?)?"
"""A time of day that another program wrote behind the day."""

YEAR_FIRST = pattern(rf"([0-9]{{4}})(?:{SEPARATED} ?)?([0-9]{{2}})(?:{SEPARATED} ?)?([0-9]{{2}}){TIME}")
YEAR_FIRST_SHORT = pattern(rf"([0-9]{{4}}){SEPARATED}([0-9]{{1,2}}){SEPARATED}([0-9]{{1,2}}){TIME}")
YEAR_LAST = pattern(rf"([0-9]{{1,2}}){SEPARATED} ?([0-9]{{1,2}}){SEPARATED} ?([0-9]{{4}}){TIME}")
IN_WORDS = pattern(r"(?:den )?([0-9]{1,2})(?::?e|:a)?\.? ?([a-z]+)\.?,? ([0-9]{4})")
SHORT = pattern(r"([0-9]{2})([0-9]{2})([0-9]{2})")
"""220430: the year may stand first or last."""


def days_in(text: str) -> tuple[date, ...]:
    """The days that a text may be: none, one that is certain, or several, each once."""
    normalised = plain(MARKS.sub("", text)).translate(MINUS).casefold().removesuffix(".")
    if not normalised.isascii():
        return ()
    match = YEAR_FIRST.fullmatch(normalised) or YEAR_FIRST_SHORT.fullmatch(normalised)
    if match:
        return _real((int(match[1]), int(match[2]), int(match[3])))
    match = YEAR_LAST.fullmatch(normalised)
    if match:
        first, second, year = (int(part) for part in match.groups())
        return _real((year, second, first), (year, first, second))
    match = IN_WORDS.fullmatch(normalised)
    if match and (month := _month(match[2])):
        return _real((int(match[3]), month, int(match[1])))
    match = SHORT.fullmatch(normalised)
    if match:
        first, second, third = (int(part) for part in match.groups())
        return _real((_full(first), second, third), (_full(third), second, first))
    return ()


def _month(word: str) -> int:
    """1 to 12 for a month in words, whole or cut (apr, sept); 0 for another word."""
    starts = [number for number, name in enumerate(MONTHS, start=1) if len(word) >= 3 and name.startswith(word)]
    return starts[0] if len(starts) == 1 else ENGLISH.get(word, 0)


def _full(year: int) -> int:
    """A year of two digits: this century to 2050, as Swedish forms mean it."""
    return 2000 + year if year <= 50 else 1900 + year


def _real(*triples: tuple[int, int, int]) -> tuple[date, ...]:
    """The days of these years, months and days that are in the calendar, each once."""
    days = []
    for year, month, day in triples:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return tuple(dict.fromkeys(days))
