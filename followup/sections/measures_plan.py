"""What the plan holds of measures: every measure with its target, earlier outcomes, and a unit's rows of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from followup.form.cells.number import Number, Percent
from followup.form.cells.text import YES_NO, Choice, Name, Names, Text, choice
from followup.form.cells.units import is_share
from followup.form.columns import Column, Means, PerPart
from followup.form.finding import Problem, Remark, Severity
from followup.form.rows import FilledRow, Row
from followup.form.section import Listing, Section
from followup.form.values import Value
from followup.locale import _, literal
from followup.locale.numbers import show_number, show_percent
from followup.plan.model import Plan, Unit, concerns
from followup.plan.sheets import ID, ROUND_NAME, VALIDITY
from followup.targets.cell import OutcomeCell, TargetCell

DIRECTION = Choice(options=(("higher", _("higher")), ("lower", _("lower"))))
ADDS_UP = Choice(
    options=(
        ("sum", _("sum")),
        ("weighted", _("weighted")),
        ("once", _("given for the region")),
        ("none", _("no")),
    )
)
FIGURE = Number(decimals=None, minimum=None)

MEASURES_SHEET = Section(
    "measures_planned",
    _("Measures"),
    Listing(("id",), blank=15),
    (
        Column("id", _("Id"), ID, width=24, required=True),
        Column("number", _("No"), Name(), width=6),
        Column("factor", _("Success factor"), Name(), width=24, required=True, refers="goals"),
        Column("measure", _("Measure"), Text(), width=60, required=True, means=Means.WORDING, names_row=True),
        Column("unit", _("Unit of measurement"), Name(), width=12),
        Column("direction", _("Direction"), DIRECTION, width=11),
        Column("target", _("Target"), TargetCell(), width=26, means=Means.TARGET),
        Column("part_of", _("Part of"), Name(), width=20, refers="measures_planned", means=Means.PART_OF),
        Column("split", _("Split"), Name(_("Write yes, no, or the name of a split.")), width=10),
        Column("people", _("Counts people"), YES_NO, width=12),
        Column("due", _("Followed up"), Names(), width=18),
        Column("answers", _("Answered by"), Names(), width=26, required=True, refers="units"),
        Column("adds_up", _("Adds up"), ADDS_UP, width=20),
        Column("partly_from", _("Partly met from"), Percent(), width=12),
        Column("dead_band", _("Unchanged within"), Percent(), width=12),
        Column("new_method", _("New method from"), ROUND_NAME, width=14, means=Means.METHOD),
        *VALIDITY,
        Column("source", _("Source"), Text(), width=30),
        Column("footnote", _("Footnote"), Name(), width=16, refers="texts"),
    ),
    intro=_(
        "Every measure with its target as it was decided. Direction is needed where the target does not say which way is good."
    ),
)
EARLIER_SHEET = Section(
    "outcomes_before",
    _("Earlier outcomes"),
    Listing(("measure", "unit", "round"), blank=15),
    (
        Column("measure", _("Measure"), Name(), width=26, required=True, refers="measures_planned"),
        Column("unit", _("Unit"), Name(), width=18, required=True, refers="units"),
        Column("round", _("Occasion"), Name(), width=14, required=True),
        PerPart(Column("figure", _("{Part}"), FIGURE, width=12), total=_("Total"), every=True),
    ),
    intro=_("Outcomes of earlier rounds. Percentages with the percent sign."),
)


def measure_rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """A unit's rows: the measures that it answers, in the plan's order."""
    kinds = _Kinds(plan)
    for record in answered_by(plan, unit):
        yield _row(record, plan, unit, kinds)


def answered_by(plan: Plan, unit: Unit) -> Iterator[FilledRow]:
    """The plan's records of the measures that a unit answers this round."""
    return (record for record in plan.rows("measures_planned") if _answers(record, unit))


def _answers(record: FilledRow, unit: Unit) -> bool:
    return concerns(record["answers"], unit)


WEIGHTS: tuple[str, str] = ("numerator", "denominator")


def ratio_times(unit: str) -> Decimal:
    """What a ratio is multiplied by to be in a unit: 100 000 for "per 100 000", 1 for a share or a mean."""
    found = PER_SO_MANY.match(unit)
    return Decimal("".join(found[1].split())) if found else Decimal(1)


PER_SO_MANY = re.compile(r"per\s+([0-9]{1,3}(?:\s[0-9]{3})+|[0-9]+)", re.IGNORECASE)


def is_weighted(plan: Plan) -> bool:
    """Whether any measure of the plan is weighted, so that numerators and denominators are asked for."""
    return any(record["adds_up"] == "weighted" for record in plan.rows("measures_planned"))


def _closed(record: FilledRow, plan: Plan) -> frozenset[str]:
    """Columns that a measure does not ask for: parts when it is not split, weights when it is not weighted."""
    bases = ("outcome", *WEIGHTS) if is_weighted(plan) else ("outcome",)
    every = [*(part.key for part in plan.split), "total"]
    asked = {*(part.key for part in plan.split_named(record.text("split")) or ()), "total"}
    if has_parts(record, plan):
        asked = set()
    closed = [f"{base}.{part}" for base in bases for part in every if part not in asked]
    if record["adds_up"] != "weighted":
        closed += [f"{base}.{part}" for base in bases[1:] for part in every]
    return frozenset(closed)


