"""A report: a declared document about a round, as parts in reading order. Every format renders this."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from followup.documents import declared
from followup.documents.declared import Document, DocumentBlock, PartHeading
from followup.documents.regional import REGIONAL
from followup.form.terms.units import Unit
from followup.frozen import frozen
from followup.locale import Words
from followup.region.consolidating import Region
from followup.reports.chapters import answer_chapters as answers
from followup.reports.chapters import chapter, closing, goal_model, handed_in, opening, plan_texts, revision
from followup.reports.chapters.beginning import heading_of
from followup.reports.first_page.in_brief import in_brief
from followup.reports.idle_trends import without_idle_trends
from followup.reports.lists import (
    change_list,
    changed_list,
    data_sheets,
    edited_texts,
    goal_list,
    handed_in_lists,
    notes_without_row,
    plan_lists,
    region_sums,
    section_list,
)
from followup.reports.overview import front
from followup.reports.parts import Part, in_steps
from followup.reports.subject import Subject, of_board, of_unit
from followup.revision.revising import Revision

Composer = Callable[[Subject, Any], Iterator[Part]]

COMPOSERS: Mapping[type[DocumentBlock], Composer] = {
    declared.InBrief: in_brief,
    declared.Opening: opening.opening,
    declared.PartHeading: heading_of,
    declared.GoalModel: goal_model.goal_model,
    declared.Chapter: chapter.chapter,
    declared.OtherChapters: chapter.other_chapters,
    declared.PlanTexts: plan_texts.plan_texts,
    declared.DecisionChain: plan_texts.decision_chain,
    declared.DraftedTexts: plan_texts.drafted_texts,
    declared.Legend: plan_texts.legend,
    declared.AnswerBlock: answers.answers,
    declared.Contributions: answers.contributions,
    declared.HandedIn: handed_in.handed_in,
    declared.Attachments: handed_in.attachments,
    declared.GoalCounts: revision.goal_counts,
    declared.HardToReach: revision.hard_to_reach,
    declared.Proposals: revision.proposals,
    declared.Changes: revision.changes,
    declared.WhatIsMissing: closing.missing,
    declared.DecisionsInForce: closing.decisions,
    declared.Reasons: closing.reasons,
    declared.Overview: front.overview,
    declared.RegionSums: region_sums.region_sums,
    declared.GoalList: goal_list.goal_list,
    declared.SectionLists: section_list.section_lists,
    declared.DataSheets: data_sheets.data_sheets,
    declared.EditedTexts: edited_texts.edited_texts,
    declared.DecisionList: handed_in_lists.decision_list,
    declared.AttachmentList: handed_in_lists.attachment_list,
    declared.ChangeList: change_list.change_list,
    declared.ChangedList: changed_list.changed_list,
    declared.NotesWithoutRow: notes_without_row.notes_without_row,
    declared.ResolutionList: plan_lists.resolution_list,
    declared.TextList: plan_lists.text_list,
    declared.ChapterList: plan_lists.chapter_list,
    declared.FindingList: handed_in_lists.finding_list,
    declared.SubmissionList: handed_in_lists.submission_list,
}
"""What makes parts of each kind of block."""


@frozen
class Report:
    """What a document says of its subject. Its parts are made while they are gone through, and none is kept."""

    subject: Subject

    def __iter__(self) -> Iterator[Part]:
        return in_steps(self._parts())

    def _parts(self) -> Iterator[Part]:
        above: list[PartHeading] = []
        for block in self.subject.document.blocks:
            if block.title is not None:
                above = [heading for heading in above if heading.level < block.level]
            if isinstance(block, PartHeading):
                above.append(block)
                continue
            parts = COMPOSERS[type(block)](self.subject, block)
            if above and (first := next(parts, None)) is not None:
                yield from self._headings(above, first)
                above = []
            yield from parts

    def _headings(self, blocks: Sequence[PartHeading], first: Part) -> Iterator[Part]:
        """Headings that waited until something stands under them, on the page of that."""
        yield first
        for block in blocks:
            yield from heading_of(self.subject, block)

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


def compose(
    document: Document, region: Region, unit: Unit | None = None, revision: Revision | None = None, board: str = ""
) -> Report:
    """The report of a document of the round.

    With a ``unit`` it is about that unit alone, with a ``board`` about the units that answer to it, with a ``revision``
    about the new plan of the two.
    """
    if board:
        return Report(Subject(document, without_idle_trends(of_board(region, board)), board=board))
    return Report(Subject(document, without_idle_trends(of_unit(region, unit) if unit else region), unit, revision))


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
