"""Two plans compared by ids: what was struck, added, renamed, reworded, given another target, or changed otherwise.

No sheet is known by name: what a change means follows from what the sheet's columns are declared to mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from followup.form.cells.base import CellType
from followup.form.columns import Column, ColumnMeaning, Role
from followup.form.finding import Finding
from followup.form.frame import Frame
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.texts.distinct_texts import show_distinctly
from followup.frozen import frozen
from followup.plan.declared_changes import REVISION_SHEETS, declared_changes
from followup.plan.model import Plan
from followup.plan.sheets import GOALS_SHEET
from followup.revision.plan_changes import ChangeKind, PlanChange, declaration_of
from followup.revision.revision_faults import faults_of


@frozen
class Revision:
    """Two plans, what differs between them, and what was found."""

    old: Plan
    new: Plan
    changes: tuple[PlanChange, ...]
    findings: tuple[Finding, ...]


def compare_plans(old: Plan, new: Plan, sheets: Sequence[Section]) -> Revision:
    """Every difference, in the order of the sheets and of the new plan's rows, each with the reason that the plan gives."""
    changes: list[PlanChange] = []
    lost: list[tuple[FilledRow, Section]] = []
    for sheet in sheets:
        if sheet not in REVISION_SHEETS:
            compared = _Compared(sheet, old, new)
            changes += compared.changes()
            lost += ((row, sheet) for row in compared.gone.values())
    declared = declared_changes(new)
    explained = [replace(change, declared=declaration_of(change, declared)) for change in changes]
    findings = sorted(faults_of(explained, declared, lost), key=lambda finding: finding.order)
    return Revision(old, new, tuple(explained), tuple(findings))


class _Compared:
    """One sheet of two plans."""

    def __init__(self, sheet: Section, old: Plan, new: Plan) -> None:
        self.sheet, self.old, self.new = sheet, old, new
        columns = {column.key: column for plan in (old, new) for column in sheet.expanded(plan)}
        self.columns = [column for column in columns.values() if column.role is Role.INPUT]
        self.before = {row.row.key: row for row in old.every_row(sheet.key)}
        self.after = {row.row.key: row for row in new.every_row(sheet.key)}
        self.gone = {key: row for key, row in self.before.items() if key not in self.after}

    def changes(self) -> Iterator[PlanChange]:
        """Rows gone, then the new plan's rows in order."""
        came = {key: row for key, row in self.after.items() if key not in self.before}
        moved = same_under_new_ids(
            self.gone, came, self.column(ColumnMeaning.WORDING) or self.column(ColumnMeaning.NAME)
        )
        for key in moved.values():
            del self.gone[key]
        for row in self.gone.values():
            yield self._change(ChangeKind.STRUCK, row, self.old)
        for key, row in self.after.items():
            if key in moved:
                earlier = self.before[moved[key]]
                yield self._change(ChangeKind.NEW_ID, row, self.new, old=moved[key], new=key)
                yield from self._columns_changed(earlier, row)
            elif key in came:
                yield self._added(row)
                yield from self._taken_over(row)
            else:
                yield from self._columns_changed(self.before[key], row)

    def column(self, means: ColumnMeaning) -> Column | None:
        """The column of that meaning."""
        return next((column for column in self.columns if column.meaning is means), None)

    def text(self, row: FilledRow, column: Column | None, frame: Frame) -> str:
        """A cell in words, empty when there is nothing."""
        if column is None:
            return ""
        kind = _type_of(row, column)
        return kind.show(row[column.key], frame.words) if kind else row.text(column.key)

    def _added(self, row: FilledRow) -> PlanChange:
        """A new row; one that is a part of an older row and has a target is a target of that one."""
        target = self.text(row, self.column(ColumnMeaning.TARGET), self.new.frame)
        whole = self._whole(row)
        kind = ChangeKind.TARGET_ADDED if target and whole in self.before else ChangeKind.ADDED
        return self._change(kind, row, self.new, new=target)

    def _taken_over(self, row: FilledRow) -> Iterator[PlanChange]:
        """What a new row has taken over from."""
        column = self.column(ColumnMeaning.REPLACES)
        text = self.text(row, column, self.new.frame)
        if column is not None and text:
            change = self._change(ChangeKind.CHANGED, row, self.new, "", text, column)
            yield replace(change, place=row.place(column.key))

    def _columns_changed(self, before: FilledRow, after: FilledRow) -> Iterator[PlanChange]:
        for column in self.columns:
            old, new = self._texts(before, after, column)
            if old == new or column.key in ("id", *getattr(self.sheet.shape, "identity", ())):
                continue
            kind = _kind_of(column, old, new)
            yield replace(self._change(kind, before, self.old, old, new, column), place=after.place(column.key))

    def _texts(self, before: FilledRow, after: FilledRow, column: Column) -> tuple[str, str]:
        """A cell of both plans in words; two figures with decimals enough to be told apart."""
        figures, kind = (before.number(column.key), after.number(column.key)), _type_of(after, column)
        if kind is not None and None not in figures and kind == _type_of(before, column):
            return show_distinctly(kind, *figures, self.new.words)
        return self.text(before, column, self.old.frame), self.text(after, column, self.new.frame)

    def _change(
        self, kind: ChangeKind, row: FilledRow, plan: Plan, old: str = "", new: str = "", column: Column | None = None
    ) -> PlanChange:
        named = self.column(ColumnMeaning.NAME) or self.column(ColumnMeaning.WORDING)
        noun = self.text(row, self.column(ColumnMeaning.NOUN), plan.frame) or self.new.words(self.sheet.title)
        whole = self.before.get(self._whole(row)) or self.after.get(self._whole(row))
        name = self.text(row, named, plan.frame) or self._label(row, plan)
        goal = self._goal(row)
        above = tuple(name for name in (self._whole(row), goal) if name)
        key = row.row.key
        declared_goal = plan.goals.get(goal or key)
        goal_name = declared_goal.name if declared_goal else ""
        whole_name = self.text(whole, named, plan.frame) if whole is not None else ""
        place = row.place("id")
        return PlanChange(self.sheet, kind, key, noun, name, place, column, old, new, above, goal_name, whole_name)

    def _label(self, row: FilledRow, plan: Plan) -> str:
        """What a row of fixed rows is called on its sheet; of other rows, what tells them apart."""
        label = next((column for column in self.sheet.expanded(plan) if column.role is Role.LABEL), None)
        return plan.words.show(row[label.key]) if label else row.row.key.replace("/", " · ")

    def _whole(self, row: FilledRow) -> str:
        column = self.column(ColumnMeaning.PART_OF)
        return row.text(column.key) if column else ""

    def _goal(self, row: FilledRow) -> str:
        column = next((column for column in self.columns if column.refers == GOALS_SHEET.key), None)
        return row.text(column.key) if column and self.sheet is not GOALS_SHEET else ""


