"""Earlier rounds as this round's units see them: what a unit had that is gone now is its successors'.

One step between reading an earlier round and anything that is done with its figures. Each round kept the units of its
own plan with those that they replaced, so that what happened between two rounds is known although the plan of today
names only the last change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from followup.form.finding import Finding
from followup.form.form import LastAnswers
from followup.form.place import Place
from followup.form.rows import Branch, DetachedRow, Row
from followup.form.section import EarlierFigures, Grid, Section
from followup.form.terms.units import REGION, Predecessor, Unit, UnitTree
from followup.form.written.plain_text import folded
from followup.history.left_over import without_left_over
from followup.history.model import THE_REGION, Before, EarlierFigure, PastRound
from followup.locale import Message, Percentage, _, literal
from followup.locale.numbers import rounded
from followup.plan.model import Plan
from followup.plan.rounds.rounds import is_before, order_of, same_round
from followup.plan.unit_changes.unit_changes import ALL, REPLACES, Successor, former_units, keeps_a_part, successors_of
from followup.rulebook.planning.unit_changes import PREDECESSOR_UNKNOWN, SUCCESSOR_IS_OLDER, UNIT_GONE

Figures = Mapping[str, Decimal]
"""The figures of one row for one unit, by column."""

Origins = Mapping[str, tuple[Predecessor, ...]]
"""Of each unit of this round the units of an earlier one that its figures come from; None as share: nobody knows."""


def with_successors(
    plan: Plan, sections: Sequence[Section], past: Sequence[PastRound]
) -> tuple[list[PastRound], list[Finding]]:
    """The earlier rounds with figures and levels under the ids of the units that the plan has.

    What is the region's own stays as it was: a unit that is gone takes nothing with it. What cannot be brought to one
    unit, such as a share of a unit that was split, is left out, and ``notes`` say why. What the plan itself says that a
    unit had that is gone is as if its round had kept it, and goes before what that did keep.
    """
    kept, past = _in_order(past, plan), with_figures_of_the_plan(plan, sections, past)
    usable = _in_order(past, plan)
    trees = [_units_of(round_) for round_ in usable]
    rows, with_units = _Rows(plan, sections), dict[int, PastRound]()
    for number, round_ in enumerate(usable):
        names = _names((*trees[number:], plan.units))
        with_units[id(round_)] = _Redistribution(round_, _origins(trees[number:], plan.units), names, rows).past_round()
    findings: list[Finding] = []
    if kept:
        last, tree = kept[-1], _units_of(kept[-1])
        findings = [*_unknown(plan, trees), *_older(plan, last, tree), *_gone(plan, last, tree)]
    return [with_units.get(id(round_), round_) for round_ in past], findings


def with_figures_of_the_plan(plan: Plan, sections: Sequence[Section], past: Sequence[PastRound]) -> list[PastRound]:
    """The earlier rounds, with what the plan says of units that it has not any more; more rounds where it says so."""
    rounds, compared = list(past), plan.period.compared
    if not former_units(plan):
        return rounds
    kept, _left_over = without_left_over(plan.records, sections, plan.period, past)
    for name, figures in _figures_of_the_plan(replace(plan, records=kept), sections).items():
        at = next(
            (at for at, of in enumerate(rounds) if (same_round(of.round, name) if name else of.days == compared)), None
        )
        if at is None:
            rounds.append(_round_of_the_plan(plan, name or f"{compared[1]:%Y-%m}", figures))
            continue
        planned = {figure[:-1]: figure for figure in figures}
        differs = {
            (figure.section, figure.row, figure.column)
            for figure in rounds[at].figures
            if planned.get(figure[:-1], figure) != figure
        }
        stands = [
            figure
            for figure in rounds[at].figures
            if figure[:-1] not in planned
            and not (figure.unit == THE_REGION and (figure.section, figure.row, figure.column) in differs)
        ]
        rounds[at] = replace(rounds[at], figures=(*stands, *figures))
    return rounds


def _round_of_the_plan(plan: Plan, name: str, figures: Sequence[EarlierFigure]) -> PastRound:
    """A round that is known by the plan alone. Where one of several units that were merged has no figure, there is no sum."""
    merged = {other.unit for unit in plan.units.values() for other in unit.replaces}
    lacking = {(figure.section, figure.row, unit) for figure in figures for unit in merged}
    lacking -= {(figure.section, figure.row, figure.unit) for figure in figures}
    units = sorted(merged | {figure.unit for figure in figures})
    left = Before(name, units=tuple(Unit(unit, unit) for unit in units), lacking=frozenset(lacking))
    return PastRound(plan.file, plan.sender.short, name, tuple(figures), left, plan.period.compared)


def _figures_of_the_plan(plan: Plan, sections: Sequence[Section]) -> Mapping[str, list[EarlierFigure]]:
    """The figures of units that other units replace, by round: as those that the round itself would have kept.

    Those of the period compared with are of no round by name ("").
    """
    by_round: dict[str, list[EarlierFigure]] = {}
    former = former_units(plan)
    for section in sections:
        earlier = section.trait(EarlierFigures)
        if earlier is None:
            continue
        bases = {there: here for here, there in earlier.figures}
        for row in plan.rows(earlier.sheet.key):
            unit, name = row.text(earlier.unit), row.text(earlier.round) if earlier.round else ""
            is_dated = bool(name) if earlier.round else None not in plan.period.compared
            key = ".".join(filter(None, (row.text(earlier.row), row.text(earlier.month) if earlier.month else "")))
            for column in row.values if folded(unit) in former and is_dated else ():
                base, _dot, part = column.partition(".")
                value = row.number(column)
                if base in bases and value is not None:
                    column_here = ".".join(filter(None, (bases[base], part)))
                    by_round.setdefault(name, []).append(EarlierFigure(section.key, key, unit, column_here, value))
    return by_round


def origins_of(plan: Plan, past: Sequence[PastRound], at: PastRound) -> Origins:
    """Of each unit of the plan the units of the round ``at`` that it has taken over from; itself, where it was there."""
    usable = _in_order(past, plan)
    return _origins([_units_of(round_) for round_ in usable[usable.index(at) :]], plan.units)


def answers_of_predecessors(
    plan: Plan, past: Sequence[PastRound], answers: Mapping[str, LastAnswers]
) -> Mapping[str, LastAnswers]:
    """What was written last round, for each unit of the plan: its own words, or those of the units it replaces.

    Where several wrote in one cell that is one now, it is said who wrote what.
    """
    rounds = {last.round for last in answers.values()}
    at = next(
        (round_ for round_ in _in_order(past, plan) if any(same_round(round_.round, name) for name in rounds)), None
    )
    if at is None:
        return answers
    names = _names([_units_of(at)])
    carried: dict[str, LastAnswers] = {}
    for unit, parts in origins_of(plan, past, at).items():
        written: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
        for part in parts:
            for key, text in answers[part.unit].texts.items() if part.unit in answers else ():
                written.setdefault(key, []).append((names.get(part.unit, part.unit), text))
        texts = {
            key: of[0][1] if len(of) == 1 else "\n".join(f"{name}: {text}" for name, text in of)
            for key, of in written.items()
        }
        if texts:
            carried[unit] = LastAnswers(at.round, texts)
    return carried


def _in_order(past: Sequence[PastRound], plan: Plan) -> list[PastRound]:
    """The rounds of this region before this one, in the order of time."""
    usable = (past_ for past_ in past if past_.region == plan.sender.short and is_before(past_.round, plan.round))
    return sorted(usable, key=lambda past_: order_of(past_.round) or (0, 0))


def _units_of(past: PastRound) -> UnitTree:
    """The units of a round's plan; those that it has figures of, where it was kept without them."""
    if past.left.units:
        return UnitTree(past.left.units)
    return UnitTree(Unit(id_, id_) for id_ in dict.fromkeys(figure.unit for figure in past.figures) if id_)


