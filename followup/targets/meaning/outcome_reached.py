"""What an outcome came to, told as a movement: "uppgick till 87 %", "ökade från 70 till 74 %", "70 → 74 %"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from followup.locale import _
from followup.targets.grammar.phrase_row import NotUnderstood, is_mark, shorten
from followup.targets.grammar.phrases import Amount, Bound, By, Change, From, Phrase, Span, Time, To
from followup.targets.meaning.side_notes import About, owner
from followup.targets.model import Figures

COMES_TO = (
    "uppgå",
    "uppgår",
    "uppgick",
    "nå",
    "når",
    "nådde",
    "uppnå",
    "uppnår",
    "uppnådde",
    "uppnått",
    "kommit",
    "kom",
)
"""Words before "till" that only say that a level was reached."""
BELOW_ZERO = ("underskott", "förlust", "minus", "back")
FALLEN = ("ned", "ner", "upp")
"""Words that make the number after them the size of a change: "ned 3 %"."""


def split_before(phrases: Sequence[Phrase]) -> tuple[list[Phrase], About]:
    """The phrases with the level that was reached as a plain figure, and what it was before.

    A number after "till" counts only where a word before it says that it was reached: "450 samtal till 1177" does not.
    """
    row, about = _with_arrows(_with_signs(phrases))
    moved = [index for index, phrase in enumerate(row) if isinstance(phrase, To) or _both(phrase)]
    if not moved:
        return _come_from(row, about)
    if len(moved) > 1 or about.earlier:
        raise NotUnderstood(_("It is not clear which number is for which occasion."))
    return _moved_to(row, moved[0])


def _both(phrase: Phrase) -> bool:
    return isinstance(phrase, From) and phrase.to is not None


def _moved_to(row: Sequence[Phrase], at: int) -> tuple[list[Phrase], About]:
    phrase = row[at]
    level: Any = phrase.what if isinstance(phrase, To) else getattr(phrase, "to", None)
    before: list[Any] = list(row[:at])
    start = before_ = None
    if isinstance(phrase, From):
        start = phrase.what
    elif before and isinstance(before[-1], Time) and len(before) > 1 and isinstance(before[-2], From):
        before_ = before.pop()
    if start is None and before and isinstance(before[-1], From):
        start = before.pop().what
    sized = [phrase for phrase in before if isinstance(phrase, By)]
    changes = [phrase for phrase in before if isinstance(phrase, Change) and not phrase.word]
    rest = [phrase for phrase in before if phrase not in (*sized, *changes)]
    _refuse_unless_reached(level, start, changes, sized, before)
    about = About(change=_change_in_words(changes, sized))
    if start is not None:
        assert isinstance(level, Amount)
        period = before_.at if isinstance(before_, Time) else "previous"
        about = replace(about, earlier=(Figures(period, start.value, unit=start.unit or level.unit),))
    return [*rest, level, *row[at + 1 :]], about


def _refuse_unless_reached(
    level: object, start: Amount | None, changes: Sequence[Change], sized: Sequence[By], before: Sequence[Phrase]
) -> None:
    if len(changes) > 1 or len(sized) > 1 or (sized and not changes) or any(change.held for change in changes):
        raise NotUnderstood(_("It is not clear what the number is."))
    alone = start is not None and not before[:-1] and isinstance(level, Amount) and not level.duration
    if not changes and not alone and not (before and str(before[-1]) in COMES_TO):
        raise NotUnderstood(_("It is not clear whether it is a range or a change."))
    if start is None:
        return
    if not isinstance(level, Amount) or (start.unit and level.unit and start.unit != level.unit):
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    if changes and not changes[0].better and (level.value > start.value) is not changes[0].up:
        raise NotUnderstood(_("The change and the numbers point in different directions."))


def _change_in_words(changes: Sequence[Change], sized: Sequence[By]) -> str:
    sign = "" if not changes or changes[0].better else "+" if changes[0].up else "-"
    return " ".join(part for part in (sign, *(shorten(phrase) for phrase in sized)) if part)


def _come_from(row: Sequence[Phrase], about: About) -> tuple[list[Phrase], About]:
    """ "74 %, upp från 70 %": the figure before stands after the one that counts."""
    froms = [index for index, phrase in enumerate(row) if isinstance(phrase, From)]
    if not froms:
        return list(row), about
    at = froms[0]
    start: Any = getattr(row[at], "what", None)
    main = [phrase for phrase in row[:at] if isinstance(phrase, Amount)]
    apart = main and start.unit and main[-1].unit and start.unit != main[-1].unit
    if len(froms) > 1 or len(main) != 1 or apart or about.earlier or not (start.unit or _moves(row[at - 1])):
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    after = row[at + 1] if at + 1 < len(row) else None
    timed = isinstance(after, Time) and not after.role
    period = after.at if isinstance(after, Time) and timed else "previous"
    about = replace(about, earlier=(Figures(period, start.value, unit=start.unit),))
    others = [phrase for phrase in row[:at] if not isinstance(phrase, Change)]
    return [*others, *row[at + (2 if timed else 1) :]], about


def _moves(phrase: Phrase) -> bool:
    return isinstance(phrase, Change) or str(phrase) in ("upp", "ner", "ned")


def _with_arrows(row: Sequence[Phrase]) -> tuple[list[Phrase], About]:
    """ "70 → 74 %": the figure before an arrow was before."""
    at = next((index for index, phrase in enumerate(row) if is_mark(phrase, "ARROW_SAME")), None)
    neighbours = [] if at is None else [*row[max(at - 1, 0) : at], *row[at + 1 : at + 2]]
    if at is None or len(neighbours) < 2 or not all(isinstance(phrase, Amount) for phrase in neighbours):
        return list(row), About()
    first, last = neighbours
    assert isinstance(first, Amount) and isinstance(last, Amount)
    if first.unit and last.unit and first.unit != last.unit:
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    before = Figures("previous", first.value, unit=first.unit or last.unit)
    return [*row[: at - 1], *row[at + 1 :]], About(earlier=(before,))


def _with_signs(phrases: Sequence[Phrase]) -> list[Phrase]:
    """ "Underskott 4,5 mnkr" and "4,5 mnkr minus" are below zero, "överskott på 4,5 mnkr" above."""
    row = list(phrases)
    for at, phrase in enumerate(row):
        if not is_mark(phrase, "DEFICIT") and not (is_mark(phrase, "POSITIVE") and str(phrase).endswith("skott")):
            continue
        number = at + 1
        while number < len(row) and (is_mark(row[number], "AUX", "COLON") or str(row[number]) == "om"):
            number += 1
        first, after = at, number + 1
        if number >= len(row) and at:
            first = number = at - 1 - is_mark(row[at - 1], "IN")
            after = at + 1
        amount = row[number] if 0 <= number < len(row) else None
        # Of "överskridande 20 mnkr" nobody knows whether that is more or less money.
        known = is_mark(phrase, "POSITIVE") or any(word in str(phrase) for word in BELOW_ZERO)
        if not known or not isinstance(amount, Amount) or amount.signed or amount.value < 0:
            raise NotUnderstood(_("It is not clear what the number is."))
        below = is_mark(phrase, "DEFICIT")
        signed = replace(amount, value=-amount.value if below else amount.value, signed=True)
        return [*row[:first], signed, *row[after:]]
    if any(
        is_mark(phrase, "WORD") and str(phrase) in FALLEN and isinstance(after, Amount)
        for phrase, after in pairwise(row)
    ):
        raise NotUnderstood(_("It is not clear what the number is."))
    return row


# Others' figures beside it


def split_compared(phrases: Sequence[Phrase], about: About) -> tuple[list[Phrase], About]:
    """The phrases without figures that the outcome is held against, and those: "mot målet på 70 %", ", mål: 80 %"."""
    others: list[Phrase] = []
    index = 0
    while index < len(phrases):
        follows_figure = _has_figure(others) and not is_mark(
            others[-1], "OF"
        )  # 74 % of the target is no figure beside another
        length, about = _compared(phrases, index, about) if follows_figure else (0, about)
        if not length:
            others.append(phrases[index])
        index += max(length, 1)
    return others, about


def _has_figure(phrases: Sequence[Phrase]) -> bool:
    return any(isinstance(phrase, Amount | Bound | Span) for phrase in phrases)


def _compared(phrases: Sequence[Phrase], index: int, about: About) -> tuple[int, About]:
    """How many phrases from here tell a figure to compare with; none where they tell something else."""
    at = index
    against = is_mark(phrases[at], "COMPARED", "AGAINST")
    at += against
    whose = phrases[at] if at < len(phrases) and is_mark(phrases[at], "TARGET_WORD", "REFERENCE") else None
    at += whose is not None
    while whose is not None and at < len(phrases) and is_mark(phrases[at], "AUX", "COLON", "EQUALS"):
        at += 1
    number = phrases[at] if at < len(phrases) else None
    if not (against or whose is not None) or not isinstance(number, Amount):
        return 0, about
    if whose is not None:
        return at + 1 - index, replace(about, compared={**about.compared, owner(whose): number.value})
    time = phrases[at + 1] if at + 1 < len(phrases) else None
    timed = isinstance(time, Time) and not time.role
    if not timed and not number.unit:
        return 0, about  # 5 against 3 may be a score
    period = time.at if isinstance(time, Time) and timed else "previous"
    before = Figures("previous" if period.startswith("previous") else period, number.value, unit=number.unit)
    if about.earlier:
        raise NotUnderstood(_("It is not clear which number is for which occasion."))
    return at + (2 if timed else 1) - index, replace(about, earlier=(before,))
