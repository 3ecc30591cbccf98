"""What a target or an outcome says, once understood. Numbers are as written: 95 for "95 %"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a target asks for."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUAL = "equal"
    """A bare value: the direction must come from the measure."""
    INCREASE = "increase"
    DECREASE = "decrease"
    INCREASE_BY = "increase_by"
    DECREASE_BY = "decrease_by"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Target:
    """A target. ``split`` holds a value for each part by its letter (K, M) and then ``value`` is None.

    ``strict`` means that the limit itself does not count. ``baseline`` and ``deadline`` are as written.
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

    @property
    def direction_in_text(self) -> bool:
        """Whether the text itself says which way is good."""
        return self.kind not in (Kind.EQUAL, Kind.UNKNOWN)


@dataclass(frozen=True)
class Figures:
    """One occasion's figures: the total, or one for each part by its letter."""

    period: str = ""
    total: Decimal | None = None
    split: Mapping[str, Decimal] = field(default_factory=dict)
    unit: str = ""


@dataclass(frozen=True)
class Outcome:
    """An outcome cell: the latest figures, those of earlier occasions, or the reason why there are none."""

    text: str
    latest: Figures | None = None
    earlier: tuple[Figures, ...] = ()
    missing_reason: str = ""
    approximate: bool = False

    @property
    def understood(self) -> bool:
        """Whether it says anything that can be used."""
        return self.latest is not None or bool(self.missing_reason)