def has_parts(record: FilledRow, plan: Plan) -> bool:
    """Whether a measure is made of parts with a target each: those are answered and judged, not the measure itself."""
    return bool(plan.rows_by("measures_planned", "part_of", record.text("id")))


class _Kinds:
    """The cell types of a plan's rows: the same object for the same unit of measurement."""

    def __init__(self, plan: Plan) -> None:
        self.parts = tuple((part.key, part.short) for part in plan.split)
        names = [goal.name for goal in plan.goals_now if not goal.parent]
        self.chapters = choice(*(name for name in names if name))
        self.outcomes: dict[str, OutcomeCell] = {}

    def outcome(self, unit: str) -> OutcomeCell:
        """How outcomes in a unit of measurement are written."""
        if unit not in self.outcomes:
            number = (
                Percent()
                if is_share(unit)
                else Number(
                    unit, decimals=None if unit else 0, minimum=None if unit in ("mnkr", "tkr", "index") else Decimal(0)
                )
            )
            self.outcomes[unit] = OutcomeCell(number, self.parts)
        return self.outcomes[unit]


def _row(record: FilledRow, plan: Plan, unit: Unit, kinds: _Kinds) -> Row:
    factor = plan.goals.get(record.text("factor"))
    due = record["due"]
    outcome = kinds.outcome(record.text("unit"))
    cells: dict[str, Value] = {
        "number": record["number"],
        "measure": record["measure"],
        "perspective": plan.perspective(record.text("factor")),
        "factor": factor.name if factor else record.text("factor"),
        "target": record["target"],
        "due": ", ".join(due) if isinstance(due, tuple) else "",
        "earlier": _earlier_in_words(record, plan, unit),
    }
    closed = _closed(record, plan)
    types = {"outcome": outcome, "forecast": outcome, "comment_in": kinds.chapters}
    asked = is_due(record, plan)
    parted = has_parts(record, plan)
    about = {**record.values, "answering": unit.id, "is_due": asked, "has_parts": parted}
    level = int(record["part_of"] is not None)
    return Row(record.text("id"), cells, level, (), types, closed, about, optional=parted or not asked)


def is_due(record: FilledRow, plan: Plan) -> bool:
    """Whether a measure is followed up at this round: those without rounds always are."""
    due, code = record["due"], plan.text("round_code")
    return not isinstance(due, tuple) or not code or code in due


def earlier_rows(plan: Plan, measure: str, unit: str) -> Sequence[FilledRow]:
    """The plan's earlier outcomes of a measure for one unit, a row an occasion."""
    return plan.rows_by("outcomes_before", "measure", "unit", measure, unit)


def _earlier_in_words(record: FilledRow, plan: Plan, unit: Unit) -> str:
    percent = is_share(record.text("unit"))
    rounds = []
    for row in earlier_rows(plan, record.text("id"), unit.id):
        parts = [(f"{part.short}: ", row.number(f"figure.{part.key}")) for part in plan.split]
        known = [each for each in parts if each[1] is not None] or [("", row.number("figure.total"))]
        shown = [f"{short}{_figure(value, percent)}" for short, value in known if value is not None]
        if shown:
            rounds.append(f"{row.text('round')} {' '.join(shown)}")
    return "; ".join(rounds)


def _figure(value: Decimal, percent: bool) -> str:
    return show_percent(value, decimals=None) if percent else show_number(value)


def measures_can_be_asked_for(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """What stands in the way of asking for a measure."""
    yield from _splits_are_known(plan)
    yield from _somebody_answers(plan)


def _splits_are_known(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """A split that the plan does not have cannot be asked for; a measure needs a target, or parts that have."""
    names = ", ".join(dict.fromkeys(part.group for part in plan.split if part.group))
    for record in plan.rows("measures_planned"):
        if plan.split_named(record.text("split")) is None:
            yield record, Remark("split", split_is_not_the_plans(names), record.text("split"))
        if record["target"] is None and "target" not in record.refused and not has_parts(record, plan):
            yield record, Remark("target", measure_has_no_target(), "")


def _somebody_answers(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """A measure that no template asks for would be silently left out."""
    units = plan.answering()
    for record in plan.rows("measures_planned"):
        if record["answers"] is not None and not any(_answers(record, unit) for unit in units):
            yield record, Remark("answers", nobody_answers_the_measure(), record.text("measure"))


def split_is_not_the_plans(names: str) -> Problem:
    """A split that the plan does not have cannot be asked for.

    Wrong: per sjukhus, where no split has that name.
    Right: ja
    """
    told = _("is no split of the plan. Write yes, no or one of: {names}.", names=literal(names or "–"))
    return Problem("unknown-split", told)


def measure_has_no_target() -> Problem:
    """Without a target there is nothing to compare the outcome with.

    Wrong: an empty target.
    Right: minst 80 %
    """
    told = _("There is no target, and no measure is a part of this one. Write the target as it was decided.")
    return Problem("target-missing", told)


def nobody_answers_the_measure() -> Problem:
    """A measure that no template asks for would be silently left out.

    Wrong: answered by a unit with nej in the column Mall.
    Right: answered by a unit that gets a template.
    """
    told = _("is answered by no unit that gets a template. Name a unit with yes in the column Template.")
    return Problem("nobody-answers", told, Severity.WARNING)
