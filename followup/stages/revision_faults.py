"""What cannot stand in a revision: changes without a reason, reasons without a change, ids and history that are lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.columns import Column, Means
from followup.form.decided import DeclaredChange
from followup.form.finding import Finding, Problem, Severity
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.locale import _, literal
from followup.stages.changes import COVERS, Change, Kind


def faults_of(
    changes: Sequence[Change], declared: Sequence[DeclaredChange], lost: Sequence[tuple[FilledRow, Section]]
) -> Iterator[Finding]:
    """Everything found, in no order."""
    for change in changes:
        if change.kind is Kind.NEW_ID:
            yield _finding(change.place, same_row_under_a_new_id(change.old), change.new)
        elif change.needs_reason and change.declared is None:
            yield _finding(change.place, a_change_has_no_reason(), change.label)
    for each in declared:
        if not any(_explains(each, change) for change in changes):
            yield _finding(each.place, a_reason_has_no_change(), each.what)
    for row, sheet in lost:
        if any(isinstance(column, Column) and column.means is Means.VALID_TO for column in sheet.columns):
            yield _finding(row.place("id"), a_struck_row_loses_its_history(), row.row.key)


def _explains(declared: DeclaredChange, change: Change) -> bool:
    return change.kind in COVERS.get(declared.kind, frozenset()) and declared.what in (change.id, *change.above)


def _finding(place: Place, problem: Problem, found: str) -> Finding:
    return Finding(place, problem.rule, problem.severity, found, problem.advice)


def a_change_has_no_reason() -> Problem:
    """Those who decide must be told why a goal or a measure is changed.

    Wrong: a measure is struck, and the sheet Ändringar does not name it.
    Right: a row with the measure's id, "stryks", and why.
    """
    told = _("is changed, but nothing says why. Write a row with its id and the reason on the sheet Changes.")
    return Problem("change-without-reason", told, Severity.WARNING)


def a_reason_has_no_change() -> Problem:
    """A reason for something that stands as it stood would be decided without effect.

    Wrong: "hembesok, stryks, kan inte mätas", and the measure stands unchanged in the new plan.
    Right: the measure's last occasion is written in Gäller till, or the row on Ändringar is deleted.
    """
    told = _("has a reason to be changed so, but is the same in both plans. Make the change, or delete the row.")
    return Problem("reason-without-change", told, Severity.WARNING)


def same_row_under_a_new_id(earlier: str) -> Problem:
    """A row that gets another id loses its history: nothing ties it to what was reported before.

    Wrong: "vantat-90" in the plan before, "vantetid" with the same words in the new one.
    Right: "vantat-90" in both.
    """
    told = _(
        "says the same as {earlier} in the plan before. If it is the same row, write {earlier} here: an id never changes.",
        earlier=literal(earlier),
    )
    return Problem("same-under-new-id", told, Severity.WARNING)


def a_struck_row_loses_its_history() -> Problem:
    """A row that is deleted can no longer be shown with what was reported of it.

    Wrong: the row is deleted in the new plan.
    Right: the row stands, with its last occasion in Gäller till.
    """
    told = _(
        "is gone from the new plan, and what was reported of it with it. Keep the row and write its last occasion in the column Valid to."
    )
    return Problem("history-is-lost", told, Severity.WARNING)