def _names(trees: Sequence[UnitTree]) -> Mapping[str, str]:
    """What each unit is called, as the latest of the rounds has it."""
    return {unit.id: unit.name for tree in trees for unit in tree.values()}


def _origins(trees: Sequence[UnitTree], units: UnitTree) -> Origins:
    """From the units of the first tree, through those of the rounds after it, to those of the plan."""
    first = trees[0]
    origins: dict[str, tuple[Predecessor, ...]] = {id_: (Predecessor(id_, ALL),) for id_ in first}
    for before, after in zip(trees, (*trees[1:], units), strict=True):
        origins = _one_step(origins, _changes(first, before, after))
    return {id_: origins[id_] for id_ in units if id_ in origins}


def _changes(first: UnitTree, before: UnitTree, after: UnitTree) -> Mapping[str, Sequence[Successor]]:
    """The units that were replaced between two rounds, with their successors, seen from the ``first`` round.

    What the plan of a round says stands in the plans after it too. Of a unit that is gone that does no harm; one that
    goes on would be divided in each of them, so what the round before said already is left out.
    """
    earlier = successors_of(before)
    by_id = {id_: [(unit.id, share) for unit, share in successors] for id_, successors in earlier.items()}
    changes = {}
    for id_, successors in _resolved(first, before, after).items():
        goes_on = keeps_a_part(id_, successors)
        if goes_on and by_id.get(id_) == [(unit.id, share) for unit, share in successors]:
            continue
        # A unit that came by the change itself, and was there at the round already: the change is older than the round,
        # although its plan did not say so.
        if goes_on and any(_is_older(unit, first) for unit, _share in successors):
            continue
        changes[id_] = successors
    return changes


