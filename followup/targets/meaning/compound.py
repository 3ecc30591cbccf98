"""Targets with several numbers: for women and men, for several years, for several groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from decimal import Decimal
from itertools import pairwise

from followup.frozen import growing
from followup.locale import _
from followup.targets.grammar.phrase_row import NotUnderstood, is_mark, without_brackets
from followup.targets.grammar.phrases import Amount, Bound, Change, Mark, Phrase, Span, Time
from followup.targets.model import Kind, Target, TextPart

One = Callable[[Sequence[Phrase], str], Target]
SIGNED = ("DEFICIT", "FALL", "SAVING", "DEVIATION", "NEGATIVE")
"""Words that say what the sign of a figure means: they go for every part."""
HEADS = ("COLON", "EQUALS", "SEP", "AND", "STOP")


def letter_of(word: str) -> str:
    """K or M for a word of women or men, girls or boys; T for the total; §0, §1 … for the plan's own parts."""
    word = word.rstrip(".")
    if word.startswith("§"):
        return word
    if word.startswith(("k", "f", "tjej", "dam")) and not word.startswith("killar"):
        return "K"
    return "T" if word.startswith(("tot", "samm", "samt")) else "M"


# Women and men


@growing
class PartFigure:
    """A number for a part; ``part`` is empty when none is named, ``phrase`` is the number's own."""

    phrase: Phrase
    part: str = ""
    before: list[Phrase] = field(default_factory=list)


def figures(phrases: Sequence[Phrase]) -> list[PartFigure] | None:
    """The numbers with the part that each belongs to; None when parts and numbers do not go together.

    "K 62 M 58", "62 % K, 58 % M", "12 kvinnor och 7 män", "totalt 60 K 62 M 58", "60 (K 62, M 58)".
    """
    row = [
        phrase
        for phrase in without_brackets(phrases)
        if is_mark(phrase, "PART") or isinstance(phrase, Amount | Bound | Span)
    ]
    row = [phrase for phrase in row if not (isinstance(phrase, Bound) and phrase.what is None)]
    shape = "".join("p" if is_mark(phrase, "PART") else "n" for phrase in row)
    parts = [letter_of(str(phrase)) for phrase in row if is_mark(phrase, "PART")]
    numbers = [phrase for phrase in row if not is_mark(phrase, "PART")]
    if not parts or len(set(parts)) != len(parts):
        return None
    if shape == "pn" * len(parts):
        return [PartFigure(number, part) for part, number in zip(parts, numbers, strict=True)]
    # Not of one part alone: "62 % kvinnor" may ask for 62 % of the women, or that so many are women.
    if shape == "np" * len(parts) and len(parts) > 1:
        return [PartFigure(number, part) for part, number in zip(parts, numbers, strict=True)]
    if shape == "n" + "pn" * len(parts) and len(parts) > 1:
        return [PartFigure(numbers[0], "T"), *(PartFigure(n, p) for p, n in zip(parts, numbers[1:], strict=True))]
    if shape == "np" * len(parts) + "n" and len(parts) > 1:
        return None
    return None


def parts_target(phrases: Sequence[Phrase], text: str, one: One) -> Target | None:
    """A target with a number for women and one for men; None when it names neither beside a number."""
    row = list(without_brackets(phrases))
    both = [phrase for phrase in row if is_mark(phrase, "BOTH_PARTS")]
    named = [phrase for phrase in row if is_mark(phrase, "PART")]
    if both and not named:
        return _for_both(row, text, one)
    if not named or not any(isinstance(phrase, Amount | Bound | Span) for phrase in row):
        return None
    if any(isinstance(phrase, Change) for phrase in row):
        return None if not _numbers_beside(row) else _refuse()
    by_part = figures(row) or _one_for_both(row)
    if by_part is None:
        return None if len(named) == 1 and not _numbers_beside(row) else _refuse()
    return _split(by_part, row, text, one)


