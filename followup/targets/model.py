"""What a target or an outcome says, once understood. Numbers are as written: 95 for "95 %"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from enum import StrEnum

from followup.frozen import frozen
from followup.locale import Message, _

COMPARED_ELSEWHERE = _("It compares with something that is not known here.")
"""Why a target that names somebody else's figure, or a place, cannot be understood."""


class Kind(StrEnum):
    """What a target asks for."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUAL = "equal"
    """A bare value, whose direction must come from the measure; without a value: unchanged since the baseline."""
    INCREASE = "increase"
    DECREASE = "decrease"
    INCREASE_BY = "increase_by"
    DECREASE_BY = "decrease_by"
    RANGE = "range"
    BOOLEAN = "boolean"
    DEADLINE = "deadline"
    REFERENCE = "reference"
    UNKNOWN = "unknown"


@frozen
class Interval:
    """The figures of one level: at least or at most a number, which counts unless ``strict``; or a range with ``high``."""

    kind: Kind
    value: Decimal
    high: Decimal | None = None
    strict: bool = False


@frozen
class Target:
    """A target. ``split`` holds a value for each part by its letter (K, M).

    ``value`` is None when other fields hold the numbers; of a range it is the low end and ``high`` the high one;
    of a fraction ("8 av 10") it is the numerator and ``denominator`` is set. For a boolean ``yes`` is set.
    ``strict`` means that the limit itself does not count. AT_LEAST, AT_MOST and EQUAL without any number are
    relative to the baseline ("ska inte öka"). ``baseline``, ``deadline`` and ``year`` are written as in
    ``times``: "2020", "T1 2021", "previous year", "december". ``reason`` says why an UNKNOWN is unknown.

    ``better``: it asks for better or worse, and only the measure says which way that is. ``balance``: it asks that a
    budget is kept, whatever that is. ``levels`` has the number of each level that is named, ``intervals`` its figures
    where the text has limits ("gul 80–89 %"). ``amount_of``: its number is the size of a "deficit", a "fall" or a "saving",
    and a figure of one is written with a minus or without. ``start`` is the figure that was before ("från 62 %"), and
    ``conditions`` are limits of time that belong to the measure ("inom 90 dagar"): told, not asked.
    """

    text: str
    kind: Kind = Kind.UNKNOWN
    value: Decimal | None = None
    strict: bool = False
    unit: str = ""
    baseline: str = ""
    deadline: str = ""
    year: str = ""
    split: Mapping[str, Decimal] = field(default_factory=dict)
    high: Decimal | None = None
    yes: bool | None = None
    denominator: Decimal | None = None
    by_year: Mapping[str, Decimal] = field(default_factory=dict)
    levels: Mapping[str, Decimal] = field(default_factory=dict)
    parts: tuple[TextPart, ...] = ()
    reference: str = ""
    two_sided: bool = False
    about: bool = False
    missing: str = ""
    reason: Message | None = None
    better: bool = False
    balance: bool = False
    intervals: Mapping[str, Interval] = field(default_factory=dict)
    amount_of: str = ""
    start: Figures | None = field(default=None, compare=False)
    conditions: tuple[str, ...] = field(default=(), compare=False)

    @property
    def direction_in_text(self) -> bool:
        """Whether the text itself says which way is good."""
        if self.kind is Kind.EQUAL:
            return self.value is None and not self.split and not self.by_year and not self.parts
        return self.kind is not Kind.UNKNOWN and not self.better and self.amount_of not in ("deficit", "fall")


@frozen
class TextPart:
    """One of several demands or figures in a text: its own kind and number, and the group that it is about."""

    kind: Kind
    value: Decimal | None = None
    unit: str = ""
    group: str = ""
    baseline: str = ""
    strict: bool = False


@frozen
class Figures:
    """One occasion's figures: the total, or one for each part by its letter; ``masked`` has the letters of parts
    (and "" for a total) that are a privacy mask: "<5" is never five."""

    period: str = ""
    total: Decimal | None = None
    split: Mapping[str, Decimal] = field(default_factory=dict)
    unit: str = ""
    masked: Mapping[str, str] = field(default_factory=dict)


@frozen
class Outcome:
    """An outcome cell: the latest figures, those of earlier occasions, or the reason why there are none.

    ``approximate``: not an exact figure ("cirka 40", "över 155 000"), so not to be scored as one. ``kind`` is EQUAL
    for a figure, AT_LEAST or AT_MOST for a bound. ``missing`` says in English why there is none, ``missing_reason``
    as it was written. ``reason`` says why a text was not understood. ``ends`` are the lowest and highest that an
    approximate figure may be. ``compared`` are others' figures that were told beside it, by whose they are ("target",
    "riket"). ``conditions`` are as in a target.
    """

    text: str
    latest: Figures | None = None
    earlier: tuple[Figures, ...] = ()
    missing_reason: str = ""
    approximate: bool = False
    kind: Kind = Kind.UNKNOWN
    strict: bool = False
    high: Decimal | None = None
    yes: bool | None = None
    missing: str = ""
    preliminary: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    window: str = ""
    change: str = ""
    reference: str = ""
    parts: tuple[TextPart, ...] = ()
    reason: Message | None = None
    ends: tuple[Decimal, Decimal] | None = None
    compared: Mapping[str, Decimal] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether it says anything that can be used."""
        return self.kind is not Kind.UNKNOWN or bool(self.missing_reason)

    @property
    def masked(self) -> bool:
        """Whether any latest figure is a privacy mask."""
        return self.latest is not None and bool(self.latest.masked)
