"""Whether anything would stand in a document: what its parts are of, held against what the plan has."""

from __future__ import annotations

from collections.abc import Collection

from followup.documents import declared
from followup.documents.declared import Document, DocumentBlock
from followup.plan.attachments import ATTACHMENTS_SHEET
from followup.plan.model import Plan

FRAMING = (
    declared.PartHeading,
    declared.InBrief,
    declared.Opening,
    declared.Legend,
    declared.WhatIsMissing,
    declared.DecisionsInForce,
    declared.Reasons,
)
"""What stands around the contents of a document, and is none of them."""


def has_content(document: Document, plan: Plan, carried: Collection[str]) -> bool:
    """Whether some part has something to say; ``carried`` are the sections that units have rows of, by key."""
    return any(_has_content(block, document, plan, carried) for block in document.blocks)


def _has_content(block: DocumentBlock, document: Document, plan: Plan, carried: Collection[str]) -> bool:
    if isinstance(block, FRAMING):
        return False
    if isinstance(block, declared.PlanTexts):
        about = {document.key.casefold(), plan.words(document.title).casefold()}
        return any(text.kind == block.kind and text.subject.casefold() in about for text in plan.frame.passages)
    if isinstance(block, declared.Attachments):
        return bool(plan.rows(ATTACHMENTS_SHEET.key))
    if isinstance(block, declared.DecisionChain):
        return bool(plan.frame.resolutions)
    if isinstance(block, declared.OtherChapters):
        return bool(carried)
    if isinstance(block, declared.GoalModel):
        return any(key in carried for key, _field in block.counted)
    return any(key in carried for key in block.names)
