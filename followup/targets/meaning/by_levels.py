"""Targets on several levels: "hög 92 %; måttlig 85 %", "grön ≥ 90 %, gul 80–89 %, röd < 80 %"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.locale import _
from followup.targets.grammar.phrase_row import NotUnderstood, is_mark, unit_of, without_brackets
from followup.targets.grammar.phrases import Amount, Bound, By, Change, No, Phrase, Span, To
from followup.targets.meaning.compound import SIGNED, One
from followup.targets.model import Interval, Kind, Target

NAMES = {
    "hög": "high",
    "grön": "green",
    "måttlig": "moderate",
    "gul": "yellow",
    "låg": "low",
    "röd": "red",
    "rött": "red",
}
BEST_FIRST = ("high", "green", "moderate", "yellow", "low", "red")
Number = Amount | Bound | Span


def levels_target(phrases: Sequence[Phrase], text: str, one: One) -> Target | None:
    """The target of the best level, with all of them; the order says which way is good. None without levels."""
    row = list(without_brackets(phrases))
    named = dict(_named(row))
    # One name alone is a word of the text: "hög kvalitet 90 %" has no levels.
    if len(named) < 2:
        return None
    numbers = [phrase for phrase in row if isinstance(phrase, Number)]
    turned = any(isinstance(phrase, No | Change | By | To) or is_mark(phrase, "NONE", "UNCHANGED") for phrase in row)
    units = {unit for number in numbers if (unit := unit_of(number))}
    signed = any(is_mark(phrase, *SIGNED) for phrase in row)
    if len(numbers) != len(named) or turned or signed or len(units) > 1:
        raise _unclear()
    target = replace(_best(named, text, one), unit=next(iter(units), ""))
    levels = {name: _edge(number) for name, number in named.items()}
    if all(isinstance(number, Amount) for number in numbers):
        return replace(target, levels=levels)
    return replace(target, levels=levels, intervals={name: _interval(number) for name, number in named.items()})


def _best(named: Mapping[str, Number], text: str, one: One) -> Target:
    """What is asked for to be on the best level."""
    best = min(named, key=BEST_FIRST.index)
    number = named[best]
    if isinstance(number, Bound):
        return one([number], text)
    others = [end for name, interval in named.items() if name != best for end in _ends(interval)]
    low, high = _ends(number)
    above, below = all(low > phrase for phrase in others), all(high < phrase for phrase in others)
    # A best level with two ends is only one-sided where its far end is the end of all: "grön 90–100 %", "grön 0–5".
    # In "grön 90–95, gul 80–89" nobody has said what 97 is.
    if isinstance(number, Span):
        above, below = above and high == 100 and unit_of(number) == "%", below and low == 0
    # "Måttlig 80 %, hög 80 %" does not say which way is good.
    if above is below:
        raise _unclear()
    return Target(text, Kind.AT_LEAST if above else Kind.AT_MOST, low if above else high)


def _named(row: Sequence[Phrase]) -> Iterator[tuple[str, Number]]:
    name = ""
    names: list[str] = []
    for phrase in row:
        if is_mark(phrase, "LEVEL"):
            name = NAMES[str(phrase) if str(phrase) in NAMES else str(phrase).rstrip("t")]
            names.append(name)
        elif name and isinstance(phrase, Number):
            yield name, phrase
            name = ""
        elif not is_mark(phrase, "COLON", "EQUALS", "WORD", "SEP"):
            name = ""
    if len(set(names)) < len(names):
        raise _unclear()


def _ends(number: Number) -> tuple[Decimal, Decimal]:
    what = number.what if isinstance(number, Bound) else number
    if isinstance(what, Span):
        return what.low.value, what.high.value
    if not isinstance(what, Amount):
        raise _unclear()
    return what.value, what.value


def _edge(number: Number) -> Decimal:
    return _ends(number)[0]


def _interval(number: Number) -> Interval:
    low, high = _ends(number)
    if isinstance(number, Bound) and low == high:
        return Interval(Kind.AT_LEAST if number.least else Kind.AT_MOST, low, strict=number.strict)
    if low >= high:
        raise _unclear()
    return Interval(Kind.RANGE, low, high)


def _unclear() -> NotUnderstood:
    return NotUnderstood(_("It is not clear which number is for which level."))
