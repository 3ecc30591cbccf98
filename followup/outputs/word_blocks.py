"""Blocks of a Word document that are no section's table: texts of the plan, drafts, legends, answers in words."""

from __future__ import annotations

import re

from followup.documents.declared import Drafted, Legend, PlanTable, PlanTexts
from followup.files.docx_table import Text as CellText
from followup.form.rows import FilledRow
from followup.form.values import written
from followup.locale import Message, _
from followup.outputs.word_writing import Writing
from followup.stages.region import RegionTable

NUMBERED = re.compile(r"(\d+)([a-z]?)")


def plan_texts(doc: Writing, block: PlanTexts) -> None:
    """The plan's texts of one kind for this document, by its key or its title."""
    names = {doc.declared.key, doc.words(doc.declared.title).casefold()}
    rows = [
        row for row in doc.plan.rows("texts") if row["kind"] == block.kind and row.text("about").casefold() in names
    ]
    if not rows:
        return
    doc.turn(False)
    _heading(doc, block.title)
    for row in rows:
        _plan_text(doc, block, row)


def _plan_text(doc: Writing, block: PlanTexts, row: FilledRow) -> None:
    text = row.text("text")
    number = NUMBERED.fullmatch(row.text("id"))
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


def plan_table(doc: Writing, block: PlanTable) -> None:
    """Rows of one of the plan's sheets."""
    rows = doc.plan.rows(block.sheet)
    if not rows:
        return
    doc.turn(False)
    _heading(doc, block.title)
    titles = [rows[0].titles.get(key, key) for key in block.columns]
    body = [[CellText(doc.words.show(row[key] or "")) for key in block.columns] for row in rows]
    caption = doc.words(block.title)
    doc.file.caption(doc.words(_("Table")), caption)
    doc.file.table(titles, body, [doc.file.width / len(titles)] * len(titles), caption)


def drafted(doc: Writing, block: Drafted) -> None:
    """Sentences worked out from the units' rows of a section."""
    table = _table(doc, block.section)
    if table is None:
        return
    sentences = list(block.draft([row.filled for row in table.rows], doc.plan))
    if sentences:
        doc.turn(False)
        _heading(doc, block.title)
        for sentence in sentences:
            doc.file.paragraph(doc.words(sentence))


def legend(doc: Writing, block: Legend) -> None:
    """The steps of one scale."""
    scale = doc.plan.scale_of(block.scale)
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
