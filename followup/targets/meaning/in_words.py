"""Targets without a number: in level with others, none, all, yes, unchanged, done by a date."""

from __future__ import annotations

from decimal import Decimal

from followup.locale import _
from followup.targets.grammar import times
from followup.targets.grammar.phrase_row import NotUnderstood, PhraseRow, half_done, is_mark
from followup.targets.grammar.phrases import No, Time
from followup.targets.grammar.simple import place_only, reference
from followup.targets.model import Kind, Target

POSITIVE_NOUNS = (
    "resultat",
    "kapital",
    "kassaflöde",
    "netto",
    "saldo",
    "ekonomi",
    "budgetavvikelse",
    "rörelseresultat",
)
NOT_ASKED_FOR = (
    "mål",
    "målvärde",
    "uppgift",
    "uppgifter",
    "data",
    "krav",
    "värde",
    "särskilda",
    "annat",
    "andra",
    "mer",
)
BESIDE_A_DATE = ("TARGET_WORD", "STOP", "SEP", "COLON", "EQUALS", "DONE", "GET_DONE", "AUX", "SHALL", "BY", "YEAR_WORD")
DONE_BY = (
    "klar",
    "färdig",
    "genomför",
    "avsluta",
    "inför",
    "upprätta",
    "fastställ",
    "framtag",
    "implementera",
    "publicera",
)


def reference_target(row: PhraseRow, text: str) -> Target | None:
    """A target that compares with others or with an earlier level; None when it does not."""
    if row.has("LEVEL_WITH") and any(time.earlier or times.is_year(time.at) for time in row.of(Time)):
        earlier = next(time for time in row.of(Time) if time.earlier or times.is_year(time.at))
        return None if row.numbers() else Target(text, Kind.EQUAL, baseline=earlier.at)
    if row.has("REFERENCE", "TOP") and not row.numbers() and not place_only(row) and not row.has("BALANCE"):
        return reference(row, text)
    return None


def none_target(row: PhraseRow, text: str) -> Target | None:
    """ "Inga", "nollvision": at most none; None when it is not so."""
    if row.numbers() or not row.has("NONE", "ZERO_VISION"):
        return None
    if (
        # "Inga uppgifter": that nothing is known is no target of 0.
        any(word in NOT_ASKED_FOR for word in row.words)
        or row.of(No)
        or row.has("TARGET_WORD", "ALL", "UNCHANGED", "OR")
    ):
        raise NotUnderstood(_("Nothing in it says what is to be reached."))
    # In a sentence none is of something else than what is measured: in "Inga patienter ska vänta" of those who wait.
    if row.has("NONE") and (row.has("SHALL") or len(row.words) > 4):
        raise NotUnderstood(_("It is not clear what there is to be none of."))
    return Target(text, Kind.AT_MOST, Decimal(0))


def all_target(row: PhraseRow, text: str) -> Target | None:
    """ "Samtliga" is 100 per cent; None when nothing is said of all."""
    if not row.has("ALL") or row.numbers() or row.has("OR"):
        return None
    # In a longer text all are somebody else's: "Planen är klar och införd i alla delar …" asks for no 100 %.
    if len(row.words) > 2 and not row.has("SHALL"):
        raise NotUnderstood(_("It is not clear what all is about."))
    return Target(text, Kind.AT_LEAST, Decimal(100), unit="%")


def positive_target(row: PhraseRow, text: str) -> Target | None:
    """ "Positivt resultat", "budget i balans"; None when it is not so."""
    if row.numbers() or not row.has("POSITIVE", "BALANCE"):
        return None
    if row.has("BALANCE"):
        return Target(text, Kind.AT_LEAST, Decimal(0), balance=True)
    # Only what has a sign can be above 0: "Positiv trend" and "positiv utveckling" say nothing of a number.
    money = any(word.endswith(POSITIVE_NOUNS) for word in row.words) or row.has("DEVIATION")
    if not money and "överskott" not in row.marks("POSITIVE"):
        raise NotUnderstood(_("It is not clear what is to be positive."))
    return Target(text, Kind.AT_LEAST, Decimal(0), strict=True)


def unchanged_target(row: PhraseRow, text: str) -> Target | None:
    """ "Oförändrad", without a number; None when it is not so."""
    if row.numbers() or not row.has("UNCHANGED", "ARROW_SAME"):
        return None
    return Target(text, Kind.EQUAL)


def arrow_target(row: PhraseRow, text: str) -> Target | None:
    """An arrow alone; None when there is none."""
    arrows = {mark.type for mark in row.marks("ARROW_UP", "ARROW_DOWN")}
    if len(arrows) != 1 or row.numbers():
        if arrows:
            raise NotUnderstood(_("It is not clear what the arrow is about."))
        return None
    return Target(text, Kind.INCREASE if arrows == {"ARROW_UP"} else Kind.DECREASE)


def done_target(row: PhraseRow, text: str) -> Target | None:
    """ "Ja", "Plan finns", "Handlingsplan upprättad senast juni"; with a date alone to be done by, a deadline."""
    words = row.marks("YES", "NOT_DONE", "DONE", "GET_DONE")
    if not words or row.numbers() or row.has("NONE", "ALL", "OR") or len(row.words) > 10 or half_done(row):
        return None
    by = [time for time in row.of(Time) if time.role in ("", "by") and not (time.earlier or time.until)]
    if by and not row.words and all(str(word).startswith(DONE_BY) for word in words):
        return Target(text, Kind.DEADLINE, deadline=by[0].at)
    yes = words[0].type != "NOT_DONE" and not row.of(No)
    return Target(text, Kind.BOOLEAN, yes=yes)


def date_target(row: PhraseRow, text: str) -> Target | None:
    """A date alone, to be ready by; None when there is more than that."""
    dates = row.of(Time)
    if len(dates) != 1 or row.numbers() or row.words or dates[0].role in ("since", "between") or dates[0].earlier:
        return None
    (date,) = dates
    others = [phrase for phrase in row.phrases if phrase is not date]
    if not all(is_mark(phrase, *BESIDE_A_DATE) for phrase in others):
        return None
    # 2025 alone may be a year to be done by or two thousand visits.
    if times.is_year(date.at) and not date.role and not row.has("YEAR_WORD") and "år" not in text.casefold():
        raise NotUnderstood(_("It is not clear whether {year} is a year or a number.", year=date.at))
    if date.until:
        raise NotUnderstood(_("Nothing in it says what is to be reached."))
    return Target(text, Kind.DEADLINE, deadline=date.at)
