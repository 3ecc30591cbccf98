"""What the plan holds of measures: every measure with its target, earlier outcomes, and a unit's rows of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import compress
from types import MappingProxyType

from followup.form.cells.base import CellType
from followup.form.cells.kinds import FigureKind, cell_of
from followup.form.cells.number import AnyFigure, Number, Percent
from followup.form.cells.text import YES_NO, Choice, Name, Names, Text, choice
from followup.form.columns import Column, ColumnMeaning, ColumnPerPart
from followup.form.frame import Frame
from followup.form.rows import NOTHING, FilledRow, PlanRecord, Row, one_of
from followup.form.section import NOTE, OF_PLAN, Listing, Section
from followup.form.terms.units import REGION, ByUnit, Unit
from followup.form.values import Value
from followup.form.written.plain_text import folded
from followup.form.written.units_of_measure import is_share
from followup.locale import Message, _, literal
from followup.locale.nearest import nearest
from followup.locale.nearest import one_of as one_of_names
from followup.locale.numbers import show_number, show_percent
from followup.plan.model import Plan
from followup.plan.rounds.rounds import order_of, same_round
from followup.plan.sheets import ID, ROUND_NAME, VALIDITY
from followup.rulebook.planning.plan_measures import (
    CODE_MISSING,
    NOBODY_ANSWERS,
    SPLIT_NEARLY_KNOWN,
    TARGET_MISSING,
    UNKNOWN_SPLIT,
)
from followup.rulebook.problem import Remark
from followup.sections.figure_kinds import FAR, KIND
from followup.sections.lists.measures_list import MEASURES_IMPORT
from followup.sections.measures.measures_kinds import figures_in_plan, kind_of_measure
from followup.sections.measures.measures_taken import gives, taken_from
from followup.targets.cell import BaselineCell, OutcomeCell, TargetCell
from followup.targets.done_outcome import DoneCell, is_answered_by_done

DIRECTION = Choice(options=(("higher", _("higher")), ("lower", _("lower"))))
ADDS_UP = Choice(
    options=(
        ("sum", _("sum")),
        ("weighted", _("weighted")),
        ("once", _("given for the region")),
        ("none", _("no")),
    )
)
FIGURE = AnyFigure()

MEASURES_SHEET = Section(
    "measures_planned",
    _("Measures"),
    Listing(("id",), blank=15),
    (
        Column("id", _("Id"), ID, width=24, required=True),
        Column("number", _("No"), Name(), width=6),
        Column("factor", _("Success factor"), Name(), width=24, required=True, refers="goals"),
        Column("measure", _("Measure"), Text(), width=60, required=True, meaning=ColumnMeaning.WORDING, names_row=True),
        Column("unit", _("Unit of measurement"), Name(), width=12),
        KIND,
        Column("direction", _("Direction"), DIRECTION, width=11),
        Column("target", _("Target"), TargetCell(), width=26, meaning=ColumnMeaning.TARGET),
        Column("baseline", _("Baseline"), BaselineCell(), width=16),
        Column("part_of", _("Part of"), Name(), width=20, refers="measures_planned", meaning=ColumnMeaning.PART_OF),
        Column("split", _("Split"), Name(_("Write yes, no, or the name of a split.")), width=10),
        Column("people", _("Counts people"), YES_NO, width=12),
        Column("due", _("Followed up"), Names(), width=18),
        Column("answers", _("Answered by"), Names(), width=26, required=True, refers="units"),
        Column("adds_up", _("Adds up"), ADDS_UP, width=20),
        Column("region_target", _("The region's target"), TargetCell(), width=20),
        Column("partly_from", _("Partly met from"), Percent(), width=12),
        Column("dead_band", _("Unchanged within"), Percent(), width=12),
        FAR,
        Column("new_method", _("New method from"), ROUND_NAME, width=14, meaning=ColumnMeaning.METHOD),
        *VALIDITY,
        Column("taken_from", _("Taken from"), Name(), width=26),
        Column("source", _("Source"), Text(), width=30),
        Column("footnote", _("Footnote"), Name(), width=16, refers="texts"),
    ),
    intro=_(
        "Every measure with its target as it was decided. Direction is needed where the target does not say which way is good."
    ),
    traits=(MEASURES_IMPORT,),
)
EARLIER_SHEET = Section(
    "outcomes_before",
    _("Earlier outcomes"),
    Listing(("measure", "unit", "round"), blank=15),
    (
        Column("measure", _("Measure"), Name(), width=26, required=True, refers="measures_planned"),
        Column("unit", _("Unit"), Name(), width=18, required=True, refers="units", former_too=True),
        Column("round", _("Occasion"), Name(), width=14, required=True),
        ColumnPerPart(Column("figure", _("{Part}"), FIGURE, width=12), total=_("Total"), every=True),
    ),
    intro=_("Outcomes of earlier rounds. Percentages with the percent sign."),
)


def measure_rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """A unit's rows: the measures that it answers, in the plan's order."""
    return (_of_unit(row, plan, unit) for row in plan.once(_every_measure).of(unit))


def _every_measure(plan: Plan) -> ByUnit[Row]:
    """The row of each measure, as it is before anybody answers it."""
    kinds = _Kinds(plan)
    return ByUnit((record["answers"], _row(record, plan, kinds)) for record in plan.rows("measures_planned"))


def _every_measure_asked(plan: Plan) -> Mapping[str, Row]:
    """Those that are taken from a table, as they are asked of a unit that has no such table."""
    kinds = _Kinds(plan)
    taken = (record for record in plan.rows("measures_planned") if record["taken_from"] is not None)
    return {record.text("id"): _row(record, plan, kinds, is_asked=True) for record in taken}


def _of_unit(row: Row, plan: Plan, unit: Unit) -> Row:
    """The row of a measure with the earlier outcomes of one unit."""
    if row.taken and not gives(plan, unit, row.taken.values()):
        row = plan.once(_every_measure_asked)[row.key]
    every = _earlier_rows(plan, row.key, unit.id)
    earlier = tuple((before.text("round"), _figures_by_part(before)) for before in every)
    are_shown = [_is_shown(before, plan) for before in every]
    rows = list(compress(every, are_shown))
    in_words = _earlier_in_words(tuple(compress(earlier, are_shown)), _notes_in(rows), row, plan)
    cells = {**row.cells, "earlier": in_words} if in_words else row.cells
    assert isinstance(row.plan_record, PlanRecord)
    about = row.plan_record.with_besides(_besides(unit.id, row.plan_record["is_due"], row.plan_record["has_parts"]))
    recorded = one_of(frozenset({"earlier"} if any(map(_is_recorded, rows)) else ()))
    every_note = earlier_notes_in(plan, row.key, unit.id)
    return replace(row, cells=cells, plan_record=about, earlier=earlier, recorded=recorded, earlier_notes=every_note)


@lru_cache(4_096)
def _besides(unit: str, is_due: Value, has_parts: Value) -> Mapping[str, Value]:
    """What stands beside the plan's own record of a measure: one for all measures of a unit that are alike in it."""
    return MappingProxyType({"answering": unit, "is_due": is_due, "has_parts": has_parts})


