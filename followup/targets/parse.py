"""From text to target or outcome. Lark and its grammar are loaded when the first text that is no usual one needs them."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from followup.form.written.plain_text import plain
from followup.locale import _
from followup.targets.grammar.accounting import lost_number
from followup.targets.grammar.normal import hopeless, named_parts, normal
from followup.targets.grammar.usual import grammar_phrases, usual_phrases
from followup.targets.missing import why_missing, why_no_target
from followup.targets.model import Kind, Outcome, Target

NOT_ACCOUNTED_FOR = _("It holds a number that is not accounted for.")


MOST_UNDERSTOOD = 50_000
"""Texts; no plan has so many targets, and a file of them that is read line by line is not to fill the memory."""
_understood: dict[str, Target] = {}
_recalled: dict[str, Target] = {}


def parse_target(text: str) -> Target:
    """What a target asks for; kind ``unknown``, with its reason, when that is not certain. Any text gives an answer."""
    target = _recalled.get(text) or _understood.get(text) or _target(text)
    if len(_understood) < MOST_UNDERSTOOD:
        _understood[text] = target
    return target


def understood_targets() -> Mapping[str, Target]:
    """What the texts ask for that were parsed in this run."""
    return _understood


def recall_targets(targets: Mapping[str, Target]) -> None:
    """Know what texts ask for that this very program has parsed before: the grammar need not be loaded for them."""
    _recalled.update(targets)


def parse_outcome(text: str, letters: tuple[str, ...] = ()) -> Outcome:
    """What an outcome cell says. Any text gives an answer; one that is not understood has neither figures nor reason
    for missing, and ``reason`` says why.

    ``letters`` are the short forms of a plan's own split; without them, K and M for women and men.
    """
    return _outcome(text, tuple(letter for letter in letters if letter not in ("K", "M")))


@functools.lru_cache(4096)
def _target(text: str) -> Target:
    if hopeless(text):
        return Target(plain(text), reason=_("The text is too long, or holds signs that cannot be read."))
    words = normal(text)
    text = plain(text)
    row = usual_phrases(words)
    if row is None:
        missing = why_no_target(words)
        if missing or not words:
            return Target(text, missing=missing or "no target", reason=_("It is no target."))
        row = grammar_phrases(words)
    from followup.targets.meaning.target_meaning import understand

    if row is None:
        return Target(text, reason=_("The words do not make a target that is understood."))
    target = understand(row, text)
    if target.kind is not Kind.UNKNOWN and lost_number(words, target):
        return Target(text, reason=NOT_ACCOUNTED_FOR)
    return target


@functools.lru_cache(4096)
def _outcome(text: str, letters: tuple[str, ...]) -> Outcome:
    if hopeless(text):
        return Outcome(plain(text), reason=_("The text is too long, or holds signs that cannot be read."))
    words = named_parts(normal(text), letters)
    text = plain(text)
    row = usual_phrases(words)
    if row is None:
        missing = why_missing(words)
        if missing or not words:
            return Outcome(text, missing_reason=text if words else "", missing=missing or "unspecified")
        row = grammar_phrases(words)
    from followup.targets.meaning.outcome_meaning import understand, with_letters

    if row is None:
        return Outcome(text, reason=_("The words do not make an outcome that is understood."))
    outcome = understand(row, text)
    if outcome.understood and lost_number(words, outcome):
        return Outcome(text, reason=NOT_ACCOUNTED_FOR)
    return with_letters(outcome, letters) if letters else outcome
