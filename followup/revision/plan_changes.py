"""What a change of the plan is, and which of the plan's own reasons explains it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from followup.form.columns import Column, ColumnMeaning
from followup.form.decided import DeclaredChange
from followup.form.place import Place
from followup.form.section import Section
from followup.frozen import frozen


class ChangeKind(StrEnum):
    """What happened to a row of the plan, in the order that people read it."""

    STRUCK = "struck"
    ADDED = "added"
    RENAMED = "renamed"
    REWORDED = "reworded"
    TARGET_ADDED = "target_added"
    TARGET_CHANGED = "target_changed"
    TARGET_STRUCK = "target_struck"
    NEW_METHOD = "new_method"
    NEW_ID = "new_id"
    CHANGED = "changed"


@frozen
class PlanChange:
    """One change. ``noun`` says what kind of thing the row is; ``name`` what it was called, or is if it is new.

    ``whole`` is the name of the row that it is a part of.

    ``above`` are ids that the change follows with: of a struck goal, or of the row that this one is a part of.
    ``column`` is set where one column was changed, ``old`` and ``new`` are in words. ``goal`` is the goal above it.
    """

    sheet: Section
    kind: ChangeKind
    id: str
    noun: str
    name: str
    place: Place
    column: Column | None = None
    old: str = ""
    new: str = ""
    above: tuple[str, ...] = ()
    goal: str = ""
    whole: str = ""
    declared: DeclaredChange | None = None

    @property
    def label(self) -> str:
        """The name, behind that of the whole where it is a part."""
        return f"{self.whole}: {self.name}" if self.whole else self.name

    @property
    def of_the_decided(self) -> bool:
        """Whether it is of what is decided: goals, measures and whatever else has a wording; not of figures or settings."""
        return any(
            column.meaning in (ColumnMeaning.NAME, ColumnMeaning.WORDING) for column in _declared_columns(self.sheet)
        )

    @property
    def needs_reason(self) -> bool:
        """Whether a reason must be given."""
        return self.of_the_decided and self.kind not in (ChangeKind.CHANGED, ChangeKind.NEW_ID)


COVERS: Mapping[str, frozenset[ChangeKind]] = {
    "strike": frozenset({ChangeKind.STRUCK}),
    "add": frozenset({ChangeKind.ADDED, ChangeKind.TARGET_ADDED}),
    "rename": frozenset({ChangeKind.RENAMED, ChangeKind.REWORDED, ChangeKind.NEW_ID}),
    "reword": frozenset({ChangeKind.RENAMED, ChangeKind.REWORDED}),
    "target": frozenset({ChangeKind.TARGET_ADDED, ChangeKind.TARGET_CHANGED, ChangeKind.TARGET_STRUCK}),
    "method": frozenset({ChangeKind.NEW_METHOD}),
    "other": frozenset(ChangeKind),
}
"""The kinds of change that a reason given in the plan explains."""


def declaration_of(change: PlanChange, declared: Sequence[DeclaredChange]) -> DeclaredChange | None:
    """The reason given for the row itself, else for what it follows with; None when there is none."""
    fitting = [declaration for declaration in declared if change.kind in COVERS.get(declaration.kind, frozenset())]
    exact = [declaration for declaration in fitting if declaration.what == change.id]
    above = [declaration for declaration in fitting if declaration.what in change.above]
    return next(iter([*exact, *above]), None)


def _declared_columns(sheet: Section) -> Iterator[Column]:
    return (column for column in sheet.columns if isinstance(column, Column))
