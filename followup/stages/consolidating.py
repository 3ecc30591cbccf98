"""From submissions to the region: every row with its unit and its source, and the region's own rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from followup.form.finding import Finding, Severity
from followup.form.form import Form, FormTable
from followup.form.judgement import NO_LEVEL, Judgement, Level
from followup.form.judgement import Origin as Judged
from followup.form.rows import FilledRow, Origin, Row, complete
from followup.form.section import Grid, Section
from followup.locale import _
from followup.plan.asked import answers as answers_section
from followup.plan.attachments import Attachment
from followup.plan.decisions import NOTHING_DECIDED, Decisions
from followup.plan.model import Plan, Unit
from followup.plan.placing import without_effect
from followup.plan.scale_levels import counted_as
from followup.rules.adding_up import every_row
from followup.rules.personal_numbers import without_personal_numbers
from followup.stages.assessing import assess
from followup.stages.before import Before
from followup.stages.editing import Question, findings_on_edits, questions_of
from followup.stages.reading import Submission
from followup.stages.region import RegionTable, UnitRow, UnitState, with_superseded
from followup.stages.rolling_up import SCALE, GoalRow, own_judgements, roll_up_goals
from followup.stages.sub_units import beneath, topmost, units_with_sub_units


@dataclass
class Consolidated:
    """The region's round: what merge makes its documents from."""

    plan: Plan
    states: list[UnitState]
    tables: list[RegionTable]
    findings: list[Finding]
    goals: list[GoalRow] = field(default_factory=list)
    decisions: Decisions = NOTHING_DECIDED
    published: bool = False
    superseded: list[UnitState] = field(default_factory=list)
    questions: Mapping[str, Question] = field(default_factory=dict)
    before: Before = field(default_factory=Before)

    @property
    def every_state(self) -> list[UnitState]:
        """The units' states, each after the files of its that no longer count."""
        return with_superseded(self.states, self.superseded)

    @property
    def preliminary(self) -> frozenset[str]:
        """The units whose figures are not approved though the plan asks for it; "" for the region, if there are any."""
        units = {state.unit.id for state in self.states if state.preliminary and state.answered}
        return frozenset(units | {""} if units else ())

    attachments: tuple[Attachment, ...] = ()

    @property
    def values(self) -> int:
        """How many filled-in cells were taken over."""
        return sum(state.values for state in self.states)

    @property
    def levels(self) -> dict[str, int]:
        """Judgements of attainment by level, over all units; each part of a split is a judgement of its own.

        A step of the region's own counts as the level that the plan says.
        A unit whose figure is the sum of its sub-units' is not judged once more.
        """
        counts = Counter(
            counted_as(self.plan, judgement.level)
            for table in self.tables
            for row in table.rows
            if not row.repeats
            for judgement in row.judgements
            if judgement.scale == SCALE and judgement.counts
        )
        return {level.value: counts[level.value] for level in Level}


def consolidate(
    plan: Plan,
    sections: Sequence[Section],
    forms: Mapping[str, Form],
    submissions: Mapping[str, Submission],
    states: list[UnitState],
    findings: Iterable[Finding],
    decisions: Decisions = NOTHING_DECIDED,
) -> Consolidated:
    """Put the units' rows together. A unit that has not answered is there too, with empty rows: nothing disappears."""
    tables = []
    for section in sections:
        if section.on_first_sheet:
            continue
        table = RegionTable(section, section.expanded(plan))
        for unit in plan.answering():
            form_table = forms[unit.id].table(section.key)
            if form_table is not None:
                table.rows += _unit_rows(unit, form_table, submissions.get(unit.id), plan, decisions)
        _add_up(table, plan, decisions)
        table.struck = list(_struck_rows(section, plan))
        if table.rows or table.struck:
            tables.append(table)
    own = own_judgements(tables)
    for table in tables:
        if table.section.goal:
            table.rows = [_with_own(row, own) for row in table.rows]
    goals = roll_up_goals(tables, plan, decisions, own)
    questions = questions_of(tables, decisions.edited, plan)
    told = [*findings, *_without_effect(decisions, tables, goals), *without_effect(decisions.placed, _texts(tables))]
    told += findings_on_edits(questions, decisions.edited)
    told.sort(key=lambda each: each.order)
    return Consolidated(plan, states, tables, told, goals, decisions, questions=questions)


def _unit_rows(
    unit: Unit, table: FormTable, submission: Submission | None, plan: Plan, decisions: Decisions
) -> list[UnitRow]:
    section = table.section
    if submission is not None and section.key in submission.tables:
        rows = [without_personal_numbers(row) for row in submission.tables[section.key]]
    else:
        rows = [FilledRow(row, dict(row.cells), Origin("", unit.name, "")) for row in table.rows]
        complete(rows, table.columns)
    return [UnitRow(unit, row, _decided(assess(section, row, plan), row, unit.id, decisions)) for row in rows]


def _struck_rows(section: Section, plan: Plan) -> Iterator[UnitRow]:
    """The rows that the section would have if what is struck still counted, and no longer has."""
    if not isinstance(section.shape, Grid) or not any(plan.has_struck(sheet.key) for sheet in section.plan):
        return
    for unit in plan.answering():
        if not answers_section(plan, unit, section):
            continue
        asked = {row.key for row in section.shape.rows(plan, unit)}
        for row in section.shape.rows(plan.with_struck, unit):
            if row.key not in asked and not row.sums:
                filled = FilledRow(row, dict(row.cells), Origin("", unit.name, ""))
                yield UnitRow(unit, filled, (), str(row.about.get("valid_to") or ""))


