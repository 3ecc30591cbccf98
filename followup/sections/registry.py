"""Every kind of section, in the order of a form: one line a kind. Only ``flow`` reads this list and hands it on."""

from __future__ import annotations

from collections.abc import Collection

from followup.form.section import Section, SectionDeclaration, sections_in
from followup.plan.model import Plan
from followup.sections.access import ACCESS
from followup.sections.action_plans.action_plans import ACTION_PLANS
from followup.sections.actions import ACTIONS
from followup.sections.agreements.agreement_texts import AGREEMENT_TEXTS
from followup.sections.agreements.agreements import AGREEMENTS
from followup.sections.asked_figures import ASKED_FIGURES
from followup.sections.current_texts import CURRENT_TEXTS
from followup.sections.declared.table_section import declared_tables
from followup.sections.internal_control import INTERNAL_CONTROL
from followup.sections.measures.measures import MEASURES
from followup.sections.own_judgement import OWN_JUDGEMENT
from followup.sections.production import PRODUCTION
from followup.sections.questions import QUESTIONS
from followup.sections.replies import REPLIES
from followup.sections.sign_off import SIGN_OFF

KINDS: tuple[SectionDeclaration, ...] = (
    SIGN_OFF,
    PRODUCTION,
    ACCESS,
    MEASURES,
    OWN_JUDGEMENT,
    ACTIONS,
    ACTION_PLANS,
    INTERNAL_CONTROL,
    AGREEMENTS,
    AGREEMENT_TEXTS,
    CURRENT_TEXTS,
    QUESTIONS,
    ASKED_FIGURES,
    REPLIES,
)


def _taken(plan: Plan) -> Collection[str]:
    return plan.once(_keys_of_kinds)


def _keys_of_kinds(plan: Plan) -> Collection[str]:
    return [section.key for section in sections_in(plan, KINDS)]


DECLARATIONS: tuple[SectionDeclaration, ...] = (*KINDS, declared_tables(_taken))
"""The same, and the sections that a plan declares itself."""


def sections_of(plan: Plan) -> tuple[Section, ...]:
    """Every section that a plan has."""
    return plan.once(_sections_of)


def _sections_of(plan: Plan) -> tuple[Section, ...]:
    return sections_in(plan, DECLARATIONS)
