"""Blocks that say what the plan says: its texts, the decisions that it rests on, and the legend of a scale."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from string import ascii_lowercase

from followup.documents.declared import DecisionChain, DraftedTexts, Legend, PlanTexts
from followup.form.decided import Passage, Resolution
from followup.form.terms.scales import ScaleLevel
from followup.form.values import as_prose
from followup.locale import Words, _
from followup.reports.chapters.beginning import begin_block
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.signs_in_use import signs_in_use
from followup.reports.subject import Subject
from followup.reports.table import Cells, ReportColumn, ReportTable, text_column
from followup.reports.wording.points import paragraphs_of

NUMBERED = re.compile(r"(\d+)([a-z]?)")
Step = tuple[str, ScaleLevel]
"""A step of a scale, behind the scale's name."""

SIGNS = _("Signs, words and what they mean")


def passages_of(subject: Subject, kind: str) -> list[Passage]:
    """The plan's texts of a kind for this document, by its key or its title."""
    about = subject.names
    return [
        passage for passage in subject.frame.passages if passage.kind == kind and passage.subject.casefold() in about
    ]


def plan_texts(subject: Subject, block: PlanTexts) -> Iterator[Part]:
    """The plan's texts of one kind for this document."""
    passages = passages_of(subject, block.kind)
    if not passages:
        return
    yield from begin_block(subject, block)
    for at, passage in enumerate(passages):
        yield from _passage(block, passage, at)


def _passage(block: PlanTexts, passage: Passage, at: int) -> Iterator[Part]:
    text = passage.text
    if block.shown == "bullets":
        yield ReportParagraph(text, "point")
    elif block.shown == "lettered":
        yield ReportParagraph(text, "lettered", mark=f"{ascii_lowercase[at % len(ascii_lowercase)]})")
    elif block.shown == "heading":
        yield Heading(text, 1)
    elif block.shown == "signatures":
        yield ReportParagraph(text, "signature")
    elif block.shown == "numbered" and NUMBERED.fullmatch(passage.id):
        yield numbered_point(passage.id, text)
    else:
        yield from paragraphs_of(as_prose(text))


def numbered_point(number: str, text: str) -> ReportParagraph:
    """A point that is called 1 or 1a: the letter stands indented under its number."""
    mark = NUMBERED.fullmatch(number)
    assert mark is not None
    return (
        ReportParagraph(text, "lettered", mark=f"{mark[2]})")
        if mark[2]
        else ReportParagraph(text, "numbered", mark=f"{mark[1]}.")
    )


def decision_chain(subject: Subject, block: DecisionChain) -> Iterator[Part]:
    """The decisions that the plan rests on, as a table."""
    if subject.frame.resolutions:
        yield from begin_block(subject, block)
        caption = subject.words(block.title or _("Decisions that the plan rests on"))
        yield resolutions_table(subject.frame.resolutions, caption, subject.words)


def resolutions_table(rows: Sequence[Resolution], caption: str, words: Words, key: str = "") -> ReportTable[Resolution]:
    """Who decided what, and when."""
    columns: list[ReportColumn[Resolution]] = [
        text_column(words(_("Body")), lambda resolution: resolution.body, width=34),
        text_column(words(_("Date")), lambda resolution: resolution.date, width=16),
        text_column(words(_("Paragraph")), lambda resolution: resolution.paragraph, width=12),
        text_column(words(_("What was decided")), lambda resolution: resolution.what, width=70),
    ]
    return ReportTable(caption, columns, rows, key)


def drafted_texts(subject: Subject, block: DraftedTexts) -> Iterator[Part]:
    """Sentences worked out from the units' rows of a section."""
    table = subject.table(block.section)
    rows = [] if table is None else [row.filled for row in table.in_order]
    sentences = [] if table is None else list(block.draft(rows, subject.frame))
    if sentences:
        yield from begin_block(subject, block)
        yield from (ReportParagraph(subject.words(sentence)) for sentence in sentences)


def legend(subject: Subject, block: Legend) -> Iterator[Part]:
    """The steps of one scale, or of all."""
    if not block.scale:
        yield from _signs(subject, block)
        return
    scale = subject.frame.scales.of(block.scale)
    if scale is None:
        return
    yield from begin_block(subject, block)
    rows = [(scale.name, level) for level in scale.levels.values()]
    yield ReportTable(subject.words(SIGNS), _step_columns(subject.words, (0.12, 0.3, 0.58)), rows)


def _signs(subject: Subject, block: Legend) -> Iterator[Part]:
    """Every scale that is in use: sign, word, meaning."""
    words = subject.words
    rows = [(scale, level) for scale, levels in signs_in_use(subject) for level in levels]
    if rows:
        yield from begin_block(subject, block)
        name: ReportColumn[Step] = text_column(words(_("Scale")), lambda step: step[0], 0.2)
        yield ReportTable(words(SIGNS), [name, *_step_columns(words, (0.11, 0.24, 0.45))], rows)


def _step_columns(words: Words, shares: Sequence[float]) -> list[ReportColumn[Step]]:
    """Sign, word and meaning of the steps of scales."""

    def coloured(text: Callable[[ScaleLevel], str]) -> Callable[[Sequence[Step]], Cells]:
        return lambda steps: Cells(
            [text(level) for _name, level in steps], {at: level.colour for at, (_name, level) in enumerate(steps)}
        )

    sign, word, meaning = shares
    return [
        ReportColumn(words(_("Sign")), coloured(lambda level: level.symbol), share=sign),
        ReportColumn(words(_("Word")), coloured(lambda level: level.word), share=word),
        text_column(words(_("Meaning")), lambda step: step[1].meaning, meaning),
    ]
