"""An attack on published facts: what a reader can work out of the masked figures from all that is shown beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

Fact = dict[str, str]
COUNTS = ("leaf", "subtotal", "total", "earlier")


class Figure(NamedTuple):
    """Where a figure stands among the facts."""

    round: str
    unit: str
    section: str
    row: str
    column: str
    part: str


@dataclass(frozen=True)
class Relation:
    """Figures that add up to 0, each times its factor."""

    terms: tuple[tuple[Figure, Fraction], ...]


INFINITE = Fraction(10**12)


def figures_in(facts: Iterable[Fact]) -> dict[Figure, Fact]:
    """The lines of figures, by where they stand."""
    return {_figure(fact): fact for fact in facts if not fact["scale"] and fact["kind"] in COUNTS}


def _figure(fact: Fact) -> Figure:
    return Figure(*(fact[name] for name in Figure._fields))


def worked_out(
    facts: Sequence[Fact], public: Sequence[Fact], sums: Mapping[str, Sequence[str]], limit: int
) -> dict[Figure, tuple[Fraction, Fraction]]:
    """The masked figures of which one value alone fits with all that is published, with that value.

    ``sums`` are rows and the rows that they are the sum of. The reader knows how the figures hang together, which is
    taken from the working ``facts``: which parts make a total, which units the region, what a share is made of.
    """
    shown, real = figures_in(public), figures_in(facts)
    between = {
        figure: _range(fact, limit) for figure, fact in shown.items() if fact["value"] or fact["masked"] == "yes"
    }
    relations = list(_relations(real, shown, sums))
    _tighten(between, relations)
    hidden = (figure for figure, fact in shown.items() if fact["masked"] == "yes" and _is_count(real[figure]))
    return {figure: between[figure] for figure in hidden if between[figure][1] - between[figure][0] < 1}


def _is_count(fact: Fact) -> bool:
    """Whether a line tells a number of people: a share of 0 that follows from no one tells nobody's."""
    return bool(fact["value"]) and fact["unit_of_measure"] != "%"


def _range(fact: Fact, limit: int) -> tuple[Fraction, Fraction]:
    if fact["value"]:
        return Fraction(fact["value"]), Fraction(fact["value"])
    if fact["missing_reason"].startswith("<"):
        return Fraction(1), Fraction(limit - 1)
    return Fraction(0), INFINITE


def _relations(
    real: Mapping[Figure, Fact], shown: Mapping[Figure, Fact], sums: Mapping[str, Sequence[str]]
) -> Iterator[Relation]:
    """What holds among the real figures; those of which a figure is not published at all are left out."""
    for total, parts in _additions(real, sums):
        if parts and all(figure in shown for figure in (total, *parts)) and _adds_up(real, total, parts):
            yield Relation(((total, Fraction(-1)), *((part, Fraction(1)) for part in parts)))
    for terms in _units_and_units_under_them({figure: fact for figure, fact in real.items() if figure in shown}):
        if not sum(_value(real[at]) * sign for at, sign in terms):
            yield Relation(tuple(terms))
    for share, above, below, less in _ratios(real):
        if all(figure in shown for figure in (share, above, below)) and shown[share]["value"]:
            value = _value(shown[share]) + less
            yield Relation(((above, Fraction(-1)), (below, value)))


def _additions(real: Mapping[Figure, Fact], sums: Mapping[str, Sequence[str]]) -> Iterator[tuple[Figure, list[Figure]]]:
    for figure in real:
        parts = [other for other in real if other.part and other._replace(part="") == figure]
        yield figure, parts if not figure.part else []
        below = [figure._replace(row=row) for row in sums.get(figure.row, ())]
        yield figure, [figure for figure in below if figure in real]
        if figure.column == "total":
            yield figure, [figure._replace(column="now"), figure._replace(column="supplement")]
        if figure.unit:
            under = [other for other in real if real[other]["unit_parent"] == figure.unit]
            yield figure, [other for other in under if other._replace(unit=figure.unit) == figure]
        if not figure.unit:
            units = [other for other in real if other.unit and other._replace(unit="") == figure]
            yield figure, [figure for figure in units if real[figure]["kind"] == "leaf"]


def _units_and_units_under_them(real: Mapping[Figure, Fact]) -> Iterator[list[tuple[Figure, Fraction]]]:
    """What a unit gave less what its own units gave, and the region's figure less what the topmost or the lowest did.

    Of a total that is not written the parts stand in its place.
    """
    result: dict[Figure, dict[str, list[Figure]]] = {}
    for figure, fact in real.items():
        if fact["kind"] != "earlier" and fact["value"]:
            result.setdefault(figure._replace(unit="", part=""), {}).setdefault(figure.unit, []).append(figure)
    parent = {fact["unit"]: fact["unit_parent"] for fact in real.values()}
    for of_units in result.values():
        wholes = {
            unit: [figure for figure in figures if not figure.part] or figures for unit, figures in of_units.items()
        }
        units = [unit for unit in wholes if unit]
        for unit in units:
            yield _less(wholes[unit], [wholes[figure] for figure in units if parent[figure] == unit])
        for some in (
            [figure for figure in units if parent[figure] not in units],
            [figure for figure in units if figure not in {parent[other] for other in units}],
        ):
            yield _less(wholes.get("", []), [wholes[figure] for figure in some])


def _less(whole: Sequence[Figure], parts: Sequence[Sequence[Figure]]) -> list[tuple[Figure, Fraction]]:
    if not whole or not parts:
        return []
    return [(figure, Fraction(-1)) for figure in whole] + [(figure, Fraction(1)) for part in parts for figure in part]


RATIOS = {
    "outcome": ("numerator", "denominator", 0),
    "remote_share": ("remote", "now", 0),
    "change": ("now", "before", 1),
    "remote_change": ("remote", "remote_before", 1),
}


def _ratios(real: Mapping[Figure, Fact]) -> Iterator[tuple[Figure, Figure, Figure, int]]:
    """A share that is shown, and what it is the ratio of."""
    for figure in real:
        if figure.column in RATIOS:
            above, below, less = RATIOS[figure.column]
            pair = figure._replace(column=above), figure._replace(column=below)
            if all(other in real and real[other]["value"] for other in (figure, *pair)):
                yield figure, *pair, less


def _adds_up(real: Mapping[Figure, Fact], total: Figure, parts: Sequence[Figure]) -> bool:
    if not all(figure in real and real[figure]["value"] for figure in (total, *parts)):
        return False
    return _value(real[total]) == sum(_value(real[part]) for part in parts)


def _value(fact: Fact) -> Fraction:
    return Fraction(fact["value"])


def _tighten(between: dict[Figure, tuple[Fraction, Fraction]], relations: Sequence[Relation]) -> None:
    """Narrow each figure by every relation that it stands in, until nothing changes."""
    for _turn in range(60):
        before = dict(between)
        for relation in relations:
            for figure, factor in relation.terms:
                others = [(other, times) for other, times in relation.terms if other != figure]
                ends = [sorted((between[other][0] * times, between[other][1] * times)) for other, times in others]
                low, high = -sum(end[1] for end in ends), -sum(end[0] for end in ends)
                low, high = sorted((low / factor, high / factor)) if factor else between[figure]
                between[figure] = max(between[figure][0], low), min(between[figure][1], high)
        if between == before:
            return
