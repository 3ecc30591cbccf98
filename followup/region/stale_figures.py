"""Figures in the secretariat's own texts that were right when the round was last merged, and have changed since."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from followup.form.place import Place
from followup.form.terms.units import Unit
from followup.frozen import frozen
from followup.history.fact_changes import FactChange, join_changes
from followup.locale.numbers import rounded
from followup.region.consolidating import Region
from followup.region.judged_shares import PERCENT
from followup.rules.figures.figures_in_text import TextFigure, figures_in

SMALLEST, UNLIKELY = 10, 1_000
"""A whole number below the first says nothing by itself; from the second on no other figure is likely to be the same."""

YEARS = range(1900, 2100)
WORD, STEM, ENOUGH = r"\w{4,}", 5, 2
"""A row is named by so many of the words of its label, or by all that it has; so many letters of a word are enough to know it
in another form: *besök*, *besöken*.
"""


class StaleFigure(NamedTuple):
    """A figure as ``written`` in a text, and the fact that it told when it was right: what that was and is.

    ``text`` is the text's name among those of the round: where somebody has written it, and of what.
    """

    text: str
    written: str
    change: FactChange


@frozen
class OwnText:
    """A text of the secretariat's; ``units`` are those that it is about, None where it may be about any."""

    name: str
    text: str
    place: Place
    units: frozenset[str] | None = None


class CurrentFigure(NamedTuple):
    """A figure as it is now, and what its row is called."""

    unit: str
    label: str
    value: Decimal
    is_share: bool


def own_texts(region: Region) -> Iterator[OwnText]:
    """Introductions, footnotes, edited answers and the reasons of decisions: what no unit will put right by itself."""
    units = {unit.id for unit in region.frame.units.values()}
    for passage in region.frame.passages:
        about = frozenset({passage.subject}) if passage.subject in units else None
        yield OwnText(f"text {passage.id}", passage.text, passage.place, about)
    for goal in region.frame.goals.now:
        if goal.place is not None and goal.intro:
            yield OwnText(f"goal {goal.id}", goal.intro, goal.place)
    for key, question in region.questions.items():
        if question.edited is not None:
            yield OwnText(f"answer {key}", str(question.edited.text), question.edited.place)
    for override in region.decisions.overrides:
        units_of = frozenset({override.unit}) if override.unit else None
        yield OwnText(
            f"decision {override.what} {override.unit} {override.part}", override.why, override.place, units_of
        )


def stale_figures(
    region: Region,
    former: Sequence[StaleFigure],
    changes: Sequence[FactChange],
    now: Callable[[], Iterable[CurrentFigure]],
) -> list[StaleFigure]:
    """The figures of texts that told a fact that is another now: since the last merge (``changes``), or since one before
    (``former``) where the text still says so.

    A figure that is right of something else that the text names is none: nobody can tell which was meant.
    """
    found: dict[StaleFigure, OwnText] = {}
    units = list(region.frame.units.values())
    moved = [(change, value) for change in changes if (value := _value_before(change)) is not None]
    for text in own_texts(region):
        figures = [figure for figure in dict.fromkeys(figures_in(text.text)) if _says_something(figure)]
        before: dict[str, list[FactChange]] = {}
        for stale in former:
            if stale.text == text.name:
                before.setdefault(stale.written, []).append(stale.change)
        for figure in figures:
            kept = before.get(figure.written, [])
            known = {change.what for change in kept}
            later = [change for change in changes if change.what in known]
            same = [change for change, value in moved if _tells(figure, value, change.unit_of_measure == PERCENT)]
            fresh = [change for change in same if change.what not in known and _is_meant(text, figure, change, units)]
            joined = [*join_changes(kept, later), *fresh]
            found |= {StaleFigure(text.name, figure.written, change): text for change in joined}
    if not found:
        return []
    right = _right_now({(stale.written, text.name): text for stale, text in found.items()}, now)
    return [stale for stale, text in found.items() if (stale.written, text.name) not in right]


def _says_something(figure: TextFigure) -> bool:
    """Digits that are no year, and not a number of one digit."""
    if not figure.written[:1].isdigit():
        return False
    if figure.percent or figure.decimals:
        return True
    return figure.number >= SMALLEST and not (figure.number in YEARS and figure.written.isdigit())


def _is_meant(text: OwnText, figure: TextFigure, change: FactChange, units: Iterable[Unit]) -> bool:
    """Whether a figure of a text, which is what the fact was before it changed, was written of it."""
    return _may_be_about(text, change.unit, units) and _is_of(figure, text, change.label)


def _tells(figure: TextFigure, value: Decimal, is_share: bool) -> bool:
    if figure.tells(value, is_share):
        return True
    return (
        not is_share and not figure.percent and figure.decimals > 0 and rounded(value, figure.decimals) == figure.number
    )


def _may_be_about(text: OwnText, unit: str, units: Iterable[Unit]) -> bool:
    """The region's own figures stand in any text, those of a unit where the text is about it or names it."""
    if text.units is not None:
        return unit in text.units
    return not unit or any(other.id == unit and other.name.casefold() in text.text.casefold() for other in units)


def _is_of(figure: TextFigure, text: OwnText, label: str) -> bool:
    """Whether the text names what the figure is of; a large number says by itself what it is."""
    if not figure.percent and figure.number >= UNLIKELY:
        return True
    words = {word[:STEM] for word in re.findall(WORD, label.casefold())} or set(label.casefold().split())
    of_text = re.findall(r"\w+", text.text.casefold())
    named = [word for word in words if any(other.startswith(word) for other in of_text)]
    return bool(words) and len(named) >= min(ENOUGH, len(words))


def _right_now(
    texts: dict[tuple[str, str], OwnText], now: Callable[[], Iterable[CurrentFigure]]
) -> set[tuple[str, str]]:
    """The figures that are right of something that their text may be about: of the region or of units that it names."""
    figures = {key: next(f for f in figures_in(text.text) if f.written == key[0]) for key, text in texts.items()}
    right: set[tuple[str, str]] = set()
    for current in now():
        for key, figure in figures.items():
            if key in right or not _tells(figure, current.value, current.is_share):
                continue
            whose = texts[key].units
            if (not current.unit or whose is None or current.unit in whose) and _is_of(
                figure, texts[key], current.label
            ):
                right.add(key)
    return right


def _value_before(change: FactChange) -> Decimal | None:
    """The figure that a change took away; None where it was none, or is the same."""
    if not change.value_before or change.value_before == change.value_after:
        return None
    try:
        return Decimal(change.value_before)
    except InvalidOperation:
        return None
