"""Goals and measures: target and outcome, women and men, judged with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from followup.form.cells.day import Day
from followup.form.cells.number import Number, Percent
from followup.form.cells.text import YES_NO, Choice, Name, Names, Text, choice
from followup.form.columns import BY_ROW, Column, PerPart, Role
from followup.form.finding import Problem, Remark, Severity
from followup.form.judgement import Judgement, Level
from followup.form.presenting import LevelsBy, TableOf
from followup.form.rows import FilledRow, Origin, Row
from followup.form.section import Grid, Listing, Section
from followup.form.values import Missing, Several, Value
from followup.locale import Message, _, literal
from followup.locale.numbers import show_number, show_percent
from followup.plan.model import REGION, Plan, Unit, concerns
from followup.plan.sheets import ID
from followup.rules.adding_up import add_column
from followup.rules.attainment import Judged, Measured, attain
from followup.rules.trend import trend_of
from followup.targets.cell import OutcomeCell, TargetCell, spread
from followup.targets.model import Kind, Target

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
        Column("measure", _("Measure"), Text(), width=60, required=True),
        Column("unit", _("Unit of measurement"), Name(), width=12),
        Column("direction", _("Direction"), DIRECTION, width=11),
        Column("target", _("Target"), TargetCell(), width=26, required=True),
        Column("split", _("Split"), YES_NO, width=10),
        Column("people", _("Counts people"), YES_NO, width=12),
        Column("due", _("Followed up"), Names(), width=18),
        Column("answers", _("Answered by"), Names(), width=26, required=True, refers="units"),
        Column("adds_up", _("Adds up"), ADDS_UP, width=20),
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
        PerPart(Column("figure", _("{Part}"), FIGURE, width=12), total=_("Total")),
    ),
    intro=_("Outcomes of earlier rounds. Percentages with the percent sign."),
)


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    kinds = _Kinds(plan)
    for record in answered_by(plan, unit):
        yield _row(record, plan, unit, kinds)


def answered_by(plan: Plan, unit: Unit) -> Iterator[FilledRow]:
    """The plan's records of the measures that a unit answers."""
    return (record for record in plan.rows("measures_planned") if _answers(record, unit))


def _answers(record: FilledRow, unit: Unit) -> bool:
    return concerns(record["answers"], unit)


