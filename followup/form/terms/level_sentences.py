"""Judgements counted by level, in sentences: every document that counts levels in words has them from here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from followup.form.terms.concepts import GOAL
from followup.form.terms.scales import ScaleLevel
from followup.locale import Message, Words, _, literal, n_
from followup.locale.adjectives import LevelForms
from followup.locale.inflection import Forms
from followup.locale.number_words import number_word
from followup.locale.sentences import listed, listed_clauses, paragraph, sentence

BOTH = 2
NEGATION = re.compile(r"\b(?:inte|ej|not|cannot)\b")


class LevelCount(NamedTuple):
    """How many stand at a level, and how that reads."""

    forms: LevelForms
    n: int

    def level(self, neuter: bool) -> Message:
        """The level's words, of so many."""
        return literal(self.forms.form(self.n, neuter))


def counted_in_order(counts: Iterable[tuple[ScaleLevel, int]], words: Words) -> list[LevelCount]:
    """Those that some stand at, most first, then in the order given."""
    present = [LevelCount(level.forms(words.language), n) for level, n in counts if n]
    return sorted(present, key=lambda count: -count.n)


def goals_judged(words: Words, counts: Sequence[LevelCount], when: Message | None = None) -> Message:
    """``Fem mål har bedömts: tre är inte uppnådda och två delvis uppnådda.``; where some could not be, of how many they are:
    ``Av nio mål är tre inte uppnådda och två delvis uppnådda. Fyra går inte att avgöra.``

    Of a round that is over, ``when`` it was (*per den 30 april 2020*): ``I uppföljningen per den 30 april 2020 har 24 mål …``
    """
    is_, does = _by_manner(counts)
    n = sum(count.n for count in counts)
    if when is not None and (not is_ or len(counts) == 1):
        return _("In the follow-up {when}: {sentence}", when=when, sentence=goals_judged(words, counts))
    if n == 1 and is_:
        return _("One goal has been judged. It is {level}.", level=is_[0].level(neuter=True))
    if not is_ or len(counts) == 1 or (does and when is None):
        return levels_of(words, GOAL, counts)
    neuter = forms_of(words, GOAL).neuter
    fields = {"count": number_word(n), "levels": _joined(is_, neuter)}
    judged = _("{count} goals have been judged: {levels}", **fields)
    if when is not None:
        judged = _("in the follow-up {when}, {count} goals were judged: {levels}", when=when, **fields)
    return paragraph([sentence(words, judged), *_does(words, does, neuter)])


def levels_of(words: Words, noun: Message, counts: Sequence[LevelCount]) -> Message:
    """``Av sex bedömningar är fem inte uppnådda och en uppnådd. Två går inte att avgöra.``

    ``noun`` is what is counted, in its four forms.
    """
    n, forms = sum(count.n for count in counts), forms_of(words, noun)
    if not n:
        return _("There are no {things}.", things=literal(forms.plural))
    if len(counts) == 1:
        return sentence(words, _alike(words, counts[0], forms))
    is_, does = _by_manner(counts)
    named = {"count": number_word(n), "things": literal(forms.plural)}
    if is_:
        lead = _("of {count} {things} {levels}", levels=listed(_inverted(is_, forms.neuter)), **named)
    else:
        lead = _("{count} {things} are followed up", **named)
    return paragraph([sentence(words, lead), *_does(words, does, forms.neuter)])


def clauses_of(words: Words, noun: Message, counts: Sequence[LevelCount]) -> Message:
    """``tolv går inte att avgöra, och för sju saknas uppgift``: each level with its verb; there is at least one."""
    neuter = forms_of(words, noun).neuter
    return listed_clauses([_clause(count, neuter) for count in counts])


def share_of(words: Words, noun: Message, count: LevelCount, of: int) -> Message:
    """``åtta av 57 åtgärder är försenade``: the beginning of a sentence, or a part of one."""
    forms = forms_of(words, noun)
    if count.n == of:
        return _alike(words, count, forms)
    fields = {"count": number_word(count.n, forms.neuter), "of": number_word(of), "level": count.level(forms.neuter)}
    fields["things"] = literal(forms.plural)
    if count.forms.manner == "adjective":
        return n_("{count} of {of} {things} is {level}", "{count} of {of} {things} are {level}", count.n, **fields)
    if count.forms.manner == "lacking":
        return _("for {count} of {of} {things} {level}", **fields)
    if count.forms.manner == "verb":
        return _("{count} of {of} {things} {level}", **fields)
    one, many = _("{count} of {of} {things}", **fields), count.level(forms.neuter)
    return n_("{which} is judged as “{level}”", "{which} are judged as “{level}”", count.n, which=one, level=many)


