"""What the plan says of kinds of figures, on any sheet of it: the columns, what cannot stand in them, what targets show."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from followup.form.cells.kinds import FIGURE_KIND
from followup.form.cells.number import Number
from followup.form.columns import Column
from followup.form.written.units_of_measure import is_share
from followup.locale import _
from followup.rules.scoring.measured import Measured
from followup.targets.model import Kind, Target

KIND = Column("kind", _("Kind of figure"), FIGURE_KIND, width=18)
"""What kind of figure a row asks for; empty: as its unit of measurement says."""

FAR = Column("far", _("Unlikely from, times"), Number(decimals=None, minimum=Decimal(1)), width=12)
"""From how many times a figure is asked about; empty: as the setting says."""

LEVELS = frozenset({Kind.AT_LEAST, Kind.AT_MOST, Kind.EQUAL, Kind.RANGE})
"""Targets whose numbers are outcomes to reach, not sizes of a change."""


@cache
def target_of(text: str) -> Target:
    """A target understood; each text is parsed once."""
    from followup.targets.parse import parse_target

    return parse_target(text)


def levels_of(target: Target, unit: str, part: str = "") -> Iterator[Decimal]:
    """The numbers of a target as figures in a unit are stored, those of a part (K, M) where it has its own."""
    if target.kind not in LEVELS:
        return
    measured = Measured(is_share(unit), unit)
    levels = [target.split[part]] if part in target.split else list(target.split.values())
    for value in (*levels, target.value, target.high, *target.by_year.values()):
        stored = measured.stored(target, value) if value is not None else None
        if stored is not None:
            yield stored


KIND_WORDS = dict(FIGURE_KIND.options)
