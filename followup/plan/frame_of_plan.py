"""The region's half of a plan, for all that comes after the forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeGuard

from followup.form.cells.base import CellType
from followup.form.columns import Column, ColumnMeaning
from followup.form.decided import Passage, Wording
from followup.form.frame import Frame
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.plan.declared_changes import declared_changes, resolutions
from followup.plan.model import Plan
from followup.plan.sheets import GOALS_SHEET, TEXTS_SHEET

WORDED = (ColumnMeaning.NOUN, ColumnMeaning.NAME, ColumnMeaning.WORDING, ColumnMeaning.TARGET)
"""The columns of the plan that say what a row is."""


def frame_of(plan: Plan, sections: Sequence[Section]) -> Frame:
    """What a plan says of the whole region; ``sections`` are those whose sheets it has."""
    sheets = dict.fromkeys((GOALS_SHEET, *(sheet for section in sections for sheet in section.plan)))
    return Frame(
        words=plan.words,
        sender=plan.sender,
        period=plan.period,
        units=plan.units,
        goals=plan.goals,
        scales=plan.scales,
        breakdown=plan.breakdown,
        limits=plan.limits,
        texts=plan.texts,
        footnotes=plan.footnotes,
        passages=tuple(_passage(row) for row in plan.rows(TEXTS_SHEET.key)),
        resolutions=resolutions(plan),
        changes=declared_changes(plan),
        wordings={sheet.key: tuple(_wordings(plan, sheet)) for sheet in sheets},
        names=_names(plan, sheets),
        approval=plan.settings.get("approval") == "yes",
        version=plan.version,
        refused_templates=_refused_templates(plan),
    )


def _refused_templates(plan: Plan) -> frozenset[str]:
    """The versions of the template that are no longer taken."""
    versions = plan.settings.get("refused_templates")
    return frozenset(versions) if isinstance(versions, tuple) else frozenset()


def _passage(row: FilledRow) -> Passage:
    id_, kind, about, text = map(row.text, ("id", "kind", "about", "text"))
    return Passage(id_, kind, about, text, row.place("text"))


def _wordings(plan: Plan, sheet: Section) -> Iterator[Wording]:
    columns = [column for column in sheet.columns if isinstance(column, Column) and column.meaning in WORDED]
    counting = set(plan.rows(sheet.key)) if columns else ()
    for row in plan.every_row(sheet.key) if columns else ():
        for column in columns:
            assert column.meaning is not None
            text = in_words(row, column, plan) if row[column.key] is not None else ""
            yield Wording(row.row.key, column.key, column.meaning, text, row in counting)


def in_words(row: FilledRow, column: Column, plan: Plan) -> str:
    """A cell of the plan as it reads."""
    kind = column.type if isinstance(column.type, CellType) else row.row.types[column.base]
    return kind.show(row[column.key], plan.words)


def _names(plan: Plan, sheets: Iterable[Section]) -> Mapping[str, str]:
    """What each goal and each row of the plan is called, by its id: by the column that says so, else the longest of its
    first texts that is no id.
    """
    named = {sheet.key: column.key for sheet in sheets for column in sheet.columns if _is_name(column)}
    names: dict[str, str] = {}
    for sheet, rows in plan.records.items():
        for row in rows:
            id_ = row.text("id")
            if id_ and id_ not in names:
                names[id_] = (row.text(named[sheet]) if sheet in named else "") or _longest_text(row, plan) or id_
    return names | {goal.id: goal.name for goal in plan.goals.values()}


def _is_name(column: object) -> TypeGuard[Column]:
    return isinstance(column, Column) and column.meaning in (ColumnMeaning.NAME, ColumnMeaning.WORDING)


def _longest_text(row: FilledRow, plan: Plan) -> str:
    texts = [str(value) for value in list(row.values.values())[1:6] if isinstance(value, str)]
    return max((text for text in texts if text not in plan.goals), key=len, default="")
