"""Cells of the plan and the decisions that name a row of another sheet: by its id, or by what people call it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from followup.form.answers.answers import NO_ANSWERS
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.terms.units import EVERY_UNIT, THE_REGION
from followup.form.values import Value
from followup.form.written.plain_text import folded
from followup.locale import literal
from followup.plan.directory import Directory, nearest_of
from followup.plan.model import Plan
from followup.plan.unit_changes import former_units
from followup.rulebook.planning.plan import ID_NEARLY_KNOWN, NAME_OF_SEVERAL, UNKNOWN_ID
from followup.rulebook.problem import Problem


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


def resolve_references(plan: Plan, sheets: Sequence[Section]) -> Iterator[Finding]:
    """Put ids in the place of names in every cell of ``sheets`` that refers to a sheet with a directory.

    A cell that names nothing, or what several rows are called, is reported and left as it is.
    """
    former = former_units(plan)
    for sheet in sheets:
        table, columns = plan.records.get(sheet.key, NO_ANSWERS), dict[str, list[Value]]()
        for column in sheet.expanded(plan):
            directory = plan.directories.get(column.refers)
            if directory is not None and len(table):
                values = [row[column.key] for row in table]
                columns[column.key] = [_ids_of(value, directory) for value in values]
                yield from (fault for row in table for fault in _faults(row, column, directory, former))
        if columns:
            plan.records[sheet.key] = table.with_columns(columns)


def _ids_of(value: Value, directory: Directory) -> Value:
    """A cell with ids in the place of the names that are one row's."""
    if value is None:
        return None
    ids = [meant[0] if len(meant) == 1 else text for text, meant in _meant(value, directory)]
    return tuple(dict.fromkeys(ids)) if isinstance(value, tuple) else ids[0]


def _faults(
    row: FilledRow, column: Column, directory: Directory, former: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    value = row[column.key]
    for text, meant in _meant(value, directory) if value is not None else ():
        stands_for_many = isinstance(value, tuple) and text.casefold() in EVERY_UNIT | THE_REGION
        if len(meant) == 1 or stands_for_many:
            continue
        successors = former.get(folded(text), ()) if column.refers == "units" and not meant else ()
        if successors and column.former_too:
            continue
        instead = nothing_of_that_name(", ".join(successors)) if successors else fault_of_reference(text, directory)
        yield Finding.of(row.place(column.key), instead, text)


def _meant(value: Value, directory: Directory) -> list[tuple[str, tuple[str, ...]]]:
    """The names in a cell, each with the ids that it may mean."""
    return [(text, directory.ids_of(text)) for text in _names_in(value, directory)]


def fault_of_reference(text: str, directory: Directory) -> Problem:
    """Why a text names no single row."""
    meant = directory.ids_of(text)
    if meant:
        return NAME_OF_SEVERAL.problem(ids=literal(", ".join(meant)))
    return nothing_of_that_name(nearest_of(text, [directory]))


def nothing_of_that_name(nearest: str) -> Problem:
    """With the id or name that is most like it, where there is one."""
    return ID_NEARLY_KNOWN.problem(id=literal(nearest)) if nearest else UNKNOWN_ID.problem()


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
