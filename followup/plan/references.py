"""Cells of the plan and the decisions that name a row of another sheet: by its id, or by what people call it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from followup.form.answers.answers import NO_ANSWERS
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.terms.units import EVERY_UNIT, THE_REGION
from followup.form.values import Value
from followup.form.written.plain_text import folded
from followup.locale import literal
from followup.locale.nearest import one_of
from followup.plan.directory import Directory, nearest_of
from followup.plan.model import Plan
from followup.plan.unit_changes.unit_changes import former_units
from followup.rulebook.planning.plan import ID_NEARLY_KNOWN, NAME_OF_SEVERAL, UNKNOWN_ID
from followup.rulebook.planning.unit_changes import UNIT_UNDERSTOOD
from followup.rulebook.problem import Problem

UNITS = "units"
"""The sheet of units."""


def directories_of(plan: Plan, sheets: Sequence[Section]) -> dict[str, Directory]:
    """What the rows of each sheet go by: also those that are struck, or do not count yet."""
    directories = {}
    for sheet in sheets:
        columns = sheet.expanded(plan)
        names = [column.key for column in columns if column.names_row]
        if any(column.key == "id" for column in columns):
            rows = [row for row in plan.every_row(sheet.key) if row["id"] is not None]
            directories[sheet.key] = Directory((row.text("id"), [row.text(key) for key in names]) for row in rows)
    return directories


class _Reference(NamedTuple):
    """A name in a cell, and the ids that it may mean; ``is_former`` where these replace the unit that it names."""

    text: str
    ids: tuple[str, ...]
    is_former: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether it is known what stands in its place."""
        return self.is_former or len(self.ids) == 1


def resolve_references(plan: Plan, sheets: Sequence[Section]) -> Iterator[Finding]:
    """Put ids in the place of names in every cell of ``sheets`` that refers to a sheet with a directory.

    A unit that is gone is understood as those that replace it, which is reported. A cell that names nothing, or what
    several rows are called, is reported and left as it is.
    """
    former = former_units(plan)
    for sheet in sheets:
        table, columns = plan.records.get(sheet.key, NO_ANSWERS), dict[str, list[Value]]()
        for column in sheet.expanded(plan):
            directory = plan.directories.get(column.refers)
            if directory is None or not len(table):
                continue
            replaced = former if column.refers == UNITS else {}
            columns[column.key] = values = []
            understood: dict[Value, tuple[list[_Reference], Value]] = {None: ([], None)}
            for row, value in zip(table, table.column(column.key), strict=True):
                if value not in understood:  # many rows name the same few units and measures
                    references = _references(value, column, directory, replaced)
                    understood[value] = references, _with_ids(value, references)
                references, with_ids = understood[value]
                values.append(with_ids)
                for reference in references:
                    yield from _findings(row, column, reference, directory, replaced)
        if columns:
            plan.records[sheet.key] = table.with_columns(columns)


def _references(
    value: Value, column: Column, directory: Directory, former: Mapping[str, Sequence[str]]
) -> list[_Reference]:
    """The names in a cell. Where one unit alone may stand, a unit that several replace is none of them.

    Figures of earlier times stay those of the unit that had them: ``history/successors`` brings them to the others.
    """
    references = []
    for text in _names_in(value, directory):
        ids = directory.ids_of(text)
        successors = former.get(folded(text), ()) if not ids and not column.former_too else ()
        is_former = bool(successors) and (isinstance(value, tuple) or len(successors) == 1)
        references.append(_Reference(text, tuple(successors) if is_former else ids, is_former))
    return references


def _with_ids(value: Value, references: Sequence[_Reference]) -> Value:
    """A cell with ids in the place of the names that are clear."""
    ids: list[str] = []
    for reference in references:
        ids += reference.ids if reference.is_clear else (reference.text,)
    return tuple(dict.fromkeys(ids)) if isinstance(value, tuple) else ids[0]


def _findings(
    row: FilledRow, column: Column, reference: _Reference, directory: Directory, former: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """What is to be told of one name in a cell."""
    text = reference.text
    if reference.is_former:
        yield Finding.of(row.place(column.key), UNIT_UNDERSTOOD.problem(units=reference.ids), text)
        return
    stands_for_many = isinstance(row[column.key], tuple) and text.casefold() in EVERY_UNIT | THE_REGION
    successors = former.get(folded(text), ()) if not reference.ids else ()
    if reference.is_clear or stands_for_many or (successors and column.former_too):
        return
    instead = replaced_by(successors) if successors else fault_of_reference(text, directory)
    yield Finding.of(row.place(column.key), instead, text)


def fault_of_reference(text: str, directory: Directory) -> Problem:
    """Why a text names no single row."""
    meant = directory.ids_of(text)
    if meant:
        return NAME_OF_SEVERAL.problem(ids=literal(", ".join(meant)))
    return nothing_of_that_name(nearest_of(text, [directory]))


def nothing_of_that_name(nearest: Sequence[str]) -> Problem:
    """With the ids or names that are most like it, where there are any."""
    return ID_NEARLY_KNOWN.problem(id=one_of(nearest)) if nearest else UNKNOWN_ID.problem()


def replaced_by(units: Sequence[str]) -> Problem:
    """Of a unit that is gone: those that stand in its place, all of them."""
    return ID_NEARLY_KNOWN.problem(id=literal(", ".join(units)))


def _names_in(value: Value, directory: Directory) -> Sequence[str]:
    """The names in a cell. One with a comma of its own was taken apart when the cell was read: it is put together."""
    if not isinstance(value, tuple):
        return (str(value),)
    names, at = [], 0
    while at < len(value):
        ends = range(len(value), at + 1, -1)
        end = next((end for end in ends if directory.ids_of(", ".join(value[at:end]))), at + 1)
        names.append(", ".join(value[at:end]))
        at = end
    return names
