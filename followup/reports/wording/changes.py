"""Changes of a plan: as sentences, grouped by kind, and as objects for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from followup.form.decided import DeclaredChange, Resolution
from followup.form.terms.period_names import round_name
from followup.form.texts.distinct_texts import cut_distinctly
from followup.locale import Message, Words, _, literal, n_
from followup.locale.inflection import Forms, in_a_sentence
from followup.locale.sentences import listed, sentence
from followup.revision.plan_changes import ChangeKind, PlanChange
from followup.revision.revising import Revision

GROUPS: dict[ChangeKind, Message] = {
    ChangeKind.STRUCK: _("Struck"),
    ChangeKind.ADDED: _("Added"),
    ChangeKind.RENAMED: _("Renamed"),
    ChangeKind.REWORDED: _("Reworded"),
    ChangeKind.TARGET_ADDED: _("Target values added"),
    ChangeKind.TARGET_CHANGED: _("Target values changed"),
    ChangeKind.TARGET_STRUCK: _("Target values struck"),
    ChangeKind.NEW_METHOD: _("Measured in a new way"),
    ChangeKind.NEW_ID: _("The same under a new id"),
    ChangeKind.CHANGED: _("Other changes"),
}
SENTENCES: dict[ChangeKind, Message] = {
    ChangeKind.STRUCK: _("{noun} “{name}” is struck."),
    ChangeKind.ADDED: _("{noun} “{name}” is added."),
    ChangeKind.RENAMED: _("{noun} “{old}” is called “{new}” from now on."),
    ChangeKind.REWORDED: _("{noun} “{old}” is worded “{new}” from now on."),
    ChangeKind.TARGET_ADDED: _("{noun} “{name}” gets the target value {new}."),
    ChangeKind.TARGET_CHANGED: _("The target value of “{name}” is changed from {old} to {new}."),
    ChangeKind.TARGET_STRUCK: _("The target value {old} of “{name}” is struck."),
    ChangeKind.NEW_METHOD: _("{noun} “{name}” is measured in a new way from {new}."),
    ChangeKind.NEW_ID: _("{noun} “{name}” had the id {old} and now has {new}."),
    ChangeKind.CHANGED: _("{noun} “{name}”, {column}: {old} → {new}"),
}
MOST_OF_A_SHEET = 8
"""Lines for a sheet of figures, settings or texts: what changes there needs no decision."""

LONGEST = 80
"""Characters of a cell that a sentence quotes; JSON has all of them."""


def change_sentence(change: PlanChange, words: Words) -> str:
    """What happened to the row."""
    column = change.column.title if change.column else literal("")
    whole = change.kind is not ChangeKind.CHANGED
    old, new = (change.old, change.new) if whole else cut_distinctly(change.old or "–", change.new or "–", LONGEST)
    fields = {"noun": change.noun, "name": change.label, "column": column, "old": old, "new": new}
    return words(SENTENCES[change.kind].filled(**fields))


def struck_sentence(changes: Sequence[PlanChange], words: Words, since: str = "") -> str:
    """``Målet ”X” och mätetalet ”Y” stryks från och med tertial 2 2020.`` Without ``since`` it is not said from when."""
    rows = listed(
        [
            _("{noun} “{name}”", noun=literal(_definite(change.noun, words)), name=literal(change.label))
            for change in changes
        ]
    )
    if since:
        said = n_(
            "{rows} is struck from {round}",
            "{rows} are struck from {round}",
            len(changes),
            rows=rows,
            round=round_name(since),
        )
    else:
        said = n_("{rows} is struck", "{rows} are struck", len(changes), rows=rows)
    return words(sentence(words, said))


def _definite(noun: str, words: Words) -> str:
    return Forms.derived(in_a_sentence(noun), words.language).definite if words.language == "sv" else noun


def sentences_of(changes: Sequence[PlanChange], words: Words) -> Iterator[str]:
    """A sentence a change; what is struck shares one, and so do new targets of the parts of one row."""

    def alike(change: PlanChange) -> tuple[ChangeKind, str]:
        return change.kind, "" if change.kind is ChangeKind.STRUCK else change.whole

    for (kind, whole), group in groupby(changes, key=alike):
        changes_of_row = list(group)
        if kind is ChangeKind.STRUCK:
            yield struck_sentence(changes_of_row, words)
        elif kind is ChangeKind.TARGET_ADDED and whole:
            targets = tuple(f"{change.name} {change.new}" for change in changes_of_row)
            yield words(
                _(
                    "{noun} “{name}” gets target values: {targets}.",
                    noun=changes_of_row[0].noun,
                    name=whole,
                    targets=targets,
                )
            )
        else:
            yield from (change_sentence(change, words) for change in changes_of_row)


def why(declared: DeclaredChange, words: Words) -> str:
    """The reason, the decision and the round, with the proposal's number: ``1 a: … Gäller från T2 2020.``"""
    parts = [_("{reason}.", reason=literal(declared.reason.rstrip(".")))]
    if declared.valid_from:
        parts.append(_("Valid from {round}.", round=round_name(declared.valid_from)))
    if declared.decision is not None:
        parts.append(_("Decision: {decision}.", decision=resolution_in_words(declared.decision)))
    sentences = " ".join(words(part) for part in parts)
    return f"{declared.proposal}: {sentences}" if declared.proposal else sentences


def resolution_in_words(resolution: Resolution) -> Message:
    """Body, date and paragraph, those that there are; without a date it is not made yet."""
    if not resolution.date:
        return _("{body}, not decided yet", body=literal(resolution.body))
    parts = (resolution.body, resolution.date, resolution.paragraph)
    return literal(" ".join(part for part in parts if part))


def change_texts(revision: Revision, words: Words) -> Iterator[str]:
    """Lines for a person: what is decided, by kind of change with the reasons, then each other sheet, cut when long."""
    decided = [change for change in revision.changes if change.of_the_decided]
    yield from _by_kind(decided, words)
    others = [change for change in revision.changes if not change.of_the_decided]
    for sheet in dict.fromkeys(words(change.sheet.title) for change in others):
        of_sheet = [change for change in others if words(change.sheet.title) == sheet]
        yield words(_("On the sheet {sheet} ({n})", sheet=literal(sheet), n=len(of_sheet)))
        yield from (f"  {change_sentence(change, words)}" for change in of_sheet[:MOST_OF_A_SHEET])
        if len(of_sheet) > MOST_OF_A_SHEET:
            more = _("and {n} more; --format json shows every one", n=len(of_sheet) - MOST_OF_A_SHEET)
            yield f"  {words(more)}"
        yield ""


def _by_kind(changes: Sequence[PlanChange], words: Words) -> Iterator[str]:
    for kind, title in GROUPS.items():
        of_kind = [change for change in changes if change.kind is kind]
        if not of_kind:
            continue
        yield words(_("{kind} ({n})", kind=title, n=len(of_kind)))
        for change in of_kind:
            yield f"  {change_sentence(change, words)}"
            if change.declared is not None:
                yield f"    {why(change.declared, words)}"
        yield ""


def counts_of(changes: Sequence[PlanChange]) -> dict[str, int]:
    """How many changes of each kind there are."""
    return {kind.value: sum(change.kind is kind for change in changes) for kind in ChangeKind}


def change_as_json(change: PlanChange, words: Words) -> dict[str, Any]:
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
