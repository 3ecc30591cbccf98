"""One earlier round on its way to the units of this one: whose figures become whose, and what is said of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.terms.units import Predecessor
from followup.frozen import frozen
from followup.history.model import THE_REGION, Before, EarlierFigure, PastRound
from followup.history.successors.origins import Origins, is_one
from followup.history.successors.row_sums import Figures, RowSum, SectionRows
from followup.locale import Message, Percentage, _, literal
from followup.locale.numbers import rounded
from followup.plan.unit_changes.unit_changes import ALL


@frozen
class _Part:
    """What one unit of an earlier round gives a unit of this one of a row: all its figures, or a ``share``."""

    unit: str
    share: Decimal | None
    figures: Figures


_ByRow = Mapping[tuple[str, str], Mapping[str, Figures]]
"""The figures of a round by section and row, and by unit."""


class Redistribution:
    """One earlier round on its way to the units of this one."""

    def __init__(self, past: PastRound, origins: Origins, names: Mapping[str, str], rows: SectionRows) -> None:
        self.past, self.origins, self.names, self.rows = past, origins, names, rows
        self.notes: dict[tuple[str, str, str], Message] = {}

    def past_round(self) -> PastRound:
        """The round with its figures under other ids; the same one where no unit has changed."""
        by_row: dict[tuple[str, str], dict[str, dict[str, Decimal]]] = {}
        for figure in self.past.figures:
            by_unit = by_row.setdefault((figure.section, figure.row), {})
            by_unit.setdefault(figure.unit, {})[figure.column] = figure.value
        for section, key in self._asked_of_others(by_row):
            self.notes[section, key, THE_REGION] = _("other units were asked then")
        has_changed = any(parts != (Predecessor(unit, ALL),) for unit, parts in self.origins.items())
        if not has_changed and all(figure.unit in (*self.origins, THE_REGION) for figure in self.past.figures):
            return replace(self.past, notes=self.notes) if self.notes else self.past
        figures = tuple(self._figures(by_row))
        return replace(self.past, figures=figures, left=self._left(), notes=self.notes)

    def _asked_of_others(self, by_row: _ByRow) -> Collection[tuple[str, str]]:
        """The rows whose figure of the region is of other units than answer them now, although these are the same units.

        That the plan asks others changes a sum as much as what they answer does. A unit that is gone, or new, does not
        count: its patients are the region's all the same.
        """
        changed: set[tuple[str, str]] = set()
        for (section, key), units in by_row.items():
            if THE_REGION not in units or len(units) == 1:
                continue
            then = {unit for unit in self.origins if self._parts_of(section, key, unit, units)}
            now = {unit for unit in self.rows.asked(section, key) if unit in self.origins}
            if then != now:
                changed.add((section, key))
        lost = {section for section, key in changed if not self.rows.asked(section, key)}
        for section, key in by_row:
            below = self.rows.summed(section, key)
            # Of a row that nobody answers any more nobody knows which sums it was in.
            if below and (section in lost or any((section, other) in changed for other in below)):
                changed.add((section, key))
        return changed

    def _figures(self, by_row: _ByRow) -> Iterator[EarlierFigure]:
        used = {part.unit for parts in self.origins.values() for part in parts} | {THE_REGION}
        for (section, key), units in by_row.items():
            whole = units.get(THE_REGION, {})
            yield from (EarlierFigure(section, key, THE_REGION, column, value) for column, value in whole.items())
            left_out = [unit for unit in units if unit not in used]
            if left_out and not whole:
                # Kept by a version that did not keep the region's own: what is left of it is no sum of the region.
                names = tuple(literal(self.names.get(unit, unit)) for unit in left_out)
                self.notes[section, key, THE_REGION] = _("{units} had a figure, and no unit has it now", units=names)
            for unit in self.origins:
                figures = self._of_unit(section, key, unit, units)
                yield from (EarlierFigure(section, key, unit, column, value) for column, value in figures.items())

    def _parts_of(self, section: str, key: str, unit: str, units: Mapping[str, Figures]) -> list[_Part]:
        """What the units that a unit comes from gave of a row, each that had the row."""
        return [
            _Part(part.unit, part.share, units.get(part.unit, {}))
            for part in self.origins[unit]
            if part.unit in units or (section, key, part.unit) in self.past.left.lacking
        ]

    def _of_unit(self, section: str, key: str, unit: str, units: Mapping[str, Figures]) -> Figures:
        """The figures of one row for a unit of this round: of those that it comes from and that had the row."""
        parts = self._parts_of(section, key, unit, units)
        if not any(part.figures for part in parts):
            return {}
        if len(parts) == 1 and parts[0].share == ALL:
            return parts[0].figures
        figures, note = self._computed(RowSum(self.rows, section, key), parts)
        self.notes[section, key, unit] = note
        return figures

    def _computed(self, adding: RowSum, parts: Sequence[_Part]) -> tuple[Figures, Message]:
        """The figures of several units, or of shares of them, with what they come from; none where they cannot be, and why."""
        shared: list[Figures] = []
        for part in parts:
            if part.share is None:
                return {}, _("{unit} was split, and the plan says no shares of it", unit=self._name(part))
            if part.share != ALL and not adding.may_be_divided(part.figures):
                return {}, _("the figure of {unit} cannot be divided", unit=self._name(part))
            shared.append({column: _short(value * part.share) for column, value in part.figures.items()})
        sources = tuple(self._in_words(part) for part in parts)
        figures = shared[0] if len(shared) == 1 else adding.put_together(shared)
        if figures:
            return figures, _("computed from {units}", units=sources)
        lacking = tuple(self._name(part) for part in parts if not part.figures)
        if lacking:
            return {}, _("there was no figure of {units}", units=lacking)
        return {}, _("the figures of {units} cannot be put together", units=sources)

    def _name(self, part: _Part) -> Message:
        return literal(self.names.get(part.unit, part.unit))

    def _in_words(self, part: _Part) -> Message:
        if part.share is None or part.share == ALL:
            return self._name(part)
        return _("{share} of {unit}", share=Percentage(rounded(part.share, 3)), unit=self._name(part))

    def _left(self) -> Before:
        """Levels of goals, of units that are one unit of before and no other; what was lacking was of its own units."""
        left, goals = self.past.left, dict[tuple[str, str], tuple[str, str]]()
        alone = {parts[0].unit: unit for unit, parts in self.origins.items() if is_one(parts)}
        for (unit, goal), level in left.goals.items():
            if unit == THE_REGION or unit in alone:
                goals[alone.get(unit, unit), goal] = level
        return replace(left, goals=goals)


def _short(value: Decimal) -> Decimal:
    """A product without the zeros that it got from its factors: 12, not 12.0."""
    return value.quantize(ALL) if value == value.to_integral_value() else value.normalize()
