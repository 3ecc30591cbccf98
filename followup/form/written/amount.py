"""A number as people write it in a cell, with what stands behind it; or why nobody can be sure of the number."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from followup.form.written.plain_text import BREAK, in_lines, plain
from followup.patterns import pattern

MINUS = str.maketrans(dict.fromkeys("\u2212\u2013\u2010\u2011\ufe63\uff0d", "-"))
APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u00b4\u02bc`", "'"))
TURNED = "\u202e"
MARKS = pattern("[\u200e\u200f\u202a-\u202d\u2066-\u2069]")
"""Signs that other programs put around a number to keep its digits in order: a calculator, a web page."""

SIGN = r"(?P<sign>minus |plus |[+-] ?)?"
AMOUNT = re.compile(SIGN + r"(?P<digits>[.,]?[0-9](?:[0-9 .,']*[0-9])?)(?P<comma>,)?(?P<rest>[^0-9.,'].*)?", re.DOTALL)
BETWEEN = pattern(r"(?:-|till|eller|/|\.\.|à|a)\s*[0-9][0-9 .,]*[^0-9]*")
BRACKETS = pattern(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")
THOUSANDS = pattern(SIGN + r"(?P<digits>[0-9][0-9 ]*(?:,[0-9]+)?)'(?![0-9]).*", re.DOTALL)
"""300': three hundred, or as many thousands."""
ABOUT = pattern(r"(?:ca|c:a|cirka|circa|ungefär|omkring|runt|drygt|knappt|nästan|uppskattningsvis|[~≈])")
LIMIT = pattern(r"(?:[<>≤≥]|minst|högst|max|över|under|mer än|fler än|mindre än|färre än|upp till)")
NAMED_FIGURES = pattern(r"(?:[a-zåäö]{1,8}[: ]{1,2}[0-9][0-9 .,]*%?[ ,;/]*){2,}")
"""K: 41 % M: 38 %"""

TIME = pattern(r"-?[0-9]{1,5}:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?")
"""41:15, 12:30:00"""

SEPARATORS = re.compile("[ '.,]")
EITHER = pattern(
    r"(?P<whole>[1-9][0-9]{0,2}|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:'[0-9]{3})+)(?P<mark>[.,])(?P<decimals>[0-9]{3})"
)
"""Three digits behind a mark may be thousands or decimals."""

CERTAIN = tuple(
    pattern(form)
    for form in (
        r"(?P<whole>[0-9]+)",
        r"(?P<whole>[0-9]{1,3}(?: [0-9]{3})+)(?:[.,](?P<decimals>[0-9]+))?",
        r"(?P<whole>[1-9][0-9]{0,2}(?:'[0-9]{3})+)(?:[.,](?P<decimals>[0-9]+))?",
        r"(?P<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+),(?P<decimals>[0-9]+)",
        r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+)\.(?P<decimals>[0-9]+)",
        r"(?P<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,})",
        r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3}){2,})",
        r"(?P<whole>[0-9]*)[.,](?P<decimals>[0-9]+)",
    )
)
NO_ANSWER = frozenset((
    "-", "--", "?", "x", "na", "n/a", "n.a.", "#n/a", "null", "none", "nil", "nan", "e/t", "saknas", "okänt",
    "ej aktuellt", "inte aktuellt", "ej tillämpligt", "data saknas", "uppgift saknas", "ingen uppgift", "vet ej",
))  # fmt: skip
"""What people, and programs that export, write where there is no answer."""

TYPED_FOR_NOTHING = tuple(sorted(word for word in NO_ANSWER if not word.startswith("#")))
"""Those that are no error of Excel."""


class DoubtReason(Enum):
    """Why a text is not certainly a number."""

    WORDS = "words"
    NO_ANSWER = "no answer"
    ABOUT = "about"
    LIMIT = "limit"
    TWO_READINGS = "two readings"
    RANGE = "range"
    SEVERAL = "several"
    LINES = "lines"
    TIME = "time"
    BRACKETS = "brackets"
    DASH_BEHIND = "dash behind"
    UNFINISHED = "unfinished"
    OTHER_DIGITS = "other digits"
    TURNED = "turned"


class Doubt(NamedTuple):
    """Why a text is not certainly a number, and the numbers that it may be."""

    why: DoubtReason
    readings: tuple[Decimal, ...] = ()


class NumberWithUnit(NamedTuple):
    """A number, and what stands behind it: in small letters, as written; empty when nothing does."""

    number: Decimal
    unit: str = ""


