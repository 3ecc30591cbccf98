"""How many units have answered, in a sentence."""

from __future__ import annotations

from followup.form.terms.level_sentences import BOTH
from followup.locale import Message, Words, _, n_
from followup.locale.number_words import number_word
from followup.locale.sentences import sentence


def who_answered(words: Words, answered: int, of: int) -> Message:
    """``Fem av sex enheter har svarat.``"""
    return sentence(words, units_answered(answered, of))


def units_answered(answered: int, of: int) -> Message:
    """The same without a capital and a full stop."""
    if of == 1:
        return _("the unit has answered") if answered else _("the unit has not answered")
    if not answered:
        return _("no unit has answered")
    if answered == of:
        return (
            _("both units have answered") if of == BOTH else _("all {count} units have answered", count=number_word(of))
        )
    return n_(
        "{count} of {of} units has answered",
        "{count} of {of} units have answered",
        answered,
        count=number_word(answered),
        of=number_word(of),
    )
