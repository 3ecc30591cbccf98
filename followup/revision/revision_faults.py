"""What cannot stand in a revision: changes without a reason, reasons without a change, ids and history that are lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.columns import Column, ColumnMeaning
from followup.form.decided import DeclaredChange
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.locale import literal
from followup.revision.plan_changes import COVERS, ChangeKind, PlanChange
from followup.rulebook.planning.decisions import (
    CHANGE_WITHOUT_REASON,
    HISTORY_IS_LOST,
    REASON_WITHOUT_CHANGE,
    SAME_UNDER_NEW_ID,
)
from followup.rulebook.problem import Problem


def faults_of(
    changes: Sequence[PlanChange], declared: Sequence[DeclaredChange], lost: Sequence[tuple[FilledRow, Section]]
) -> Iterator[Finding]:
    """Everything found, in no order."""
    for change in changes:
        if change.kind is ChangeKind.NEW_ID:
            yield _finding(change.place, SAME_UNDER_NEW_ID.problem(earlier=literal(change.old)), change.new)
        elif change.needs_reason and change.declared is None:
            yield _finding(change.place, CHANGE_WITHOUT_REASON.problem(), change.label)
    for declaration in declared:
        if not any(_explains(declaration, change) for change in changes):
            yield _finding(declaration.place, REASON_WITHOUT_CHANGE.problem(), declaration.what)
    for row, sheet in lost:
        if any(isinstance(column, Column) and column.meaning is ColumnMeaning.VALID_TO for column in sheet.columns):
            yield _finding(row.place("id"), HISTORY_IS_LOST.problem(), row.row.key)


def _explains(declared: DeclaredChange, change: PlanChange) -> bool:
    return change.kind in COVERS.get(declared.kind, frozenset()) and declared.what in (change.id, *change.above)


def _finding(place: Place, problem: Problem, raw: str) -> Finding:
    return Finding.of(place, problem, raw)