def amount_in(text: str, whole: bool = False) -> NumberWithUnit | Doubt:
    """The number that a text is, with Swedish or other clear thousands and decimals, or why it is not certain.

    ``45 467``, ``7,2``, ``1.234,5``, ``-17,7 mnkr`` are numbers. ``45.467`` is not: it may be either; nor is ``ca
    1100``. In a ``whole`` cell, which counts, ``45,467`` may be either too. Digits of other scripts are not taken for
    numbers.
    """
    if TURNED in text:
        return Doubt(DoubtReason.TURNED)
    lines = BREAK.split(MARKS.sub("", in_lines(text)))
    if len(lines) > 1 and all(isinstance(amount_in(line, whole), NumberWithUnit) for line in lines):
        return Doubt(DoubtReason.LINES)
    normalised = plain("; ".join(lines)).translate(MINUS).translate(APOSTROPHES).casefold()
    if (why := _why_never_a_number(normalised)) is not None:
        return Doubt(why)
    bare = normalised.removesuffix(".") if not normalised.endswith("..") else normalised
    match = AMOUNT.fullmatch(bare)
    if match is None and (thousands := THOUSANDS.fullmatch(bare)) and len(readings_of(thousands["digits"], whole)) == 1:
        number = _signed(readings_of(thousands["digits"], whole)[0], thousands["sign"])
        return Doubt(DoubtReason.TWO_READINGS, (number, number * 1000))
    if match is None:
        return _why_no_number(bare, whole)
    rest = (match["rest"] or "").strip()
    if match["comma"]:
        return Doubt(DoubtReason.UNFINISHED) if not rest else _why_more(rest)
    if _holds_more(rest):
        return _why_more(rest)
    readings = tuple(_signed(number, match["sign"]) for number in readings_of(match["digits"], whole))
    if rest.startswith("-"):
        return Doubt(DoubtReason.DASH_BEHIND, readings)
    if len(readings) == 1:
        return NumberWithUnit(readings[0], rest)
    return Doubt(DoubtReason.TWO_READINGS if readings else DoubtReason.WORDS, readings)


FIGURE = pattern(r"(?<![\w.,/:-])[0-9]+(?: [0-9]{3})*(?:[.,][0-9]+)?(?![\w/:-])")


def figure_within(text: str, whole: bool = False) -> Decimal | None:
    """The one figure that stands among words, to be named and not taken: 1100 of ``ca 1100``. None where there are several,
    or it is not certain.
    """
    figures = FIGURE.findall(plain(text))
    if len(figures) != 1 or sum(map(str.isdigit, text)) != sum(map(str.isdigit, figures[0])):
        return None
    amount = amount_in(figures[0], whole)
    return amount.number if isinstance(amount, NumberWithUnit) else None


def _why_never_a_number(text: str) -> DoubtReason | None:
    if text in NO_ANSWER:
        return DoubtReason.NO_ANSWER
    if any(sign.isnumeric() and not sign.isascii() for sign in text):
        return DoubtReason.OTHER_DIGITS
    return DoubtReason.TIME if ":" in text and TIME.fullmatch(text) else None


UNIT_WITH_DIGITS = pattern(r"[a-zåäö]* ?per [0-9 ]+[^0-9]*|[a-zåäö]* ?/ ?[0-9 ]+[a-zåäö]+[^0-9]*|[a-zåäö]+[0-9]+")
"""per 100 000 invånare, recept/1000 invånare, m2."""


def _holds_more(rest: str) -> bool:
    """Whether another number follows; one within a unit is none."""
    return any(sign.isdigit() for sign in rest) and not UNIT_WITH_DIGITS.fullmatch(rest)


def _why_more(rest: str) -> Doubt:
    return Doubt(DoubtReason.RANGE if BETWEEN.fullmatch(rest) else DoubtReason.SEVERAL)


def _why_no_number(text: str, whole: bool) -> Doubt:
    brackets = BRACKETS.fullmatch(text)
    if brackets and isinstance(within := amount_in(brackets[1], whole), NumberWithUnit):
        return Doubt(DoubtReason.BRACKETS, (-abs(within.number), within.number))
    if ABOUT.match(text):
        return Doubt(DoubtReason.ABOUT)
    if LIMIT.match(text):
        return Doubt(DoubtReason.LIMIT)
    return Doubt(DoubtReason.SEVERAL if NAMED_FIGURES.fullmatch(text) else DoubtReason.WORDS)


def _signed(number: Decimal, sign: str | None) -> Decimal:
    return (-number if sign and sign[0] in "-m" else number).normalize() + 0


def readings_of(digits: str, whole: bool) -> tuple[Decimal, ...]:
    """The numbers that digits with separators may be: none, one that is certain, or two.

    ``1 234,5`` and ``1.234,5`` are one; ``45.467`` is 45 467 or 45,467; ``45,467`` is both only where things are
    counted.
    """
    either = EITHER.fullmatch(digits)
    if either and (either["mark"] == "." or whole):
        whole_part = SEPARATORS.sub("", either["whole"])
        return (Decimal(whole_part + either["decimals"]), Decimal(f"{whole_part}.{either['decimals']}"))
    for form in CERTAIN:
        if match := form.fullmatch(digits):
            parts = match.groupdict()
            return (Decimal(f"{SEPARATORS.sub('', parts['whole']) or 0}.{parts.get('decimals') or 0}"),)
    return ()
