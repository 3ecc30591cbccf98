"""A unit's own judgement of goals and measures: by a named person, with a reason, beside the computed one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from followup.form.cells.text import Choice, Name, Text
from followup.form.columns import BY_ROW, Column, Role
from followup.form.conditions import Condition
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.rows import FilledRow, Row
from followup.form.section import Grid, Section
from followup.form.terms.judgement import Judgement, JudgementOrigin
from followup.form.terms.units import Unit
from followup.form.traits import JudgesOthers
from followup.locale import _, literal
from followup.plan.model import Plan
from followup.plan.sheets import LEVEL_WORD
from followup.rulebook.sections import OWN_JUDGEMENT_INCOMPLETE, OWN_JUDGEMENT_WITHOUT_OWNER
from followup.sections.measures.measures_plan import answered_by


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """The goals above the unit's measures, and the measures, from the top of the structure down."""
    measures = {record: record.text("factor") for record in answered_by(plan, unit)}
    carried = {goal.id for factor in set(measures.values()) for goal in plan.goals.above(factor)}
    for goal, row, below in plan.once(_every_goal):
        if goal in carried:
            yield row
            yield from (record_below for record, record_below in below if record in measures)


def _every_goal(plan: Plan) -> Sequence[tuple[str, Row, Sequence[tuple[FilledRow, Row]]]]:
    """Each goal with its row, and the measures right below it with theirs."""
    choice, below = level_choice(plan.frame), dict[str, list[FilledRow]]()
    for record in plan.rows("measures_planned"):
        below.setdefault(record.text("factor"), []).append(record)
    rows = []
    for goal in plan.goals.values():
        depth = sum(1 for _above in plan.goals.above(goal.id)) - 1
        measures = [
            (record, _row(record.text("id"), _("Measure"), record.text("measure"), depth + 1, choice))
            for record in below.get(goal.id, ())
        ]
        rows.append((goal.id, _row(goal.id, goal.level, goal.name, depth, choice), measures))
    return rows


def _row(key: str, level: object, name: str, depth: int, choice: Choice) -> Row:
    cells = {"level": level, "name": name}
    return Row(key, cells, depth, types={"own": choice}, optional=True)  # type: ignore[arg-type]


def level_choice(frame: Frame) -> Choice:
    """The steps of the plan's scale of attainment that are a decision, in its words; its symbols are understood too."""
    words = dict(LEVEL_WORD.options)
    scale = frame.scales.of("attainment")
    choice = scale.choice() if scale else Choice()
    words_of_levels = dict(choice.options)
    steps = frame.scales.judged_steps
    options = tuple((step, words_of_levels[step] if step in words_of_levels else words[step]) for step in steps)
    return Choice(options=options, variants=tuple(variant for variant in choice.variants if variant[1] in steps))


def _assess(row: RowView, _plan: Frame) -> Sequence[Judgement]:
    level = row.text("own")
    if not level:
        return ()
    reason = _("{owner}: {reason}", owner=literal(row.text("owner") or "–"), reason=literal(row.text("reason") or "–"))
    return (Judgement("own", level, reason, origin=JudgementOrigin.UNIT),)


OWN_JUDGEMENT = Section(
    "own_judgement",
    _("Own judgement"),
    Grid(_rows),
    (
        Column("level", _("Level"), Name(), Role.LABEL, width=18),
        Column("name", _("Goal or measure"), Text(), Role.LABEL, width=60),
        Column("own", _("Own judgement"), BY_ROW, width=20),
        Column("reason", _("Reason"), Text(_("Write why you judge so.")), width=60),
        Column("owner", _("Judged by"), Name(_("Write who judges, by role.")), width=28),
    ),
    intro=_("Only where you judge otherwise than the figures do, or where a goal has none. Both judgements are shown."),
    conditions=(
        Condition("reason", "inte tom(own) och tom(reason)", OWN_JUDGEMENT_INCOMPLETE),
        Condition("owner", "inte tom(own) och tom(owner)", OWN_JUDGEMENT_WITHOUT_OWNER),
    ),
    assess=_assess,
    traits=(JudgesOthers(),),
)
