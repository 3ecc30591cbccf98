"""What a document is declared with: blocks, in the order that they are read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Literal

from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.row_view import RowView
from followup.frozen import frozen
from followup.locale import Message

Draft = Callable[[Sequence[RowView], Frame], Iterable[Message]]
"""Sentences drafted from the rows of a section: paragraphs, to be read through before they are sent."""


RowFilter = Callable[[RowView], bool]
TextForm = Literal["paragraphs", "bullets", "numbered", "lettered", "heading", "signatures"]


@frozen
class SectionView:
    """How the rows of a section are shown where its own declaration is not what is wanted.

    ``columns`` are keys or bases of its columns, or columns of its sheet in the plan; none are those that it has itself.
    ``scales`` are those whose judgements are shown. ``group`` and ``order`` are columns, of rows that are
    not grouped as the section has it the group is empty; ``descending`` the largest comes first. ``where`` chooses rows. As
    ``points`` each row is a point of a list; as ``chart`` the first column says what the others are figures of.
    """

    columns: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    group: str | None = None
    order: str = ""
    descending: bool = False
    where: RowFilter | None = None
    points: bool = False
    chart: Literal["", "line", "column", "bar", "dots"] = ""


@frozen(kw_only=True)
class DocumentBlock:
    """A part of a document: its heading of a ``level`` where it has a ``title``, on a page turned by ``landscape``.

    Where nothing is said of the page it follows from what stands on it. ``place`` is the cell of the plan that declares it.
    """

    title: Message | None = None
    level: int = 1
    landscape: bool | None = None
    place: Place | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The sections that it shows, by key."""
        return ()


@frozen
class Opening(DocumentBlock):
    """The plan's introduction, and which units have answered."""


@frozen
class InBrief(DocumentBlock):
    """What the report says, on its first page: a message and a few sentences of each section that has some."""


@frozen
class Chapter(DocumentBlock):
    """The sections under a heading, by key. ``headings`` gives each section a heading of its own, a level below.

    With ``in_words`` what is written in words stands under each table, a row at a time, and not in its cells. ``view`` says
    how the rows are shown where that is not as the section itself has it.
    """

    sections: tuple[str, ...]
    headings: bool = False
    in_words: bool = False
    view: SectionView | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return self.sections


@frozen
class PartHeading(DocumentBlock):
    """A heading above several parts, with the plan's introduction to it; none where nothing stands under it."""


@frozen
class GoalModel(DocumentBlock):
    """How the plan's goals hang together: each level in a column, and how many rows of sections stand under each.

    ``counted`` are sections with the field of a row's ``plan_record`` that holds the goal above it.
    """

    counted: tuple[tuple[str, str], ...]


@frozen
class OtherChapters(DocumentBlock):
    """A chapter for each section that no other block names, so that a new kind is never left out."""


@frozen
class PlanTexts(DocumentBlock):
    """The texts of a kind that the plan has for this document, in order; nothing where it has none.

    As ``numbered`` the texts' ids are their numbers, and letters behind a number stand indented under it; as
    ``lettered`` they are a) b) c) in order; as ``signatures`` each has room above it to sign.
    """

    kind: str
    shown: TextForm = "paragraphs"


@frozen
class DecisionChain(DocumentBlock):
    """The decisions that the plan rests on, as a table."""


@frozen
class DraftedTexts(DocumentBlock):
    """Sentences made from the rows of a section. What ``asks`` is for those who work with the document, and not final."""

    section: str
    draft: Draft
    asks: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.section,)


@frozen
class Legend(DocumentBlock):
    """The steps of a scale with sign, word and meaning; of every scale where none is named."""

    scale: str = ""


@frozen
class AnswerBlock(DocumentBlock):
    """Answers in words under the plan's headings: each question, then the edited text or what each unit has written.

    ``column`` holds the answer; ``heading``, ``subheading`` and ``question`` are fields of a row's ``plan_record``, and
    ``where`` chooses rows. So is ``order``, a number that orders the questions otherwise than the plan's sheet does, ``descending`` the
    largest first. A question under a heading is a sentence, or with ``short`` questions a heading of its own.
    """

    section: str
    column: str
    heading: str = "heading"
    subheading: str = "subheading"
    question: str = "question"
    order: str = ""
    descending: bool = False
    short: bool = False
    where: RowFilter | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.section,)


@frozen
class Contributions(DocumentBlock):
    """What the units wrote on each question whose text the secretariat has edited, as they wrote it."""

    section: str
    question: str = "question"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.section,)


