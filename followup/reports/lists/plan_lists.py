"""What the plan itself decides, as lists: the chain of decisions, the documents' texts and their headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.documents.declared import ChapterList, ResolutionList, TextList
from followup.form.decided import Passage
from followup.locale import Message, _, literal
from followup.plan.declared_changes import RESOLUTIONS_SHEET
from followup.plan.sheets import TEXT_KIND, TEXTS_SHEET
from followup.reports.chapters.plan_texts import resolutions_table
from followup.reports.outline import Outline, OutlineHeading, outlines_of
from followup.reports.parts import Heading, Part
from followup.reports.subject import Subject
from followup.reports.table import Cells, ReportColumn, ReportTable, text_column

Chapter = tuple[str, OutlineHeading, Sequence[str]]
"""A heading of a document, behind the document's title and before the ids of the plan's texts under it."""


def resolution_list(subject: Subject, _block: ResolutionList) -> Iterator[Part]:
    """The decisions that the plan rests on."""
    title = subject.words(RESOLUTIONS_SHEET.title)
    if subject.frame.resolutions:
        yield Heading(title, 1)
        yield resolutions_table(subject.frame.resolutions, title, subject.words, f"r_{RESOLUTIONS_SHEET.key}")


def text_list(subject: Subject, _block: TextList) -> Iterator[Part]:
    """The texts of the plan with where each is read: in a document and under which heading, or in a template."""
    words, passages = subject.words, subject.frame.passages
    if not passages:
        return
    outlines = outlines_of(subject)

    def places(passage: Passage) -> str:
        stands = [outline.document.title for outline in outlines if passage.id in outline.texts]
        return "\n".join(words(place) for place in stands or _named(passage.subject, subject, outlines))

    def headings(passage: Passage) -> str:
        return "\n".join(dict.fromkeys(text for outline in outlines if (text := outline.texts.get(passage.id, ""))))

    title = words(TEXTS_SHEET.title)
    columns: list[ReportColumn[Passage]] = [
        text_column(words(_("Id")), lambda passage: passage.id, width=26),
        text_column(words(_("Kind")), lambda passage: TEXT_KIND.show(passage.kind, words), width=18),
        text_column(words(_("Applies to")), lambda passage: passage.subject, width=26),
        text_column(words(_("Stands in")), places, width=44),
        text_column(words(_("Under the heading")), headings, width=38),
        text_column(words(_("Text")), lambda passage: passage.text, width=110),
    ]
    yield Heading(title, 1)
    yield ReportTable(title, columns, passages, f"r_{TEXTS_SHEET.key}")


def _named(about: str, subject: Subject, outlines: Sequence[Outline]) -> Iterator[Message]:
    """What a text is for where it is no paragraph of a document: a unit's template, or the document that it names."""
    for unit in subject.frame.units.values():
        if unit.id.casefold() == about.casefold():
            yield _("Template: {unit}", unit=literal(unit.name))
    for outline in outlines:
        if about.casefold() in (outline.document.key, subject.words(outline.document.title).casefold()):
            yield outline.document.title


def chapter_list(subject: Subject, _block: ChapterList) -> Iterator[Part]:
    """The headings of every document, with the plan's texts under each."""
    words = subject.words
    rows = [
        (words(outline.document.title), *chapter) for outline in outlines_of(subject) for chapter in outline.chapters
    ]
    if not rows:
        return

    def headings(chapters: Sequence[Chapter]) -> Cells:
        depths = {at: heading.level - 1 for at, (_title, heading, _texts) in enumerate(chapters)}
        return Cells([heading.title for _title, heading, _texts in chapters], indents=depths)

    title = words(_("Chapters of documents"))
    columns: list[ReportColumn[Chapter]] = [
        text_column(words(_("Document")), lambda chapter: chapter[0], width=44),
        text_column(words(_("Level")), lambda chapter: chapter[1].level, width=8),
        ReportColumn(words(_("Heading")), headings, width=60),
        text_column(words(_("Texts of the plan")), lambda chapter: ", ".join(chapter[2]), width=60),
    ]
    yield Heading(title, 1)
    yield ReportTable(title, columns, rows, "r_chapters")
