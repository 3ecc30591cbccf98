"""What a document says of two plans: counts of goals, reasons, numbered proposals, every change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from followup.documents.declared import Changes, GoalCounts, HardToReach, Proposals
from followup.form.decided import DeclaredChange, proposal_order
from followup.form.terms.period_names import round_name, the_day
from followup.locale import _, literal, n_
from followup.locale.number_words import number_word
from followup.locale.sentences import listed
from followup.reports.chapters.beginning import begin_block
from followup.reports.chapters.plan_texts import NUMBERED, numbered_point, passages_of
from followup.reports.parts import Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import ReportTable, text_column
from followup.reports.wording.changes import GROUPS, sentences_of, struck_sentence
from followup.reports.wording.goal_texts import goals_in_a_sentence
from followup.revision.plan_changes import ChangeKind, PlanChange


def goal_counts(subject: Subject, block: GoalCounts) -> Iterator[Part]:
    """``24 mål bedömda: 16 gula, fyra röda, två gröna …``, from the round that was reported; nothing without one."""
    rows = [row for row in subject.region.goals if row.unit is None]
    if rows:
        before = subject.region.frame
        last = before.period.last
        when = _("for {round}", round=round_name(before.round)) if last is None else _("as of {day}", day=the_day(last))
        yield from begin_block(subject, block)
        yield ReportParagraph(subject.words(goals_in_a_sentence(before, rows, when)))


def hard_to_reach(subject: Subject, block: HardToReach) -> Iterator[Part]:
    """The goals with all reasons of their proposals, in the order of the background, which need not be that of the
    proposals."""
    goals = sorted(
        (declared for declared in subject.frame.changes if declared.order), key=lambda declared: declared.order
    )
    if not goals:
        return
    yield from begin_block(subject, block)
    message = n_(
        "Of the goals, {count} is judged hard to reach or to follow as it stands:",
        "Of the goals, {count} are judged hard to reach or to follow as they stand:",
        len(goals),
        count=number_word(len(goals)),
    )
    yield ReportParagraph(subject.words(message))
    for declared in goals:
        reasons = _reasons(
            [other for other in subject.frame.changes if other.proposal == declared.proposal] or [declared]
        )
        yield ReportParagraph(f"{_goal_of(subject, declared)}: {reasons}", "point")


def _reasons(changes: Sequence[DeclaredChange]) -> str:
    """Each reason once, a sentence after the other."""
    return ". ".join(dict.fromkeys(declared.reason.rstrip(".") for declared in changes))


def _goal_of(subject: Subject, declared: DeclaredChange) -> str:
    """The goal as it was called when it was reported."""
    for change in _changes(subject):
        if change.declared == declared and change.goal:
            earlier = subject.region.frame.goals.get(declared.what)
            return earlier.name if earlier else change.goal
    return declared.what


def proposals(subject: Subject, block: Proposals) -> Iterator[Part]:
    """1, then a) b) c) with what is changed and why, then 2, 3."""
    points = {passage.id: passage.text for passage in passages_of(subject, block.kind)}
    for number in dict.fromkeys(declared.proposal for declared in subject.frame.changes if declared.proposal):
        points.setdefault(number, "")
    if not points:
        return
    yield from begin_block(subject, block)
    for number in sorted(points, key=proposal_order):
        text = " ".join(part for part in (points[number], *_point_sentences(subject, number)) if part)
        if text and NUMBERED.fullmatch(number):
            yield numbered_point(number, text)


def _point_sentences(subject: Subject, number: str) -> Iterator[str]:
    """What one point changes: the changes in words, what the plan adds to them, the reasons once each, and from when."""
    words = subject.words
    declared_changes = [declared for declared in subject.frame.changes if declared.proposal == number]
    changes = [change for declared in declared_changes for change in _changes(subject) if change.declared == declared]
    rounds = list(dict.fromkeys(declared.valid_from for declared in declared_changes if declared.valid_from))
    is_only_struck = bool(changes) and all(change.kind is ChangeKind.STRUCK for change in changes)
    if is_only_struck and len(rounds) == 1:
        yield struck_sentence(changes, words, rounds.pop())
    else:
        yield from sentences_of(changes, words)
    yield from dict.fromkeys(declared.addition for declared in declared_changes if declared.addition)
    if not _is_told_in_background(subject, declared_changes) and (reasons := _reasons(declared_changes)):
        yield words(_("Reason: {reasons}.", reasons=literal(reasons)))
    if rounds:
        yield words(_("Valid from {round}.", round=listed([round_name(round_) for round_ in rounds])))


def _is_told_in_background(subject: Subject, changes: Sequence[DeclaredChange]) -> bool:
    """Whether the reasons of a point stand in the background already."""
    has_background = any(isinstance(block, HardToReach) for block in subject.document.blocks)
    return has_background and any(declared.order for declared in changes)


def changes(subject: Subject, block: Changes) -> Iterator[Part]:
    """What, before, after, reason and from when, grouped by kind of change."""
    decided = [change for change in _changes(subject) if change.of_the_decided]
    if not decided:
        return
    yield from begin_block(subject, block)
    rows = [change for kind in GROUPS for change in decided if change.kind is kind]
    yield _changes_table(subject, rows)
    yield from _reasons_below(subject, rows)


def _reasons_below(subject: Subject, rows: Sequence[PlanChange]) -> Iterator[Part]:
    """Each reason once, and what it is the reason for: the points of the proposal, else the changes by what they concern."""
    by_reason: dict[str, list[str]] = {}
    for change in rows:
        if change.declared is not None and change.declared.reason:
            of_reason = by_reason.setdefault(change.declared.reason, [])
            of_reason.append(change.declared.proposal or change.label)
    if by_reason:
        yield ReportParagraph(subject.words(_("Reasons")), "contributor")
    for reason, changed in by_reason.items():
        named = ", ".join(dict.fromkeys(changed))
        yield ReportParagraph(f"{named}: {reason}", message=len(named) + 1)


def _changes_table(subject: Subject, rows: Sequence[PlanChange]) -> ReportTable[PlanChange]:
    words = subject.words

    def what(change: PlanChange) -> str:
        is_one_column = change.kind is ChangeKind.CHANGED and change.column is not None
        column = f" ({words(change.column.title)})" if is_one_column and change.column else ""
        return f"{change.noun}: {change.label}{column}"

    def after(change: PlanChange) -> str:
        if change.kind is ChangeKind.STRUCK and change.new:
            return words(_("asked for until {round}", round=round_name(change.new)))
        return change.new

    def of_declared(text: Callable[[DeclaredChange], str]) -> Callable[[PlanChange], str]:
        return lambda change: text(change.declared) if change.declared else ""

    columns = [
        text_column(words(_("What happens")), lambda change: words(GROUPS[change.kind]), 0.13),
        text_column(words(_("What")), what, 0.27),
        text_column(
            words(_("Text before")), lambda change: "" if change.kind is ChangeKind.STRUCK else change.old, 0.2
        ),
        text_column(words(_("Text after")), after, 0.2),
        text_column(words(_("Proposal")), of_declared(lambda declared: declared.proposal), 0.09),
        text_column(words(_("Valid from")), of_declared(_valid_from), 0.11),
    ]
    return ReportTable(words(_("Differences between the two plans")), columns, rows)


def _valid_from(declared: DeclaredChange) -> str:
    return declared.valid_from


def _changes(subject: Subject) -> Sequence[PlanChange]:
    return subject.revision.changes if subject.revision else ()