def _with_own(row: UnitRow, own: Mapping[tuple[str, str], Judgement]) -> UnitRow:
    """The row with the unit's own judgement beside the computed ones."""
    judged = own.get((row.unit.id if row.unit else "", row.filled.row.key))
    if judged is None:
        return row
    beside = replace(judged, scale=SCALE, origin=Judged.BESIDE)
    return replace(row, judgements=(*row.judgements, beside))


def _decided(judgements: Sequence[Judgement], row: FilledRow, unit: str, decisions: Decisions) -> tuple[Judgement, ...]:
    """The judgements with overrides in force beside them: the computed one is kept, and marked as replaced.

    ``unit`` is empty for the region. An override of the whole stands for each part: each is counted for itself.
    """
    made: list[Judgement] = []
    for judgement in judgements:
        override = decisions.override(row.row.key, unit, judgement.part) if judgement.scale == SCALE else None
        if override is None:
            made.append(judgement)
        else:
            decided = replace(override.judgement(SCALE), part=judgement.part)
            made.append(decided)
            if judgement.level != NO_LEVEL:
                made.append(replace(judgement, origin=Judged.REPLACED))
    return tuple(made)


def _without_effect(decisions: Decisions, tables: Sequence[RegionTable], goals: Sequence[GoalRow]) -> Iterator[Finding]:
    """A decision that replaces no judgement is told: it would be listed and yet change nothing."""
    rows = [
        (row.unit, row.filled.row.key, each)
        for table in tables
        for row in [*table.rows, *table.region]
        for each in row.judgements
    ]
    found = {(key, unit.id if unit else "", each.part) for unit, key, each in rows if each.origin is Judged.OVERRIDE}
    found |= {(row.goal.id, row.unit.id if row.unit else "", "") for row in goals if row.override is not None}
    for override in decisions.overrides:
        if not any(each[:2] == (override.what, override.unit) and override.part in (each[2], "") for each in found):
            told = _("has no judgement to stand instead of for this unit and part. Check what, unit and part.")
            yield Finding(override.place, "decision-without-effect", Severity.WARNING, override.what, told)


def _texts(tables: Sequence[RegionTable]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names that a unit's text may go by: its row's key, and the short texts of the row."""
    for table in tables:
        for row in table.rows:
            texts = (value for value in row.filled.values.values() if isinstance(value, str))
            yield row.unit.id if row.unit else "", (row.filled.row.key, *texts)


def _add_up(table: RegionTable, plan: Plan, decisions: Decisions) -> None:
    """The region's rows, and those of each unit that has sub-units; a row whose figure others hold is marked so."""
    if table.section.aggregate is None:
        return
    by_key: dict[str, dict[str, list[FilledRow]]] = {}
    for row in table.rows:
        by_unit = by_key.setdefault(row.filled.row.key, {})
        by_unit.setdefault(row.unit.id if row.unit else "", []).append(row.filled)
    order = _merged_order(table)
    table.region = _summed(table, {key: topmost(by_key[key], plan) for key in order}, None, plan, decisions)
    for unit in units_with_sub_units(table.rows, plan):
        below = {key: beneath(by_key[key], unit, plan) for key in order}
        table.subtotals += _summed(table, below, unit, plan, decisions)
    if plan.units_above:
        table.rows = list(_marked(table))


def _marked(table: RegionTable) -> Iterator[UnitRow]:
    """The units' rows, with a mark on those whose figures are not among what the region's are made of."""
    counted: dict[str, set[int]] = {}
    for region in (row.filled for row in table.region):
        known = [rows for column, rows in region.made_of.items() if region.number(column) is not None]
        for rows in known or region.made_of.values():
            counted.setdefault(region.row.key, set()).update(map(id, rows))
    for row in table.rows:
        own = counted.get(row.filled.row.key)
        yield row if own is None or id(row.filled) in own else replace(row, repeats=True)


def _summed(
    table: RegionTable, rows: Mapping[str, Sequence[FilledRow]], unit: Unit | None, plan: Plan, decisions: Decisions
) -> list[UnitRow]:
    """A row for each key that can be added up, judged where it is the region's (``unit`` None)."""
    aggregate, made = table.section.aggregate, list[FilledRow]()
    assert aggregate is not None
    for own in rows.values():
        summed = aggregate(own, table.columns) if own else None
        if summed is not None:
            summed.row = _with_all_parts(summed.row, list(every_row(own)))
            made.append(summed)
    complete(made, table.columns)
    if unit is not None:
        return [UnitRow(unit, row) for row in made]
    return [UnitRow(None, row, _decided(assess(table.section, row, plan), row, "", decisions)) for row in made]


def _with_all_parts(row: Row, rows: Sequence[FilledRow]) -> Row:
    """A sum over the parts that any unit has."""
    parts = dict.fromkeys(part for each in rows for part in each.row.sums)
    return replace(row, sums=tuple(parts))


def _merged_order(table: RegionTable) -> list[str]:
    """Keys in the plan's order, although each unit has only some of the rows: a new key goes behind the one before it."""
    order: list[str] = []
    before = ""
    unit = ""
    for row in table.rows:
        here = row.unit.id if row.unit else ""
        if here != unit:
            unit, before = here, ""
        key = row.filled.row.key
        if key not in order:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return order
