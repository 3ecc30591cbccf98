"""Questions answered in words: of an agreement, or an introduction or an analysis beside another section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from followup.form.cells.number import Number
from followup.form.cells.prose import Prose
from followup.form.cells.text import YES_NO, Choice, Name, Names, Text
from followup.form.columns import Column, Role
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.rows import FilledRow, Row
from followup.form.section import Grid, Listing, Section
from followup.form.terms.units import Unit, concerns
from followup.form.traits import EditableAnswers, ShowsLastAnswers, TextBeside
from followup.form.values import ProseAnswer
from followup.locale import Message, _, n_
from followup.plan.model import Plan
from followup.plan.sheets import ID, VALIDITY, where_planned
from followup.rulebook.planning.plan import TEXT_BESIDE_NO_SECTION
from followup.rulebook.problem import Remark
from followup.rulebook.sections import MORE_WORDS_THAN_ASKED, PERSPECTIVE_NOT_MENTIONED
from followup.rules.figures.figure_checks import answered
from followup.rules.naming_words import names_one_of

LINES = 15
"""Room for an answer of half a page, a paragraph a row; rows may be added."""

KIND = Choice(options=(("question", _("question")), ("introduction", _("introduction")), ("analysis", _("analysis"))))

PERSPECTIVES_SHEET = Section(
    "perspectives_asked",
    _("Compulsory perspectives"),
    Listing(("id",), blank=6),
    (
        Column("id", _("Id"), ID, width=18, required=True),
        Column("name", _("Name"), Name(), width=36, required=True, names_row=True),
        Column(
            "words",
            _("Words"),
            Names(_("Write words with commas between; jämställ* is every word that begins so.")),
            width=60,
            required=True,
        ),
    ),
    intro=_(
        "Perspectives that answers must throw light on. An answer does so when it names one of the words, in any form."
    ),
)
QUESTIONS_SHEET = Section(
    "questions_asked",
    _("Questions"),
    Listing(("id",), blank=20),
    (
        Column("id", _("Id"), ID, width=18, required=True),
        Column("heading", _("Heading"), Text(), width=40, names_row=True),
        Column("subheading", _("Subheading"), Text(), width=36),
        Column("question", _("Question"), Text(), width=60, required=True, names_row=True),
        Column("kind", _("Kind of text"), KIND, width=14),
        Column("about", _("About section"), Name(_("Write the title of a section.")), width=24),
        Column("units", _("Units"), Names(), width=24, required=True, refers="units"),
        Column("most_words", _("Most words"), Number(), width=12),
        Column("perspective", _("Perspective to mention"), Name(), width=20, refers="perspectives_asked"),
        Column("supplementary", _("Supplementary"), YES_NO, width=14),
        Column("footnotes", _("Footnotes"), Names(_("Write ids of texts with commas between.")), width=20),
        *VALIDITY,
    ),
    intro=_("Questions in the order of the report. A text about another section stands beside its rows in the report."),
)


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """The questions to one unit, each as a block. An introduction may be left out; an analysis is an answer as any."""
    perspectives = {row.text("id"): row for row in reversed(plan.rows("perspectives_asked"))}
    for record in plan.rows("questions_asked"):
        if concerns(record["units"], unit):
            cells = {key: record[key] for key in ("heading", "subheading", "question", "most_words")}
            about, perspective = dict(record.values), perspectives.get(record.text("perspective"))
            if perspective is not None:
                cells["perspective"], about[NAMED_BY] = perspective["name"], _named_by(perspective)
            introduces = record.text("kind") == "introduction"
            yield Row(record.text("id"), cells, plan_record=about, optional=introduces)


NAMED_BY = "perspective_named_by"
"""Where a row's ``about`` holds every word that names its perspective; the last is what it is called."""


def _named_by(perspective: FilledRow) -> tuple[str, ...]:
    words = perspective["words"]
    return (*(words if isinstance(words, tuple) else ()), perspective.text("name"))


def _perspective(row: Row, _frame: Frame) -> Sequence[str] | None:
    words = row.plan_record.get(NAMED_BY)
    return words if isinstance(words, tuple) else None


def answer_is_longer_than_asked_for(row: RowView, _plan: Frame) -> Iterator[Remark]:
    """More words than the plan asks for."""
    answer, most = row["answer"], row.number("most_words")
    if isinstance(answer, ProseAnswer) and most and answer.words > most:
        counted = _text_of(n_("{n} word", "{n} words", answer.words), _plan)
        yield MORE_WORDS_THAN_ASKED.remark("answer", counted, most=most)


def _text_of(message: Message, frame: Frame) -> str:
    return frame.words(message)


def answer_does_not_touch_its_perspective(row: RowView, frame: Frame) -> Iterator[Remark]:
    """The answer has none of the words by which its perspective is known."""
    answer, words = row["answer"], _perspective(row.row, frame)
    if isinstance(answer, ProseAnswer) and words and not names_one_of(str(answer), words):
        yield PERSPECTIVE_NOT_MENTIONED.remark("answer", words[-1], words=words)


def _texts_about_unknown_sections(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    for record in plan.rows("questions_asked"):
        if record.text("kind") in ("introduction", "analysis") and record["about"] is None:
            yield record, TEXT_BESIDE_NO_SECTION.remark("about")


QUESTIONS = Section(
    "questions",
    _("Questions"),
    Grid(_rows, lines=LINES),
    (
        Column("heading", _("Heading"), Text(), Role.LABEL, width=30),
        where_planned("questions_asked", Column("subheading", _("Subheading"), Text(), Role.LABEL, width=26)),
        Column("question", _("Question"), Text(), Role.LABEL, width=50, before_answers=True),
        where_planned("questions_asked", Column("most_words", _("Most words"), Number(), Role.LABEL, width=14)),
        where_planned(
            "questions_asked", Column("perspective", _("Perspective to mention"), Text(), Role.LABEL, width=26)
        ),
        Column("answer", _("Answer"), Prose(), width=100, required=True),
    ),
    intro=_("Answer each question on the rows under it, one paragraph a row. Where you have nothing to say, say why."),
    plan=(PERSPECTIVES_SHEET, QUESTIONS_SHEET),
    check_plan=_texts_about_unknown_sections,
    conditions=(answered("answer", _("Write an answer, or why there is none.")),),
    checks=(
        answer_is_longer_than_asked_for,
        answer_does_not_touch_its_perspective,
    ),
    traits=(
        TextBeside("answer", "about", "kind", "introduction", "analysis"),
        EditableAnswers("answer"),
        ShowsLastAnswers(("answer",)),
    ),
)