def _is_recorded(row: FilledRow) -> bool:
    """Whether the record of a round says some figure of it, or why there is none, and not the plan."""
    figures = (key for key in _figure_columns(row) if row[key] is not None)
    return NOTE in row.row.plan_record or any(not row.has_cell(key) for key in figures)


def answered_by(plan: Plan, unit: Unit) -> Sequence[FilledRow]:
    """The plan's records of the measures that a unit answers this round."""
    return plan.once(_every_record).of(unit)


def _every_record(plan: Plan) -> ByUnit[FilledRow]:
    return ByUnit((record["answers"], record) for record in plan.rows("measures_planned"))


WEIGHTS: tuple[str, str] = ("numerator", "denominator")


def ratio_times(unit: str) -> Decimal:
    """What a ratio is multiplied by to be in a unit: 100 000 for "per 100 000", 1 for a share or a mean."""
    match = PER_SO_MANY.match(unit)
    return Decimal("".join(match[1].split())) if match else Decimal(1)


PER_SO_MANY = re.compile(r"per\s+([0-9]{1,3}(?:\s[0-9]{3})+|[0-9]+)", re.IGNORECASE)


def _closed(record: FilledRow, plan: Plan, kinds: _Kinds, is_asked: bool) -> frozenset[str]:
    """Columns that a measure does not ask for: parts when it is not split, weights when it is not weighted."""
    bases = ("outcome", *WEIGHTS) if kinds.weighted else ("outcome",)
    every = [*(part.key for part in plan.breakdown), "total"]
    parts_asked_for = {*(part.key for part in plan.breakdown.parts_named(record.text("split")) or ()), "total"}
    if has_parts(record, plan):
        parts_asked_for = set()
    if record["taken_from"] is not None and not is_asked:
        parts_asked_for = set()
    closed = [f"{base}.{part}" for base in bases for part in every if part not in parts_asked_for]
    if record["adds_up"] != "weighted":
        closed += [f"{base}.{part}" for base in bases[1:] for part in every]
    return one_of(frozenset(closed))


