"""How overarching action plans go, in a few paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce

from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.terms.concepts import ACTION_PLAN
from followup.form.terms.level_sentences import LevelCount, share_of
from followup.form.terms.scales import ScaleLevel
from followup.form.values import Value
from followup.locale import Message, Words, _, literal, n_
from followup.locale.number_words import number_word
from followup.locale.sentences import sentence
from followup.rules.years import ends_within, has_ended

STATUS_SCALE = "plan_status"


def overall(rows: Sequence[RowView], frame: Frame) -> Iterator[Message]:
    """How the plans go, what is not known, and what is to be revised: a paragraph each, from the counts."""
    for part in (how_they_go, what_is_not_judged, what_is_to_be_revised):
        sentences = list(part(rows, frame))
        if sentences:
            yield reduce(lambda before, after: _("{before} {after}", before=before, after=after), sentences)


def how_they_go(rows: Sequence[RowView], frame: Frame) -> Iterator[Message]:
    """How many plans there are, then each step of the scale with the plans that stand on it."""
    words, all_ = frame.words, len(rows)
    yield n_(
        "The reconciliation covers {count} action plan.",
        "The reconciliation covers {count} action plans.",
        all_,
        count=number_word(all_),
    )
    unnumbered = [row for row in rows if row["number"] is None]
    if unnumbered and len(unnumbered) < len(rows):
        n, plans = len(unnumbered), list_plans(unnumbered)
        lacking = n_("{count} of them has no number", "{count} of them have no number", n, count=number_word(n))
        yield sentence(words, _("{clause}: {plans}", clause=lacking, plans=plans))
    scale = frame.scales.of(STATUS_SCALE)
    for level in scale.levels.values() if scale else ():
        of_level = [row for row in rows if row.text("status") == level.key]
        if of_level:
            count = LevelCount(level.forms(words.language), len(of_level))
            clause = _stands(words, level, count, all_)
            yield sentence(words, _("{clause}: {plans}", clause=clause, plans=list_plans(of_level)))
        else:
            yield _("No plan is judged as “{level}”.", level=literal(level.word))


def _stands(words: Words, level: ScaleLevel, count: LevelCount, of: int) -> Message:
    """``två av tolv planer är försenade``; *arbetet går bra för två av tolv planer* where the words say nothing of a plan."""
    if count.forms.manner != "quoted":
        return share_of(words, ACTION_PLAN, count, of)
    fields = {"level": literal(level.word), "count": number_word(count.n)}
    if count.n == of:
        return _("{level} for all {count} plans", **fields) if of > 1 else _("{level} for the plan", **fields)
    return _("{level} for {count} of {of} plans", of=number_word(of), **fields)


def what_is_not_judged(rows: Sequence[RowView], frame: Frame) -> Iterator[Message]:
    """Those without a status: left for another report, or not answered."""
    for report in dict.fromkeys(row.text("deferred_to") for row in rows if _is_deferred(row)):
        deferred = [row for row in rows if _is_deferred(row) and row.text("deferred_to") == report]
        yield _("Reported in {report}: {plans}.", report=literal(report), plans=list_plans(deferred))
    missing = [row for row in rows if not row.text("status") and not _is_deferred(row)]
    if missing:
        n = len(missing)
        status = n_(
            "the status of {count} plan is missing", "the status of {count} plans is missing", n, count=number_word(n)
        )
        yield sentence(frame.words, _("{clause}: {plans}", clause=status, plans=list_plans(missing)))


def what_is_to_be_revised(rows: Sequence[RowView], frame: Frame) -> Iterator[Message]:
    """Plans that are over, those that end this year, and what the register says of revision."""
    day = frame.period.last
    over = [row for row in rows if has_ended(row.row.plan_record.get("to_year"), day)]
    ending = [row for row in rows if ends_within(row.row.plan_record.get("to_year"), day)]
    if over:
        n, plans = len(over), list_plans(over, "to_year")
        ended = n_("{count} plan has run out", "{count} plans have run out", n, count=number_word(n))
        yield sentence(frame.words, _("{clause}: {plans}", clause=ended, plans=plans))
    if ending and day is not None:
        year = literal(f"{day:%Y}")
        n, plans = len(ending), list_plans(ending)
        fields = {"count": number_word(n), "year": year, "plans": plans}
        yield n_("In {year} {count} plan ends: {plans}.", "In {year} {count} plans end: {plans}.", n, **fields)
    for key, message in (
        ("done", _("A revised plan is ready: {plans}.")),
        ("under_way", _("Revision is under way: {plans}.")),
        ("yes", _("To be revised: {plans}.")),
    ):
        of_kind = [row for row in rows if row.row.plan_record.get("revision") == key]
        if of_kind:
            yield message.filled(plans=list_plans(of_kind, "revision_when"))


def _is_deferred(row: RowView) -> bool:
    return row["deferred_to"] is not None and not row.text("status")


def list_plans(rows: Sequence[RowView], beside: str = "") -> Message:
    """The plans by what they are about, ``a, b and c``; what stands in the column ``beside`` in brackets."""
    names = []
    for row in rows:
        name = literal(str(row.row.plan_record.get("short") or row.text("title")))
        more = row.row.plan_record.get(beside)
        names.append(_("{name} ({more})", name=name, more=_beside(more)) if more else name)
    *first, last = names
    return _("{first} and {last}", first=tuple(first), last=last) if first else last


def _beside(value: Value) -> Message:
    return literal(f"{value:f}" if isinstance(value, Decimal) else str(value))
