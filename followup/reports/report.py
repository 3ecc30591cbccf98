"""A report: a declared document about a round, as parts in reading order. Every format renders this."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from followup.documents.declared import (
    Answers,
    Attached,
    AttachmentList,
    Block,
    ChangeList,
    Changes,
    Chapter,
    ChapterList,
    Closing,
    Contributions,
    DecisionChain,
    DecisionList,
    Document,
    Drafted,
    EditedTexts,
    FindingList,
    GoalCounts,
    GoalList,
    GoalModel,
    HandedIn,
    HardToReach,
    Legend,
    Opening,
    Overview,
    PlanTexts,
    Proposals,
    RegionSums,
    ResolutionList,
    Rest,
    SectionLists,
    SubmissionList,
    TextList,
)
from followup.documents.declared import Part as PartBlock
from followup.documents.regional import REGIONAL
from followup.form.units import Unit
from followup.locale import Words
from followup.reports.chapters import answers, chapter, closing, goal_model, handed_in, opening, plan_texts, revision
from followup.reports.lists import (
    change_list,
    edited_texts,
    goal_list,
    handed_in_lists,
    overview,
    plan_lists,
    region_sums,
    section_list,
)
from followup.reports.parts import Part
from followup.reports.subject import Subject, of_unit
from followup.stages.consolidating import Region
from followup.stages.revising import Revision

Composer = Callable[[Subject, Any], Iterator[Part]]

COMPOSERS: Mapping[type[Block], Composer] = {
    Opening: opening.opening,
    Closing: closing.closing,
    PartBlock: chapter.part,
    GoalModel: goal_model.goal_model,
    Chapter: chapter.chapter,
    Rest: chapter.rest,
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
    Overview: overview.overview,
    RegionSums: region_sums.region_sums,
    GoalList: goal_list.goal_list,
    SectionLists: section_list.section_lists,
    EditedTexts: edited_texts.edited_texts,
    DecisionList: handed_in_lists.decision_list,
    AttachmentList: handed_in_lists.attachment_list,
    ChangeList: change_list.change_list,
    ResolutionList: plan_lists.resolution_list,
    TextList: plan_lists.text_list,
    ChapterList: plan_lists.chapter_list,
    FindingList: handed_in_lists.finding_list,
    SubmissionList: handed_in_lists.submission_list,
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


ANY_UNIT = Unit("", "")
"""Whose a document is of which there is one for each unit: of all their rows together."""


def compose_regional(region: Region, inbox: str, documents: Sequence[Document] = ()) -> Report:
    """The report that the regional workbook is. ``inbox`` is the way from it to the folder of what was handed in.

    It lists the headings of those of the ``documents`` that the round's sections allow.
    """
    carried = {table.section.key for table in region.tables}
    others = [
        Report(Subject(document, region, ANY_UNIT if document.each_unit else None))
        for document in documents
        if carried.issuperset(document.needs)
    ]
    return Report(Subject(REGIONAL, region, inbox=inbox, others=others))
