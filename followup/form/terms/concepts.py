"""The nouns that regions have other words for; a plan renames each of them once, for all texts that hold it."""

from __future__ import annotations

from followup.form.finding import Finding
from followup.form.rows import FilledRow
from followup.locale import Words, _, literal
from followup.locale.inflection import Forms, Renaming
from followup.rulebook.planning.plan import CONCEPT_RENAMED, FORMS_NOT_FOUR

CONCEPTS = (
    _("measure, measure, measures, measures"),
    _("care episode, care episode, care episodes, care episodes"),
    _("region, region, regions, regions"),
    _("division, division, divisions, divisions"),
    _("board, board, boards, boards"),
)
"""In the catalogue each has its forms: singular, definite, plural, definite plural."""


def renaming_of(row: FilledRow, language: str) -> tuple[Renaming | None, Finding | None]:
    """The concept that a row of the plan's words renames, and what is to be said of its forms; None where its word is
    the singular of none.
    """
    concept = _concept_called(row.text("word"), language)
    if concept is None:
        return None, None
    old, english = concept
    written, ours = row.text("forms"), _in_a_sentence(row.text("ours"))
    new = Forms.of(written) or Forms.derived(ours, language)
    finding = None
    if written and Forms.of(written) is None:
        finding = Finding.of(row.place("forms"), FORMS_NOT_FOUR.problem(forms=literal(", ".join(new))), written)
    elif not written:
        finding = Finding.of(
            row.place("ours"), CONCEPT_RENAMED.problem(forms=literal(", ".join(new))), row.text("ours")
        )
    return Renaming(old, new, english), finding


def _concept_called(word: str, language: str) -> tuple[Forms, Forms] | None:
    words = Words(language)
    for concept in CONCEPTS:
        forms, english = Forms.of(words(concept)), Forms.of(concept.id)
        if forms is not None and english is not None and forms.singular.casefold() == word.strip().casefold():
            return forms, english
    return None


def _in_a_sentence(word: str) -> str:
    """The word with a small letter first, unless it is an abbreviation."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]
