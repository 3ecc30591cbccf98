"""From submissions to the region: every row with its unit and its source, and the region's own rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property

from followup.form.answers.answers import AnsweredTable
from followup.form.answers.completing import complete_rows, derive_columns
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.form import FormTable
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.rows import Branch, DetachedRow, FilledRow, Row, SheetOrigin
from followup.form.section import Section
from followup.form.terms.judgement import NO_LEVEL, Judgement, Level
from followup.form.terms.judgement import JudgementOrigin as Judged
from followup.form.terms.units import Unit
from followup.form.traits import OnFirstSheet, RollsUpTo
from followup.frozen import frozen
from followup.history.fact_changes import EditedDocument, FactChange
from followup.history.model import Before, StateLine
from followup.history.notes.model import Notes
from followup.plan.attachments import Attachment
from followup.plan.decisions.decisions import NOTHING_DECIDED, Decisions
from followup.plan.decisions.text_order import placings_without_effect
from followup.region.assessing import assess, assess_sum, figures_beside
from followup.region.editing import EditableAnswer, findings_on_edits, questions_of
from followup.region.kept_state import KeptFigures, figures_to_keep, lines_to_keep
from followup.region.model import RegionTable, UnitRow, units_with_sub_units
from followup.region.questioned import mark_questioned
from followup.region.rolling_up import SCALE, GoalRow, own_judgements, roll_up_goals
from followup.returns.model import Submission
from followup.round.model import Round
from followup.round.sub_units import branches_among, branches_below, branches_of, topmost_branches
from followup.round.unit_state import UnitState, with_superseded
from followup.rulebook.planning.decisions import OVERRIDE_WITHOUT_EFFECT
from followup.rules.personal_numbers import mask_personal_numbers
from followup.rules.sums.adding_up import every_row
from followup.templates.forms import Forms


@frozen
class Region:
    """The region's round: judged, added up along the tree, compared. Documents are made from it, and nothing else.

    Of a published one, small numbers of people are masked and there are no findings; ``telling`` are the places of texts
    that tell a masked figure, which documents show all the same and facts do not. ``changes`` are those since the merge
    before, and ``edited`` the documents that a person has edited, with those since they were made. ``notes`` are what
    controllers have written beside its rows.
    """

    frame: Frame
    states: Sequence[UnitState] = ()
    tables: Sequence[RegionTable] = ()
    findings: Sequence[Finding] = ()
    goals: Sequence[GoalRow] = ()
    decisions: Decisions = NOTHING_DECIDED
    published: bool = False
    superseded: Sequence[UnitState] = ()
    questions: Mapping[str, EditableAnswer] = field(default_factory=dict)
    before: Before = field(default_factory=Before)
    attachments: tuple[Attachment, ...] = ()
    telling: frozenset[Place] = frozenset()
    changes: Sequence[FactChange] = ()
    edited: Sequence[EditedDocument] = ()
    notes: Notes = field(default_factory=Notes)

    def with_findings(self, findings: Iterable[Finding]) -> Region:
        """The same region with more findings among its own."""
        return replace(self, findings=sort_findings([*self.findings, *findings]))

    @property
    def every_state(self) -> list[UnitState]:
        """The units' states, each after the files of its that no longer count."""
        return with_superseded(self.states, self.superseded)

    @property
    def preliminary(self) -> frozenset[str]:
        """The units whose figures are not approved though the plan asks for it; "" for the region, if there are any."""
        units = {state.unit.id for state in self.states if state.preliminary and state.answered}
        return frozenset(units | {""} if units else ())

    @cached_property
    def kept_figures(self) -> KeptFigures:
        """Its figures for later rounds: the regional workbook and the record both keep them."""
        return figures_to_keep(self.tables)

    @cached_property
    def kept_lines(self) -> Sequence[StateLine]:
        """What else later rounds may want to know of it."""
        return list(lines_to_keep(self.frame, self.tables, self.goals))

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
            self.frame.scales.counted_as(judgement.level)
            for table in self.tables
            for row in table.rows
            if not row.repeats
            for judgement in row.judgements
            if judgement.scale == SCALE and judgement.counts
        )
        return {level.value: counts[level.value] for level in Level}


