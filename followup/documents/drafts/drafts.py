"""Which sentences can be drafted of which section: what sums it up, what nobody answered, what is to be checked."""

from __future__ import annotations

from collections.abc import Mapping

from followup.documents.declared import Draft
from followup.documents.drafts.agreement import figures_that_are_missing, questions_without_an_answer
from followup.documents.drafts.board_report import agreements_in_all, amounts_to_check, controls_in_all
from followup.documents.drafts.reconciliation import overall

SUMMARIES: Mapping[str, Draft] = {
    "internal_control": controls_in_all,
    "agreements": agreements_in_all,
    "action_plans": overall,
}
UNANSWERED: Mapping[str, Draft] = {
    "questions": questions_without_an_answer,
    "asked_figures": figures_that_are_missing,
}
TO_CHECK: Mapping[str, Draft] = {"agreements": amounts_to_check}