def name_of_level(plan: Plan) -> str:
    """What the plan calls that which its measures stand under; empty where they stand under goals of several levels."""
    goals = (plan.goals.get(record.text("factor")) for record in plan.rows("measures_planned"))
    levels = {goal.level for goal in goals if goal is not None}
    level = levels.pop() if len(levels) == 1 else ""
    if level.casefold() == plan.words(_("Target")).casefold():
        return plan.words(
            _("Belongs to {level}", level=literal(level.lower()))
        )  # else two columns would have one title
    return level


def has_parts(record: FilledRow, plan: Plan) -> bool:
    """Whether a measure is made of parts with a target each: those are answered and judged, not the measure itself."""
    return bool(plan.rows_by("measures_planned", "part_of", record.text("id")))


def is_weighted(plan: Plan) -> bool:
    """Whether any measure of the plan is weighted, so that numerators and denominators are asked for."""
    return any(record["adds_up"] == "weighted" for record in plan.rows("measures_planned"))


class _Kinds:
    """The cell types of a plan's rows, and their kinds of figures: the same object for the same unit of measurement.

    ``weighted`` says whether any measure of the plan is, so that numerators and denominators are asked for.
    """

    def __init__(self, plan: Plan) -> None:
        self.parts = tuple((part.key, part.short) for part in plan.breakdown)
        self.round = plan.round
        self.year = plan.period.last.year if plan.period.last is not None else None
        names = [goal.name for goal in plan.goals.now if not goal.parent]
        self.chapters = choice(*(name for name in names if name))
        self.outcomes: dict[Number | Percent, OutcomeCell] = {}
        self.types = cache(self._types)
        self.of_kind = cache(self._of_kind)
        self.weighted = is_weighted(plan)

    def outcome(self, record: FilledRow, kind: FigureKind, plan: Plan) -> OutcomeCell:
        """How outcomes of a kind in the measure's unit are written; its plan's own figures are within the limits."""
        figures = figures_in_plan(record, plan)
        number = cell_of(kind, record.text("unit"), min(figures, default=Decimal(0)), max(figures, default=Decimal(0)))
        return self.outcomes.setdefault(number, OutcomeCell(number, self.parts, self.year, self.round))

    def _types(self, outcome: CellType) -> Mapping[str, CellType]:
        return {"outcome": outcome, "forecast": outcome, "comment_in": self.chapters}

    def _of_kind(self, kind: FigureKind) -> Mapping[str, FigureKind]:
        return {"outcome": kind, "forecast": kind} | dict.fromkeys(WEIGHTS, FigureKind.QUANTITY)


def _row(record: FilledRow, plan: Plan, kinds: _Kinds, is_asked: bool = False) -> Row:
    factor = plan.goals.get(record.text("factor"))
    due = record["due"]
    kind = kind_of_measure(record, plan)
    outcome: CellType = _done(record) or kinds.outcome(record, kind, plan)
    cells: dict[str, Value] = {
        "number": record["number"],
        "measure": record["measure"],
        "perspective": plan.goals.perspective(record.text("factor")),
        "factor": factor.name if factor else record.text("factor"),
        "target": record["target"],
        "unit_of_measure": record["unit"],
        "due": ", ".join(due) if isinstance(due, tuple) else "",
        "source": record["source"],
        "earlier": "",
    }
    closed = _closed(record, plan, kinds, is_asked)
    due_now = is_due(record, plan.frame)
    parted = has_parts(record, plan)
    about = PlanRecord(record, _besides("", due_now, parted))
    level = int(record["part_of"] is not None)
    optional = parted or not due_now
    id_ = record.text("id")
    return Row(
        *(id_, cells, level, (), kinds.types(outcome), closed, about, optional, kinds.of_kind(kind)),
        region_earlier=earlier_of_region(plan, id_),
        region_notes=earlier_notes_in(plan, id_, THE_REGION),
        taken={} if is_asked else taken_from(record, plan),
    )


