"""*I korthet*: the message and a few sentences of each section that has some, and what is to be followed up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.documents.declared import Chapter, InBrief, OtherChapters
from followup.form import traits
from followup.form.presenting import BriefRows
from followup.form.terms.period_names import names_of
from followup.form.terms.scales import ATTAINMENT
from followup.locale import Message
from followup.locale.sentences import paragraph
from followup.region.model import RegionTable
from followup.reports.chapters.beginning import heading_of
from followup.reports.first_page.attainment import attainment_sentences, attainment_table
from followup.reports.first_page.causes import causes_quoted
from followup.reports.first_page.to_follow_up import to_follow_up
from followup.reports.first_page.work import work_sentences
from followup.reports.parts import PageLayout, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.wording.headline import TREND
from followup.reports.wording.judgements import scales_of
from followup.reports.wording.who_answered import who_answered

MOST_PARAGRAPHS = 7
"""Beside that on attainment: more would not be one page."""


def in_brief(subject: Subject, block: InBrief) -> Iterator[Part]:
    """Attainment with a small table of the units, then the other sections as they stand, then what is to be followed up.

    Nothing where there is nothing of that to say.
    """
    parts = list(_parts(subject))
    if parts:
        yield PageLayout(first=True)
        yield from heading_of(subject, block)
        yield from parts


def _parts(subject: Subject) -> Iterator[Part]:
    region, states = subject.region, subject.region.states
    if not any(state.answered for state in states):
        yield ReportParagraph(subject.words(who_answered(subject.words, 0, len(states))))
        return
    for table in region.tables:
        if ATTAINMENT in scales_of(table):
            yield from _paragraph(subject, attainment_sentences(region, table), _heading_above(subject, table))
            yield from attainment_table(subject, table)
    others = [(table, sentences) for table in region.tables for sentences in _others(subject, table) if sentences]
    for table, sentences in others[:MOST_PARAGRAPHS]:
        yield from _paragraph(subject, sentences, _heading_above(subject, table))
    yield from _paragraph(subject, to_follow_up(region, final=subject.document.final))


def _paragraph(subject: Subject, sentences: Sequence[Message], leads: str = "") -> Iterator[Part]:
    """The message, which is seen first, and what more there is to say; nothing where there is nothing."""
    if sentences:
        text = subject.words(paragraph(sentences))
        yield ReportParagraph(text, message=len(subject.words(sentences[0])), leads=leads)


def _heading_above(subject: Subject, table: RegionTable) -> str:
    """The heading under which the document has a section's figures; empty where it has them nowhere."""
    title = subject.words(table.section.title)
    for block in subject.document.blocks:
        if table.section.key in block.names and isinstance(block, Chapter):
            if block.headings or block.title is None:
                return title if block.headings else ""
            return subject.words(block.title.filled(**names_of(subject.frame.period)))
    others = any(isinstance(block, OtherChapters) for block in subject.document.blocks)
    return title if others and table.section.word else ""


def _others(subject: Subject, table: RegionTable) -> Iterator[Sequence[Message]]:
    """What a section says of itself, then how its work goes."""
    said = table.section.trait(traits.SaysInBrief)
    if said is not None:
        if not said.yields or said.yields not in _subjects_covered(subject):
            yield said.says(_rows(subject, table), subject.frame)
        if said.quotes:
            answered = [state.unit.id for state in subject.region.states if state.answered]
            yield causes_quoted(table, said.quotes, answered)
    for scale in scales_of(table):
        if scale not in (ATTAINMENT, TREND):
            yield work_sentences(subject.region, table, scale)


def _subjects_covered(subject: Subject) -> set[str]:
    """What sections are about that have something to say."""
    told = ((table, table.section.trait(traits.SaysInBrief)) for table in subject.region.tables)
    return {
        said.about for table, said in told if said and said.about and said.says(_rows(subject, table), subject.frame)
    }


def _rows(subject: Subject, table: RegionTable) -> BriefRows:
    """The section's rows as its own sentences are made of them: of units that stand under none that is counted."""
    region = subject.region
    rows = {state.unit.id: [row for row in table.of(state.unit) if not row.repeats] for state in region.states}
    with_rows = [state for state in region.states if rows[state.unit.id]]
    return BriefRows(
        table.section.title,
        [(state.unit.name, [row.filled for row in rows[state.unit.id]]) for state in with_rows if state.answered],
        [row.filled for row in table.region],
        [state.unit.name for state in with_rows if not state.answered],
    )