@frozen
class HandedIn(DocumentBlock):
    """Short texts with titles that units hand in under the plan's headings, as decisions.xlsx orders them.

    ``heading`` and ``called`` are columns, ``text`` the one that holds paragraphs; ``within`` says of a text that it
    stands under the one before.
    """

    section: str
    heading: str = "heading"
    called: str = "title"
    text: str = "text"
    within: str = "within"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.section,)


@frozen
class Attachments(DocumentBlock):
    """The attachments that the plan lists: title, what they concern, file and number of pages."""


@frozen
class GoalCounts(DocumentBlock):
    """How many goals stand on each level, in a sentence."""


@frozen
class HardToReach(DocumentBlock):
    """The goals that a revision changes, each with the reason, in the order that the plan tells them."""


@frozen
class Proposals(DocumentBlock):
    """The plan's texts of a kind as numbered points, and under each the changes of that number with their letters."""

    kind: str = "proposal"


@frozen
class Changes(DocumentBlock):
    """Every change between two plans as a table."""


@frozen
class WhatIsMissing(DocumentBlock):
    """Units, incomplete sums and cells that could not be used."""


@frozen
class DecisionsInForce(DocumentBlock):
    """The judgements that were decided instead of computed ones."""


@frozen
class Reasons(DocumentBlock):
    """Why each judgement is what it is."""


@frozen
class Overview(DocumentBlock):
    """Who has answered and how it goes, to be looked at before anything is read."""


@frozen
class RegionSums(DocumentBlock):
    """The region's own rows: what could be added up, and the same of each unit with sub-units."""


@frozen
class GoalList(DocumentBlock):
    """Every goal of each unit and of the region, with what rule, unit and decision say of it."""


@frozen
class SectionLists(DocumentBlock):
    """Every row of each section, with its judgements and its source; behind it its charts, and what was written in words."""


@frozen
class DataSheets(DocumentBlock):
    """The facts of each section, and of goals, to be filtered and pivoted: a line a figure, under titles that never change."""


@frozen
class EditedTexts(DocumentBlock):
    """The questions whose answers may be edited into one text, with the marks of their contributions."""


@frozen
class DecisionList(DocumentBlock):
    """The decisions in force besides the plan."""


@frozen
class AttachmentList(DocumentBlock):
    """The attachments that the plan lists."""


@frozen
class ChangeList(DocumentBlock):
    """What the plan changes, and what else is worded otherwise than at the round before."""


@frozen
class ChangedList(DocumentBlock):
    """What the last merge changed, and what documents that a person has edited do not say yet. Never published."""


@frozen
class NotesWithoutRow(DocumentBlock):
    """What controllers have noted beside rows that are not there now. Never published."""


@frozen
class ResolutionList(DocumentBlock):
    """The decisions that the plan rests on."""


@frozen
class TextList(DocumentBlock):
    """The plan's texts, each with the document and the heading that it stands under."""


@frozen
class ChapterList(DocumentBlock):
    """The headings of every document that can be made of the round."""


@frozen
class FindingList(DocumentBlock):
    """What was found, gravest first, each with its cell. Never published."""


@frozen
class SubmissionList(DocumentBlock):
    """Every file that was handed in, and how it stands. Never published."""


SAME_WHOEVER_ANSWERS = (Opening, PartHeading, PlanTexts, DecisionChain, Legend, Attachments)
"""Blocks that show nothing of what units answer, in a final document."""


@frozen
class Document:
    """A document: its name on the command line, its title, its Word template and its blocks in order.

    It can be made when the plan has rows for every section in ``needs``. There is one for the region, or for each unit or
    board (``whose``). One that ``compares`` is made from two plans, by ``followup plan diff``. A ``final`` one is sent as it
    is: it holds nothing that is for those who work with it, and is not made while something is missing. One that is ``masked``
    never shows small numbers. One that is the plan's ``own``, and none of ours, stands under its title; the others stand
    under that of the round's report. ``place`` is the cell of the plan that names its template.
    """

    key: str
    title: Message
    template: str
    blocks: tuple[DocumentBlock, ...]
    needs: tuple[str, ...] = ()
    whose: Literal["region", "unit", "board"] = "region"
    compares: bool = False
    final: bool = False
    masked: bool = False
    own: bool = False
    place: Place | None = None

    @property
    def each_unit(self) -> bool:
        """Whether there is one a unit."""
        return self.whose == "unit"

    def shows_any(self, sections: Collection[str]) -> bool:
        """Whether answers of any of these sections, by key, can stand in it: where a block names none, those of every one."""
        blocks = [block for block in self.blocks if not isinstance(block, SAME_WHOEVER_ANSWERS)]
        return any(not block.names or not set(block.names).isdisjoint(sections) for block in blocks)
