"""How a document begins: the plan's own words, and who has answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.documents.declared import Opening
from followup.form.values import as_prose
from followup.locale import Message, _, literal
from followup.locale.sentences import sentence
from followup.region.consolidating import Region
from followup.reports.chapters.beginning import begin_block
from followup.reports.parts import Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.wording.formatting import state_title
from followup.reports.wording.who_answered import units_answered, who_answered
from followup.round.unit_state import UnitState


def opening(subject: Subject, block: Opening) -> Iterator[Part]:
    """The introduction, and which units have answered."""
    words = subject.words
    yield from begin_block(subject, block)
    if subject.unit is not None:
        yield from (
            ReportParagraph(paragraph.text) for paragraph in as_prose(subject.own_text("introduction")).paragraphs
        )
        if not subject.document.final:
            yield from (ReportParagraph(words(message), "note") for message in _of_unit(subject.region))
        return
    texts = subject.frame.texts
    text = texts.get(("introduction", "sammanställning")) or texts.get(("introduction", "summary"))
    if text:
        yield ReportParagraph(text)
    if not subject.document.final:
        yield from (ReportParagraph(words(message)) for message in _who_has_answered(subject))


def _who_has_answered(subject: Subject) -> Iterator[Message]:
    region, words = subject.region, subject.words
    states = region.states
    answered = _names(state for state in states if state.answered)
    if answered and len(states) > 1:
        clause = units_answered(len(answered), len(states))
        yield sentence(words, _("{clause}: {units}", clause=clause, units=answered))
    else:
        yield who_answered(words, len(answered), len(states))
    absent = [state for state in states if not state.answered]
    if absent:
        names = tuple(f"{state.unit.name} ({words(state_title(state)[0])})" for state in absent)
        yield _("Not included: {units}.", units=names)
    if waiting := _names(state for state in states if state.unit.id in region.preliminary):
        yield _("Preliminary, not approved yet: {units}.", units=waiting)
    if marked := _names(state for state in states if state.state == "with_errors"):
        yield _left_out(marked)


def _of_unit(region: Region) -> Iterator[Message]:
    """What there is to know of one unit's answers."""
    for state in region.states:
        unit = literal(state.unit.name)
        if not state.answered:
            yield not_answered(state)
        elif state.unit.id in region.preliminary:
            yield _("The figures of {unit} are preliminary: they have not been approved yet.", unit=unit)
        elif state.state == "with_errors":
            yield _left_out((unit,))


def not_answered(state: UnitState) -> Message:
    """How a unit stands, in a sentence."""
    return _("{unit}: {state}.", unit=literal(state.unit.name), state=state_title(state)[0])


def _left_out(units: Sequence[object]) -> Message:
    return _("Figures that could not be read are left out for {units}.", units=tuple(units))


def _names(states: Iterator[UnitState]) -> tuple[str, ...]:
    return tuple(state.unit.name for state in states)