def _one_for_both(row: Sequence[Phrase]) -> list[PartFigure] | None:
    """ "kvinnor och män minst 75 %": one number after two names that "och" joins."""
    kinds = [
        phrase.type if isinstance(phrase, Mark) else "number"
        for phrase in row
        if not is_mark(phrase, "COLON", "EQUALS")
    ]
    numbers = [phrase for phrase in row if isinstance(phrase, Amount | Bound)]
    parts = [letter_of(str(phrase)) for phrase in row if is_mark(phrase, "PART")]
    if len(numbers) != 1 or sorted(parts) != ["K", "M"]:
        return None
    joined = "PART AND PART number" in " ".join(kinds)
    return [PartFigure(numbers[0], part) for part in parts] if joined else None


def _refuse() -> Target:
    raise NotUnderstood(_("It is not clear which number is for whom."))


def _numbers_beside(row: Sequence[Phrase]) -> bool:
    """Whether a number follows straight after the name of a part."""
    plain_row = [phrase for phrase in row if not is_mark(phrase, "COLON", "EQUALS")]
    return any(
        is_mark(first, "PART") and isinstance(second, Amount | Bound | Span) for first, second in pairwise(plain_row)
    )


def _split(by_part: Sequence[PartFigure], row: Sequence[Phrase], text: str, one: One) -> Target | None:
    if {figure.part for figure in by_part} == {"T"}:
        return None
    rest: Sequence[Phrase] = [
        phrase for phrase in row if not is_mark(phrase, "PART") and not any(phrase is f.phrase for f in by_part)
    ]
    limit, rest = _limit_for_all(row, rest)
    targets = {figure.part: one([_apply_limit(limit, figure.phrase), *_beside(rest)], text) for figure in by_part}
    kinds = {(target.kind, target.strict) for target in targets.values()}
    unit = {target.unit for target in targets.values() if target.unit}
    first = next(iter(targets.values()))
    if len(kinds) > 1 or len(unit) > 1 or first.kind not in (Kind.EQUAL, Kind.AT_LEAST, Kind.AT_MOST):
        raise NotUnderstood(_("The parts do not ask for the same thing."))
    split = {part: target.value for part, target in targets.items() if part != "T" and target.value is not None}
    total = targets["T"].value if "T" in targets else None
    if len({id(phrase.phrase) for phrase in by_part}) < len(by_part):
        # "Kvinnor och män minst 75 %" is one demand on each, and on all together.
        total = first.value
    return replace(first, value=total, unit=next(iter(unit), ""), split=split, denominator=None)


def _limit_for_all(row: Sequence[Phrase], rest: Sequence[Phrase]) -> tuple[Bound | None, Sequence[Phrase]]:
    """A limit that stands before the parts goes for all: "minst K 90 %, M 85 %"; and what is left without it."""
    limits = [phrase for phrase in rest if isinstance(phrase, Bound) and phrase.what is None]
    if len(limits) != 1:
        return None, rest
    at = next(index for index, phrase in enumerate(row) if phrase is limits[0])
    if at + 1 < len(row) and is_mark(row[at + 1], "PART"):
        return limits[0], [phrase for phrase in rest if phrase is not limits[0]]
    return None, rest


def _apply_limit(limit: Bound | None, phrase: Phrase) -> Phrase:
    return replace(limit, what=phrase) if limit is not None and isinstance(phrase, Amount) else phrase


def _beside(rest: Sequence[Phrase]) -> list[Phrase]:
    """What counts for every part: times, and whatever may not be overlooked."""
    return [
        phrase
        for phrase in rest
        if not isinstance(phrase, Mark) or phrase.type in ("CODE", "JUNK", "COMPARED", "GRADE", "SCALE", *SIGNED)
    ]