class _Kinds:
    """The cell types of a plan's rows: the same object for the same unit of measurement."""

    def __init__(self, plan: Plan) -> None:
        self.parts = tuple((part.key, part.short) for part in plan.split)
        names = [goal.name for goal in plan.goals.values() if not goal.parent]
        self.chapters = choice(*(name for name in names if name))
        self.outcomes: dict[str, OutcomeCell] = {}

    def outcome(self, unit: str) -> OutcomeCell:
        """How outcomes in a unit of measurement are written."""
        if unit not in self.outcomes:
            number = (
                Percent()
                if unit == "%"
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
    closed = frozenset() if record["split"] == "yes" else frozenset(f"outcome.{part.key}" for part in plan.split)
    types = {"outcome": outcome, "forecast": outcome, "comment_in": kinds.chapters}
    is_due = not isinstance(due, tuple) or not plan.text("round_code") or plan.text("round_code") in due
    about = {**record.values, "answering": unit.id, "is_due": is_due}
    return Row(record.text("id"), cells, types=types, closed=closed, about=about, optional=not is_due)


def _earlier(plan: Plan, measure: str, unit: str) -> Iterator[FilledRow]:
    for row in plan.rows_by("outcomes_before", "measure", measure):
        if row.text("unit") == unit:
            yield row


def _earlier_in_words(record: FilledRow, plan: Plan, unit: Unit) -> str:
    percent = record.text("unit") == "%"
    rounds = []
    for row in _earlier(plan, record.text("id"), unit.id):
        parts = [(f"{part.short}: ", row.number(f"figure.{part.key}")) for part in plan.split]
        known = [each for each in parts if each[1] is not None] or [("", row.number("figure.total"))]
        shown = [f"{short}{_figure(value, percent)}" for short, value in known if value is not None]
        if shown:
            rounds.append(f"{row.text('round')} {' '.join(shown)}")
    return "; ".join(rounds)


def _figure(value: Decimal, percent: bool) -> str:
    return show_percent(value, decimals=None) if percent else show_number(value)


def outcome_in_words_is_spread(row: FilledRow) -> Iterator[Remark]:
    """Figures for women and men pasted into one cell go to the columns where they belong.

    Wrong: "K:41% M:41%" in one cell and 38 % in the column for women.
    Right: "K:41% M:41%" in one cell, or 41 % in each column.
    """
    for column in [key for key, value in row.values.items() if isinstance(value, Several)]:
        several = row.values.pop(column)
        assert isinstance(several, Several)
        kind = row.row.types["outcome"]
        assert isinstance(kind, OutcomeCell)
        figures, told = spread(several, kind)
        if any(_differs(row, f"outcome.{part}", value) for part, value in figures.items()):
            clash = _("says something else than the columns beside it. Write each figure once.")
            yield Remark(column, Problem("outcome-contradicts", clash), several.text)
            continue
        for part, value in figures.items():
            row.cells[f"outcome.{part}"] = row.cells[column]
            row.values[f"outcome.{part}"] = value
        yield Remark(column, told, several.text)


def _differs(row: FilledRow, column: str, value: Decimal) -> bool:
    there = row[column]
    return isinstance(there, Decimal) and there != value


@cache
def _target(text: str) -> Target:
    from followup.targets.parse import parse_target

    return parse_target(text)


def _assess(row: FilledRow, plan: Plan) -> Sequence[Judgement]:
    """Attainment for each part (or the total), and the trend since the round compared with."""
    about = row.row.about
    figures = {
        part: value
        for part in (*(p.key for p in plan.split), "total")
        if (value := row.number(f"outcome.{part}")) is not None
    }
    if len(figures) > 1:
        figures.pop("total", None)
    measured = Measured(about.get("unit") == "%", str(about.get("unit") or ""), str(about.get("direction") or ""))
    if not about.get("is_due", True):
        told = _(
            "Followed up at {rounds}, not at {round}.",
            rounds=literal(row.text("due")),
            round=literal(plan.text("round_code")),
        )
        return (Judgement("attainment", Level.NOT_DUE, told),)
    if not figures:
        return (Judgement("attainment", Level.NO_DATA, _why_missing(row)),)
    compared_with = plan.text("compare_with")
    before = _figures_at(row, plan, compared_with)
    target = _target(row.text("target"))
    baseline = _figures_at(row, plan, target.baseline) if target.baseline and _names_a_round(target) else before
    shorts = {part.key: part.short for part in plan.split}
    judged = [
        _judgement(part, attain(target, shorts.get(part, ""), measured, value, baseline.get(part), compared_with))
        for part, value in figures.items()
    ]
    return (*judged, *trend_of(figures, before, shorts, measured, compared_with))


def _judgement(part: str, judged: Judged) -> Judgement:
    return Judgement("attainment", judged.level, judged.reason, "" if part == "total" else part)


def _names_a_round(target: Target) -> bool:
    """A baseline that is a year or a round, not "the same quarter of the year before", which is the round compared with."""
    return any(letter.isdigit() for letter in target.baseline)


def _figures_at(row: FilledRow, plan: Plan, round_: str) -> Mapping[str, Decimal]:
    for earlier in _earlier(plan, row.row.key, str(row.row.about.get("answering"))):
        if earlier.text("round").casefold() == round_.casefold():
            keys = (*(part.key for part in plan.split), "total")
            return {key: figure for key in keys if (figure := earlier.number(f"figure.{key}")) is not None}
    return {}


def _why_missing(row: FilledRow) -> Message:
    reasons = [value.reason for value in row.values.values() if isinstance(value, Missing)]
    if reasons:
        return _("The unit writes: “{reason}”.", reason=literal(reasons[0]))
    if any(key.startswith("outcome.") for key in row.refused):
        return _("The answer could not be read.")
    return _("The unit has not answered.")


def comment_is_given_when_the_target_is_not_met(row: FilledRow, plan: Plan) -> Iterator[Remark]:
    """A target that is not met needs a word on why, in the row or in a chapter of the main report.

    Wrong: 41 % against 100 %, no comment.
    Right: 41 % against 100 %, "Fler remisser och färre operationstider under våren."
    """
    if any(row[column] is not None for column in ("comment", "comment_in", "cause")):
        return
    levels = {judgement.level for judgement in _assess(row, plan) if judgement.scale == "attainment"}
    if Level.NOT_MET in levels:
        told = _("The target is not met and there is no comment. Write why, or choose the chapter where it is told.")
        yield Remark("comment", Problem("comment-missing", told, Severity.WARNING), "")


def outcome_is_answered(row: FilledRow, _plan: Plan) -> Iterator[Remark]:
    """A measure that is due needs a figure, or the reason why there is none.

    Wrong: every outcome cell empty.
    Right: 41 %, or "Data saknas".
    """
    outcomes = [key for key in row.cells if key.startswith("outcome.")]
    if row.row.optional or not outcomes or any(row[key] is not None or key in row.refused for key in outcomes):
        return
    told = _('Nothing is written here. Write the outcome, or the reason why there is none: "Data saknas".')
    yield Remark("outcome.total", Problem("not-answered", told, Severity.WARNING), "")


def _plan_can_be_scored(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """What stands in the way of asking for a measure, or of scoring it."""
    yield from _somebody_answers(plan)
    yield from _targets_are_understood(plan)


def _somebody_answers(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """A measure that no template asks for would be silently left out."""
    units = plan.answering()
    for record in plan.rows("measures_planned"):
        if record["answers"] is not None and not any(_answers(record, unit) for unit in units):
            told = _("is answered by no unit that gets a template. Name a unit with yes in the column Template.")
            yield record, Remark("answers", Problem("nobody-answers", told, Severity.WARNING), record.text("measure"))


def _targets_are_understood(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """A target that is not understood, or does not say which way is good, is told before the round starts."""
    for record in plan.rows("measures_planned"):
        target = _target(record.text("target"))
        if target.kind is Kind.UNKNOWN and record["target"] is not None:
            told = _(
                "is not understood as a target; the measure will not be scored. Write for example: minst 95 %, Minska, Under 6,5 %."
            )
            yield (
                record,
                Remark("target", Problem("target-not-understood", told, Severity.WARNING), record.text("target")),
            )
        elif target.kind is Kind.EQUAL and record["direction"] is None and record["target"] is not None:
            told = _(
                "does not say whether higher or lower is good; the measure will not be scored. Fill in the column Direction."
            )
            yield record, Remark("target", Problem("direction-missing", told, Severity.WARNING), record.text("target"))


def by_rule_of_the_measure(rows: Sequence[FilledRow], columns: Sequence[Column]) -> FilledRow | None:
    """The region's figure, by the plan's rule for each measure: summed, given once, or none. Shares are never averaged."""
    rule = rows[0].row.about.get("adds_up") if rows else None
    outcomes = [column.key for column in columns if column.base == "outcome"]
    if rule == "once":
        given = [row for row in rows if any(row[key] is not None for key in outcomes)]
        return _for_region(given[0], outcomes) if len(given) == 1 else None
    if rule != "sum":
        return None
    region = _for_region(rows[0], [])
    for key in outcomes:
        if any(row.number(key) is not None for row in rows):
            add_column(region, rows, key)
    return region


def _for_region(row: FilledRow, columns: Sequence[str]) -> FilledRow:
    labels = {key: value for key, value in row.row.cells.items() if key != "earlier"}
    about = {**row.row.about, "answering": REGION}
    made = Row(row.row.key, labels, types=row.row.types, about=about)
    return FilledRow(made, {**labels, **{key: row[key] for key in columns}}, Origin("", "", ""))


OUTCOME = PerPart(Column("outcome", _("Outcome {part}"), BY_ROW, width=12, required=True), total=_("Outcome total"))

MEASURES = Section(
    "measures",
    _("Measures"),
    Grid(_rows, sortable=True),
    (
        Column("number", _("No"), Name(), Role.LABEL, width=6),
        Column("measure", _("Measure"), Text(), Role.LABEL, width=42),
        Column("perspective", _("Perspective"), Name(), Role.LABEL, width=13),
        Column("factor", _("Success factor"), Text(), Role.LABEL, width=26),
        Column("target", _("Target"), Text(), Role.LABEL, width=18),
        Column("due", _("Followed up"), Name(), Role.LABEL, width=13),
        Column("earlier", _("Earlier outcomes"), Text(), Role.LABEL, width=22),
        OUTCOME,
        Column("forecast", _("Year-end forecast"), BY_ROW, width=12),
        Column("cause", _("Cause"), Text(), width=30),
        Column("remedy", _("Remedy"), Text(), width=30),
        Column("done_by", _("Done by"), Day(), width=12),
        Column("comment", _("Comment"), Text(_("Say why, where the target is not met.")), width=50),
        Column("comment_in", _("Comment is given in"), BY_ROW, width=16),
    ),
    intro=_("Write each outcome, or why there is none. A comment is needed where the target is not met."),
    plan=(MEASURES_SHEET, EARLIER_SHEET),
    checks=(outcome_is_answered, comment_is_given_when_the_target_is_not_met),
    settle=outcome_in_words_is_spread,
    assess=_assess,
    aggregate=by_rule_of_the_measure,
    overview=(LevelsBy(_("Goal attainment by perspective"), "perspective", "attainment"),),
    reading=(
        TableOf(
            ("factor", "measure", "target", "due", "earlier", "outcome"),
            _("Goal attainment, {group}"),
            group="perspective",
            scales=("attainment", "trend"),
            tail=("comment", "comment_in"),
            together=True,
            widths={
                **{"factor": 2.9, "measure": 4.0, "target": 2.0, "due": 1.5, "earlier": 2.2, "outcome": 2.0},
                **{"attainment": 2.4, "trend": 1.9, "comment": 4.2},
            },
        ),
    ),
    perspective="perspective",
    goal="factor",
    check_plan=_plan_can_be_scored,
)
