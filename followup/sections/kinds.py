"""What the plan says of kinds of figures, on any sheet of it: the columns, what cannot stand in them, what targets show."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from followup.form.cells.kinds import FIGURE_KIND, FigureKind
from followup.form.cells.number import Number
from followup.form.cells.units import is_share
from followup.form.columns import Column
from followup.form.finding import Problem, Severity
from followup.locale import _, literal
from followup.rules.measured import Measured
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
    own = [target.split[part]] if part in target.split else list(target.split.values())
    for value in (*own, target.value, target.high, *target.by_year.values()):
        stored = measured.stored(target, value) if value is not None else None
        if stored is not None:
            yield stored


KIND_WORDS = dict(FIGURE_KIND.options)


def kind_is_not_in_the_unit(unit: str) -> Problem:
    """A share is in per cent, and what is in per cent is a share or a change: one of the two is wrong.

    Wrong: belopp, with % as the unit of measurement.
    Right: andel utan tak, with % as the unit of measurement.
    """
    told = _("cannot be in the unit of measurement {unit}. Correct the kind or the unit.", unit=literal(unit or "–"))
    return Problem("kind-against-the-unit", told, Severity.WARNING)


def figure_is_never_added_up(kind: FigureKind) -> Problem:
    """The sum of two shares is no share of anything; the region's is weighed by numerators and denominators.

    Wrong: summa, of a measure in %.
    Right: viktat, of a measure in %.
    """
    told = _(
        "is a figure of the kind {kind}, which is never added up. Write weighted, with numerator and denominator, "
        "given for the region, or no.",
        kind=KIND_WORDS[kind.value],
    )
    return Problem("share-added-up", told, Severity.WARNING)


def plan_breaks_the_limit(kind: FigureKind) -> Problem:
    """A limit that the plan's own target or earlier outcome breaks is no limit: the kind follows from them.

    Wrong: minst 105 %, with an empty Slag av siffra.
    Right: minst 105 %, with andel utan tak.
    """
    told = _(
        "has a target or an earlier outcome outside 0 to 100 %, and is therefore read as {kind}. Write that in the "
        "column Kind of figure.",
        kind=KIND_WORDS[kind.value],
    )
    return Problem("kind-not-declared", told, Severity.INFO)