def _for_both(row: Sequence[Phrase], text: str, one: One) -> Target | None:
    """ "Minst 90 % (K/M)": the same for both; "K/M 45/55 %" is one for each, in that order."""
    target = one([phrase for phrase in row if not is_mark(phrase, "BOTH_PARTS")], text)
    if target.kind in (Kind.AT_LEAST, Kind.AT_MOST, Kind.EQUAL) and target.value is not None:
        if target.denominator is not None:
            raise NotUnderstood(_("It is not clear which number is for whom."))
        return replace(target, split={"K": target.value, "M": target.value})
    return target


# Years


def years_target(phrases: Sequence[Phrase], text: str, one: One) -> Target | None:
    """A target with a number for each year, or one for several; None when there are not several years.

    "95 % (2024, 2025, 2026)", "2024: 90 %, 2025: 92 %", "90 % 2024 och 95 % 2025".
    """
    row = [
        phrase
        for phrase in without_brackets(phrases)
        if not is_mark(phrase, *HEADS, "TARGET_WORD", "YEAR_WORD", "SHALL", "AUX")
    ]
    years = [phrase for phrase in row if isinstance(phrase, Time) and not phrase.role and not phrase.earlier]
    numbers = [phrase for phrase in row if isinstance(phrase, Amount | Bound) and _number(phrase) is not None]
    plain = all(isinstance(phrase, Time | Amount | Bound) or is_mark(phrase, "WORD", "GRADE") for phrase in row)
    if len(years) < 2 or not plain or len(years) != sum(isinstance(phrase, Time) for phrase in row):
        return None
    if any(year.until for year in years) or len({year.at for year in years}) != len(years):
        return None
    columns = [phrase for phrase in row if isinstance(phrase, Time | Amount | Bound)]
    # One number for several years goes for each of them, unless it stands behind a year: then it is that year's.
    if len(numbers) == 1 and len(columns) == len(years) + 1 and not isinstance(columns[0], Time):
        target = one([numbers[0]], text)
        assert target.value is not None
        return replace(target, by_year={year.at: target.value for year in years})
    return _each_year(columns, text, one)


def _each_year(columns: Sequence[Phrase], text: str, one: One) -> Target | None:
    pairs = list(zip(columns[::2], columns[1::2], strict=False))
    if len(columns) % 2 or not all(isinstance(a, Time) is not isinstance(b, Time) for a, b in pairs):
        return None
    if len({isinstance(a, Time) for a, _b in pairs}) > 1:
        return None
    targets: dict[str, Target] = {}
    for first, second in pairs:
        year, number = (first, second) if isinstance(first, Time) else (second, first)
        assert isinstance(year, Time)
        targets[year.at] = one([number], text)
    first_target = next(iter(targets.values()))
    if len({(target.kind, target.strict) for target in targets.values()}) > 1 or first_target.high is not None:
        raise NotUnderstood(_("The years do not ask for the same thing."))
    unit = next((target.unit for target in targets.values() if target.unit), "")
    values = {year: target.value for year, target in targets.items() if target.value is not None}
    same = len(set(values.values())) == 1
    return replace(first_target, value=first_target.value if same else None, unit=unit, by_year=values)


def _number(phrase: Amount | Bound) -> Decimal | None:
    what = phrase.what if isinstance(phrase, Bound) else phrase
    return what.value if isinstance(what, Amount) else None


# Groups


def group_figures(phrases: Sequence[Phrase]) -> tuple[TextPart, ...]:
    """ "15,05 % för läkare och 2,82 % för ssk": the figure of each group; empty when it is not so."""
    row = [phrase for phrase in without_brackets(phrases) if not is_mark(phrase, "AND", "SEP", "STOP", "COLON")]
    parts: list[TextPart] = []
    index = 0
    while index < len(row):
        number = row[index]
        if not (isinstance(number, Amount) and index + 2 < len(row) and str(row[index + 1]) in ("för", "bland", "hos")):
            return ()
        group = row[index + 2]
        if not is_mark(group, "WORD"):
            return ()
        parts.append(TextPart(Kind.EQUAL, number.value, number.unit, str(group)))
        index += 3
    return tuple(parts) if len(parts) > 1 else ()
