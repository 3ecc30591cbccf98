"""The regional workbook: a document of lists, to be sorted, filtered and followed to its sources."""

from __future__ import annotations

from followup.documents.declared import (
    AttachmentList,
    ChangedList,
    ChangeList,
    ChapterList,
    DataSheets,
    DecisionList,
    Document,
    EditedTexts,
    FindingList,
    GoalList,
    NotesWithoutRow,
    Overview,
    RegionSums,
    ResolutionList,
    SectionLists,
    SubmissionList,
    TextList,
)
from followup.locale import _

REGIONAL = Document(
    "regional",
    _("Regional workbook"),
    "base.xlsx",
    (
        Overview(),
        RegionSums(),
        GoalList(),
        SectionLists(),
        EditedTexts(),
        DecisionList(),
        AttachmentList(),
        ChangeList(),
        ResolutionList(),
        TextList(),
        ChapterList(),
        ChangedList(),
        NotesWithoutRow(),
        FindingList(),
        SubmissionList(),
        DataSheets(),
    ),
)
