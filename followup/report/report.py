"""A report: a declared document about a round, as parts in reading order. Every format renders this."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from followup.documents.declared import (
    Answers,
    Attached,
    Block,
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
    PlanTexts,
    Proposals,
    Rest,
)
from followup.documents.declared import Part as PartBlock
from followup.form.units import Unit
from followup.locale import Words
from followup.report import answers, chapters, closing, goal_model, handed_in, opening, plan_texts, revision
from followup.report.parts import Part
from followup.report.subject import Subject, of_unit
from followup.stages.consolidating import Region
from followup.stages.revising import Revision

Composer = Callable[[Subject, Any], Iterator[Part]]

COMPOSERS: Mapping[type[Block], Composer] = {
    Opening: opening.opening,
    Closing: closing.closing,
    PartBlock: chapters.part,
    GoalModel: goal_model.goal_model,
    Chapter: chapters.chapter,
    Rest: chapters.rest,
    PlanTexts: plan_texts.plan_texts,
    DecisionChain: plan_texts.decision_chain,
    Drafted: plan_texts.drafted,
    Legend: plan_texts.legend,
    Answers: answers.answers,
    Contributions: answers.contributions,
    HandedIn: handed_in.handed_in,
    Attached: handed_in.attached,
    GoalCounts: revision.goal_counts,
    HardToReach: revision.hard_to_reach,
    Proposals: revision.proposals,
    Changes: revision.changes,
}
"""What makes parts of each kind of block."""


@dataclass(frozen=True)
class Report:
    """What a document says of its subject. Its parts are made while they are gone through, and none is kept."""

    subject: Subject

    def __iter__(self) -> Iterator[Part]:
        for block in self.subject.document.blocks:
            yield from COMPOSERS[type(block)](self.subject, block)

    @property
    def document(self) -> Document:
        """The document as it is declared."""
        return self.subject.document

    @property
    def words(self) -> Words:
        """The language that it is written in."""
        return self.subject.words

    @property
    def fields(self) -> Mapping[str, str]:
        """Title, whose it is, dates and the like, by the names of ``documents/placeholders.py``."""
        return self.subject.fields()


def compose(document: Document, region: Region, unit: Unit | None = None, revision: Revision | None = None) -> Report:
    """The report of a document of the round.

    With a ``unit`` it is about that unit alone, with a ``revision`` about the new plan of the two.
    """
    return Report(Subject(document, of_unit(region, unit) if unit else region, unit, revision))
