"""What an outcome tells beside its figures: an earlier figure in brackets, what it is out of, a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal

from followup.frozen import frozen
from followup.locale import _
from followup.targets.grammar.phrase_row import NUMERIC, NotUnderstood, is_mark, without_brackets
from followup.targets.grammar.phrases import Amount, Bracket, By, Change, Mark, Phrase, Time
from followup.targets.meaning.compound import letter_of
from followup.targets.model import Figures


@frozen
class About:
    """What stands beside the figures."""

    preliminary: bool = False
    window: str = ""
    change: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    earlier: tuple[Figures, ...] = ()
    unit: str = ""
    compared: Mapping[str, Decimal] = field(default_factory=dict)


def split_side_notes(phrases: Sequence[Phrase], about: About) -> tuple[list[Phrase], About]:
    """The phrases without the brackets and clauses that tell of something else, and what those told."""
    about = replace(
        about,
        preliminary=any(is_mark(phrase, "PRELIMINARY") for phrase in without_brackets(phrases)),
        window="rolling 12 months" if _rolling(phrases) else "",
        denominator=_counted(phrases),
    )
    others: list[Phrase] = []
    rest = _without_change(phrases)
    if len(rest) < len(list(phrases)):
        about = replace(about, change=_change_in_words(phrases))
    for phrase in rest:
        if isinstance(phrase, Bracket):
            about, keep = _in_brackets(phrase, others, about, any(isinstance(phrase, NUMERIC) for phrase in rest))
            others += keep
        else:
            others.append(phrase)
    return others, about


def _rolling(phrases: Sequence[Phrase]) -> bool:
    return any(is_mark(phrase, "WINDOW") and "12" in str(phrase) for phrase in without_brackets(phrases))


def _counted(phrases: Sequence[Phrase]) -> Decimal | None:
    marks = [str(phrase) for phrase in without_brackets(phrases) if is_mark(phrase, "COUNT_OF")]
    digits = "".join(letter for letter in marks[0] if letter.isdigit()) if len(marks) == 1 else ""
    return Decimal(digits) if digits else None


def _without_change(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Without ", en minskning med 2 % jämfört med 2014" after the figure."""
    at = next((index for index, phrase in enumerate(phrases) if isinstance(phrase, Change)), None)
    if at is None or not any(isinstance(phrase, Amount) for phrase in phrases[:at]):
        return list(phrases)
    if isinstance(phrases[at - 1], Amount):
        raise NotUnderstood(_("It is not clear whether the number is the level or the size of the change."))
    sizes = [phrase for phrase in phrases[at + 1 :] if isinstance(phrase, NUMERIC)]
    if len(sizes) > 1 or not all(isinstance(size, By) for size in sizes):
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    return list(phrases[:at])


def _change_in_words(phrases: Sequence[Phrase]) -> str:
    change = next(phrase for phrase in phrases if isinstance(phrase, Change))
    by = [phrase.what for phrase in phrases if isinstance(phrase, By) and isinstance(phrase.what, Amount)]
    since = [phrase.at for phrase in phrases if isinstance(phrase, Time) and phrase.role == "since"]
    size = f" {by[0].value.normalize():f} {by[0].unit}".rstrip() if by else ""
    return f"{'+' if change.up else '-'}{size}{f' since {since[0]}' if since else ''}".strip()


def _in_brackets(bracket: Bracket, before: Sequence[Phrase], about: About, outside: bool) -> tuple[About, list[Phrase]]:
    """A bracket after a figure: the figure before it, what it is out of, or nothing of its own.

    Where a number stands ``outside`` brackets, one inside is never the figure itself.
    """
    content = list(bracket.content)
    numbers = [phrase for phrase in content if isinstance(phrase, NUMERIC)]
    named = any(is_mark(phrase, "PART") for phrase in content)
    main = [phrase for phrase in before if isinstance(phrase, Amount)]
    if not numbers or named:
        return about, content
    if not main and outside:
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    if not main:
        return about, content
    if len(numbers) > 1 or not isinstance(numbers[0], Amount):
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    number = numbers[0]
    if number.of is not None:
        return _fraction_beside(main[-1], number, about), []
    if main[-1].of is not None:
        return _share_beside(main[-1], number, about), []
    # "72 % (+3)" is how far it moved; beside a figure with a sign of its own, "-4,5 (-3,2)", it is the one before.
    if number.signed and not main[-1].signed:
        return replace(about, change=f"{number.value:+f} {number.unit}".strip()), []
    return _figure_before(content, number, main[-1], about, _part_before(before)), []


