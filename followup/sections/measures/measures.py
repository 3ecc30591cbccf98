"""Goals and measures: target and outcome, women and men, judged with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.cells.day import Day
from followup.form.cells.kinds import FigureKind, in_words
from followup.form.cells.number import Number
from followup.form.cells.text import Name, Text
from followup.form.columns import BY_ROW, Column, ColumnNamed, ColumnPerPart, ColumnsWhen, Role
from followup.form.conditions import Condition, Parameter
from followup.form.frame import Frame
from followup.form.presenting import LevelCounts, WordTable
from followup.form.row_view import RowView
from followup.form.rows import Branch, DetachedRow, FilledRow, Row
from followup.form.section import EarlierFigures, FigurePeriod, Grid, Measuring, Section
from followup.form.terms.concepts import JUDGEMENT, MEASURE
from followup.form.terms.judgement import Level
from followup.form.terms.units import REGION
from followup.form.traits import BUDGET, CountedAs, ExplainsPlan, NormalisedBy, Ratios, RollsUpTo, SaysInBrief
from followup.form.values import PartFigures, RoughFigure, Value, number_of
from followup.locale import _
from followup.locale.numbers import show_number
from followup.plan.model import Plan
from followup.plan.sheets import where_planned
from followup.rulebook.answers import OUTCOME_NOT_ANSWERED
from followup.rulebook.figures import (
    NUMERATOR_EXCEEDS_DENOMINATOR,
    OUTCOME_CONTRADICTS,
    OUTCOME_IS_NOT_THE_RATIO,
    SEVERAL_FIGURES,
    WEIGHT_MISSING,
)
from followup.rulebook.problem import Remark
from followup.rulebook.sections import UNMET_WITHOUT_COMMENT
from followup.rules.figures.likely import (
    FigureColumns,
    day_is_near_the_round,
    likely_checks,
    likely_conditions,
    total_of_parts,
)
from followup.rules.sums.adding_up import add_column, adds_up, contributors, every_row, weigh_column
from followup.sections.measures.measures_base import measured_by
from followup.sections.measures.measures_brief import deficits
from followup.sections.measures.measures_figures import EARLIER_IN_WORDS
from followup.sections.measures.measures_kinds import expected_outcome, kinds_can_stand
from followup.sections.measures.measures_limits import plain_limits
from followup.sections.measures.measures_plan import (
    EARLIER_SHEET,
    MEASURES_SHEET,
    WEIGHTS,
    is_weighted,
    measure_rows,
    measures_can_be_asked_for,
    name_of_level,
    ratio_times,
)
from followup.sections.measures.measures_scored import assess_measure, attainment_of
from followup.sections.measures.measures_taken import faults_of_taken
from followup.sections.measures.measures_targets import targets_can_be_decided, targets_in_words
from followup.targets.cell import OutcomeCell, spread_figures


def outcome_in_words_is_spread(answers: AnswersBuilder) -> Iterator[tuple[int, Remark]]:
    """Figures for women and men pasted into one cell go to the columns where they belong."""
    for column in list(answers.values):
        for at, value in enumerate(answers.values[column]):
            if isinstance(value, PartFigures) and column != EARLIER_IN_WORDS:
                answers.values[column][at] = None
                yield at, _spread(answers, at, column, value)


def _spread(answers: AnswersBuilder, at: int, column: str, several: PartFigures) -> Remark:
    if not column.startswith("outcome."):
        return SEVERAL_FIGURES.remark(column)
    kind = answers.rows[at].types["outcome"]
    assert isinstance(kind, OutcomeCell)
    several = _of_its_column(several, column.partition(".")[2])
    figures, problem = spread_figures(several, kind)
    columns = {f"outcome.{part}": value for part, value in figures.items()}
    values = {key: answers.value(at, key) for key in columns}
    if any(isinstance(values[key], PartFigures) or _differs(values[key], value) for key, value in columns.items()):
        return OUTCOME_CONTRADICTS.remark(column, several.text)
    for key, value in columns.items():
        answers.move(at, key, answers.cell(at, column))
        answers.column(key)[at] = value
    answers.column(EARLIER_IN_WORDS)[at] = several
    return Remark(column, problem, several.text)


def _of_its_column(several: PartFigures, part: str) -> PartFigures:
    """Figures that name no part are those of the column that they stand in: "42 % (38 %)" under women is of women."""

    def of_part(figures: tuple[tuple[str, Decimal], ...]) -> tuple[tuple[str, Decimal], ...]:
        named = any(key != "total" for key, _figure in figures)
        return figures if named else tuple((part, figure) for _key, figure in figures)

    earlier = tuple((occasion, of_part(figures)) for occasion, figures in several.earlier)
    return replace(several, parts=of_part(several.parts), earlier=earlier)


def outcome_follows_from_its_parts(answers: AnswersBuilder) -> Iterator[tuple[int, Remark]]:
    """A weighted outcome is its numerator over its denominator: worked out where it is not written."""
    yield from outcome_in_words_is_spread(answers)
    weighted = [at for at, row in enumerate(answers.rows) if row.plan_record.get("adds_up") == "weighted"]
    for column in [key for key in answers.answer_columns if key.startswith("outcome.")] if weighted else ():
        for at in weighted:
            yield from ((at, remark) for remark in _follows(answers, at, column))


def _follows(answers: AnswersBuilder, at: int, column: str) -> Iterator[Remark]:
    row, part = answers.rows[at], column.partition(".")[2]
    above, below = (answers.number(at, f"{weight}.{part}") for weight in WEIGHTS)
    value = answers.value(at, column)
    written = number_of(value)
    if above is None or not below:
        return
    if row.kinds["outcome"] is FigureKind.SHARE and above > below:
        yield NUMERATOR_EXCEEDS_DENOMINATOR.remark(f"numerator.{part}", show_number(above), whole=below)
        return
    share = above / below * ratio_times(str(row.plan_record.get("unit") or ""))
    if written is None and not answers.is_refused(at, column):
        answers.column(column)[at] = share
        answers.move(at, column, answers.cell(at, f"numerator.{part}"))
    elif written is not None and not _is_rounded_from(share, row, value, written):
        problem = OUTCOME_IS_NOT_THE_RATIO.problem(share=measured_by(row.plan_record).shown(share))
        figure = in_words(written, row.kinds["outcome"]) if isinstance(value, Decimal) else str(value)
        yield Remark(column, problem, figure)
    elif isinstance(value, RoughFigure):
        answers.column(column)[at] = share  # "cirka 40 %" says less than 41 of 100 beside it


ROUNDING_SLACK = Decimal("0.6")
"""How far a written outcome may be from the ratio, in steps of its last digit: it may have been rounded."""


def _is_rounded_from(share: Decimal, row: Row, value: Value, written: Decimal) -> bool:
    """Whether a written outcome is the share; "cirka 40 %" is any share between its ends."""
    if isinstance(value, RoughFigure) and value.ends is not None:
        return value.ends[0] <= share <= value.ends[1]
    return abs(written - share) <= _rounding(row, written)


def _rounding(row: Row, written: Decimal) -> Decimal:
    """A share may have been rounded to whole per cent; another figure to the decimals that it is written with."""
    if measured_by(row.plan_record).percent:
        return ROUNDING_SLACK / 100
    exponent = written.as_tuple().exponent
    return ROUNDING_SLACK.scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(0)


def _of_weighted_rows(row: Row, _frame: Frame, _column: str) -> Mapping[str, Parameter] | None:
    return {} if row.plan_record.get("adds_up") == "weighted" else None


def _of_rows_that_are_due(row: Row, _frame: Frame, _column: str) -> Mapping[str, Parameter] | None:
    return None if row.optional or row.taken else {}


FIGURES = (
    FigureColumns("outcome", "outcome.total", expected_outcome),
    FigureColumns("forecast", expected=expected_outcome),
    *(FigureColumns(weight, f"{weight}.total") for weight in WEIGHTS),
)

CONDITIONS = (
    Condition(
        "outcome.total",
        "tom(outcome) och tom(outcome.total)",
        OUTCOME_NOT_ANSWERED,
        _of_rows_that_are_due,
    ),
    *(
        Condition(
            weight,
            f"ärtal(outcome) och tom({weight})",
            WEIGHT_MISSING,
            _of_weighted_rows,
        )
        for weight in WEIGHTS
    ),
    total_of_parts("outcome", "outcome.total"),
    *likely_conditions(*FIGURES),
    day_is_near_the_round("done_by"),
    *(
        Condition(
            "comment",
            f"tom(comment) och tom(comment_in) och tom(cause) och ({beyond})",
            UNMET_WITHOUT_COMMENT,
            partial(plain_limits, strict=strict),
            for_forms=True,
        )
        for beyond, strict in (
            ("outcome.total < least eller outcome.total > most", False),
            ("outcome.total <= least eller outcome.total >= most", True),
        )
    ),
)
"""No outcome at all; of a weighted measure, an outcome whose numerator or denominator is empty; and what is unlikely.

