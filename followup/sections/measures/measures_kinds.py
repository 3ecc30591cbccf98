"""What kind of figure a measure's outcomes are, as its plan says or shows, and what makes an outcome likely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from followup.form.cells.kinds import FIGURE_KIND, IN_PERCENT, MOST, FigureKind, fits, kind_of
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.rows import FilledRow
from followup.form.written.units_of_measure import is_share
from followup.locale import Percentage, literal
from followup.plan.model import Plan
from followup.plan.rounds.rounds import is_before
from followup.rulebook.planning.plan_measures import (
    EARLIER_SHARE_WITHOUT_SIGN,
    KIND_AGAINST_THE_UNIT,
    KIND_NOT_DECLARED,
    SHARE_ADDED_UP,
)
from followup.rulebook.problem import Remark
from followup.rules.figures.plausibility import Expected
from followup.sections.figure_kinds import KIND_WORDS, levels_of, target_of
from followup.targets.model import Kind


def kind_of_measure(record: FilledRow, plan: Plan) -> FigureKind:
    """The kind that the plan declares or its unit says; a share whose own target or history breaks 0–100 % is none."""
    unit, declared = record.text("unit"), record.text("kind")
    kind = kind_of(unit, declared)
    if kind is not FigureKind.SHARE or (declared and fits(unit, declared)):
        return kind
    figures = figures_in_plan(record, plan)
    if any(figure < 0 for figure in figures):
        return FigureKind.CHANGE
    return FigureKind.OPEN_SHARE if any(figure > 1 for figure in figures) else kind


def figures_in_plan(record: FilledRow, plan: Plan) -> Sequence[Decimal]:
    """The levels of a measure's target and its earlier outcomes, as stored; a share typed without its sign is left out.

    Worked out once a plan: every unit's row asks.
    """
    cached = plan.worked_out.get(("figures_in_plan", record))
    if cached is None:
        cached = plan.worked_out["figures_in_plan", record] = _figures_in_plan(record, plan)
    return cached


def _figures_in_plan(record: FilledRow, plan: Plan) -> Sequence[Decimal]:
    unit = record.text("unit")
    figures = [*levels_of(target_of(record.text("target")), unit)]
    for row in plan.rows_by("outcomes_before", "measure", record.text("id")):
        figures += [figure for key in row.parts("figure") if (figure := row.number(key)) is not None]
    return [figure for figure in figures if abs(figure) < MOST] if is_share(unit) else figures


def expected_outcome(row: RowView, frame: Frame, column: str) -> Expected:
    """What makes an outcome likely: the unit's own earlier ones since the method was last changed, and the target.

    ``column`` is ``outcome.women`` or ``forecast``; a forecast is held against the outcomes of the row too.
    """
    base, _dot, part = column.partition(".")
    kind = row.row.kinds[base]
    before = _earlier(row, part or "total", kind)
    if base != "outcome":
        before += [value for key in row.parts("outcome") if (value := row.number(key)) is not None]
    whole = part in ("", "total") or not kind.adds_up
    target = target_of(text := str(row.row.plan_record.get("target") or ""))
    unit, short = str(row.row.plan_record.get("unit") or ""), frame.breakdown.shorts.get(part, "")
    aims = _levels(text, unit, short) if whole or short in target.split else ()
    for_all = row.row.plan_record.get("adds_up") == "sum"
    less = target.kind is Kind.AT_MOST or row.row.plan_record.get("direction") == "lower"
    return Expected(tuple(before), aims, less or for_all)


@lru_cache(maxsize=4096)
def _levels(target: str, unit: str, part: str) -> tuple[Decimal, ...]:
    """The levels of a target, which every unit has."""
    return tuple(levels_of(target_of(target), unit, part))


def _earlier(row: RowView, part: str, kind: FigureKind) -> list[Decimal]:
    """Earlier outcomes of a part; of one that has none, those of the whole or of the parts where they are alike."""
    changed = str(row.row.plan_record.get("new_method") or "")
    of_part: list[Decimal] = []
    for round_, figures in row.row.earlier:
        if not is_before(round_, changed):
            sound = {key: value for key, value in figures.items() if kind not in IN_PERCENT or abs(value) < MOST}
            of_part += _of_part(sound, part, kind)
    return of_part


def _of_part(figures: Mapping[str, Decimal], part: str, kind: FigureKind) -> Sequence[Decimal]:
    """What an occasion's figures say of a part."""
    if part in figures:
        return [figures[part]]
    if not kind.adds_up:
        return list(figures.values())
    return [sum(figures.values(), Decimal(0))] if part == "total" and figures else []


def kinds_can_stand(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Kinds of figures that cannot be in their unit or be added up, and those that the plan shows without saying."""
    for record in plan.rows("measures_planned"):
        unit, declared, kind = record.text("unit"), record.text("kind"), kind_of_measure(record, plan)
        if declared and not fits(unit, declared):
            yield (
                record,
                KIND_AGAINST_THE_UNIT.remark("kind", FIGURE_KIND.show(declared, plan.words), unit=literal(unit or "–")),
            )
        if record["adds_up"] == "sum" and not kind.adds_up:
            yield record, SHARE_ADDED_UP.remark("adds_up", unit, kind=KIND_WORDS[kind.value])
        if kind is not kind_of(unit, declared):
            yield record, KIND_NOT_DECLARED.remark("kind", unit, kind=KIND_WORDS[kind.value])
        if is_share(unit):
            yield from _without_sign(record, plan)


def _without_sign(record: FilledRow, plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Earlier shares that are so many times the whole that the percent sign was forgotten."""
    for row in plan.rows_by("outcomes_before", "measure", record.text("id")):
        for key in row.values:
            figure = row.number(key)
            if figure is not None and abs(figure) >= MOST:
                yield (
                    row,
                    EARLIER_SHARE_WITHOUT_SIGN.remark(
                        *(key, f"{figure:f}".replace(".", ",")),
                        percent=Percentage(figure),
                        share=Percentage(figure / 100),
                    ),
                )
