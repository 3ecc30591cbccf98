"""The phrases that the grammar finds in a text. Loaded with lark, when a text needs it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import LarkError

from followup.files.disk.user_cache import cache_path
from followup.targets.grammar import times
from followup.targets.grammar import unit_words as units
from followup.targets.grammar.number_words import NUMBER_WORDS
from followup.targets.grammar.phrases import (
    Amount,
    Bound,
    Bracket,
    By,
    Change,
    From,
    Mark,
    No,
    Per,
    Phrase,
    Shift,
    Span,
    Time,
    To,
    Within,
)

_PORTIONS = {"tredje": 3, "fjärde": 4, "femte": 5, "tionde": 10}
_PARTS_OF = {"tredjedel": 3, "fjärdedel": 4, "femtedel": 5, "tiondel": 10}


def phrases(text: str) -> tuple[Phrase, ...] | None:
    """The phrases of a normalised text; None when it does not hang together."""
    parser = _parser()
    try:
        return parser.parse(text)  # type: ignore[return-value]
    except (LarkError, ArithmeticError):
        return None


@functools.cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar,
        start="text",
        parser="lalr",
        lexer="basic",
        transformer=_Build(),
        maybe_placeholders=False,
        cache=cache_path("targets.grammar"),  # lark's tables take longer to work out than a whole workbook to check
    )


class _Build(Transformer[Token, Any]):
    """Values from the grammar's rules; each method has the name of a rule."""

    def text(self, children: list[Any]) -> tuple[Phrase, ...]:
        return tuple(map(_phrase, children))

    def bracket(self, children: list[Any]) -> Bracket:
        return Bracket(tuple(_phrase(child) for child in children if not _is(child, "LPAR", "RPAR")))

    def mark(self, children: list[Token]) -> Token:
        """A mark; those that differ only in what stands beside them are ordinary words."""
        plain = {"OVER_TIME": "AUX", "ANSWERED": "WORD"}
        word = children[0]
        kind = _kind_of_compound(word) if word.type == "WORD" else plain.get(word.type)
        return Token(kind, str(word)) if kind else word

    # numbers

    def unit(self, children: list[Any]) -> tuple[str, bool]:
        free = _is(children[0], "WORD")
        return _unit(children), free

    known_unit = unit

    def goals(self, _children: list[Any]) -> tuple[str, bool]:
        return "mål", True

    def per(self, children: list[Any]) -> Per:
        return Per(_unit(children))

    def amount(self, children: list[Any]) -> Amount:
        unit, free = children.pop() if isinstance(children[-1], tuple) else ("", False)
        if free and unit in units.NOT_UNITS:
            unit, free = "", False
        if _any(children, "PORTION"):
            unit, free = "%", False
        return Amount(_value(children), unit, _about(children), free=free, signed=_any(children, "SIGN"))

    def fraction(self, children: list[Any]) -> Amount:
        unit, free = children.pop() if isinstance(children[-1], tuple) else ("", False)
        at = next(index for index, child in enumerate(children) if _is(child, "OF_NUMBER"))
        about = _about(children)
        value, whole = _value(children[:at]), _value(children[at + 1 :])
        return Amount(value, unit, about, of=whole, free=free, slash="/" in children[at])

    def year_number(self, children: list[Any]) -> Amount:
        (year,) = (child for child in children if _is(child, "YEAR"))
        unit = str(children[-1]) if _is(children[-1], "WORD") else ""
        return Amount(Decimal(year), unit, _about(children), free=bool(unit), year=not unit)

    def range(self, children: list[Any]) -> Span:
        low, high = (child for child in children if isinstance(child, Amount))
        return Span(replace(low, unit=low.unit or high.unit), replace(high, unit=high.unit or low.unit))

    def around(self, children: list[Any]) -> Span:
        *middle, by = (child for child in children if isinstance(child, Amount))
        if not by.value:
            return Span(by, by)
        centre = middle[0].value if middle else Decimal(0)
        unit = by.unit or (middle[0].unit if middle else "")
        return Span(Amount(centre - by.value, unit), Amount(centre + by.value, unit))

    # limits

    def no(self, _children: list[Any]) -> No:
        return No()

    def at_least(self, children: list[Any]) -> tuple[bool, bool, bool]:
        return (True, False, _any(children, "THAN"))

    def at_most(self, children: list[Any]) -> tuple[bool, bool, bool]:
        return (False, False, _any(children, "THAN"))

    def over(self, children: list[Any]) -> tuple[bool, bool, bool]:
        return (True, True, _any(children, "THAN"))

    def under(self, children: list[Any]) -> tuple[bool, bool, bool]:
        return (False, True, _any(children, "THAN"))

    def bound(self, children: list[Any]) -> Bound:
        (least, strict, than), *rest = children
        what = next((phrase for phrase in rest if isinstance(phrase, Amount | Span | Shift)), None)
        grade = next((str(phrase) for phrase in rest if _is(phrase, "GRADE")), "")
        if grade and isinstance(what, Amount) and not what.unit:
            what = replace(what, unit=units.canonical_unit(grade))
        return Bound(least, strict, what, than=than)

    def or_more(self, children: list[Any]) -> Bound:
        return Bound(True, False, children[0])

    def or_less(self, children: list[Any]) -> Bound:
        return Bound(False, False, children[0])

    def or_better(self, children: list[Any]) -> Bound:
        return Bound(True, False, children[0], better=True)

    def above(self, children: list[Any]) -> Shift:
        return Shift(children[0], True, _any(children, "BETTER"))

    def below(self, children: list[Any]) -> Shift:
        return Shift(children[0], False, _any(children, "WORSE"))

    # changes

    def change(self, children: list[Any]) -> Change:
        return _change(children[0])

    def held(self, children: list[Any]) -> Change:
        (word,) = (child for child in children if _is(child, "UP", "DOWN", "WORSE", "BETTER"))
        return replace(_change(word), held=True)

    def by(self, children: list[Any]) -> By:
        return By(children[-1])

    def to(self, children: list[Any]) -> To:
        return To(children[-1])

    def from_(self, children: list[Any]) -> From:
        values = [child for child in children if isinstance(child, Amount | Bound)]
        return From(values[0], values[1] if len(values) > 1 else None)  # type: ignore[arg-type]

    def within(self, children: list[Any]) -> Within:
        return Within(children[-1])

    # times

    def at_time(self, children: list[Any]) -> Time:
        return children[-1]  # type: ignore[no-any-return]

    def deadline(self, children: list[Any]) -> Time:
        time: Time = children[-1]
        if time.role == "between":
            return time
        return replace(time, role="level" if time.earlier and _any(children, "TO") else "by")

    def since(self, children: list[Any]) -> Time:
        first, *more = (child for child in children if isinstance(child, Time))
        return replace(first, role="since", until=more[0].at if more else first.until)

    def time(self, children: list[Any]) -> Time:
        tokens: list[Token] = [child for child in children if isinstance(child, Token)]
        years = [str(token) for token in tokens if token.type == "YEAR"]
        names = [_TIMES[token.type](str(token)) for token in tokens if token.type in _TIMES]
        if len(years) > 1:
            return Time(years[0], until=years[1])
        if len(names) > 1:
            year = years[0] if years else ""
            return Time(times.with_year(names[0], year), until=times.with_year(names[1], year))
        return Time(times.with_year(names[0] if names else "", years[0] if years else ""))

    def earlier(self, children: list[Any]) -> Time:
        return replace(self.time(children), earlier=True)

    def between(self, children: list[Any]) -> Time:
        first, last = (str(child) for child in children if _is(child, "YEAR"))
        return Time(first, "between", last)


