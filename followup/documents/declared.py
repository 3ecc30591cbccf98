"""What a document is declared with: blocks, in the order that they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.values import Value
from followup.frozen import frozen
from followup.locale import Message

Draft = Callable[[Sequence[RowView], Frame], Iterable[Message]]
"""Sentences drafted from the rows of a section: paragraphs, to be read through before they are sent."""


@frozen
class DocumentBlock:
    """A part of a document; ``names`` are the sections that it shows, by key."""

    @property
    def names(self) -> tuple[str, ...]:
        """The sections that it shows."""
        return ()


@frozen
class Opening(DocumentBlock):
    """The plan's introduction, and which units have answered."""


@frozen
class Chapter(DocumentBlock):
    """A heading and the sections under it, by key. ``landscape`` turns the page; ``headings`` gives each section a heading.

    ``draft`` makes sentences from the rows of the first section, to stand below the heading.

    ``level`` is the heading's: 2 under a ``PartHeading``; without a title the chapter goes on under what stands above. With
    ``in_words`` what is written in words stands under each table, a row at a time, and not in its cells.
    """

    title: Message | None
    sections: tuple[str, ...]
    landscape: bool = False
    headings: bool = False
    level: int = 1
    in_words: bool = False
    draft: Draft | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return self.sections


@frozen
class PartHeading(DocumentBlock):
    """A heading above several chapters, by the sections in them, with the plan's introduction to it."""

    title: Message
    sections: tuple[str, ...]


@frozen
class GoalModel(DocumentBlock):
    """How the plan's goals hang together: each level in a column, and how many rows of sections stand under each.

    ``counted`` are sections with the field of a row's ``about`` that holds the goal above it.
    """

    counted: tuple[tuple[str, str], ...]


@frozen
class OtherChapters(DocumentBlock):
    """A chapter for each section that no other block names, so that a new kind is never left out."""


@frozen
class PlanTexts(DocumentBlock):
    """The texts of a kind that the plan has for this document, in order; nothing where it has none.

    As ``numbered`` the texts' ids are their numbers, and letters behind a number stand indented under it; as
    ``signatures`` each has room above it to sign.
    """

    kind: str
    title: Message | None = None
    shown: Literal["paragraphs", "bullets", "numbered", "heading", "signatures"] = "paragraphs"


@frozen
class DecisionChain(DocumentBlock):
    """The decisions that the plan rests on, as a table."""

    title: Message


@frozen
class DraftedTexts(DocumentBlock):
    """Sentences made from the rows of a section."""

    section: str
    draft: Draft
    title: Message | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.section,)


@frozen
class Legend(DocumentBlock):
    """The steps of a scale with sign, word and meaning."""

    scale: str
    title: Message


@frozen
class AnswerBlock(DocumentBlock):
    """Answers in words under the plan's headings: each question, then the edited text or what each unit has written.

    ``column`` holds the answer; ``heading``, ``subheading`` and ``question`` are fields of a row's ``about``, and
    ``where`` looks at it to choose rows. So is ``order``, a number that orders the questions otherwise than the plan's
    sheet does. A question under a heading is a sentence, or with ``short`` questions a heading of its own.
    """

    section: str
    column: str
    title: Message | None = None
    heading: str = "heading"
    subheading: str = "subheading"
    question: str = "question"
    order: str = ""
    short: bool = False
    where: Callable[[Mapping[str, Value]], bool] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.section,)


@frozen
class Contributions(DocumentBlock):
    """What the units wrote on each question whose text the secretariat has edited, as they wrote it."""

    section: str
    title: Message
    question: str = "question"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.section,)


@frozen
class HandedIn(DocumentBlock):
    """Short texts with titles that units hand in under the plan's headings, as decisions.xlsx orders them.

    ``heading`` and ``title`` are columns, ``text`` the one that holds paragraphs; ``within`` says of a text that it
    stands under the one before.
    """

    section: str
    heading: str = "heading"
    title: str = "title"
    text: str = "text"
    within: str = "within"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.section,)


@frozen
class Attachments(DocumentBlock):
    """The attachments that the plan lists: title, what they concern, file and number of pages."""

    title: Message


@frozen
class GoalCounts(DocumentBlock):
    """How many goals stand on each level, in a sentence."""

    title: Message | None = None


@frozen
class HardToReach(DocumentBlock):
    """The goals that a revision changes, each with the reason, in the order that the plan tells them."""

    title: Message


@frozen
class Proposals(DocumentBlock):
    """The plan's texts of a kind as numbered points, and under each the changes of that number with their letters."""

    kind: str
    title: Message


@frozen
class Changes(DocumentBlock):
    """Every change between two plans as a table; ``landscape`` turns the page."""

    title: Message
    landscape: bool = False


@frozen
class Closing(DocumentBlock):
    """The last chapters, those named."""

    parts: tuple[Literal["missing", "decisions", "reasons", "signs"], ...]


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


@frozen
class Document:
    """A document: its name on the command line, its title, its Word template and its blocks in order.

    It can be made when the plan has rows for every section in ``needs``. With ``each_unit`` there is one a unit. One that
    ``compares`` is made from two plans, by ``followup plan diff``.
    """

    key: str
    title: Message
    template: str
    blocks: tuple[DocumentBlock, ...]
    needs: tuple[str, ...] = ()
    each_unit: bool = False
    compares: bool = False