A template tells that a comment is missing where the outcome is one figure and the target one limit, or two.
"""


def _differs(value: Value, figure: Decimal) -> bool:
    number = number_of(value)
    return number is not None and number != figure


def comment_is_given_when_the_target_is_not_met(row: RowView, frame: Frame) -> Iterator[Remark]:
    """The target is not met, and neither comment, chapter nor cause is given."""
    if any(row[column] is not None for column in ("comment", "comment_in", "cause")):
        return
    if any(judgement.level == Level.NOT_MET for judgement in attainment_of(row, frame)):
        yield UNMET_WITHOUT_COMMENT.remark("comment")


def by_rule_of_the_measure(rows: Sequence[Branch], columns: Sequence[Column]) -> DetachedRow | None:
    """The region's figure, by the plan's rule for each measure: summed, weighted, given once, or none.

    Shares are never averaged; women, men and total are kept apart.
    """
    first = rows[0].row if rows else DetachedRow(Row(""))
    rule = first.row.plan_record.get("adds_up")
    outcomes = [column for column in columns if column.base == "outcome"]
    if rule == "once":
        return _given_once(list(every_row(rows)), [column.key for column in outcomes])
    if rule not in ("sum", "weighted") or (
        rule == "sum" and not all(adds_up(first.row, outcome) for outcome in outcomes)
    ):
        return None
    region = _for_region(first, [])
    for column in outcomes:
        together = rule == "sum" and column.part == "total"
        parts = [outcome.key for outcome in outcomes if outcome.part != "total"] if together else []
        if not any(row.number(key) is not None for row in every_row(rows) for key in (column.key, *parts)):
            region.contributing_rows[column.key] = contributors(rows, lambda _row: False)
            continue
        if rule == "sum":
            add_column(region, rows, column, partial(sum_of_parts, parts=parts))
        else:
            above, below = (f"{weight}.{column.part}" for weight in WEIGHTS)
            times = ratio_times(str(first.row.plan_record.get("unit") or ""))
            weigh_column(region, rows, column.key, above, below, times)
    return region


def sum_of_parts(row: RowView, parts: Sequence[str]) -> Decimal | None:
    """What a unit's women and men make together, where it gave no total; None where a part is missing, or not asked."""
    columns = [key for key in parts if key not in row.row.closed]
    figures = [row.number(key) for key in columns]
    numbers = [figure for figure in figures if figure is not None]
    return sum(numbers, Decimal(0)) if len(numbers) > 1 and len(numbers) == len(columns) else None