setattr(_Build, "from", _Build.from_)  # the grammar's rule has a name that Python keeps for itself

_TIMES: dict[str, Callable[[str], str]] = {
    "ROUND": times.reporting_round,
    "QUARTER": times.quarter,
    "MONTH": times.month,
    "DAY_MONTH": times.day_and_month,
    "PREVIOUS": times.previous,
    "TERM": times.term,
    "DATE": str,
    "DAY_OF_YEAR": times.day_of_year,
    "YEAR_MONTH": str,
    "YEAR_END": lambda _text: "end of year",
    "HALF_YEAR": lambda text: "half-year" if "skiftet" in text else ("H1" if text.startswith(("f", "1")) else "H2"),
    "WEEK": lambda text: "week " + "".join(letter for letter in text if letter.isdigit()),
    "LEVEL_OF_YEAR": lambda text: next(word[:4] for word in text.split() if word[:4].isdigit()),
}


def _phrase(child: Any) -> Any:
    """What became of a part of the text: a phrase, or a token of lark's that stands by itself."""
    return Mark(child.type, str(child)) if isinstance(child, Token) else child


COMPOUNDS = {
    "DEFICIT": re.compile(r"underskott(?:et|en|ens|ets)?$"),
    "FALL": re.compile(r"(?:minskning|sänkning|nedgång|tapp)(?:en|et|ar|arna)?$"),
    "SAVING": re.compile(r"(?:besparing|effektivisering)(?:en|ar|arna)?$"),
    "DEVIATION": re.compile(r"skillnad(?:en|er|erna)?$"),
}
NO_COMPOUNDS = ("etapp", "etappen")


