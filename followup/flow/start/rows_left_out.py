"""Which rows of the plan the next round asks for no more: those that every unit has finished, and those that are struck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import declarations, sections_of
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import Message, _, literal

if TYPE_CHECKING:
    from followup.form.rows import FilledRow
    from followup.form.section import Section
    from followup.plan.model import Plan
    from followup.plan.workbook.next_round import Cells


@frozen
class RowsLeftOut:
    """Rows of a sheet of the plan, as people call them, ``finished`` or struck before.

    Those that could not be ``marked``, for the plan has no column for it, are asked for all the same.
    """

    sheet: Message
    rows: tuple[str, ...]
    finished: bool
    marked: bool = True


def rows_left_out(plan: Plan, record: Path, to_come: str) -> tuple[Cells, Sequence[RowsLeftOut]]:
    """The cells of the plan's workbook that strike what is finished, by sheet, and all that the round to come leaves out.

    CouldNotRun where the facts of the record are not as they were written.
    """
    from followup.plan.workbook.next_round import struck_after, struck_by_then

    sheets = {sheet.key: sheet for declaration in declarations() for sheet in declaration.plan}
    before = struck_by_then(plan, list(sheets), to_come)
    cells, finished = struck_after(plan, _finished(plan, record))
    left_out = [_named(sheets[key], rows, finished=True) for key, rows in finished.items()]
    left_out += [_named(sheets[key], rows, finished=False) for key, rows in before.items()]
    return cells, [rows for rows in left_out if rows.rows]


def still_asked(plan: Plan, before: Plan, record: Path) -> Sequence[RowsLeftOut]:
    """The rows that the round ``before`` has finished by now, and that a plan which was made of it earlier still asks for.

    CouldNotRun where the facts of the record are not as they were written.
    """
    sheets = {sheet.key: sheet for declaration in declarations() for sheet in declaration.plan}
    finished = _finished(before, record)
    asked = {key: [row for row in plan.rows(key) if row.text("id") in ids] for key, ids in finished.items()}
    return [_named(sheets[key], rows, finished=True) for key, rows in asked.items() if rows]


def _finished(plan: Plan, record: Path) -> Mapping[str, Sequence[str]]:
    """The ids of rows that are finished, by the keys of their sheets."""
    from followup.form.traits import FinishedBy
    from followup.history.last_answers import finished_rows
    from followup.history.past_facts import facts_in

    facts, changed = facts_in(record)
    if changed:
        raise CouldNotRun(_("{file} {advice}", file=literal(changed[0].place.file), advice=changed[0].advice))
    if facts is None:
        return {}
    ending = [section for section in sections_of(plan) if section.has(FinishedBy)]
    return {
        sheet.key: ids
        for section in ending
        for sheet in section.plan
        if (ids := finished_rows(plan, section, facts, _asked(plan, section)))
    }


def _asked(plan: Plan, section: Section) -> Mapping[str, set[str]]:
    """The ids of the units that were asked for each row of a section."""
    from followup.templates.forms import Forms

    asked: dict[str, set[str]] = {}
    for unit, form in Forms(plan, [section]).items():
        for row in (row for table in form.tables for row in table.rows):
            asked.setdefault(row.key, set()).add(unit)
    return asked


def _named(sheet: Section, rows: Sequence[FilledRow], finished: bool) -> RowsLeftOut:
    marked = not finished or all(row.place("valid_to").column >= 0 for row in rows)
    return RowsLeftOut(sheet.sheet or sheet.title, tuple(_names(sheet, rows)), finished, marked)


def _names(sheet: Section, rows: Sequence[FilledRow]) -> Iterator[str]:
    """What each row is called or says, and its id."""
    from followup.form.columns import Column, ColumnMeaning

    saying = (ColumnMeaning.NAME, ColumnMeaning.WORDING)
    columns = [column.key for column in sheet.columns if isinstance(column, Column) and column.meaning in saying]
    for row in rows:
        texts = [row.text(column) for column in columns if row.text(column)]
        yield f"{texts[0]} ({row.text('id')})" if texts else row.text("id")
