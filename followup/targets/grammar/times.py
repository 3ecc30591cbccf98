"""Years, rounds and other times: from the words of a text to one way of writing, and back to words.

Written as: "2022", "2022-03", "2022-12-31", "2023-Q2", "Q3", "week 40", "december", "31 december", "T1 2022", "T1",
"ÅR 2021", "DÅ04 2022", "2019–2023", "end of year", "term", "previous year", "same quarter previous year".
"""

from __future__ import annotations

import re

from followup.locale import Message, _, literal

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SHORT = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ORDER = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4", "sista": "4"}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_WHAT = {
    "kvartal": "quarter",
    "tertial": "round",
    "delår": "round",
    "månad": "month",
    "mätning": "measurement",
    "undersökning": "measurement",
    "mättillfälle": "measurement",
    "uppföljning": "round",
    "period": "period",
    "tid": "period",
}
_TERMS = {
    "året": "the year",
    "hösten": "autumn",
    "våren": "spring",
    "sommaren": "summer",
}
_NOW = re.compile(r"nuläge|nuvarande|dagens|utgångsläge|i ?dag")


def quarter(text: str) -> str:
    """ "q3", "kvartal 3" and "tredje kvartalet" are Q3."""
    return f"Q{_number(text)}"


def reporting_round(text: str) -> str:
    """ "tertial 1" is T1, "då 04" DÅ04, "helår" and "år" ÅR."""
    if text.startswith(("t", "första tert", "andra tert", "tredje tert", "1:a t", "2:a t", "3:e t")):
        return f"T{_number(text)}"
    if text.startswith(("d", "D")):
        digits = re.findall(r"[0-9]+", text)
        return f"DÅ{int(digits[0]):02d}" if digits else "DÅ"
    return "ÅR"


def month(text: str) -> str:
    """ "dec." is december."""
    return MONTHS[_SHORT.index(text.strip()[:3])]


def day_and_month(text: str) -> str:
    """ "den 31 dec" is "31 december", and so is "31/12"; empty when there is no such month."""
    match = re.search(r"([0-9]{1,2})(?::?e)? ?(?:/ ?([0-9]{1,2})|([a-zåäö]+))", text)
    if match is None:
        return ""
    if match[2]:
        return f"{int(match[1])} {MONTHS[int(match[2]) - 1]}" if 1 <= int(match[2]) <= 12 else ""
    return f"{int(match[1])} {month(match[3])}"


def day_of_year(text: str) -> str:
    """ "31/12-23" is 2023-12-31; no month has 32 days, but nobody counts those of each."""
    day, month_, year = re.findall(r"[0-9]+", text)
    return f"20{year[-2:]}-{int(month_):02d}-{int(day):02d}"


def previous(text: str) -> str:
    """ "motsvarande kvartal året innan" is "same quarter previous year"; "dagens nivå" is "now"."""
    what = next((name for word, name in _WHAT.items() if word in text), "year")
    year = _YEAR.search(text)
    if text.startswith(("motsvarande", "samma", "i motsvarande", "i samma")):
        return f"same {what} {year.group() if year else 'previous year'}"
    return "now" if _NOW.match(text) else f"previous {what}"


def with_year(time: str, year: str) -> str:
    """A time and the year that stands beside it."""
    if not year or not time:
        return time or year
    if time in MONTHS:
        return f"{year}-{MONTHS.index(time) + 1:02d}"
    day, _space, name = time.partition(" ")
    if name in MONTHS:
        return f"{year}-{MONTHS.index(name) + 1:02d}-{int(day):02d}"
    return f"{year}-{time}" if time.startswith("Q") else f"{time} {year}"


def term(text: str) -> str:
    """The term of office, the year, a season, or the turn of the half-year."""
    return next((name for word, name in _TERMS.items() if word in text), "term")


def is_year(time: str) -> bool:
    """Whether a time is a year alone."""
    return _YEAR.fullmatch(time) is not None


def in_words(time: str) -> Message:
    """A time as it is said in the reader's language."""
    if time in _SAID:
        return _SAID[time]
    head, _space, last = time.rpartition(" ")
    if head.isdigit() and last in MONTHS:
        return _("{day} {month}", day=head, month=_SAID[last])
    if head == "week":
        return _("week {week}", week=last)
    if head in _SAID and is_year(last):
        return _("{time} {year}", time=_SAID[head], year=last)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", time):
        return _("{month} {year}", month=_SAID[MONTHS[int(time[5:]) - 1]], year=time[:4])
    match = re.fullmatch(r"(?:([0-9]{4})-)?Q([1-4])", time)
    if match is None:
        return literal(time)
    if match[1]:
        return _("quarter {quarter} {year}", quarter=match[2], year=match[1])
    return _("quarter {quarter}", quarter=match[2])


def _number(text: str) -> str:
    digits = re.findall(r"[0-9]+", text)
    return digits[0] if digits else next((n for word, n in _ORDER.items() if text.startswith(word)), "")


_SAID = {
    "january": _("January"),
    "february": _("February"),
    "march": _("March"),
    "april": _("April"),
    "may": _("May"),
    "june": _("June"),
    "july": _("July"),
    "august": _("August"),
    "september": _("September"),
    "october": _("October"),
    "november": _("November"),
    "december": _("December"),
    "now": _("the present level"),
    "end of year": _("the end of the year"),
    "half-year": _("the turn of the half-year"),
    "H1": _("the first half-year"),
    "H2": _("the second half-year"),
    "term": _("the period"),
    "the year": _("the year"),
    "autumn": _("the autumn"),
    "spring": _("the spring"),
    "summer": _("the summer"),
    "previous year": _("the year before"),
    "previous quarter": _("the quarter before"),
    "previous round": _("the previous interim report"),
    "previous month": _("the month before"),
    "previous measurement": _("the previous measurement"),
    "previous period": _("the period before"),
    "same quarter previous year": _("the same quarter the year before"),
    "same round previous year": _("the same interim report the year before"),
    "same month previous year": _("the same month the year before"),
    "same period previous year": _("the same period the year before"),
    "same quarter": _("the same quarter"),
    "same round": _("the same interim report"),
    "same month": _("the same month"),
    "same period": _("the same period"),
    "ÅR": _("the whole year"),
    "DÅ": _("the interim report"),
}


def order(time: str) -> tuple[int, int] | None:
    """Year and month in which a time ends, to put occasions in order; None when it is not known."""
    year = _YEAR.search(time)
    if year is None:
        return None
    rest = time.replace(year.group(), "").strip(" -")
    ends = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "T1": 4, "T2": 8, "T3": 12, "H1": 6, "H2": 12, "ÅR": 13, "": 13}
    if rest in ends:
        return int(year.group()), ends[rest]
    month_or_round = re.fullmatch(r"(?:DÅ)?([0-9]{2})(?:-[0-9]{2})?", rest)
    return (int(year.group()), int(month_or_round[1])) if month_or_round else None