def things(words: Words, noun: Message, n: int) -> Message:
    """``sex enheter``, ``en enhet``, ``ett mål``; ``inga enheter``."""
    forms = forms_of(words, noun)
    if not n:
        return _("no {things}", things=literal(forms.plural))
    name = literal(forms.singular if n == 1 else forms.plural)
    return _("{n} {word}", n=number_word(n, forms.neuter), word=name)


def forms_of(words: Words, noun: Message) -> Forms:
    """The four forms of a noun that is counted, as the region calls it."""
    text = words(noun)
    return Forms.of(text) or Forms(text, text, text, text)


def _by_manner(counts: Sequence[LevelCount]) -> tuple[list[LevelCount], list[LevelCount]]:
    """What some are, and what others do or lack."""
    is_ = [count for count in counts if count.forms.manner == "adjective"]
    return is_, [count for count in counts if count.forms.manner != "adjective"]


def _alike(words: Words, count: LevelCount, forms: Forms) -> Message:
    """All of them at one level."""
    n, level = count.n, count.level(forms.neuter)
    if n == 1:
        which = literal(forms.definite)
    elif NEGATION.search(words(level)):  # "both cannot be decided" leaves open whether one of them can
        which = _("the {count} {things}", count=number_word(n), things=literal(forms.definite_plural))
    elif n == BOTH:
        which = _("both {things}", things=literal(forms.definite_plural))
    else:
        which = _("all {count} {things}", count=number_word(n), things=literal(forms.plural))
    if count.forms.manner == "adjective":
        return n_("{which} is {level}", "{which} are {level}", n, which=which, level=level)
    if count.forms.manner == "lacking":
        return _("for {which} {level}", which=which, level=level)
    if count.forms.manner == "quoted":
        return n_("{which} is judged as “{level}”", "{which} are judged as “{level}”", n, which=which, level=level)
    return _("{which} {level}", which=which, level=level)


def _joined(counts: Sequence[LevelCount], neuter: bool) -> Message:
    """``tre är inte uppnådda och två delvis uppnådda``: the verb stands once, but for one beside several."""
    first, *others = counts
    is_one_beside_several = len(others) == 1 and others[0].n == 1
    parts = [_with_verb(first, neuter)]
    parts += [_with_verb(count, neuter) if is_one_beside_several else _behind(count, neuter) for count in others]
    return listed(parts)


def _with_verb(count: LevelCount, neuter: bool) -> Message:
    number = number_word(count.n, neuter)
    return n_("{count} is {level}", "{count} are {level}", count.n, count=number, level=count.level(neuter))


def _behind(count: LevelCount, neuter: bool) -> Message:
    """``två delvis uppnådda``, behind another that has the verb."""
    return _("{n} {word}", n=number_word(count.n, neuter), word=count.level(neuter))


def _inverted(counts: Sequence[LevelCount], neuter: bool) -> list[Message]:
    """``är fem inte uppnådda``, ``en uppnådd``: behind ``av sex bedömningar``."""
    first, *others = counts
    number = number_word(first.n, neuter)
    verb = n_("is {count} {level}", "are {count} {level}", first.n, count=number, level=first.level(neuter))
    return [verb, *(_behind(count, neuter) for count in others)]


def _does(words: Words, counts: Sequence[LevelCount], neuter: bool) -> list[Message]:
    """``Tre går inte att avgöra, och för ett saknas uppgift.`` Nothing where there are none."""
    parts = [_clause(count, neuter) for count in counts]
    return [sentence(words, listed_clauses(parts))] if parts else []


def _clause(count: LevelCount, neuter: bool) -> Message:
    n, number, level = count.n, number_word(count.n, neuter), count.level(neuter)
    if count.forms.manner == "lacking":
        return _("for {which} {level}", which=number, level=level)
    if count.forms.manner == "quoted":
        return n_("{which} is judged as “{level}”", "{which} are judged as “{level}”", n, which=number, level=level)
    return _with_verb(count, neuter) if count.forms.manner == "adjective" else _("{n} {word}", n=number, word=level)