def _is_older(unit: Unit, tree: UnitTree) -> bool:
    """Whether a unit that replaces others was there already, and does not say that it keeps what it had itself."""
    return unit.id in tree and all(other.unit != unit.id for other in unit.replaces)


def _resolved(first: UnitTree, before: UnitTree, after: UnitTree) -> Mapping[str, Sequence[Successor]]:
    """The units that are replaced by the ids that earlier rounds had of them: the plan may name one, or write it otherwise."""
    earlier = [unit for tree in (first, before) for unit in tree.values()]
    ids = {folded(unit.name): unit.id for unit in earlier if unit.id not in after}
    ids |= {folded(unit.id): unit.id for unit in earlier}
    resolved: dict[str, list[Successor]] = {}
    for id_, successors in successors_of(after).items():
        resolved.setdefault(ids.get(folded(id_), id_), []).extend(successors)
    return resolved


def _one_step(
    origins: Mapping[str, tuple[Predecessor, ...]], changes: Mapping[str, Sequence[Successor]]
) -> dict[str, tuple[Predecessor, ...]]:
    moved: dict[str, list[Predecessor]] = {}
    for unit, parts in origins.items():
        for successor, share in _shares(unit, changes):
            moved.setdefault(successor, []).extend(
                Predecessor(part.unit, None if share is None or part.share is None else part.share * share)
                for part in parts
            )
    return {unit: tuple(_put_together(parts)) for unit, parts in moved.items()}


def _shares(unit: str, changes: Mapping[str, Sequence[Successor]]) -> Iterator[tuple[str, Decimal | None]]:
    """Where a unit went: to itself where nobody replaces it, to nobody where the region itself does."""
    successors = changes.get(unit)
    if successors is None:
        yield unit, ALL
        return
    shares = [share for _unit, share in successors if share is not None]
    whole = sum(shares, Decimal(0)) or ALL  # three times 33,3 % are thirds
    for successor, share in successors:
        if successor.kind == REGION:
            continue
        if share is not None:
            yield successor.id, share / whole if len(shares) == len(successors) else None
        else:
            yield successor.id, ALL if len(successors) == 1 else None