def consolidate(
    forms: Forms,
    round_: Round,
    findings: Iterable[Finding] = (),
    before: Before | None = None,
    attachments: tuple[Attachment, ...] = (),
) -> Region:
    """Put the units' rows together. A unit that has not answered is there too, with empty rows: nothing disappears.

    ``findings`` are those of what is not the round: of earlier rounds, of attachments. ``before`` is how the round
    before was left.
    """
    frame, decisions = forms.frame, round_.decisions
    shown = [section for section in forms.sections if not section.has(OnFirstSheet)]
    tables = [_add_up(section, forms, round_) for section in shown]
    tables = [table for table in tables if table.rows or table.struck]
    tables = [*mark_questioned(tables, round_.findings)]
    judgements = own_judgements(tables)
    # Beside what was computed and in no count: one that mixed them would compare units that judge with units that
    # measure.
    tables = [_add_own_judgements(table, judgements) for table in tables]
    goals = roll_up_goals(tables, frame, decisions, judgements)
    questions = questions_of(tables, decisions.edited)
    doubts = [*_without_effect(decisions, tables, goals), *placings_without_effect(decisions.placed, _texts(tables))]
    doubts += findings_on_edits(questions, decisions.edited)
    return Region(
        frame,
        round_.states,
        tables,
        sort_findings([*round_.findings, *findings, *doubts]),
        goals,
        decisions,
        superseded=round_.superseded,
        questions=questions,
        before=before or Before(),
        attachments=attachments,
    )


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Gravest first."""
    return sorted(findings, key=lambda finding: finding.order)


def _add_own_judgements(table: RegionTable, judgements: Mapping[tuple[str, str], Judgement]) -> RegionTable:
    return (
        replace(table, rows=[_add_own_judgement(row, judgements) for row in table.rows])
        if table.section.has(RollsUpTo)
        else table
    )


def _unit_rows(
    unit: Unit, table: FormTable, submission: Submission | None, frame: Frame, decisions: Decisions
) -> list[UnitRow]:
    section = table.section
    rows: AnsweredTable | list[DetachedRow]
    if submission is not None and section.key in submission.tables:
        # At the only way in, so that no output ever holds one.
        rows = mask_personal_numbers(submission.tables[section.key])
    else:
        file = submission.file if submission is not None else ""
        rows = [DetachedRow(row, origin=SheetOrigin(file, unit.name, "")) for row in table.rows]
        complete_rows(rows, table.columns)
    if section.assess is None:
        return [UnitRow(unit, row) for row in rows]
    judged = [assess(section, row, frame) for row in rows]
    return [
        UnitRow(unit, row, _apply_overrides(judgements, row, unit.id, decisions))
        for row, judgements in zip(_rows_with_comparisons(rows, judged), judged, strict=True)
    ]


def _rows_with_comparisons(
    rows: AnsweredTable | Sequence[DetachedRow], judged: Sequence[Sequence[Judgement]]
) -> Sequence[FilledRow]:
    """The rows, each with the figures that its own were held against when it was judged."""
    figures = list(map(figures_beside, judged))
    if not any(figures):
        return rows
    if isinstance(rows, AnsweredTable):
        return rows.with_compared_figures(figures)
    return [row.with_compared_figures(beside) for row, beside in zip(rows, figures, strict=True)]


def _struck_rows(struck: Iterable[tuple[Unit, Row]]) -> Iterator[UnitRow]:
    for unit, row in struck:
        filled = DetachedRow(row, origin=SheetOrigin("", unit.name, ""))
        yield UnitRow(unit, filled, (), str(row.plan_record.get("valid_to") or ""))


def _add_own_judgement(row: UnitRow, judgements: Mapping[tuple[str, str], Judgement]) -> UnitRow:
    """The row with the unit's own judgement beside the computed ones."""
    judged = judgements.get((row.unit.id if row.unit else "", row.filled.row.key))
    if judged is None:
        return row
    beside = replace(judged, scale=SCALE, origin=Judged.BESIDE)
    return replace(row, judgements=(*row.judgements, beside))


