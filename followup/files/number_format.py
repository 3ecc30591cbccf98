"""What a number format shows beside a number, or instead of it: a unit, a percent sign, a length of time, nothing.

Formats are read as they are stored: in the American way, whatever language the program speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from followup.files.received import SHOWS_ITSELF, Look
from followup.frozen import frozen

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<skipped>[_*].)|\[(?P<bracket>[^\]]*)\]|(?P<general>General|Standard)'
    r"|(?P<half>AM/PM|A/P)|(?P<power>E[+-])|(?P<letters>y+|m+|d+|h+|s+)|(?P<digits>[0#?]+)|(?P<sign>[.,%@;])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"(?P<how><=|>=|<>|<|>|=)\s*(?P<limit>-?[0-9]+(?:\.[0-9]+)?)")
LENGTH = re.compile(r"h+|m+|s+", re.IGNORECASE)
MEANS_NOTHING = " \u00a0\u202f+'’*.,:;!^&{}"
SIGNS = "-−–()"
"""Around a number below zero they say what its sign says; around another one they may change it."""

BUILT_IN = {
    **dict.fromkeys((5, 6, 7, 8, 42, 44), '#,##0.00\\ "kr"'),
    9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy-mm-dd h:mm",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 47), "h:mm:ss"),
    46: "[h]:mm:ss",
    **dict.fromkeys((*range(27, 32), 34, 35, 36, *range(50, 59)), "yyyy-mm-dd"),
}  # fmt: skip
"""What the formats that every program knows by their number show; plain ones are left out."""


@frozen(slots=True)
class FormatSection:
    """One part of a format. ``letters`` are those of a day or a time; ``length`` is the pattern of a length of time."""

    look: Look = SHOWS_ITSELF
    condition: tuple[str, Decimal] | None = None
    letters: str = ""
    length: str = ""
    white: bool = False


PLAIN = FormatSection()


@frozen(slots=True)
class NumberFormat:
    """A number format: its parts for numbers by sign or condition, and what it makes of a text."""

    parts: tuple[FormatSection, ...] = (PLAIN,)
    text: Look = SHOWS_ITSELF

    @property
    def letters(self) -> str:
        """Those of a day or a time that it shows, empty for a number."""
        return self.parts[0].letters

    def part_of(self, number: Decimal) -> FormatSection:
        """The part that shows a number: the first whose condition it meets."""
        if len(self.parts) == 1 and self.parts[0].condition is None:
            return self.parts[0]
        for part, condition in zip(self.parts, self._conditions(), strict=True):
            if condition is None or _meets(number, *condition):
                return part
        return self.parts[-1]

    def _conditions(self) -> Iterator[tuple[str, Decimal] | None]:
        """By sign where nothing else is said; the last part takes what is left."""
        usual = {1: (), 2: (">=",), 3: (">", "<")}[min(len(self.parts), 3)]
        for at, part in enumerate(self.parts):
            yield part.condition or ((usual[at], Decimal(0)) if at < len(usual) else None)


def _meets(number: Decimal, how: str, limit: Decimal) -> bool:
    if "=" in how and number == limit:
        return True
    return (number < limit and "<" in how) or (number > limit and ">" in how)


NUMBERS_AS_THEY_ARE = NumberFormat()


@lru_cache(maxsize=1000)
def format_of(code: str) -> NumberFormat:
    """What a format means; one without anything means a plain number."""
    sections = _sections(code)
    if len(sections) == 1 and not sections[0]:
        return NUMBERS_AS_THEY_ARE
    parts = tuple(_part(tokens, at) for at, tokens in enumerate(sections[:3]) if not _is_text(tokens))
    text = sections[3] if len(sections) > 3 else next((section for section in sections if _is_text(section)), None)
    return NumberFormat(parts or (PLAIN,), SHOWS_ITSELF if text is None else _look_of_text(text))


def built_in(number: int) -> NumberFormat:
    """The format that has only a number."""
    return format_of(BUILT_IN.get(number, ""))


Token = tuple[str, str]


def _sections(code: str) -> list[list[Token]]:
    sections: list[list[Token]] = [[]]
    for token in TOKEN.finditer(code):
        kind = token.lastgroup or ""
        if kind == "sign" and token[0] == ";":
            sections.append([])
        else:
            sections[-1].append((kind, token[kind]))
    return sections


def _is_text(tokens: list[Token]) -> bool:
    return ("sign", "@") in tokens


def _words(kind: str, text: str) -> str:
    """What a part of a format writes as it stands: quoted, escaped, or in brackets as a currency."""
    if kind == "bracket":
        return text[1:].partition("-")[0] if text.startswith("$") else ""
    return text if kind in ("quoted", "escaped", "other") or text == "%" else ""


def _look_of_text(tokens: list[Token]) -> Look:
    before, has_value, after = _around(tokens, lambda kind, text: (kind, text) == ("sign", "@"))
    if not has_value:
        return Look(before=before.strip(), digits=False) if before.strip() else Look(hidden=True)
    return Look(before=before.lstrip(), after=after.rstrip())


def _around(tokens: list[Token], is_value: object) -> tuple[str, bool, str]:
    """What stands before and after the value, and whether there is one."""
    assert callable(is_value)
    places = [at for at, token in enumerate(tokens) if is_value(*token)]
    if not places:
        return "".join(_words(*token) for token in tokens), False, ""
    before = "".join(_words(*token) for token in tokens[: places[0]])
    return before, True, "".join(_words(*token) for token in tokens[places[-1] + 1 :])


def _part(tokens: list[Token], at: int) -> FormatSection:
    brackets = [text for kind, text in tokens if kind == "bracket"]
    conditions = [match for text in brackets if (match := CONDITION.fullmatch(text.strip()))]
    condition = (conditions[0]["how"], Decimal(conditions[0]["limit"])) if conditions else None
    white = any(text.casefold() in ("white", "vit") for text in brackets)
    first = next((kind for kind, _text in tokens if kind in ("digits", "general", "letters")), "")
    lengths = [text for text in brackets if LENGTH.fullmatch(text)]
    if lengths or first == "letters":
        return FormatSection(
            _look_of_day(tokens), condition, _letters(tokens), _length(tokens) if lengths else "", white
        )
    signed = at > 0 or (condition is not None and "<" in condition[0])
    return FormatSection(_look_of_number(tokens, signed), condition, white=white)


def _letters(tokens: list[Token]) -> str:
    return "".join(text[0] for kind, text in tokens if kind == "letters").casefold()


def _length(tokens: list[Token]) -> str:
    """ "h:m" for hours and minutes, "m" for minutes alone, the first of them elapsed."""
    letters = (text[0] for kind, text in tokens if kind == "letters" or (kind == "bracket" and LENGTH.fullmatch(text)))
    return ":".join(letters).casefold()


def _look_of_day(tokens: list[Token]) -> Look:
    """A day that is shown without its month, its day of the month or its year, and how it is written."""
    letters = _letters(tokens)
    if set(letters) & set("hs") or not letters:
        return SHOWS_ITSELF
    lacks = {"m": "month", "d": "day", "y": "year"}.get(
        next((letter for letter in "mdy" if letter not in letters), ""), ""
    )
    if not lacks:
        return SHOWS_ITSELF
    return Look(lacks=lacks, pattern=tuple(t.casefold() if k == "letters" else _words(k, t) for k, t in tokens))


def _look_of_number(tokens: list[Token], signed: bool) -> Look:
    tokens = [
        ("other", text) if kind in ("letters", "half", "power") and not _is_power(tokens) else (kind, text)
        for kind, text in tokens
    ]
    before, has_value, after = _around(tokens, lambda kind, text: kind in ("digits", "general") or text in (".", ","))
    nothing = MEANS_NOTHING + (SIGNS if signed else "")
    if not has_value:
        if not before.strip():
            return Look(hidden=True)
        return Look(before=before.strip(), digits=False) if before.strip(nothing) else SHOWS_ITSELF
    core = "".join(text for kind, text in tokens if kind == "digits" or text in (".", ","))
    whole, _point, decimals = core.partition(".")
    if not before.strip(nothing) or (signed and "?" in core and not set(core) & set("0#")):
        before = ""
    exact = any(kind in ("general", "power") or text == "/" for kind, text in tokens)
    return Look(
        before=before.lstrip(),
        after=after.rstrip() if after.strip(nothing) else "",
        percents=tokens.count(("sign", "%")),
        thousands=sum(len(digits) - len(digits.rstrip(",")) for digits in (whole, decimals)),
        decimals=None if exact else len(decimals.rstrip(",")),
        grouped="," in whole.rstrip(","),
        mask=_mask(tokens, core),
    )


def _is_power(tokens: list[Token]) -> bool:
    return any(kind == "power" for kind, _text in tokens)


def _mask(tokens: list[Token], core: str) -> str:
    """A format that writes signs between the digits, or noughts before them: ``0-0``, ``000``; empty for every other."""
    places = [at for at, (kind, _text) in enumerate(tokens) if kind == "digits"]
    within = tokens[places[0] : places[-1] + 1] if places else []
    if not within or "." in core or "," in core or any(text == "/" for _kind, text in within):
        return ""
    between = "".join(_words(*token) for token in within)
    if not between.strip(" \u00a0\u202f'"):
        return core if len(core) > 1 and not core.strip("0") else ""
    return "".join("0" * len(text) if kind == "digits" else _words(kind, text) for kind, text in within)


def length_in_words(number: Decimal, pattern: str) -> str:
    """A length of time as its format shows it: ``41:15``; with one unit alone in that unit, exact: ``90 min``."""
    per_day = {"h": 24, "m": 1440, "s": 86400}
    if len(pattern) == 1:
        amount = (number * per_day[pattern]).quantize(Decimal("0.0001")).normalize()
        return f"{amount:f} {({'h': 'h', 'm': 'min', 's': 's'})[pattern]}".replace(".", ",")
    seconds = round(abs(number) * 86400)
    sign = "-" if number < 0 else ""
    if pattern[0] == "h":
        tail = f":{seconds % 60:02}" if "s" in pattern else ""
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}{tail}"
    return f"{sign}{seconds // 60}:{seconds % 60:02}"
