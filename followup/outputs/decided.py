"""What the plan itself decides, in the regional workbook: changes with their decisions, the chain, and the documents' texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from followup.files.book import Block, Book, Cell, Link, TableColumn, Value
from followup.files.names import sheet_name
from followup.form.decided import Passage
from followup.form.frame import Frame
from followup.locale import Message, _, literal
from followup.outputs.changes_listed import changes_listed, columns_of_changes
from followup.plan.revision import CHANGES_SHEET, RESOLUTIONS_SHEET
from followup.plan.sheets import TEXT_KIND, TEXTS_SHEET
from followup.report.outline import Outline, Outlined
from followup.stages.consolidating import Region

Columns = Sequence[tuple[Message, float]]
Cells = list[Value | Link | Cell]

RESOLUTIONS: Columns = ((_("Body"), 34), (_("Date"), 16), (_("Paragraph"), 12), (_("What was decided"), 70))
TEXTS: Columns = (
    *((_("Id"), 26), (_("Kind"), 18), (_("Applies to"), 26), (_("Stands in"), 44), (_("Under the heading"), 38)),
    (_("Text"), 110),
)
CHAPTERS: Columns = ((_("Document"), 44), (_("Level"), 8), (_("Heading"), 60), (_("Texts of the plan"), 60))


def put_decided(book: Book, result: Region, outlines: Sequence[Outline]) -> None:
    """A sheet for each that there is something to say on: changes, decisions, texts, and the documents' chapters."""
    frame = result.frame
    changes = changes_listed(result)
    if changes:
        _put(book, frame, CHANGES_SHEET.key, CHANGES_SHEET.title, columns_of_changes(result), changes)
    if frame.resolutions:
        rows: list[Cells] = [[each.body, each.date, each.paragraph, each.what] for each in frame.resolutions]
        _put(book, frame, RESOLUTIONS_SHEET.key, RESOLUTIONS_SHEET.title, RESOLUTIONS, rows)
    if frame.passages:
        texts = [_text(passage, result, outlines) for passage in frame.passages]
        _put(book, frame, TEXTS_SHEET.key, TEXTS_SHEET.title, TEXTS, texts)
    chapters = [_chapter(each, frame, *chapter) for each in outlines for chapter in each.chapters]
    if chapters:
        _put(book, frame, "chapters", _("Chapters of documents"), CHAPTERS, chapters)


def _text(passage: Passage, result: Region, outlines: Sequence[Outline]) -> Cells:
    """A text of the plan with where it is read: in a document and under which heading, or in a template."""
    words, id_ = result.frame.words, passage.id
    found = [each for each in outlines if id_ in each.texts]
    places = [each.document.title for each in found] or list(_named(passage.about, result, outlines))
    headings = dict.fromkeys(each.texts[id_] for each in found)
    return [
        *(id_, TEXT_KIND.show(passage.kind, words), passage.about),
        *("\n".join(words(each) for each in places) or None, "\n".join(each for each in headings if each) or None),
        passage.text,
    ]


def _named(about: str, result: Region, outlines: Sequence[Outline]) -> Iterator[Message]:
    """What a text is for where it is no paragraph of a document: a unit's template, or the document that it names."""
    for unit in result.frame.units.values():
        if unit.id.casefold() == about.casefold():
            yield _("Template: {unit}", unit=literal(unit.name))
    yield from (each.document.title for each in outlines if about.casefold() in _names(each, result))


def _names(outline: Outline, result: Region) -> tuple[str, str]:
    """What the plan may call a document."""
    return outline.document.key, result.frame.words(outline.document.title).casefold()


def _chapter(outline: Outline, frame: Frame, heading: Outlined, texts: Sequence[str]) -> Cells:
    title = frame.words(outline.document.title)
    shown = Cell(heading.title, "label", indent=heading.level - 1)
    return [title, Decimal(heading.level), shown, ", ".join(texts) or None]


def _put(book: Book, frame: Frame, key: str, title: Message, columns: Columns, rows: list[Cells]) -> None:
    words = frame.words
    name = sheet_name(words(title), {sheet.name for sheet in book.sheets})
    sheet = book.sheet(name)
    sheet.put(0, 0, words(title), "title")
    made = [TableColumn(words(title), "label", width=width) for title, width in columns]
    sheet.blocks.append(Block(f"r_{key}", 2, 0, made, rows))
    sheet.freeze = (3, 0)
    sheet.repeat_rows = (2, 2)