def _given_once(rows: Sequence[FilledRow], outcomes: Sequence[str]) -> DetachedRow | None:
    """The figure of the one unit that gave it; nobody chooses between two, and a reason for none is no figure."""
    answered = [row for row in rows if any(isinstance(row[column], Decimal | RoughFigure | str) for column in outcomes)]
    answered = answered or [row for row in rows if any(row[column] is not None for column in outcomes)][:1]
    if not answered:
        return None
    if len(answered) == 1:
        return _for_region(answered[0], outcomes)
    return _for_region(answered[0], (), given_by=tuple(row.origin.unit for row in answered))


def _for_region(row: RowView, columns: Sequence[str], **more: Value) -> DetachedRow:
    labels = {key: value for key, value in row.row.cells.items() if key != "earlier"}
    about = {**row.row.plan_record, "answering": REGION, **more}
    if about.get("adds_up") == "sum":
        labels["target"] = about.get("region_target")
    region_row = Row(
        row.row.key, labels, types=row.row.types, closed=row.row.closed, plan_record=about, kinds=row.row.kinds
    )
    return DetachedRow(region_row, {**labels, **{key: row[key] for key in columns}})


def plan_can_be_scored(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """What stands in the way of asking for a measure, or of scoring it."""
    # loaded when a plan is looked through, not where it is read again
    from followup.rules.figures.slips import units_are_known, units_are_written_right
    from followup.sections.measures.measures_earlier import earlier_outcomes_can_be_compared

    yield from measures_can_be_asked_for(plan)
    yield from kinds_can_stand(plan)
    yield from earlier_outcomes_can_be_compared(plan)
    yield from targets_can_be_decided(plan)
    yield from units_are_written_right("measures_planned", plan)
    yield from units_are_known("measures_planned", plan)
    yield from faults_of_taken(plan)


OUTCOME = ColumnPerPart(
    Column("outcome", _("Outcome {part}"), BY_ROW, width=12, required=True), total=_("Outcome total"), every=True
)

WIDTHS = {
    "number": 0.9, "measure": 4.0, "unit": 2.5, "target": 1.8, "earlier": 2.2, "outcome": 1.9,
    "attainment": 2.8, "trend": 2.1, "comment": 4.2,
}  # fmt: skip
"""Of the columns in a document, in cm."""

MEASURES = Section(
    "measures",
    _("Measures"),
    Grid(measure_rows, sortable=True),
    (
        Column("number", _("No"), Name(), Role.LABEL, width=6),
        Column("measure", _("Measure"), Text(), Role.LABEL, width=42),
        Column("perspective", _("Perspective"), Name(), Role.LABEL, width=13),
        ColumnNamed(
            Column("factor", _("Success factor"), Text(), Role.LABEL, width=26), lambda plan: plan.once(name_of_level)
        ),
        Column("target", _("Target"), Text(), Role.LABEL, width=18, before_answers=True),
        Column("unit_of_measure", _("Unit of measurement"), Name(), Role.LABEL, width=11, before_answers=True),
        Column("due", _("Followed up"), Name(), Role.LABEL, width=13),
        where_planned("measures_planned", Column("source", _("Source"), Text(), Role.LABEL, width=20)),
        Column("earlier", _("Earlier outcomes"), Text(), Role.LABEL, width=22, tells_figures=True),
        OUTCOME,
        ColumnsWhen(
            (
                ColumnPerPart(
                    Column("numerator", _("Numerator {part}"), Number(), width=12),
                    total=_("Numerator total"),
                    every=True,
                ),
                ColumnPerPart(
                    Column("denominator", _("Denominator {part}"), Number(), width=12),
                    total=_("Denominator total"),
                    every=True,
                ),
            ),
            is_weighted,
        ),
        Column("forecast", _("Year-end forecast"), BY_ROW, width=12),
        Column("cause", _("Cause"), Text(_("Say why, where the target is not met; else leave it empty.")), width=30),
        Column(
            "remedy", _("Remedy"), Text(_("What you do about it, where the target is not met; if you wish.")), width=30
        ),
        Column("done_by", _("Done by"), Day(), width=12),
        Column(
            "comment",
            _("Comment"),
            Text(_("Say why the figure is missing, or why the target is not met where no cause is given.")),
            width=50,
        ),
        Column("comment_in", _("Comment is given in"), BY_ROW, width=16),
    ),
    intro=_(
        "Always: Outcome. If it is missing, leave it empty and say why in Comment. Target not met: write Cause or "
        "Comment, or choose Comment is given in. All else may be left empty."
    ),
    plan=(MEASURES_SHEET, EARLIER_SHEET),
    explained_by="comment",
    conditions=CONDITIONS,
    checks=(
        comment_is_given_when_the_target_is_not_met,
        *likely_checks(*FIGURES),
    ),
    assess=assess_measure,
    aggregate=by_rule_of_the_measure,
    overview=(LevelCounts(_("Goal attainment by perspective"), "perspective", "attainment"),),
    word=(
        WordTable(
            ("number", "measure", "target", "earlier", "outcome"),
            _("Goal attainment, {group}"),
            group="perspective",
            scales=("attainment", "trend"),
            tail=("comment", "comment_in"),
            together=True,
            labels_once=2,
            widths=WIDTHS,
            beneath={"measure": ("factor",)},
        ),
    ),
    perspective="perspective",
    people="people",
    measuring=Measuring(
        "unit",
        ("outcome", "forecast"),
        direction="direction",
        judged="outcome",
        spans=(("forecast", FigurePeriod.YEAR),),
    ),
    check_plan=plan_can_be_scored,
    traits=(
        CountedAs(JUDGEMENT, MEASURE),  # women and men are judged apart: there may be two of a measure
        SaysInBrief(deficits, quotes="cause", yields=BUDGET),
        NormalisedBy(outcome_follows_from_its_parts),
        EarlierFigures(EARLIER_SHEET, "measure", "unit", "round", (("outcome", "figure"),), shown=("earlier",)),
        RollsUpTo("factor"),
        Ratios((("outcome", *WEIGHTS),)),
        ExplainsPlan(targets_in_words),
    ),
)
