"""What the secretariat has edited, beside the contributions that it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from followup.form.finding import Finding
from followup.form.traits import EditableAnswers
from followup.form.values import ProseAnswer
from followup.frozen import frozen
from followup.locale import literal
from followup.plan.decisions.edited_texts import EditedText
from followup.region.model import RegionTable, UnitRow
from followup.rulebook.planning.decisions import CHANGED_AFTER_EDIT, EDIT_WITHOUT_EFFECT, EDIT_WITHOUT_MARK


@frozen
class EditableAnswer:
    """A row that units have answered in words: their rows, the mark of what these say, and the edited text if any."""

    key: str
    column: str
    rows: tuple[UnitRow, ...]
    mark: str
    edited: EditedText | None = None

    @property
    def is_stale(self) -> bool:
        """Whether the contributions say something else than when the text was edited."""
        return self.edited is not None and bool(self.edited.mark) and self.edited.mark != self.mark


def mark_of(rows: Sequence[UnitRow], column: str) -> str:
    """Eight hexadecimal digits that change when any contribution does."""
    digest = hashlib.sha256()
    for row in rows:
        value = row.filled[column]
        if isinstance(value, ProseAnswer):
            digest.update(f"{row.unit.id if row.unit else ''}\0{value}\0".encode())
    return digest.hexdigest()[:8]


def questions_of(tables: Sequence[RegionTable], edits: Sequence[EditedText]) -> dict[str, EditableAnswer]:
    """Every row of a section whose answers may be edited, by its key."""
    by_what: Mapping[str, EditedText] = {edit.what: edit for edit in edits}
    questions = {}
    for table in tables:
        editable = table.section.trait(EditableAnswers)
        if editable is None:
            continue
        column = editable.column
        for key in table.keys:
            rows = tuple(row for row in table.rows if row.filled.row.key == key)
            questions[key] = EditableAnswer(key, column, rows, mark_of(rows, column), by_what.get(key))
    return questions


def findings_on_edits(questions: Mapping[str, EditableAnswer], edits: Sequence[EditedText]) -> Iterator[Finding]:
    """Edits that have been overtaken, and those of nothing that anybody was asked."""
    for question in questions.values():
        if question.edited is not None and question.is_stale:
            yield contribution_has_changed_after_the_edit(question, question.edited)
        elif question.edited is not None and not question.edited.mark:
            yield Finding.of(
                question.edited.place, EDIT_WITHOUT_MARK.problem(mark=literal(question.mark)), question.edited.what
            )
    for edit in edits:
        if edit.what not in questions:
            yield Finding.of(edit.place, EDIT_WITHOUT_EFFECT.problem(), edit.what)


def contribution_has_changed_after_the_edit(question: EditableAnswer, edit: EditedText) -> Finding:
    """The mark beside the edit is not that of the contributions as they are."""
    units = tuple(
        row.unit.name for row in question.rows if row.unit and isinstance(row.filled[question.column], ProseAnswer)
    )
    return Finding.of(edit.mark_place, CHANGED_AFTER_EDIT.problem(units=units, mark=literal(question.mark)), edit.mark)
