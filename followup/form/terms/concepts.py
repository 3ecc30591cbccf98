"""The nouns that regions have other words for; a plan renames each of them once, for all texts that hold it."""

from __future__ import annotations

from followup.locale import Words, _
from followup.locale.inflection import Forms, Renaming, in_a_sentence

MEASURE = _("measure, measure, measures, measures")
CONCEPTS = (
    MEASURE,
    _("care episode, care episode, care episodes, care episodes"),
    _("region, region, regions, regions"),
    _("division, division, divisions, divisions"),
    _("board, board, boards, boards"),
)
"""In the catalogue each has its forms: singular, definite, plural, definite plural."""

JUDGEMENT = _("judgement, judgement, judgements, judgements")
GOAL = _("goal, goal, goals, goals")
ACTION = _("action, action, actions, actions")
ACTION_PLAN = _("plan, plan, plans, plans")
CONTROL = _("control, control, controls, controls")
CONTROL_ITEM = _("item, item, items, items")
AGREEMENT = _("agreement, agreement, agreements, agreements")
UNIT = _("unit, unit, units, units")
"""What sentences count, in the same four forms."""


def renaming_of(word: str, ours: str, forms: str, language: str) -> Renaming | None:
    """The concept of which ``word`` is the singular, called ``ours``; None where it is that of none.

    Its ``forms`` are four with commas between; where they are not, those that the usual rules make.
    """
    words = Words(language)
    for concept in CONCEPTS:
        old, english = Forms.of(words(concept)), Forms.of(concept.id)
        if old is not None and english is not None and old.singular.casefold() == word.strip().casefold():
            return Renaming(old, Forms.of(forms) or Forms.derived(in_a_sentence(ours), language), english)
    return None
