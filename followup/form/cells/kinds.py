"""What kind of figure stands in a cell: its limits, whether it may be added up, whether it is whole."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from followup.form.cells.base import CellType
from followup.form.cells.number import Number, Percent
from followup.form.cells.text import Choice
from followup.form.written.units_of_measure import COUNTED, COUNTS, MONEY, canonical_unit, is_share
from followup.locale import Percentage, Words, _
from followup.locale.numbers import as_typed, show_number, show_percent


class FigureKind(StrEnum):
    """A kind of figure. Which one a figure is, the plan says; else its unit of measurement does."""

    SHARE = "share"
    """From 0 to 100 %."""
    OPEN_SHARE = "open_share"
    """A share that may pass 100 %: beds taken, follow-up of a plan."""
    CHANGE = "change"
    """A change in per cent: below zero as often as above."""
    INDEX = "index"
    AVERAGE = "average"
    """Something per something: kr per point, cases per 1 000 inhabitants, a mean."""
    AMOUNT = "amount"
    """Money; a result may be below zero."""
    COUNT = "count"
    """What is counted one by one."""
    QUANTITY = "quantity"
    """What may be in parts and yet be added up: hours worked, tonnes, posts."""
    OTHER = "other"
    """Nobody has said: days may be days in all or days on average."""

    @property
    def adds_up(self) -> bool:
        """Whether figures of several units or parts may be summed."""
        return self in (FigureKind.AMOUNT, FigureKind.COUNT, FigureKind.QUANTITY, FigureKind.OTHER)


FIGURE_KIND = Choice(
    options=(
        ("share", _("share")),
        ("open_share", _("share without ceiling")),
        ("change", _("change")),
        ("index", _("index")),
        ("average", _("average")),
        ("amount", _("amount")),
        ("count", _("count")),
        ("quantity", _("quantity")),
    )
)
IN_PERCENT = frozenset({FigureKind.SHARE, FigureKind.OPEN_SHARE, FigureKind.CHANGE})
WHOLE_THINGS = COUNTED | {
    "barn", "kvinnor", "män", "individer", "nyfödda", "fall", "fallskador", "kontakter", "födslar", "förlossningar",
    "telefonsamtal", "anmälningar", "avvikelser", "vårdskador", "undersökningar", "behandlingar", "händelser",
}  # fmt: skip
"""Units in which there are no halves."""

TIMES = frozenset({"dagar", "dygn", "timmar", "min", "sekunder", "veckor", "månader", "år"})
"""Units that may be so many in all or so many on average."""

MEANS = ("per ", "/", "medel", "snitt", "genomsnitt", "median")
SCORES = frozenset({"index", "poäng", "betyg"})
MOST = Decimal(10)
"""The most that a share without ceiling is taken for: a bare 41 would be 4 100 %."""


def kind_of(unit: str, declared: str = "") -> FigureKind:
    """The kind of a figure in a unit, as the plan declares it where it does.

    A declared kind that cannot be in the unit does not count: the plan's check tells of it (``fits``).
    """
    if declared and fits(unit, declared):
        return FigureKind(declared)
    if is_share(unit):
        return FigureKind.SHARE
    if declared:
        return FigureKind.AVERAGE
    return _of_unit(canonical_unit(unit.casefold()))


def fits(unit: str, declared: str) -> bool:
    """Whether figures of a declared kind can be in a unit: a share is in per cent, and money never is."""
    kind = FigureKind(declared)
    return kind in IN_PERCENT if is_share(unit) else kind not in (FigureKind.SHARE, FigureKind.OPEN_SHARE)


def _of_unit(unit: str) -> FigureKind:
    if unit in MONEY:
        return FigureKind.AMOUNT
    if unit in SCORES:
        return FigureKind.INDEX
    if unit in ("‰", "procentenheter") or any(word in unit for word in MEANS):
        return FigureKind.CHANGE if unit == "procentenheter" else FigureKind.AVERAGE
    if unit in WHOLE_THINGS or unit in COUNTS - {""}:
        return FigureKind.COUNT
    return FigureKind.OTHER if unit in TIMES or not unit else FigureKind.QUANTITY


def kind_of_type(kind: CellType) -> FigureKind | None:
    """The kind of figure of a type of cell; None where no figures stand."""
    if isinstance(kind, Percent):
        return (
            FigureKind.CHANGE if kind.minimum != 0 else FigureKind.SHARE if kind.maximum == 1 else FigureKind.OPEN_SHARE
        )
    if not isinstance(kind, Number):
        return None
    unit = Words("sv")(kind.unit)
    return kind_of(unit) if unit or kind.decimals != 0 else FigureKind.COUNT


def cell_of(
    kind: FigureKind, unit: str, lowest: Decimal = Decimal(0), highest: Decimal = Decimal(0)
) -> Number | Percent:
    """The type of cell for a kind of figure in a unit.

    ``lowest`` and ``highest`` are the figures that the plan itself has, of targets and earlier rounds, as stored: a
    limit that those break is no limit.
    """
    if is_share(unit):
        if kind is FigureKind.SHARE:
            return Percent()
        most = max(MOST, abs(highest) * MOST, abs(lowest) * MOST)
        return Percent(minimum=-most if kind is FigureKind.CHANGE else Decimal(0), maximum=most)
    below = kind in (FigureKind.AMOUNT, FigureKind.INDEX, FigureKind.CHANGE) or lowest < 0
    whole = not unit and kind in (FigureKind.OTHER, FigureKind.COUNT)
    return Number(unit, decimals=0 if whole else None, minimum=None if below else Decimal(0))


def message_figure(figure: Decimal, kind: FigureKind) -> Decimal | Percentage:
    """A figure as it goes into a message."""
    return Percentage(figure) if kind in IN_PERCENT else figure


def in_words(figure: Decimal, kind: FigureKind) -> str:
    """A figure as it is shown where it was found, with the minus of the keyboard: scripts read it too."""
    return as_typed(show_percent(figure, decimals=None) if kind in IN_PERCENT else show_number(figure))