def _apply_overrides(
    judgements: Sequence[Judgement], row: FilledRow, unit: str, decisions: Decisions
) -> tuple[Judgement, ...]:
    """The judgements with overrides in force beside them: the computed one is kept, and marked as replaced.

    ``unit`` is empty for the region. An override of the whole stands for each part: each is counted for itself.
    """
    if not decisions.overrides:
        return tuple(judgements)
    in_force: list[Judgement] = []
    for judgement in judgements:
        override = decisions.override(row.row.key, unit, judgement.part) if judgement.scale == SCALE else None
        if override is None:
            in_force.append(judgement)
        else:
            # One for each part, as the computed ones are: a decision would else count as one where women and
            # men are two.
            decided = replace(override.judgement(SCALE), part=judgement.part)
            in_force.append(decided)
            # Where nothing was judged there is nothing that the decision replaced: a sum without a target of its own.
            if judgement.level != NO_LEVEL:
                in_force.append(replace(judgement, origin=Judged.REPLACED))
    return tuple(in_force)


def _without_effect(decisions: Decisions, tables: Sequence[RegionTable], goals: Sequence[GoalRow]) -> Iterator[Finding]:
    """A decision that replaces no judgement is reported: it would be listed and yet change nothing."""
    if not decisions.overrides:
        return
    rows = [
        (row.unit, row.filled.row.key, judgement)
        for table in tables
        for row in [*table.rows, *table.region]
        for judgement in row.judgements
    ]
    overridden = {
        (key, unit.id if unit else "", judgement.part)
        for unit, key, judgement in rows
        if judgement.origin is Judged.OVERRIDE
    }
    overridden |= {(row.goal.id, row.unit.id if row.unit else "", "") for row in goals if row.override is not None}
    for override in decisions.overrides:
        if not any(
            judgement[:2] == (override.what, override.unit) and override.part in (judgement[2], "")
            for judgement in overridden
        ):
            yield Finding.of(override.place, OVERRIDE_WITHOUT_EFFECT.problem(), override.what)