def _put_together(parts: Sequence[Predecessor]) -> Iterator[Predecessor]:
    """Two shares of one unit are one share of it."""
    by_unit: dict[str, list[Decimal | None]] = {}
    for part in parts:
        by_unit.setdefault(part.unit, []).append(part.share)
    for unit, shares in by_unit.items():
        numbers = [share for share in shares if share is not None]
        yield Predecessor(unit, sum(numbers, Decimal(0)) if len(numbers) == len(shares) else None)


class _Rows:
    """The rows and columns that this round has of the sections whose figures are kept; looked up when asked for."""

    def __init__(self, plan: Plan, sections: Sequence[Section]) -> None:
        self.plan = plan
        self.sections = {section.key: section for section in sections if section.has(EarlierFigures)}
        self._rows: dict[str, dict[str, list[tuple[str, Row]]]] = {}

    def row(self, section: str, key: str) -> Row | None:
        """The row of the first unit that answers it; None where nobody does now."""
        return next((row for _unit, row in self.of_units(section).get(key, ())), None)

    def asked(self, section: str, key: str) -> Collection[str]:
        """The units that answer a row now."""
        return {unit for unit, _row in self.of_units(section).get(key, ())}

    def summed(self, section: str, key: str) -> Collection[str]:
        """The rows that a row is the sum of, at any depth; none of one that is filled in."""
        rows = self.of_units(section)
        below = {other for _unit, row in rows.get(key, ()) for other in row.sums}
        return below.union(*(self.summed(section, other) for other in below))

    def of_units(self, section: str) -> Mapping[str, Sequence[tuple[str, Row]]]:
        """The rows of a section by their keys, each with its unit."""
        if section not in self._rows:
            rows: dict[str, list[tuple[str, Row]]] = {}
            shape = self.sections[section].shape if section in self.sections else None
            if isinstance(shape, Grid):
                for unit in self.plan.units.answering:
                    for row in shape.rows(self.plan, unit):
                        rows.setdefault(row.key, []).append((unit.id, row))
            self._rows[section] = rows
        return self._rows[section]


@dataclass(frozen=True)
class _Part:
    """What one unit of an earlier round gives a unit of this one of a row: all its figures, or a ``share``."""

    unit: str
    share: Decimal | None
    figures: Figures


_ByRow = Mapping[tuple[str, str], Mapping[str, Figures]]
"""The figures of a round by section and row, and by unit."""


class _Redistribution:
    """One earlier round on its way to the units of this one."""

    def __init__(self, past: PastRound, origins: Origins, names: Mapping[str, str], rows: _Rows) -> None:
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
        figures, note = self._computed(_Adding(self.rows, section, key), parts)
        self.notes[section, key, unit] = note
        return figures

    def _computed(self, adding: _Adding, parts: Sequence[_Part]) -> tuple[Figures, Message]:
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
        alone = {parts[0].unit: unit for unit, parts in self.origins.items() if _is_one(parts)}
        for (unit, goal), level in left.goals.items():
            if unit == THE_REGION or unit in alone:
                goals[alone.get(unit, unit), goal] = level
        return replace(left, goals=goals)


def _is_one(parts: Sequence[Predecessor]) -> bool:
    return len(parts) == 1 and parts[0].share == ALL


def _short(value: Decimal) -> Decimal:
    """A product without the zeros that it got from its factors: 12, not 12.0."""
    return value.quantize(ALL) if value == value.to_integral_value() else value.normalize()


