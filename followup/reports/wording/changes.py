"""Changes of a plan: as sentences, grouped by kind, and as objects for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from followup.form.decided import DeclaredChange, Resolution
from followup.form.texts.distinct_texts import cut_distinctly
from followup.locale import Message, Words, _, literal
from followup.revision.plan_changes import Change, Kind
from followup.revision.revising import Revision

GROUPS: dict[Kind, Message] = {
    Kind.STRUCK: _("Struck"),
    Kind.ADDED: _("Added"),
    Kind.RENAMED: _("Renamed"),
    Kind.REWORDED: _("Reworded"),
    Kind.TARGET_ADDED: _("Target values added"),
    Kind.TARGET_CHANGED: _("Target values changed"),
    Kind.TARGET_STRUCK: _("Target values struck"),
    Kind.NEW_METHOD: _("Measured in a new way"),
    Kind.NEW_ID: _("The same under a new id"),
    Kind.CHANGED: _("Other changes"),
}
SENTENCES: dict[Kind, Message] = {
    Kind.STRUCK: _("{noun} “{name}” is struck."),
    Kind.ADDED: _("{noun} “{name}” is added."),
    Kind.RENAMED: _("{noun} “{old}” is called “{new}” from now on."),
    Kind.REWORDED: _("{noun} “{old}” is worded “{new}” from now on."),
    Kind.TARGET_ADDED: _("{noun} “{name}” gets the target value {new}."),
    Kind.TARGET_CHANGED: _("The target value of “{name}” is changed from {old} to {new}."),
    Kind.TARGET_STRUCK: _("The target value {old} of “{name}” is struck."),
    Kind.NEW_METHOD: _("{noun} “{name}” is measured in a new way from {new}."),
    Kind.NEW_ID: _("{noun} “{name}” had the id {old} and now has {new}."),
    Kind.CHANGED: _("{noun} “{name}”, {column}: {old} → {new}"),
}
MOST_OF_A_SHEET = 8
"""Lines for a sheet of figures, settings or texts: what changes there needs no decision."""

LONGEST = 80
"""Characters of a cell that are told in a sentence; JSON has all of them."""


def change_sentence(change: Change, words: Words) -> str:
    """What happened to the row."""
    column = change.column.title if change.column else literal("")
    whole = change.kind is not Kind.CHANGED
    old, new = (change.old, change.new) if whole else cut_distinctly(change.old or "–", change.new or "–", LONGEST)
    given = {"noun": change.noun, "name": change.label, "column": column, "old": old, "new": new}
    return words(SENTENCES[change.kind].filled(**given))


def sentences_of(changes: Sequence[Change], words: Words) -> Iterator[str]:
    """A sentence a change; new targets of the parts of one row are told together."""
    for (kind, whole), group in groupby(changes, key=lambda change: (change.kind, change.whole)):
        own = list(group)
        if kind is Kind.TARGET_ADDED and whole:
            targets = tuple(f"{change.name} {change.new}" for change in own)
            yield words(
                _("{noun} “{name}” gets target values: {targets}.", noun=own[0].noun, name=whole, targets=targets)
            )
        else:
            yield from (change_sentence(change, words) for change in own)


def why(declared: DeclaredChange, words: Words) -> str:
    """The reason, the decision and the round, with the proposal's number: ``1 a: … Gäller från T2 2020.``"""
    parts = [_("{reason}.", reason=literal(declared.reason.rstrip(".")))]
    if declared.valid_from:
        parts.append(_("Valid from {round}.", round=literal(declared.valid_from)))
    if declared.decision is not None:
        parts.append(_("Decision: {decision}.", decision=decided_by(declared.decision)))
    told = " ".join(words(part) for part in parts)
    return f"{declared.proposal}: {told}" if declared.proposal else told


def decided_by(resolution: Resolution) -> Message:
    """Body, date and paragraph, those that there are; without a date it is not made yet."""
    if not resolution.date:
        return _("{body}, not decided yet", body=literal(resolution.body))
    parts = (resolution.body, resolution.date, resolution.paragraph)
    return literal(" ".join(part for part in parts if part))


def told_changes(revision: Revision, words: Words) -> Iterator[str]:
    """Lines for a person: what is decided, by kind of change with the reasons, then each other sheet, cut when long."""
    decided = [change for change in revision.changes if change.of_the_decided]
    yield from _by_kind(decided, words)
    others = [change for change in revision.changes if not change.of_the_decided]
    for sheet in dict.fromkeys(words(change.sheet.title) for change in others):
        own = [change for change in others if words(change.sheet.title) == sheet]
        yield words(_("On the sheet {sheet} ({n})", sheet=literal(sheet), n=len(own)))
        yield from (f"  {change_sentence(change, words)}" for change in own[:MOST_OF_A_SHEET])
        if len(own) > MOST_OF_A_SHEET:
            more = _("and {n} more; --format json shows every one", n=len(own) - MOST_OF_A_SHEET)
            yield f"  {words(more)}"
        yield ""


def _by_kind(changes: Sequence[Change], words: Words) -> Iterator[str]:
    for kind, title in GROUPS.items():
        own = [change for change in changes if change.kind is kind]
        if not own:
            continue
        yield words(_("{kind} ({n})", kind=title, n=len(own)))
        for change in own:
            yield f"  {change_sentence(change, words)}"
            if change.declared is not None:
                yield f"    {why(change.declared, words)}"
        yield ""


def counts_of(changes: Sequence[Change]) -> dict[str, int]:
    """How many changes of each kind there are."""
    return {kind.value: sum(change.kind is kind for change in changes) for kind in Kind}


def change_as_json(change: Change, words: Words) -> dict[str, Any]:
    """One change as scripts read it."""
    declared = change.declared
    return {
        "sheet": words(change.sheet.title),
        "id": change.id,
        "kind": change.kind.value,
        "name": change.label,
        "column": words(change.column.title) if change.column else "",
        "old": change.old,
        "new": change.new,
        "cell": change.place.cell,
        "proposal": declared.proposal if declared else "",
        "reason": declared.reason if declared else "",
        "decision": _decision_as_json(declared.decision) if declared and declared.decision else None,
        "valid_from": declared.valid_from if declared else "",
    }


def _decision_as_json(resolution: Resolution) -> dict[str, str]:
    return {
        "id": resolution.id,
        "body": resolution.body,
        "date": resolution.date,
        "paragraph": resolution.paragraph,
        "what": resolution.what,
    }