def _kind_of_compound(word: str) -> str:
    """What a compound is a mark of: of a "lönekostnadsminskning" a fall; empty for another word."""
    if word in NO_COMPOUNDS:
        return ""
    return next((kind for kind, ending in COMPOUNDS.items() if ending.search(word)), "")


def _is(child: object, *types: str) -> bool:
    return isinstance(child, Token) and child.type in types


def _any(children: list[Any], *types: str) -> bool:
    return any(_is(child, *types) for child in children)


def _about(children: list[Any]) -> str:
    """The word that says that a number is only about right."""
    return next((str(child) for child in children if _is(child, "ABOUT")), "")


def _change(word: Token) -> Change:
    up = word.type in ("UP", "BETTER", "DOUBLE", "MORE")
    by = {"DOUBLE": Amount(Decimal(100), "%"), "HALVE": Amount(Decimal(50), "%")}.get(word.type)
    return Change(up, word.type in ("BETTER", "WORSE"), by=by, word=word.type in ("MORE", "LESS"))


def _value(children: list[Any]) -> Decimal:
    minus = any(_is(child, "SIGN") and child[0] in "-m" for child in children)
    token = next(
        child for child in children if _is(child, "NUMBER", "NUMBER_WORD", "PORTION", "YEAR", "SMALL_THOUSAND")
    )
    if token.type == "NUMBER_WORD":
        value = NUMBER_WORDS[token]
    elif token.type == "PORTION":
        value = _portion(token)
    else:
        digits = token.replace(".", "") if token.count(".") > 1 else token
        value = Decimal(digits.replace(" ", "").replace(",", "."))
    return -value if minus else value


def _portion(text: str) -> Decimal:
    """Half is 50, two thirds 66.7 per cent."""
    first, _space, second = text.partition(" ")
    if not second:
        return Decimal(50)
    if second in _PORTIONS:
        return _tenths(Decimal(100) / _PORTIONS[second])
    parts = next(number for word, number in _PARTS_OF.items() if second.startswith(word))
    return _tenths(NUMBER_WORDS[first] * 100 / parts)


def _tenths(share: Decimal) -> Decimal:
    return share.quantize(Decimal("0.1")).normalize() + 0


def _unit(children: list[Any]) -> str:
    """ "recept", per, "1 000", "invånare" is "recept/1000 invånare"; a unit alone in the one way of writing it."""
    if len(children) == 1:
        return units.canonical_unit(str(children[0]))
    text = ""
    for token in children:
        if token.type in ("PERCENT", "PERMILLE", "POINTS", "MONEY") and not text:
            text = units.canonical_unit(str(token))
        elif token.type == "PER":
            text += "/"
        else:
            text += ("" if not text or text.endswith("/") else " ") + str(token).replace(" ", "").rstrip(".")
    return text