class _Adding:
    """How the figures of a row are put together: as the section's own sums are, for that is where it is known."""

    def __init__(self, rows: _Rows, section: str, key: str) -> None:
        self.row = rows.row(section, key)
        declared = rows.sections.get(section)
        self.aggregate = declared.aggregate if declared else None
        self.columns = declared.expanded(rows.plan) if declared else ()

    def put_together(self, figures: Sequence[Figures]) -> Figures:
        """Summed, or weighed by what they are made of; those alone to which each unit has given its part."""
        if self.row is None or self.aggregate is None:
            return {}
        row = self.row
        summed = self.aggregate(
            [Branch(DetachedRow(row, {**row.cells, **of_unit})) for of_unit in figures], self.columns
        )
        if summed is None:
            return {}
        keys = dict.fromkeys(key for of_unit in figures for key in of_unit)
        numbers = {key: summed.number(key) for key in keys if key not in summed.coverages}
        return {key: number for key, number in numbers.items() if number is not None}

    def may_be_divided(self, figures: Figures) -> bool:
        """Whether they are figures that add up: two like them together are twice as much, by the section's own rule."""
        if self.row is None or not figures:
            return not figures
        kinds = {column.key: self.row.kind_in(column) for column in self.columns if column.key in figures}
        if not all(kind is not None and kind.adds_up for kind in kinds.values()):
            return False
        twice = self.put_together([figures, figures])
        return all(twice.get(key) == 2 * value for key, value in figures.items())


def _unknown(plan: Plan, trees: Sequence[UnitTree]) -> Iterator[Finding]:
    """Units that the plan says are replaced, and that no earlier round knows."""
    names = {folded(text) for tree in (*trees, plan.units) for unit in tree.values() for text in (unit.id, unit.name)}
    names |= {folded(other.unit) for tree in trees for unit in tree.values() for other in unit.replaces}
    last, replaced = trees[-1], {folded(id_) for id_ in successors_of(plan.units)}
    free = tuple(id_ for id_ in last if id_ not in plan.units and folded(id_) not in replaced)
    for row in plan.rows("units"):
        unit = plan.units.get(row.text("id"))
        for other in unit.replaces if unit is not None else ():
            if folded(other.unit) not in names:
                yield Finding.of(row.place(REPLACES), PREDECESSOR_UNKNOWN.problem(units=free or ("–",)), other.unit)


def _older(plan: Plan, last: PastRound, tree: UnitTree) -> Iterator[Finding]:
    """Units that take over a part of one that goes on, were there in the last round, and do not say what they keep."""
    before = successors_of(tree)
    rows = {row.text("id"): row for row in plan.rows("units")}
    for id_, successors in successors_of(plan.units).items():
        earlier = [(unit.id, share) for unit, share in before.get(id_, ())]
        if not keeps_a_part(id_, successors) or earlier == [(unit.id, share) for unit, share in successors]:
            continue
        for unit, _share in successors:
            if _is_older(unit, tree):
                written = rows[unit.id][REPLACES]
                text = ", ".join(written) if isinstance(written, tuple) else ""
                problem = SUCCESSOR_IS_OLDER.problem(
                    round=literal(last.round), unit=literal(id_), own=literal(f"{unit.id}, {text}")
                )
                yield Finding.of(rows[unit.id].place(REPLACES), problem, text)


def _gone(plan: Plan, last: PastRound, tree: UnitTree) -> Iterator[Finding]:
    """Units of the last round that the plan has not and that nobody replaces."""
    by_name = {folded(unit.name): unit.id for unit in tree.values() if unit.id not in plan.units}
    replaced = {by_name.get(folded(id_), id_) for id_ in successors_of(plan.units)}
    replaced = {folded(id_) for id_ in replaced}
    sheets = [row.origin for row in plan.rows("units")]
    place = Place(*sheets[0]) if sheets else Place(plan.file)
    for unit in tree.values():
        if unit.kind != REGION and unit.id not in plan.units and folded(unit.id) not in replaced:
            problem = UNIT_GONE.problem(round=literal(last.round), unit=literal(unit.id))
            yield Finding.of(place, problem, unit.name)