def _type_of(row: FilledRow, column: Column) -> CellType | None:
    return column.type if isinstance(column.type, CellType) else row.row.types.get(column.base)


def _kind_of(column: Column, old: str, new: str) -> ChangeKind:
    if column.meaning is ColumnMeaning.TARGET:
        return (
            ChangeKind.TARGET_CHANGED if old and new else ChangeKind.TARGET_ADDED if new else ChangeKind.TARGET_STRUCK
        )
    if column.meaning is ColumnMeaning.VALID_TO:
        return ChangeKind.STRUCK if new else ChangeKind.CHANGED
    if column.meaning is ColumnMeaning.METHOD:
        return ChangeKind.NEW_METHOD if new else ChangeKind.CHANGED
    return {ColumnMeaning.NAME: ChangeKind.RENAMED, ColumnMeaning.WORDING: ChangeKind.REWORDED}.get(
        column.meaning or ColumnMeaning.NOUN, ChangeKind.CHANGED
    )


LEAST_LIKENESS = 0.85
"""How alike two wordings must be, 0 to 1, to be suggested as the same row under a new id."""


def same_under_new_ids(
    gone: Mapping[str, FilledRow], came: Mapping[str, FilledRow], column: Column | None
) -> dict[str, str]:
    """New id → earlier id, for rows whose wording is the same or near; the most alike first, each row once."""
    from difflib import SequenceMatcher

    if column is None:
        return {}
    pairs = []
    for new, row in came.items():
        matcher = SequenceMatcher(None, "", _plainly(row.text(column.key)), autojunk=False)
        for old, earlier in gone.items():
            matcher.set_seq1(_plainly(earlier.text(column.key)))
            # The quick ratios are never below the ratio: nearly all pairs are left at the first.
            if (
                matcher.real_quick_ratio() >= LEAST_LIKENESS
                and matcher.quick_ratio() >= LEAST_LIKENESS
                and matcher.ratio() >= LEAST_LIKENESS
            ):
                pairs.append((-matcher.ratio(), new, old))
    new_ids: dict[str, str] = {}
    for _ratio, new, old in sorted(pairs):
        if new not in new_ids and old not in new_ids.values():
            new_ids[new] = old
    return new_ids


def _plainly(text: str) -> str:
    return " ".join(text.casefold().split())
