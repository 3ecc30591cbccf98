"""A row of phrases, sorted: what asks for something, what only says when or about whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from followup.frozen import frozen
from followup.locale import Message, _, literal
from followup.targets.grammar import unit_words as units
from followup.targets.grammar.phrases import (
    Amount,
    Bound,
    Bracket,
    By,
    Change,
    From,
    Mark,
    Per,
    Phrase,
    Shift,
    Span,
    To,
    Within,
)

P = TypeVar("P")
NUMERIC = (Amount, Span, Bound, By, To, From, Within, Shift)


class NotUnderstood(Exception):
    """A text that nobody can be sure of, and why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.id)
        self.reason = reason


def without_brackets(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """The phrases without their brackets, which say no more than a pause does."""
    for phrase in phrases:
        if isinstance(phrase, Bracket):
            yield from without_brackets(phrase.content)
        else:
            yield phrase


@frozen
class PhraseRow:
    """The phrases of one demand, in order."""

    phrases: tuple[Phrase, ...]

    def of(self, kind: type[P]) -> list[P]:
        """The phrases of one kind."""
        return [phrase for phrase in self.phrases if isinstance(phrase, kind)]

    def any_of(self, *kinds: type) -> list[Phrase]:
        """The phrases of these kinds."""
        return [phrase for phrase in self.phrases if isinstance(phrase, kinds)]

    def numbers(self) -> list[Phrase]:
        """The phrases that may hold a number."""
        return self.any_of(*NUMERIC)

    def marks(self, *names: str) -> list[Mark]:
        """The marks of these names, as in the grammar."""
        return [mark for mark in self._marks if mark.type in names]

    def has(self, *names: str) -> bool:
        """Whether there is any such mark."""
        return any(mark.type in names for mark in self._marks) if self._marks else False

    @cached_property
    def _marks(self) -> tuple[Mark, ...]:
        """All of them: most rows have none, and are asked for many."""
        return tuple(phrase for phrase in self.phrases if isinstance(phrase, Mark))

    def at(self, phrase: Phrase) -> int:
        """Where a phrase stands."""
        return next(index for index, other in enumerate(self.phrases) if other is phrase)

    def before(self, phrase: Phrase, steps: int = 1) -> Phrase | None:
        """What stands before a phrase, None at the beginning."""
        index = self.at(phrase) - steps
        return self.phrases[index] if index >= 0 else None

    def after(self, phrase: Phrase) -> Phrase | None:
        """What stands after a phrase, None at the end."""
        index = self.at(phrase) + 1
        return self.phrases[index] if index < len(self.phrases) else None

    def without(self, phrases: Iterable[Phrase]) -> PhraseRow:
        """The row without these phrases."""
        gone = {id(phrase) for phrase in phrases}
        return PhraseRow(tuple(phrase for phrase in self.phrases if id(phrase) not in gone))

    @property
    def words(self) -> list[str]:
        """The ordinary words."""
        return [str(mark) for mark in self.marks("WORD")]


NUMBERED = frozenset([
    "bilaga", "bilagan", "sida", "sidan", "punkt", "steg", "fas", "alternativ", "kapitel", "avsnitt", "nr",
    "nummer", "version", "etapp", "nivå", "grupp", "not", "tabell", "figur", "se", "rad", "del", "linje",
    "paragraf", "typ", "kl", "klockan",
])  # fmt: skip
"""Words whose number names one of several: "se bilaga 2"."""
HALF_DONE = frozenset([
    "delvis", "nästan", "snart", "ännu", "endast", "bara", "viss", "vissa", "några", "kommer", "planeras", "men",
    "påbörjat", "påbörjad", "pågår", "pågående", "utom", "förutom", "ofta", "ibland", "till", "halvt", "utan",
    "fast", "omfattning", "möjligt",
])  # fmt: skip


def half_done(row: PhraseRow) -> bool:
    """Whether a word says that something is not quite done: "delvis uppfyllt" is neither yes nor no."""
    return bool(HALF_DONE & set(row.words))


def is_mark(phrase: object, *names: str) -> bool:
    """Whether a phrase is a mark of one of these names."""
    return isinstance(phrase, Mark) and phrase.type in names


def row_of(phrases: Iterable[Phrase]) -> PhraseRow:
    """The row, its units completed and the conditions of the measure itself left out.

    "80 % ska få besök inom 3 dagar" asks for 80 %; "utskrivningsklara över 1 dygn max 7 %" for 7 %.
    """
    return split_conditions(phrases)[0]


def split_conditions(phrases: Iterable[Phrase]) -> tuple[PhraseRow, tuple[str, ...]]:
    """The row as ``row_of`` gives it, and the limits of time that it leaves out, in short: "90 dagar"."""
    row = _whole(phrases)
    gone = _conditions(row)
    return (row.without(gone), tuple(shorten(phrase) for phrase in gone)) if gone else (row, ())


def _whole(phrases: Iterable[Phrase]) -> PhraseRow:
    row = PhraseRow(tuple(without_brackets(phrases)))
    refuse_strange(row)
    return _complete_units(row)


def _conditions(row: PhraseRow) -> list[Phrase]:
    """Limits of time beside a share, beside "alla", or before a change: they say what is measured."""
    numeric = [phrase for phrase in row.numbers() if not (isinstance(phrase, Bound) and phrase.what is None)]
    limits = [phrase for phrase in numeric if _of_time(phrase)]
    if not limits:
        return []
    others = [phrase for phrase in numeric if not any(phrase is limit for limit in limits)]
    if any(unit_of(phrase) in units.SHARES for phrase in others):
        return limits
    if not others and row.has("ALL") and all(isinstance(limit, Within) for limit in limits):
        return limits
    changes = [change for change in row.of(Change) if not change.word]
    if changes:
        first = row.at(changes[0])
        return [limit for limit in limits if row.at(limit) < first and not isinstance(limit, To | By)]
    return []


def shorten(phrase: Any) -> str:
    """The numbers of a phrase with their units: "90 dagar"."""
    if isinstance(phrase, Amount):
        return f"{phrase.value.normalize():f} {phrase.unit}".strip()
    if isinstance(phrase, Span):
        return f"{phrase.low.value.normalize():f}–{shorten(phrase.high)}"
    return shorten(phrase.amount if isinstance(phrase, Shift) else phrase.what)


def refuse_strange(row: PhraseRow) -> None:
    """Raise for signs that nobody can read and for what is compared with something unknown."""
    strange = row.marks("CODE", "JUNK")
    if strange:
        raise NotUnderstood(_("“{text}” is not understood.", text=literal(str(strange[0]))))


def unit_of(phrase: Any) -> str:
    """The unit of a phrase with a number; empty when it has none."""
    what = phrase
    while what is not None and not isinstance(what, Amount):
        if isinstance(what, Span):
            what = what.high
        elif isinstance(what, Shift):
            what = what.amount
        else:
            what = what.what
    return what.unit if isinstance(what, Amount) else ""


def _of_time(phrase: Phrase) -> bool:
    if isinstance(phrase, Within):
        return phrase.what.duration
    return isinstance(phrase, Bound | Span) and phrase.duration


def _complete_units(row: PhraseRow) -> PhraseRow:
    """A unit told apart from its number: "per 1 000 invånare" after it, "NKI" before, "skala 1-5" after."""
    numbers = row.numbers()
    first = row.at(numbers[0]) if numbers else 0
    extra = "".join(phrase.unit for phrase in row.phrases[first:] if isinstance(phrase, Per))
    if row.has("RATE"):
        extra += "/år"
    name = next((units.canonical_unit(str(mark).strip()) for mark in row.marks("GRADE", "SCALE", "PLACE")), "")
    if not extra and not name:
        return row
    return PhraseRow(tuple(_with_unit(phrase, extra, name) for phrase in row.phrases))


def _with_unit(phrase: Any, extra: str, name: str) -> Any:
    if isinstance(phrase, Amount):
        unit = phrase.unit + (extra if phrase.unit else extra.lstrip("/") and extra)
        return replace(phrase, unit=unit or name)
    if isinstance(phrase, Span):
        return replace(phrase, low=_with_unit(phrase.low, extra, name), high=_with_unit(phrase.high, extra, name))
    if isinstance(phrase, Bound | By | To) and phrase.what is not None:
        return replace(phrase, what=_with_unit(phrase.what, extra, name))
    if isinstance(phrase, Shift):
        return replace(phrase, amount=_with_unit(phrase.amount, extra, name))
    return phrase
