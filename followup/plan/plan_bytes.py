"""A plan that was read as bytes, with what was found in it, and back: so that the next command need not read it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from followup.form.answers.answer_bytes import (
    answers_of_parts,
    finding_of_parts,
    packed,
    parts_of_answers,
    parts_of_finding,
    refusing_odd_bytes,
    unpacked,
)
from followup.form.finding import Finding
from followup.form.section import SectionDeclaration
from followup.plan.load import plan_of_answers
from followup.plan.model import Plan

FORMAT = "followup plan 1"
LARGEST = 500_000_000
"""Bytes that unfold to more than this are no plan of ours: one of 3,000 units with all of last year's figures is a tenth."""


def plan_to_bytes(plan: Plan, findings: Sequence[Finding]) -> bytes:
    """A plan as it was read, without history, and what was found in it."""
    tables = {key: parts_of_answers(table.answers) for key, table in plan.records.items()}
    return packed(FORMAT, plan.file, plan.version, tables, list(map(parts_of_finding, findings)))


def plan_from_bytes(data: bytes, declarations: Sequence[SectionDeclaration]) -> tuple[Plan, list[Finding]]:
    """The plan and what was found in it. ValueError where these bytes are of none that this version has read."""
    with refusing_odd_bytes():
        file, version, tables, findings = unpacked(data, FORMAT, LARGEST)
        answers = {key: answers_of_parts(parts) for key, parts in tables.items()}
        return plan_of_answers(file, answers, version, declarations), list(starmap(finding_of_parts, findings))
