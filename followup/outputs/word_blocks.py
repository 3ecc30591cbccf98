"""Blocks of a Word document that are no section's table: texts of the plan, drafts, legends, answers in words."""

from __future__ import annotations

import re

from followup.documents.declared import DecisionChain, Drafted, Legend, PlanTexts
from followup.files.docx_table import Text as CellText
from followup.form.decided import Passage
from followup.form.values import written
from followup.locale import Message, _
from followup.outputs.word_writing import Writing
from followup.stages.region import RegionTable

NUMBERED = re.compile(r"(\d+)([a-z]?)")


def plan_texts(doc: Writing, block: PlanTexts) -> None:
    """The plan's texts of one kind for this document, by its key or its title."""
    names = {doc.declared.key, doc.words(doc.declared.title).casefold()}
    passages = [
        passage for passage in doc.frame.passages if passage.kind == block.kind and passage.about.casefold() in names
    ]
    if not passages:
        return
    doc.turn(False)
    _heading(doc, block.title)
    for passage in passages:
        _plan_text(doc, block, passage)


def _plan_text(doc: Writing, block: PlanTexts, passage: Passage) -> None:
    text = passage.text
    number = NUMBERED.fullmatch(passage.id)
    if block.shown == "bullets":
        doc.file.bullets([text])
    elif block.shown == "heading":
        doc.file.heading(text, 1)
    elif block.shown == "signatures":
        doc.file.paragraph(f"\n\n{text}")
    elif block.shown == "numbered" and number is not None:
        mark = f"{number[2]})" if number[2] else f"{number[1]}."
        doc.file.paragraph(f"{mark}\t{text}", "Followup Lettered" if number[2] else "Followup Numbered")
    else:
        for paragraph in written(text).paragraphs:
            doc.file.paragraph(paragraph.text)


RESOLUTIONS = (_("Body"), _("Date"), _("Paragraph"), _("What was decided"))


def decision_chain(doc: Writing, block: DecisionChain) -> None:
    """The decisions that the plan rests on, as a table."""
    if not doc.frame.resolutions:
        return
    doc.turn(False)
    _heading(doc, block.title)
    titles = [doc.words(title) for title in RESOLUTIONS]
    body = [[CellText(text) for text in (of.body, of.date, of.paragraph, of.what)] for of in doc.frame.resolutions]
    caption = doc.words(block.title)
    doc.file.caption(doc.words(_("Table")), caption)
    doc.file.table(titles, body, [doc.file.width / len(titles)] * len(titles), caption)


def drafted(doc: Writing, block: Drafted) -> None:
    """Sentences worked out from the units' rows of a section."""
    table = _table(doc, block.section)
    if table is None:
        return
    sentences = list(block.draft([row.filled for row in table.in_order], doc.frame))
    if sentences:
        doc.turn(False)
        _heading(doc, block.title)
        for sentence in sentences:
            doc.file.paragraph(doc.words(sentence))


def legend(doc: Writing, block: Legend) -> None:
    """The steps of one scale."""
    scale = doc.frame.scales.of(block.scale)
    if scale is None:
        return
    doc.turn(False)
    _heading(doc, block.title)
    titles = [doc.words(title) for title in (_("Sign"), _("Word"), _("Meaning"))]
    body = [
        [CellText(level.symbol, level.colour), CellText(level.word, level.colour), CellText(level.meaning)]
        for level in scale.levels.values()
    ]
    caption = doc.words(_("Signs, words and what they mean"))
    doc.file.caption(doc.words(_("Table")), caption)
    doc.file.table(titles, body, [doc.file.width * share for share in (0.12, 0.3, 0.58)], caption)


def _heading(doc: Writing, title: Message | None) -> None:
    if title is not None:
        doc.file.heading(doc.words(title), 1)


def _table(doc: Writing, section: str) -> RegionTable | None:
    return next((table for table in doc.result.tables if table.section.key == section), None)