def _texts(tables: Sequence[RegionTable]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names that a unit's text may go by: its row's key, and the short texts of the row."""
    for table in tables:
        for row in table.rows:
            texts = (value for value in row.filled.values.values() if isinstance(value, str))
            yield row.unit.id if row.unit else "", (row.filled.row.key, *texts)


def _add_up(section: Section, forms: Forms, round_: Round) -> RegionTable:
    """A section over all units: their rows, the region's, those of each unit that has sub-units, and the struck.

    A row whose figure others hold is marked so.
    """
    frame = forms.frame
    tables = [(unit, forms[unit.id].by_section.get(section.key)) for unit in frame.units.answering]
    rows = [
        row
        for unit, table in tables
        if table is not None
        for row in _unit_rows(unit, table, round_.submissions.get(unit.id), frame, round_.decisions)
    ]
    struck, order = list(_struck_rows(forms.struck[section.key])), forms.order[section.key]
    units = RegionTable(section, forms.columns[section.key], rows, struck=struck, order=order)
    if section.aggregate is None:
        return units
    by_key: dict[str, dict[str, list[FilledRow]]] = {}
    for row in rows:
        by_unit = by_key.setdefault(row.filled.row.key, {})
        by_unit.setdefault(row.unit.id if row.unit else "", []).append(row.filled)
    keys = units.keys
    branches = {key: branches_of(by_key[key], frame) for key in keys}
    tops = {key: topmost_branches(branches[key], frame) for key in keys}
    region = _sum_rows(units, tops, None, frame, round_.decisions)
    subtotals = [
        row
        for unit in units_with_sub_units(rows, frame)
        for row in _sum_rows(
            units, {key: branches_below(branches[key], unit, frame) for key in keys}, unit, frame, round_.decisions
        )
    ]
    whole = replace(units, region=region, subtotals=subtotals, by_board=_sums_by_board(units, tops, frame))
    return replace(whole, rows=list(_mark_repeats(whole))) if frame.units.answering_above else whole


def _sums_by_board(
    table: RegionTable, tops: Mapping[str, Sequence[Branch]], frame: Frame
) -> Mapping[str, Sequence[UnitRow]]:
    """The rows of the region's sums, of each board; none where all answer to the same. They add up to the region's."""
    unit_of = {id(row.filled): row.unit.id for row in table.rows if row.unit is not None}
    boards = {name: units for name, units in frame.units.boards.items() if not units.isdisjoint(unit_of.values())}
    sums = dict[str, Sequence[UnitRow]]()
    for name, units in boards.items() if len(boards) > 1 else ():
        rows = {id_ for id_, unit in unit_of.items() if unit in units}
        of_board = {key: list(branches_among(branches, rows)) for key, branches in tops.items()}
        sums[name] = [UnitRow(None, row, board=name) for row in _added_up(table, of_board)]
    return sums


def _mark_repeats(table: RegionTable) -> Iterator[UnitRow]:
    """The units' rows, with a mark on those whose figures are not among what the region's are made of."""
    counted: dict[str, set[int]] = {}
    for region in (row.filled for row in table.region):
        whole = [rows for column, rows in region.contributing_rows.items() if region.number(column) is not None]
        # By the columns that have a figure; where none has, by those who would have made it: a division and its clinics
        # without figures would else both be counted.
        for rows in whole or region.contributing_rows.values():
            counted.setdefault(region.row.key, set()).update(map(id, rows))
    for row in table.rows:
        contributors = counted.get(row.filled.row.key)
        yield row if contributors is None or id(row.filled) in contributors else replace(row, repeats=True)


def _sum_rows(
    table: RegionTable, rows: Mapping[str, Sequence[Branch]], unit: Unit | None, frame: Frame, decisions: Decisions
) -> list[UnitRow]:
    """A row for each key that can be added up, judged where it is the region's (``unit`` None)."""
    sums = _added_up(table, rows, of_region=unit is None)
    if unit is not None:
        return [UnitRow(unit, row) for row in sums]
    _set_own_figures(sums, table.columns)
    judged = [assess_sum(table.section, row, frame) for row in sums]
    return [
        UnitRow(None, row, _apply_overrides(judgements, row, "", decisions))
        for row, judgements in zip(_rows_with_comparisons(sums, judged), judged, strict=True)
    ]


def _added_up(table: RegionTable, rows: Mapping[str, Sequence[Branch]], of_region: bool = False) -> list[DetachedRow]:
    aggregate, sums = table.section.aggregate, list[DetachedRow]()
    assert aggregate is not None
    for branches in rows.values():
        summed = aggregate(branches, table.columns) if branches else None
        if summed is not None:
            row = _with_all_parts(summed.row, list(every_row(branches)))
            sums.append(summed.of_row(_with_own_earlier(row, branches[0].row.row) if of_region else row))
    # Worked out from the sums, never summed: the change of a sum is not the sum of the changes.
    complete_rows(sums, table.columns)
    return sums


def _set_own_figures(rows: Sequence[DetachedRow], columns: Sequence[Column]) -> None:
    """The region's own figures of the period compared with, in the place of sums: these lack the units that are gone."""
    changed = [region for region in rows if region.row.region_cells]
    for region in changed:
        region.values.update(region.row.region_cells)
        for column in region.row.region_cells:
            region.coverages.pop(column, None)
    if changed:
        derive_columns(rows, columns)  # all of them: what is worked out may name a cell of another row


def _with_own_earlier(row: Row, of_unit: Row) -> Row:
    """The region's row with its own figures of before, which each unit's row brings with it."""
    earlier, notes = of_unit.region_earlier, of_unit.region_notes
    return replace(row, earlier=earlier, earlier_notes=notes, region_cells=of_unit.region_cells)


def _with_all_parts(row: Row, rows: Sequence[FilledRow]) -> Row:
    """A sum over the parts that any unit has."""
    parts = dict.fromkeys(part for other in rows for part in other.row.sums)
    return replace(row, sums=tuple(parts))
