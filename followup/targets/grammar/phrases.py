"""The phrases of a text, as values. What finds them is ``usual.py``, or the grammar of ``building.py``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from followup.frozen import frozen
from followup.targets.grammar import unit_words as units


@frozen
class Amount:
    """A number with its unit; ``of`` is what it is out of; ``free`` when the unit is any word ("recept").

    ``signed`` when a sign was written; ``year`` when it may be a year as well; ``slash`` when "of" is a slash, which
    may mean other things too.
    """

    value: Decimal
    unit: str = ""
    about: str = ""
    of: Decimal | None = None
    free: bool = False
    year: bool = False
    slash: bool = False
    signed: bool = False

    @property
    def duration(self) -> bool:
        """Whether it is a length of time."""
        return self.unit in units.DURATIONS


@frozen
class Span:
    """From one number to another, both included."""

    low: Amount
    high: Amount

    @property
    def duration(self) -> bool:
        """Whether it is a length of time."""
        return self.high.duration


@frozen
class Shift:
    """So much above or below something: "60 procent lägre"."""

    amount: Amount
    up: bool
    better: bool = False


@frozen
class Bound:
    """A limit; ``what`` is None when what follows is no number ("över medel i länet").

    ``better`` when it is not told which way that is ("plats 10 eller bättre"); ``than`` when it compares ("ej över").
    """

    least: bool
    strict: bool
    what: Amount | Span | Shift | None = None
    better: bool = False
    than: bool = False

    @property
    def duration(self) -> bool:
        """Whether it is a limit of time."""
        return isinstance(self.what, Amount | Span) and self.what.duration


@frozen
class Change:
    """Up or down; ``held`` when it must not happen; ``better`` when up means only that it is good; ``by`` of itself."""

    up: bool
    better: bool = False
    held: bool = False
    by: Amount | None = None
    word: bool = False


@frozen
class By:
    """The size of a change: "med 5 %"."""

    what: Amount | Bound | Span


@frozen
class To:
    """The level to reach: "till 75 %"."""

    what: Amount | Bound | Span


@frozen
class From:
    """The level that a change starts from, and perhaps the one to reach."""

    what: Amount
    to: Amount | Bound | None = None


@frozen
class Within:
    """A time to do it in: "inom 90 dagar"."""

    what: Amount | Bound | Span


@frozen
class Per:
    """More of a unit, apart from its number."""

    unit: str


@frozen
class Time:
    """A time as ``times`` writes it; ``role`` is "", by, since, between, level; ``until`` ends what began at it;
    ``earlier`` when it is a level that was reached before ("2019 års nivå")."""

    at: str
    role: str = ""
    until: str = ""
    earlier: bool = False


@frozen
class No:
    """A negation of something that is neither a limit nor a change."""


@frozen
class Bracket:
    """Phrases in brackets."""

    content: tuple[Any, ...]


class Mark(str):
    """A word or a sign that stands by itself, of a ``type`` that the grammar names; two of other types are not equal."""

    __slots__ = ("type",)
    type: str

    def __new__(cls, type_: str, text: str) -> Mark:
        mark = super().__new__(cls, text)
        mark.type = type_
        return mark

    def __repr__(self) -> str:
        return f"Mark({self.type!r}, {str(self)!r})"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Mark) and self.type != other.type:
            return False
        return str.__eq__(self, other)

    __hash__ = str.__hash__


Phrase = Amount | Span | Shift | Bound | Change | By | To | From | Within | Per | Time | No | Bracket | Mark
