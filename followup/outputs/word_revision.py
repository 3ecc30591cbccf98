"""Blocks of a document that is made from two plans: counts of goals, reasons, numbered proposals, every change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from followup.documents.declared import Changes, GoalCounts, HardToReach, Proposals
from followup.files.docx_table import Text as CellText
from followup.form.decided import DeclaredChange, proposal_order
from followup.locale import Message, _, literal, n_
from followup.locale.number_words import number_word
from followup.outputs.changes_told import GROUPS, change_sentence
from followup.outputs.goals import goals_in_a_sentence
from followup.outputs.word_blocks import NUMBERED
from followup.outputs.word_writing import Writing
from followup.stages.changes import Change, Kind


def goal_counts(doc: Writing, block: GoalCounts) -> None:
    """``24 mål bedömda: 16 gula, fyra röda, två gröna …``, from the round that was reported; nothing without one."""
    rows = [row for row in doc.result.goals if row.unit is None]
    if not rows:
        return
    _head(doc, block.title)
    before = doc.result.frame
    doc.file.paragraph(
        doc.words(
            _("At {round}: {counts}", round=literal(before.round), counts=goals_in_a_sentence(before, rows)),
        )
    )


def hard_to_reach(doc: Writing, block: HardToReach) -> None:
    """The goals with their reasons, in the order of the background, which need not be that of the proposals."""
    told = [each for each in doc.frame.changes if each.order]
    if not told:
        return
    _head(doc, block.title)
    doc.file.paragraph(
        doc.words(
            n_(
                "Of the goals, {count} is judged hard to reach or to follow as it stands:",
                "Of the goals, {count} are judged hard to reach or to follow as they stand:",
                len(told),
                count=number_word(len(told)),
            )
        )
    )
    doc.file.bullets([f"{_goal_of(doc, each)}: {each.reason}" for each in sorted(told, key=lambda each: each.order)])


def _goal_of(doc: Writing, declared: DeclaredChange) -> str:
    """The goal as it was called when it was reported."""
    for change in _changes(doc):
        if change.declared == declared and change.goal:
            earlier = doc.result.frame.goals.get(declared.what)
            return earlier.name if earlier else change.goal
    return declared.what


def proposals(doc: Writing, block: Proposals) -> None:
    """1, then a) b) c) with what is changed and why, then 2, 3."""
    names = {doc.declared.key, doc.words(doc.declared.title).casefold()}
    points = {
        passage.id: passage.text
        for passage in doc.frame.passages
        if passage.kind == block.kind and passage.about.casefold() in names
    }
    lettered = dict.fromkeys(each.proposal for each in doc.frame.changes if each.proposal)
    for number in lettered:
        points.setdefault(number, "")
    if not points:
        return
    _head(doc, block.title)
    for number in sorted(points, key=proposal_order):
        text = " ".join(part for part in (points[number], *_changed(doc, number)) if part)
        _point(doc, number, text)


def _point(doc: Writing, number: str, text: str) -> None:
    found = NUMBERED.fullmatch(number)
    if found is None or not text:
        return
    mark = f"{found[2]})" if found[2] else f"{found[1]}."
    doc.file.paragraph(f"{mark}\t{text}", "Followup Lettered" if found[2] else "Followup Numbered")


def _changed(doc: Writing, number: str) -> Iterator[str]:
    """What one point changes: the changes in words, what the plan adds to them, the reasons once each, and from when."""
    own = [each for each in doc.frame.changes if each.proposal == number]
    changes = [change for each in own for change in _changes(doc) if change.declared == each]
    yield from _sentences(doc, changes)
    yield from dict.fromkeys(each.addition for each in own if each.addition)
    reasons = dict.fromkeys(each.reason.rstrip(".") for each in own)
    if reasons:
        yield doc.words(_("Reason: {reasons}.", reasons=literal(". ".join(reasons))))
    rounds = tuple(dict.fromkeys(each.valid_from for each in own if each.valid_from))
    if rounds:
        yield doc.words(_("Valid from {round}.", round=rounds))


def _sentences(doc: Writing, changes: Sequence[Change]) -> Iterator[str]:
    """A sentence a change; new targets of the parts of one row are said together."""
    for (kind, whole), group in groupby(changes, key=lambda change: (change.kind, change.whole)):
        own = list(group)
        if kind is Kind.TARGET_ADDED and whole:
            targets = tuple(f"{change.name} {change.new}" for change in own)
            yield doc.words(
                _("{noun} “{name}” gets target values: {targets}.", noun=own[0].noun, name=whole, targets=targets)
            )
        else:
            yield from (change_sentence(change, doc.words) for change in own)


def changes(doc: Writing, block: Changes) -> None:
    """What, before, after, reason and from when, grouped by kind of change."""
    made = [change for change in _changes(doc) if change.of_the_decided]
    if not made:
        return
    doc.turn(block.lying)
    doc.file.heading(doc.words(block.title), 1)
    titles = [
        doc.words(each)
        for each in (
            _("What happens"),
            _("What"),
            _("Text before"),
            _("Text after"),
            _("Reason for it"),
            _("Proposal"),
            _("Valid from"),
        )
    ]
    body = [_row(doc, change) for kind in GROUPS for change in made if change.kind is kind]
    caption = doc.words(_("Differences between the two plans"))
    doc.file.caption(doc.words(_("Table")), caption)
    shares = (0.1, 0.24, 0.18, 0.18, 0.16, 0.06, 0.08)
    doc.file.table(titles, body, [share * doc.file.width for share in shares], caption)


def _row(doc: Writing, change: Change) -> list[CellText]:
    declared = change.declared
    what = f"{change.noun}: {change.label}"
    if change.kind is Kind.CHANGED and change.column is not None:
        what += f" ({doc.words(change.column.title)})"
    old, new = (change.old, change.new)
    if change.kind is Kind.STRUCK:
        old, new = "", doc.words(_("asked for until {round}", round=literal(new))) if new else ""
    texts = (doc.words(GROUPS[change.kind]), what, old, new, declared.reason if declared else "")
    last = (declared.proposal, declared.valid_from) if declared else ("", "")
    return [CellText(text) for text in (*texts, *last)]


def _changes(doc: Writing) -> Sequence[Change]:
    return doc.revision.changes if doc.revision else ()


def _head(doc: Writing, title: Message | None) -> None:
    doc.turn(False)
    if title is not None:
        doc.file.heading(doc.words(title), 1)
