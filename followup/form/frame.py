"""The region's half of the plan: what is needed to check, judge, add up and show what units have answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal

from followup.form.decided import DeclaredChange, Passage, Resolution, Wording
from followup.form.terms.breakdown import Breakdown
from followup.form.terms.goals import GoalTree
from followup.form.terms.period import Period
from followup.form.terms.scales import Scales
from followup.form.terms.units import Unit, UnitTree
from followup.frozen import frozen
from followup.locale import Words


@frozen
class Sender:
    """Who sends the documents: the ``region``, the unit at the ``desk``, who answers questions, the case's number.

    ``short`` tells the region's forms from those of other regions. ``title`` stands on the summary.
    """

    region: str = ""
    short: str = ""
    desk: str = ""
    contact: str = ""
    dnr: str = ""
    title: str = ""


@frozen
class Tolerances:
    """How far from what is likely a figure is asked about; None where the plan leaves it to us.

    ``times`` more or less than target and earlier outcomes, ``production`` than last year; where it is at least so
    large a ``count``, so many ``points`` of a share or so large an ``amount`` (mnkr). Dates so many ``years`` off.
    """

    times: Decimal | None = None
    production: Decimal | None = None
    count: Decimal | None = None
    points: Decimal | None = None
    amount: Decimal | None = None
    years: Decimal | None = None


@frozen
class PlanLimits:
    """Figures that the plan sets; None where it leaves them to us.

    ``all_from`` and ``some_from`` are the shares of judgements that make the goal above them met, and partly met;
    ``partly_from`` the share of a target that makes a measure partly met. A relative change up to ``dead_band`` is
    none. Counts of people below ``small_numbers`` are masked. What is further than the ``tolerances`` from what is
    likely is asked about.
    """

    all_from: Decimal | None = None
    some_from: Decimal | None = None
    partly_from: Decimal | None = None
    dead_band: Decimal | None = None
    small_numbers: Decimal | None = None
    tolerances: Tolerances = field(default_factory=Tolerances)


@frozen
class Frame:
    """What a region has decided that is of no single unit's form.

    ``texts`` stand before a section, a unit's form or the summary, or in a document: by kind, and by the title or id in
    small letters of what they are about; ``footnotes`` by their ids. ``passages`` are the same texts in the plan's
    order. ``wordings`` are by sheet, ``names`` of goals and rows by id. ``approval`` says that a unit's figures are
    preliminary until somebody has approved them. ``version`` changes when anything in the plan does;
    ``refused_templates`` are versions whose templates are no longer taken.
    """

    words: Words = field(default_factory=lambda: Words("sv"))
    sender: Sender = field(default_factory=Sender)
    period: Period = field(default_factory=Period)
    units: UnitTree = field(default_factory=UnitTree)
    goals: GoalTree = field(default_factory=GoalTree)
    scales: Scales = field(default_factory=Scales)
    breakdown: Breakdown = field(default_factory=Breakdown)
    limits: PlanLimits = field(default_factory=PlanLimits)
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    footnotes: Mapping[str, str] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    changes: tuple[DeclaredChange, ...] = ()
    wordings: Mapping[str, tuple[Wording, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    approval: bool = False
    version: str = ""
    refused_templates: frozenset[str] = frozenset()

    def deadline_of(self, unit: Unit) -> date | None:
        """The last day to answer of a unit: its own where it has been given one, else that of all."""
        return unit.deadline or self.period.deadline

    def closes_for(self, unit: Unit) -> date | None:
        """The day after which a unit's answers are late; never before its own last day. None where none are."""
        closes = self.period.closes
        return closes if closes is None or unit.deadline is None else max(closes, unit.deadline)

    @property
    def round(self) -> str:
        """The occasion: ``T1 2022``."""
        return self.period.round