THE_REGION = ""
"""The unit of earlier outcomes that are the region's own, taken from the record of their round."""


def earlier_of_region(plan: Plan, measure: str) -> EarlierFigures:
    """The region's own, in the order of time; of one round the plan's come first."""
    figures = [of for unit in _of_region(plan) for of in earlier_figures_in(plan, measure, unit)]
    end_of = plan.once(_end_of_rounds)
    return tuple(sorted(figures, key=lambda of: end_of(of[0])))


def _of_region(plan: Plan) -> Sequence[str]:
    """What the region goes by where earlier outcomes are its own: as the plan writes it, then as records do."""
    return [*(unit.id for unit in plan.units.values() if unit.kind == REGION and not unit.template), THE_REGION]


def _done(record: FilledRow) -> DoneCell | None:
    """How a target is answered that asks whether something is done, or by which day; None for one with figures."""
    from followup.targets.parse import parse_target

    target = parse_target(record.text("target"))
    return DoneCell(bool(target.deadline)) if is_answered_by_done(target) else None


def is_due(record: FilledRow, frame: Frame) -> bool:
    """Whether a measure is followed up at this round: those without rounds always are."""
    due, code = _codes(record), frame.period.code
    return not due or not code or code in due


EarlierFigures = tuple[tuple[str, Mapping[str, Decimal]], ...]
"""Each round with its figures by part; ``total`` for the whole."""


def earlier_figures_in(plan: Plan, measure: str, unit: str) -> EarlierFigures:
    """The plan's earlier outcomes of a measure for one unit, a round each, in the order of time."""
    rows = _earlier_rows(plan, measure, unit)
    return tuple((row.text("round"), _figures_by_part(row)) for row in rows)


def _earlier_rows(plan: Plan, measure: str, unit: str) -> Sequence[FilledRow]:
    """The earlier outcomes in the order of time: the plan may have them as they were typed, and records come after it."""
    rows = plan.rows_by("outcomes_before", "measure", "unit", measure, unit)
    if len(rows) < 2:
        return rows
    end_of = plan.once(_end_of_rounds)
    return sorted(rows, key=lambda row: end_of(row.text("round")))


def _end_of_rounds(plan: Plan) -> Callable[[str], tuple[int, int]]:
    """Year and month in which a round ended, as its record says, else by its name; first one without a year."""
    last_days = {folded(name): last for name, (_first, last) in plan.period.earlier if last is not None}

    @cache
    def end(round_: str) -> tuple[int, int]:
        last = last_days.get(folded(round_))
        return (last.year, last.month) if last is not None else order_of(round_) or (0, 0)

    return end


def _is_shown(row: FilledRow, plan: Plan) -> bool:
    """Whether people see an earlier outcome: all do that stand in the plan itself, and of the rounds that are known by their
    records the last, the one compared with and the one of the same period a year before.

    The others are bases of targets all the same; five years of three rounds would fill the cell.
    """
    return not row.is_lost or OF_PLAN in row.row.plan_record or plan.once(_is_compared)(row.text("round"))


def _is_compared(plan: Plan) -> Callable[[str], bool]:
    """Whether a round is one that this round's outcomes are seen beside."""
    period = plan.period
    names = [period.compared_with, *(name for name, _days in period.earlier[-1:])]
    names += [name for name, days in period.earlier if None not in days and days == period.compared]
    return cache(lambda round_: any(same_round(round_, name) for name in names))


def _figures_by_part(row: FilledRow) -> Mapping[str, Decimal]:
    columns = _figure_columns(row)
    return {key.partition(".")[2]: figure for key in columns if (figure := row.number(key)) is not None}


