"""What few kinds of section have: a trait each, looked up by its type, so that no other section knows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.presenting import SaidInBrief
from followup.form.rows import FilledRow
from followup.form.terms.signing import SignOff
from followup.frozen import frozen
from followup.locale import Message
from followup.rulebook.problem import Remark

if TYPE_CHECKING:
    from followup.form.frame import Frame
    from followup.form.row_view import RowView

CrossCheck = Callable[[Mapping[str, Sequence["RowView"]], "Frame"], Iterator[tuple["RowView", Remark]]]
"""A check of the rows of all units together, by the rows' keys: what one says against another."""


@frozen
class Trait:
    """Something that few kinds of section have."""


@frozen
class NormalisedBy(Trait):
    """``normalise`` puts columns in order right after reading; what it has to say is of rows by number."""

    normalise: Callable[[AnswersBuilder], Iterator[tuple[int, Remark]]]


@frozen
class ExplainsPlan(Trait):
    """``explain`` says how rows of the section's part of the plan were understood, to be written beside them in a copy."""

    explain: Callable[[Any], Iterator[tuple[FilledRow, Message]]]


@frozen
class HiddenUntilWanted(Trait):
    """The sheet of the plan is hidden in a new workbook: most regions do without it. One that people have filled in shows."""


@frozen
class SeldomFilledIn(Trait):
    """The sheet of the plan is folded away in a new plan for which somebody has said what is followed up."""


@frozen
class OfDocumentsOnly(Trait):
    """The sheet of the plan is about what is made of the answers: what stands there makes no template grow old."""


@frozen
class OnFirstSheet(Trait):
    """The section stands below the instructions, and is no part of what is followed up."""


@frozen
class AskedAfterwards(Trait):
    """The rows are questions about what has been answered, which stand in the copy that goes back: no file need have them.

    ``question`` is the column of the question, ``reply`` that of what the unit says to it.
    """

    question: str
    reply: str


@frozen
class CountedAs(Trait):
    """What is counted of the rows in a sentence: a ``noun`` in its four forms. ``one`` is another where there is only one."""

    noun: Message
    one: Message | None = None


BUDGET = "budget"
"""What a section is about that holds amounts against a budget."""


@frozen
class SaysInBrief(Trait):
    """The section has a paragraph on the first page of a summary: what it ``says``, in sentences, its message first.

    From the column ``quotes`` the units' own words are told of what is furthest from its target. It says nothing where a section
    that it ``yields`` to does, which is known by what it is ``about``.
    """

    says: SaidInBrief
    quotes: str = ""
    about: str = ""
    yields: str = ""


@frozen
class WorkingOnly(Trait):
    """The section is for working material: nothing of it is published."""


@frozen
class RollsUpTo(Trait):
    """``goal`` is the field of a row's ``plan_record`` that holds the goal above it, to which its judgements are rolled up."""

    goal: str


@frozen
class Ratios(Trait):
    """Bases of columns, (share, numerator, denominator): a share is no count of people, but tells the counts that it is
    made of."""

    bases: tuple[tuple[str, str, str], ...] = ()


NO_RATIOS = Ratios()


@frozen
class PartOf(Trait):
    """``row`` is the field of a row's ``plan_record`` that holds the row that it is a part of: they are masked as a sum."""

    row: str


@frozen
class JudgesOthers(Trait):
    """The rows are people's own judgements of the goals and rows whose keys they carry."""


@frozen
class SignedBy(Trait):
    """``read`` reads from the rows who stands for the answers and who approved them."""

    read: Callable[[Sequence[RowView]], SignOff]


@frozen
class ComparesUnits(Trait):
    """``checks`` hold all units' rows against each other."""

    checks: tuple[CrossCheck, ...]


@frozen
class TextBeside(Trait):
    """Rows that are texts beside another section: an introduction before its tables, an analysis after them.

    ``column`` holds the text. ``section``, the title of the other section, and ``kind`` are fields of a row's
    ``plan_record``; ``before`` and ``after`` are the kinds that are such texts, a row of another kind stands for
    itself.
    """

    column: str
    section: str
    kind: str
    before: str
    after: str


@frozen
class EditableAnswers(Trait):
    """``column`` holds answers in words that the secretariat may edit into one text, which then stands in documents
    instead of the contributions."""

    column: str


@frozen
class ShowsLastAnswers(Trait):
    """The rows stay from round to round: what a unit answered last in these ``columns`` stands before the new cells, and a
    text that is the same word for word is told of."""

    columns: tuple[str, ...]


@frozen
class ReportsAgain(Trait):
    """The rows are of days of their own, such as a month, which several rounds of a year report: what an earlier round
    reported in the columns of these ``bases`` stands in the answer cells, for the unit to leave or to correct."""

    bases: tuple[str, ...]


@frozen
class AnsweredBy(Trait):
    """Only these ``units`` answer the section, by their ids."""

    units: tuple[str, ...]


@frozen
class EarlierValues(Trait):
    """What later rounds take from a section's figures: those of these ``bases``, as lines of the plan's ``sheet`` that say
    of which section, row, unit, column, part and round each value is.
    """

    sheet: str
    bases: tuple[str, ...]


@frozen
class FinishedBy(Trait):
    """A row whose level on the ``scale`` counts as done, or dropped, is finished: the next round asks for it no more."""

    scale: str


@frozen
class DeclaredInPlan(Trait):
    """The plan itself declares the section, in the row ``line``; ``headings`` are those of its columns as they stand there,
    braces and all, each with the column's key; ``levels`` are the keys of columns that hold levels, each with its scale;
    ``sources`` say by column where what is known before comes from.
    """

    line: FilledRow
    headings: tuple[tuple[str, str], ...] = ()
    levels: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, tuple[Message, ...]], ...] = ()
