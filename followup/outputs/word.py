"""The Word document: its blocks in the order that its declaration gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from followup.documents.declared import (
    Answers,
    Attached,
    Changes,
    Chapter,
    Closing,
    Contributions,
    DecisionChain,
    Document,
    Drafted,
    GoalCounts,
    GoalModel,
    HandedIn,
    HardToReach,
    Legend,
    Opening,
    Part,
    PlanTexts,
    Proposals,
    Rest,
)
from followup.form.units import Unit
from followup.form.values import written
from followup.locale import Message, _, literal
from followup.outputs import word_answers, word_blocks, word_closing, word_goals, word_handed_in, word_revision
from followup.outputs.showing import state_title
from followup.outputs.word_sections import section
from followup.outputs.word_writing import Writing
from followup.stages.consolidating import Region
from followup.stages.region import UnitState
from followup.stages.revising import Revision


def write_document(
    declared: Document,
    result: Region,
    template: Path,
    path: Path,
    unit: Unit | None = None,
    revision: Revision | None = None,
) -> None:
    """Write a document of the round; an older file of that name stays until the new one is complete.

    With a ``unit`` it is about that unit alone, with a ``revision`` about the new plan of the two.
    """
    doc = Writing(declared, of_unit(result, unit) if unit else result, template, unit, revision)
    for block in declared.blocks:
        WRITERS[type(block)](doc, block)
    doc.file.save(path)


def of_unit(result: Region, unit: Unit) -> Region:
    """What the round says of one unit: its own rows, goals and state."""
    tables = [
        replace(table, rows=table.of(unit), region=[], struck=[row for row in table.struck if row.unit == unit])
        for table in result.tables
        if table.of(unit)
    ]
    states = [state for state in result.states if state.unit.id == unit.id]
    findings = [finding for finding in result.findings if finding.place.unit == unit.name]
    goals = [row for row in result.goals if row.unit is not None and row.unit.id == unit.id]
    return replace(result, tables=tables, states=states, findings=findings, goals=goals)


def _opening(doc: Writing, _block: Opening) -> None:
    """The plan's own words, and who has answered."""
    words, states = doc.words, doc.result.states
    doc.file.heading(words(_("Introduction")), 1)
    if doc.unit is not None:
        _opening_of(doc, states)
        return
    text = doc.frame.texts.get(("introduction", "sammanställning")) or doc.frame.texts.get(("introduction", "summary"))
    if text:
        doc.file.paragraph(text)
    answered = [state.unit.name for state in states if state.answered]
    absent = [state for state in states if not state.answered]
    told = _("{n} of {of} units have answered: {units}.", n=len(answered), of=len(states), units=tuple(answered))
    doc.file.paragraph(words(told) if answered else words(_("No unit has answered.")))
    if absent:
        names = tuple(f"{state.unit.name} ({words(state_title(state)[0])})" for state in absent)
        doc.file.paragraph(words(_("Not included: {units}.", units=names)))
    waiting = [state.unit.name for state in states if state.unit.id in doc.result.preliminary]
    if waiting:
        doc.file.paragraph(words(_("Preliminary, not approved yet: {units}.", units=tuple(waiting))))
    marked = [state.unit.name for state in states if state.state == "with_errors"]
    if marked:
        told = _("Cells that could not be read are left out for: {units}.", units=tuple(marked))
        doc.file.paragraph(words(told))


def _opening_of(doc: Writing, states: Sequence[UnitState]) -> None:
    """The plan's words to the units' documents, and what there is to know of this unit's answers."""
    for paragraph in written(doc.own_text("introduction")).paragraphs:
        doc.file.paragraph(paragraph.text)
    for state in states:
        unit = literal(state.unit.name)
        if not state.answered:
            told = _("{unit}: {state}.", unit=unit, state=state_title(state)[0])
        elif state.unit.id in doc.result.preliminary:
            told = _("The figures of {unit} are preliminary: they have not been approved yet.", unit=unit)
        elif state.state == "with_errors":
            told = _("Cells that could not be read are left out for: {units}.", units=(unit,))
        else:
            continue
        doc.file.paragraph(doc.words(told), "Followup Note")


def _closing(doc: Writing, block: Closing) -> None:
    parts = {
        "missing": word_closing.missing,
        "decisions": word_closing.decisions,
        "reasons": word_closing.reasons,
        "signs": word_closing.signs,
    }
    for part in block.parts:
        parts[part](doc)


def _chapter(doc: Writing, chapter: Chapter) -> None:
    tables = [table for key in chapter.sections for table in doc.result.tables if table.section.key == key]
    if not tables:
        return
    doc.turn(chapter.lying)
    if chapter.title is not None:
        _headed(doc, chapter.title.filled(**doc.frame.period.labels), chapter.level)
    for sentence in chapter.draft([row.filled for row in tables[0].in_order], doc.frame) if chapter.draft else ():
        doc.file.paragraph(doc.words(sentence))
    for table in tables:
        if chapter.split:
            doc.file.heading(doc.words(table.section.title), chapter.level + 1)
        word_answers.texts_beside(doc, table, after=False)
        section(doc, table, chapter.in_words)
        word_answers.texts_beside(doc, table, after=True)


def _headed(doc: Writing, title: Message, level: int) -> None:
    """A heading, and the plan's introduction to what stands under it."""
    said = doc.words(title)
    doc.file.heading(said, level)
    for paragraph in written(doc.frame.texts.get(("introduction", said.casefold()), "")).paragraphs:
        doc.file.paragraph(paragraph.text)


def _part(doc: Writing, part: Part) -> None:
    if any(table.section.key in part.sections for table in doc.result.tables):
        doc.turn(False)
        _headed(doc, part.title, 1)


def _rest(doc: Writing, _block: Rest) -> None:
    """What no block names: a new kind of section is never left out."""
    named = {key for block in doc.declared.blocks for key in block.names}
    for table in doc.result.tables:
        if table.section.key not in named and table.section.reading:
            _chapter(doc, Chapter(table.section.title, (table.section.key,)))


WRITERS: dict[type, Callable[[Writing, Any], None]] = {
    Opening: _opening,
    Closing: _closing,
    Part: _part,
    GoalModel: word_goals.goal_model,
    Chapter: _chapter,
    Rest: _rest,
    PlanTexts: word_blocks.plan_texts,
    DecisionChain: word_blocks.decision_chain,
    Drafted: word_blocks.drafted,
    Legend: word_blocks.legend,
    Answers: word_answers.answers,
    Contributions: word_answers.contributions,
    HandedIn: word_handed_in.handed_in,
    Attached: word_handed_in.attached,
    GoalCounts: word_revision.goal_counts,
    HardToReach: word_revision.hard_to_reach,
    Proposals: word_revision.proposals,
    Changes: word_revision.changes,
}
"""What writes each kind of block."""
