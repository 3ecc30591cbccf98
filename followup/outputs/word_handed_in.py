"""Blocks of a Word document made of what was handed in: short texts in a decided order, and attachments."""

from __future__ import annotations

from collections.abc import Sequence

from followup.documents.declared import Attached, HandedIn
from followup.files.docx_table import Text as CellText
from followup.form.rows import FilledRow
from followup.form.values import Written
from followup.locale import _
from followup.outputs.word_writing import Writing
from followup.plan.attachments import Attachment
from followup.plan.placing import Placed
from followup.stages.region import UnitRow


def handed_in(doc: Writing, block: HandedIn) -> None:
    """Each heading once, in the plan's order; under it the texts that are included, with their titles."""
    table = next((table for table in doc.result.tables if table.section.key == block.section), None)
    rows = [row for row in table.in_order if _has_something(block, row.filled)] if table else []
    if not rows:
        return
    doc.turn(False)
    for heading in _headings(block, rows):
        groups = _in_decided_order(doc, block, [row for row in rows if row.filled.text(block.heading) == heading])
        if groups:
            doc.file.heading(heading, 1)
        for group in groups:
            for level, row in enumerate(group):
                _text(doc, block, row.filled, 3 if level else 2)


def _has_something(block: HandedIn, row: FilledRow) -> bool:
    return row[block.title] is not None or row[block.text] is not None


def _headings(block: HandedIn, rows: Sequence[UnitRow]) -> list[str]:
    """Headings as the plan orders them, although not every unit has texts under each."""
    return list(dict.fromkeys(row.filled.text(block.heading) for row in rows))


def _in_decided_order(doc: Writing, block: HandedIn, rows: Sequence[UnitRow]) -> list[list[UnitRow]]:
    """Each text with those under it, by decided number and then as handed in; what is left out is left out whole."""
    groups: list[list[UnitRow]] = []
    for row in rows:
        follows = bool(groups) and groups[-1][0].unit == row.unit and row.filled[block.within] == "yes"
        if follows:
            groups[-1].append(row)
        else:
            groups.append([row])
    numbered = [(_decided(doc, block, group[0]), group) for group in groups]
    kept = [(each, group) for each, group in numbered if each is None or each.include]
    ordered = sorted(kept, key=_number)
    return [[row for row in group if _is_included(doc, block, row)] for _each, group in ordered]


def _number(each: tuple[Placed | None, list[UnitRow]]) -> tuple[bool, object]:
    number = each[0].number if each[0] else None
    return (number is None, number or 0)


def _is_included(doc: Writing, block: HandedIn, row: UnitRow) -> bool:
    decided = _decided(doc, block, row)
    return decided is None or decided.include


def _decided(doc: Writing, block: HandedIn, row: UnitRow) -> Placed | None:
    unit = row.unit.id if row.unit else ""
    names = (row.filled.row.key, row.filled.text(block.title))
    return next((each for each in doc.result.decisions.placed if each.means(unit, names)), None)


def _text(doc: Writing, block: HandedIn, row: FilledRow, level: int) -> None:
    if row[block.title] is not None:
        doc.file.heading(row.text(block.title), level)
    value = row[block.text]
    for paragraph in value.paragraphs if isinstance(value, Written) else ():
        doc.file.paragraph(paragraph.text, link=paragraph.link, notes=paragraph.notes)


def attached(doc: Writing, block: Attached) -> None:
    """A table of the attachments under each of their headings; nothing where the plan lists none."""
    if not doc.result.attachments:
        return
    doc.turn(False)
    doc.file.heading(doc.words(block.title), 1)
    for heading in dict.fromkeys(each.heading for each in doc.result.attachments):
        if heading:
            doc.file.heading(heading, 2)
        listed = [each for each in enumerate(doc.result.attachments, start=1) if each[1].heading == heading]
        _attachments(doc, heading or doc.words(block.title), listed)


def _attachments(doc: Writing, caption: str, listed: Sequence[tuple[int, Attachment]]) -> None:
    """Numbered through the whole report."""
    titles = [doc.words(each) for each in (_("Attachment"), _("Concerns"), _("File"), _("Pages"))]
    body = [
        [
            CellText(f"{number}. {each.title}"),
            CellText(each.period),
            CellText(each.file),
            CellText("" if each.pages is None else str(each.pages), right=True),
        ]
        for number, each in listed
    ]
    doc.file.caption(doc.words(_("Table")), caption)
    doc.file.table(titles, body, [doc.file.width * share for share in (0.38, 0.2, 0.32, 0.1)], caption)
