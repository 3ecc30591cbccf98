"""What a measure is measured in: a target's numbers as figures are stored, and figures in words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property

from followup.frozen import frozen
from followup.locale import Message, literal
from followup.locale.numbers import decimals_needed, rounded, show_number, show_percent
from followup.targets.grammar import unit_words as units
from followup.targets.model import Target

OTHER_UNITS = frozenset({"%", "‰", "procentenheter", *units.MONEY})
SIGNED = re.compile(r"avvikelsen?\b|underskott|förlust|obalans|överskrid|överdrag|skillnad|differens|minus")
FALLS = re.compile(r"besparing|minskning|sänkning|effektivisering")
MOST_DECIMALS = 6
"""More decimals than anybody writes: the figure was worked out."""


@frozen
class Measured:
    """What a measure is measured in: ``percent`` figures are stored 0–1; ``direction`` is higher, lower or empty.

    ``called`` is the measure's own name, which may say that its figures have a sign.
    """

    percent: bool = False
    unit: str = ""
    direction: str = ""
    called: str = ""

    def shown(self, value: Decimal, *beside: Decimal) -> Message:
        """A figure with its unit; one that was worked out has two decimals, or as many as ``beside`` asks for.

        ``beside`` are the figures that it is held against: it is shown on the side of each where it is.
        """
        exponent = value.as_tuple().exponent
        # What somebody wrote is shown as it was written; only what was worked out is cut, and never onto the limit:
        # 79.96 % against 80 % must not read "80 % against at least 80 %: not met".
        if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
            others = [other for other in beside if other != value]  # the same figure is shown alike, however short
            value = rounded(value, decimals_needed(value, others, 4 if self.percent else 2))
        if self.percent:
            return literal(show_percent(value, decimals=None))
        named = self._own not in ("st", "index")  # neither is said: 78, not 78 index
        return literal(f"{show_number(value)} {self.unit}".strip() if named else show_number(value))

    def stored(self, target: Target, value: Decimal) -> Decimal | None:
        """A target's number as figures are stored; None when it is in another unit than the measure.

        Nothing is converted, and no unit is taken for another.
        """
        if target.denominator is not None:
            return self._share(value, target.denominator)
        if self.percent:
            return value / 100 if target.unit in ("%", "") else None
        return value if self._same_unit(units.canonical_unit(target.unit)) else None

    def step(self, target: Target, value: Decimal) -> Decimal | None:
        """The size of a change as figures are stored; None when it is in another unit, or may be two things.

        A percentage is relative to the baseline, and on a measure in per cent it could be percentage points too.
        """
        if target.unit == "procentenheter":
            return value / 100 if self.percent else (value if self.unit == "%" else None)
        return None if target.unit == "%" else self.stored(target, value)

    @property
    def may_be_negative(self) -> bool:
        """Whether a figure below zero may be the size of a cost or a deficit: of money, or where the name says so."""
        return self._own in units.MONEY or SIGNED.search(self.called.casefold()) is not None

    @property
    def is_a_fall(self) -> bool:
        """Whether the name says that figures are the size of a fall, which some write with a minus."""
        return FALLS.search(self.called.casefold()) is not None

    def may_be_hundredfold(self, target: Target) -> bool:
        """Whether a target for a share is a number below one without a sign: 0,8 may be 80 %, or less than one."""
        numbers = [number for number in (target.value, target.high, *target.split.values()) if number is not None]
        bare = self.percent and not target.unit and target.denominator is None
        # All of them: in "0,8–1,2" the second can be no share, and any, for a target of 0 is 0 in either reading.
        return bare and any(numbers) and all(0 <= number < 1 for number in numbers)

    @cached_property
    def _own(self) -> str:
        return units.canonical_unit(" ".join(self.unit.casefold().split()))

    def _share(self, value: Decimal, whole: Decimal) -> Decimal | None:
        """ "8 av 10" on a measure that is a share."""
        if not whole or not (self.percent or self.unit == "%"):
            return None
        return value / whole if self.percent else value * 100 / whole

    def _same_unit(self, unit: str) -> bool:
        """ "st" counts whatever a measure counts, and "antal" is whatever a target counts; a day is no piece."""
        measured = self._own
        # A measure without a unit takes a target in words ("3 möten"), but never one in per cent or money:
        # nobody has said that its figures are in thousands, or of 100.
        if unit in ("", measured) or (not measured and unit not in OTHER_UNITS):
            return True
        if unit == "st":
            return "/" not in measured and "per " not in measured and measured not in units.NAMED
        return measured in ("", "st") and "/" not in unit and unit not in units.NAMED
