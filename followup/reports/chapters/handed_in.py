"""Blocks made of what was handed in: short texts in a decided order, and attachments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from followup.documents.declared import Attachments, HandedIn
from followup.form.rows import FilledRow
from followup.form.values import ProseAnswer
from followup.locale import Words, _
from followup.plan.attachments import Attachment
from followup.plan.decisions.text_order import TextPlacing
from followup.region.model import UnitRow
from followup.reports.chapters.beginning import begin_block
from followup.reports.parts import Heading, Part
from followup.reports.subject import Subject
from followup.reports.table import Cells, ReportColumn, ReportTable, text_column
from followup.reports.wording.points import paragraphs_of


def handed_in(subject: Subject, block: HandedIn) -> Iterator[Part]:
    """Each heading once, in the plan's order; under it the texts that are included, with their titles."""
    table = subject.table(block.section)
    rows = [row for row in table.in_order if _has_something(block, row.filled)] if table else []
    if not rows:
        return
    yield from begin_block(subject, block)
    above = 0 if block.title is None else block.level
    for heading in dict.fromkeys(row.filled.text(block.heading) for row in rows):
        under_heading = [row for row in rows if row.filled.text(block.heading) == heading]
        groups = _in_decided_order(subject, block, under_heading)
        if groups:
            yield Heading(heading, above + 1)
        for group in groups:
            for level, row in enumerate(group):
                yield from _text(block, row.filled, above + (3 if level else 2))


def _has_something(block: HandedIn, row: FilledRow) -> bool:
    return row[block.called] is not None or row[block.text] is not None


def _in_decided_order(subject: Subject, block: HandedIn, rows: Sequence[UnitRow]) -> list[list[UnitRow]]:
    """Each text with those under it, by decided number and then as handed in; what is left out is left out whole."""
    groups: list[list[UnitRow]] = []
    for row in rows:
        follows = bool(groups) and groups[-1][0].unit == row.unit and row.filled[block.within] == "yes"
        if follows:
            groups[-1].append(row)
        else:
            groups.append([row])
    numbered = [(_placing_of(subject, block, group[0]), group) for group in groups]
    included = [(placed, group) for placed, group in numbered if placed is None or placed.include]
    ordered = sorted(included, key=_number)
    return [[row for row in group if _is_included(subject, block, row)] for _placed, group in ordered]


def _number(group: tuple[TextPlacing | None, list[UnitRow]]) -> tuple[bool, object]:
    number = group[0].number if group[0] else None
    return (number is None, number or 0)


def _is_included(subject: Subject, block: HandedIn, row: UnitRow) -> bool:
    decided = _placing_of(subject, block, row)
    return decided is None or decided.include


def _placing_of(subject: Subject, block: HandedIn, row: UnitRow) -> TextPlacing | None:
    unit = row.unit.id if row.unit else ""
    names = (row.filled.row.key, row.filled.text(block.called))
    return next((placed for placed in subject.region.decisions.placed if placed.means(unit, names)), None)


def _text(block: HandedIn, row: FilledRow, level: int) -> Iterator[Part]:
    if row[block.called] is not None:
        yield Heading(row.text(block.called), min(level, 3))
    value = row[block.text]
    if isinstance(value, ProseAnswer):
        yield from paragraphs_of(value)


Numbered = tuple[int, Attachment]
"""An attachment behind its number: numbered through the whole report."""


def attachments(subject: Subject, block: Attachments) -> Iterator[Part]:
    """A table of the attachments under each of their headings; nothing where the plan lists none."""
    attachments = list(enumerate(subject.region.attachments, start=1))
    if not attachments:
        return
    title = subject.words(block.title or _("Attachments"))
    yield from begin_block(subject, block)
    for heading in dict.fromkeys(attachment.heading for _number, attachment in attachments):
        if heading:
            yield Heading(heading, block.level + 1)
        rows = [numbered for numbered in attachments if numbered[1].heading == heading]
        yield ReportTable(heading or title, attachment_columns(subject.words), rows)


def attachment_columns(words: Words) -> list[ReportColumn[Numbered]]:
    """Title, what it concerns, file and number of pages. In words the title stands behind its number."""

    def pages(rows: Sequence[Numbered]) -> Cells:
        return Cells([None if attachment.pages is None else Decimal(attachment.pages) for _number, attachment in rows])

    def titles(rows: Sequence[Numbered]) -> Cells:
        return Cells([attachment.title for _number, attachment in rows])

    def numbered(rows: Sequence[Numbered]) -> Cells:
        return Cells([f"{number}. {attachment.title}" for number, attachment in rows])

    return [
        ReportColumn(words(_("Attachment")), titles, numbered, share=0.38, width=50),
        text_column(words(_("Concerns")), lambda row: row[1].period, 0.2, 22),
        text_column(words(_("File")), lambda row: row[1].file, 0.32, 44),
        ReportColumn(words(_("Pages")), pages, share=0.1, width=10, right=True),
    ]