def _figure_columns(row: FilledRow) -> Sequence[str]:
    """The columns of an earlier outcome's figures, one a part and one for the whole."""
    return [key for key in row.parts("figure") if key != "figure"]


def earlier_notes_in(plan: Plan, measure: str, unit: str) -> Mapping[str, Message]:
    """How the earlier outcomes of a measure for one unit were computed from other units', or why there are none."""
    return _notes_in(plan.rows_by("outcomes_before", "measure", "unit", measure, unit))


def _notes_in(rows: Iterable[FilledRow]) -> Mapping[str, Message]:
    notes = {row.text("round"): row.row.plan_record.get(NOTE) for row in rows}
    return {round_: note for round_, note in notes.items() if isinstance(note, Message)} or NOTHING


def _earlier_in_words(earlier: EarlierFigures, notes: Mapping[str, Message], row: Row, plan: Plan) -> str:
    """Computed counts are shown without decimals: nobody was half."""
    unit, is_count = str(row.plan_record["unit"] or ""), row.kinds["outcome"] is FigureKind.COUNT
    rounds = []
    for round_, figures in earlier:
        parts = [(f"{part.short}: ", figures[part.key]) for part in plan.breakdown if part.key in figures]
        figures_by_part = [*parts, *_total_beside(parts, figures, row, plan)]
        decimals = 0 if is_count and round_ in notes else None
        texts = [f"{short}{_figure(value, is_share(unit), decimals)}" for short, value in figures_by_part]
        if round_ in notes:
            texts.append(f"({plan.words(notes[round_])})")
        if texts:
            rounds.append(f"{round_} {' '.join(texts)}")
    return "; ".join(rounds)


def _total_beside(
    parts: Sequence[tuple[str, Decimal]], figures: Mapping[str, Decimal], row: Row, plan: Plan
) -> Sequence[tuple[str, Decimal]]:
    """The figure of all, alone or beside its parts; of parts that make it by themselves it says nothing more."""
    total = figures.get("total")
    makes_it = row.kinds["outcome"].adds_up and total == sum((figure for _short, figure in parts), Decimal(0))
    if total is None or (parts and makes_it):
        return ()
    return [(f"{plan.words(_('Total'))}: " if parts else "", total)]


def _figure(value: Decimal, percent: bool, decimals: int | None) -> str:
    return show_percent(value, decimals=None) if percent else show_number(value, decimals=decimals)


def measures_can_be_asked_for(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """What stands in the way of asking for a measure."""
    yield from _code_is_set(plan)
    yield from _splits_are_known(plan)
    yield from _somebody_answers(plan)


def _code_is_set(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Without the round's code nobody knows which measures are followed up now."""
    codes = dict.fromkeys(code for row in plan.rows("measures_planned") for code in _codes(row))
    for setting in plan.rows("settings") if codes and not plan.period.code else ():
        if setting.row.key == "round_code" and "value" not in setting.refused:
            yield setting, CODE_MISSING.remark("value", codes=literal(", ".join(codes)))


def _codes(record: FilledRow) -> Sequence[str]:
    """The rounds at which a measure is followed up; none where it always is."""
    due = record["due"]
    return due if isinstance(due, tuple) else ()


def _splits_are_known(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """A split that the plan does not have cannot be asked for; a measure needs a target, or parts that have."""
    names = list(dict.fromkeys(part.group for part in plan.breakdown if part.group))
    for record in plan.rows("measures_planned"):
        if plan.breakdown.parts_named(record.text("split")) is None:
            near = nearest(record.text("split"), names)
            remark = (
                SPLIT_NEARLY_KNOWN.remark("split", record.text("split"), near=one_of_names(near))
                if near
                else UNKNOWN_SPLIT.remark("split", record.text("split"), names=literal(", ".join(names) or "–"))
            )
            yield record, remark
        if record["target"] is None and "target" not in record.refused and not has_parts(record, plan):
            yield record, TARGET_MISSING.remark("target")


def _somebody_answers(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """A measure that no template asks for would be silently left out."""
    by_unit = _every_record(plan)
    answered = {record for unit in plan.units.answering for record in by_unit.of(unit)}
    for record in plan.rows("measures_planned"):
        if record["answers"] is not None and record not in answered:
            yield record, NOBODY_ANSWERS.remark("answers", record.text("measure"))
