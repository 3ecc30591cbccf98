"""Short forms of words, with their points and without: "jmf.", "jmf" and "jfr" are one word."""

from __future__ import annotations

import re

from followup.patterns import pattern
from followup.targets.grammar.number_words import NUMBER_WORDS

_SHORT = {
    "exempelvis": r"t\.? ?ex",
    "bland annat": r"bl\.? ?a|bla",
    "etc": r"m\. ?m|m\.? ?fl|o\.? ?s\.? ?v|e\. ?d|(?<![0-9] )mm",
    "föregående": r"f\. ?g|fg|föreg",
    "respektive": r"resp",
    "jämfört": r"jmfr?|jfr|jämf",
    "ca": r"c[:.]a|ca",
    "det vill säga": r"d\.? ?v\.? ?s",
    "inklusive": r"inkl",
    "exklusive": r"exkl",
    "på grund": r"p\.? ?g\.? ?a",
    "inv": r"inv",
    "gånger": r"ggr",
    "eller": r"el(?=\.)",
    "genomsnitt": r"genomsn",
    "kvinnor": r"♀",
    "män": r"♂",
}
"""What stands for each word. A point that ends the text or the sentence goes with it: nobody writes two."""

_EACH = "|".join(f"(?P<w{number}>{short})" for number, short in enumerate(_SHORT.values()))
_ANY = re.compile(rf"(?<![\w§])(?:{_EACH})(?![\w])\.?")
_WORDS = list(_SHORT)
_NUMBER = "[0-9]+(?:,[0-9]+)?"
_NAMED = "|".join(NUMBER_WORDS)
_BOTH = pattern(rf"(?<![\w,])(?:({_NUMBER}) \(({_NAMED})\)|({_NAMED}) \(({_NUMBER})\))")
_BOTH_OF = pattern(rf"(?<![\w,])({_NAMED}) av ({_NAMED}) \(({_NUMBER}) ?(?:/|av) ?({_NUMBER})\)")


def expand(text: str) -> str:
    """The text with its short forms written out, so that a point in one of them ends no sentence."""
    return _ANY.sub(lambda match: _WORDS[int((match.lastgroup or "w0")[1:])] + " ", text)


def state_once(text: str) -> str:
    """ "0 (noll)" and "åtta av tio (8/10)" say one number twice; two that differ are left as they are."""
    return _BOTH_OF.sub(_fraction, _BOTH.sub(_digits, text)) if "(" in text else text


def _digits(match: re.Match[str]) -> str:
    word, digits = match[2] or match[3], match[1] or match[4]
    return digits if _same(word, digits) else match.group()


def _fraction(match: re.Match[str]) -> str:
    same = _same(match[1], match[3]) and _same(match[2], match[4])
    return f"{match[3]} av {match[4]}" if same else match.group()


def _same(word: str, digits: str) -> bool:
    return str(NUMBER_WORDS[word]) == digits