def _part_before(before: Sequence[Phrase]) -> str:
    """The part that the last figure is for: K in "K: 12 (10)"; empty when none stands before it."""
    named = [phrase for phrase in before if not is_mark(phrase, "COLON", "EQUALS")]
    if len(named) > 1 and isinstance(named[-2], Mark) and named[-2].type == "PART":
        return letter_of(str(named[-2]))
    if any(is_mark(phrase, "PART") for phrase in before):
        raise NotUnderstood(_("It is not clear which number is for whom."))
    return ""


def _share_beside(fraction: Amount, share: Amount, about: About) -> About:
    """ "14 av 15 (93 %)"."""
    _fraction_beside(share, fraction, about)
    if share.unit != "%":
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    return about


def _fraction_beside(main: Amount, fraction: Amount, about: About) -> About:
    """ "79 % (75 av 95)": refused when it is not that share."""
    assert fraction.of is not None
    # Within one, for shares are rounded: 117 of 133 is 87.97 and written 88 %. "79 % (50 av 95)" is one of two things.
    if main.unit == "%" and (not fraction.of or abs(fraction.value * 100 / fraction.of - main.value) > 1):
        raise NotUnderstood(_("The share and the numbers in brackets do not agree."))
    return replace(about, numerator=fraction.value, denominator=fraction.of)


def _figure_before(content: Sequence[Phrase], number: Amount, main: Amount, about: About, part: str) -> About:
    """ "72 (69) %": the figure of the time before, or of the time that the bracket names."""
    words = [
        phrase for phrase in content if is_mark(phrase, "WORD", "TARGET_WORD", "REFERENCE", "ARROW_UP", "ARROW_DOWN")
    ]
    times = [phrase for phrase in content if isinstance(phrase, Time)]
    whose = [word for word in words if is_mark(word, "TARGET_WORD", "REFERENCE")]
    if whose:
        return replace(about, compared={**about.compared, owner(whose[0]): number.value})
    if words and not times and not _means_before(words):
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    if number.unit and number.unit != main.unit:
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    # A bare number in brackets is the time before, as in "72 (69) %".
    period = times[0].at if times else "previous"
    period = "previous" if period.startswith("previous") else period
    return replace(about, earlier=_with_figure(about.earlier, period, part, number))


def _with_figure(earlier: tuple[Figures, ...], period: str, part: str, number: Amount) -> tuple[Figures, ...]:
    """The earlier figures with one more: women's and men's of the same time go together."""
    last = earlier[-1] if earlier and earlier[-1].period == period else None
    if part in ("", "T"):
        if last is not None and last.total is not None:
            raise NotUnderstood(_("It is not clear which number is for which occasion."))
        new = replace(last or Figures(period, unit=number.unit), total=number.value)
    else:
        if last is not None and part in last.split:
            raise NotUnderstood(_("It is not clear which number is for which occasion."))
        figures = last or Figures(period, unit=number.unit)
        new = replace(figures, split={**figures.split, part: number.value})
    return (*(earlier[:-1] if last is not None else earlier), new)


def owner(whose: Phrase) -> str:
    """Whose a figure is: the target's, or others' as they are named."""
    return "target" if is_mark(whose, "TARGET_WORD") else str(whose)


def _means_before(words: Sequence[Phrase]) -> bool:
    return any(str(word).startswith(("föreg", "fg", "förra", "tidigare", "fjol")) for word in words)
