"""One way of writing before the grammar reads: spaces, dashes, case, and numbers that have grown into their units."""

from __future__ import annotations

import re
import unicodedata

from followup.form.written.plain_text import CONTROL, plain
from followup.patterns import pattern
from followup.targets.grammar.abbreviations import expand, state_once

LONGEST = 600
"""Characters in a target or outcome. A longer text holds more than one, and nobody can say which counts.

The longest of the 819 texts that the tests have collected has 170."""

MOST_BRACKETS = 8
"""In one text: of the collected ones none has more than three, and a text of nothing else costs time to parse."""

_TWO_LINES = pattern(r"(?<=[0-9])[^\S\n\t]*[\n\t\r\x0b\x0c\x85\u2028\u2029]\s*(?=[0-9]{3}(?![0-9]))")
"""Between figures on lines of their own, of which the second would look like the end of the first: 5 and 300."""

_RAISED = pattern(r"(?<![A-Za-zÅÄÖåäö])[²³]")
"""The number of a note, where no unit of area or volume stands before it."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－⁃", "-"),
        **dict.fromkeys("“”„\"«»'‘’´`", " "),
        "⩾": "≥", "≧": "≥", "⩽": "≤", "≦": "≤", "＜": "<", "＞": ">", "％": "%", "∼": "~", "²": "2", "³": "3", "…": ".",
        "（": "(", "）": ")", "[": "(", "]": ")", "×": "x", "\u00ad": "", "½": " 0,5",
    }
)  # fmt: skip
_UNITS = (
    "procentenheter|procents?|promille|mnkr|mkr|mdkr|msek|tkr|ksek|kkr|sek|kronor|kr|stycken|st|miljoner|miljon|miljarder"
    "|miljard|milj|kalenderdagar|vårddagar|dagar|dag|dygn|timmar|timme|tim|h|minuter|minut|min|månader|månad|mån|veckor"
    "|vecka|kg|ton|kwh|mwh|gwh|km|liter|kvm|m2|poäng|år|personer|patienter|besök"
)
_GROWN_TOGETHER = pattern(rf"(?<=[0-9])(?=(?:{_UNITS})(?![\w]))")
_LETTER_AND_NUMBER = pattern(r"(?<![\w])([a-zåäö]{3,}|ca|hå|kv|[km])\.?(?=[-<>≤≥]?[0-9])(?!mar|t[1-3]|kvartal)")
_SPACED_UNITS = (
    (pattern(r"%[ -]*enhet"), "procentenhet"),
    (pattern(r"procent[ -]+enhet"), "procentenhet"),
    (pattern(r"(?<![\w])p\. ?e\.?(?![\w])"), "procentenheter"),
    (pattern(r"(?<![\w])(?:mn|mdr|md|milj)\.? (?=(?:kr|sek|kronor)(?![\w]))"), ""),
)
_BIG = {
    "miljoner kronor": "mnkr",
    "miljoner kr": "mnkr",
    "miljarder kronor": "mdkr",
    "miljarder kr": "mdkr",
    "miljon kronor": "mnkr",
    "miljard kronor": "mdkr",
    "tusen kronor": "tkr",
    "tusen kr": "tkr",
    "mn kr": "mnkr",
    "mn kronor": "mnkr",
    "milj kr": "mnkr",
    "milj. kr": "mnkr",
    "milj kronor": "mnkr",
    "md kr": "mdkr",
    "mdr kr": "mdkr",
}
_BIG_UNIT = pattern(rf"(?<![\w])(?:{'|'.join(map(re.escape, sorted(_BIG, key=len, reverse=True)))})(?![\w])")
_LISTED = pattern(r"^\(?[0-9]{1,2}[.)] (?=[a-zåäö≥≤<>])(?!jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)")
"""1. minst 95 %"""
_DESCRIBED = pattern(r"(?<=[0-9] )[a-zåäö]+(?:ade|da|ta|na|iga|ska|a) (?=[a-zåäö]+ ?(?:per |/)[0-9a-zåäö])")
"""238 uthämtade recept per 1 000 invånare: what is counted is recept"""
_AND_MORE = pattern(r"(?<![\w,.+±-])([0-9]+(?:,[0-9]+)?)\+(?= ?(?:%|procent)|$)")
"""95+ %"""
_OCR_DECIMAL = pattern(r"(-?[0-9]{1,3}), ([0-9]{1,2}) ?(%|procent|‰)\.?")


def hopeless(text: str) -> bool:
    """Whether a text can hold no target: too long, with control characters, or with digits of another script."""
    if len(text) > LONGEST or CONTROL.search(text) or text.count("(") > MOST_BRACKETS or _RAISED.search(text):
        return True
    return any(letter.isnumeric() and not letter.isascii() and letter not in "²³½" for letter in text)


def named_parts(text: str, letters: tuple[str, ...]) -> str:
    """The normalised text with §0, §1 … for the short forms of a plan's own split, where a number follows them."""
    for index, letter in enumerate(letters):
        name = re.escape(letter.lower())
        text = re.sub(rf"(?<![\w§]){name}(?=\.? ?[:=]? ?[-<>≤≥~]?[0-9])", f"§{index}", text)
    return text


def normal(text: str) -> str:
    """The text in small letters with plain spaces and dashes, "4,9procent" as "4,9 procent", for the grammar alone."""
    text = plain(_TWO_LINES.sub("; ", unicodedata.normalize("NFC", text))).translate(_ALIKE).lower()
    text = re.sub(r"(?<=[<>]) +(?==)", "", expand(text))
    for spaced, unit in _SPACED_UNITS[:3]:
        text = spaced.sub(unit, text)
    text = _LISTED.sub("", text)
    if "per " in text or "/" in text:
        text = _DESCRIBED.sub("", text)
    text = plain(_GROWN_TOGETHER.sub(" ", text))
    text = _BIG_UNIT.sub(lambda match: _BIG[match.group()], text)
    text = _LETTER_AND_NUMBER.sub(lambda match: match.group() + " ", text)
    text = state_once(plain(text))
    if "+" in text:
        text = _AND_MORE.sub(r"minst \1", text)
    ocr = _OCR_DECIMAL.fullmatch(text)
    return f"{ocr[1]},{ocr[2]} {ocr[3]}" if ocr else text
