"""The two sheets of the plan that declare its documents: which they are, and their parts in order."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from followup.files.book import Validation
from followup.form.cells.number import Number
from followup.form.cells.text import YES_NO, Choice, Name, Names, Text
from followup.form.columns import Column
from followup.form.section import Listing, Section
from followup.form.traits import HiddenUntilWanted, OfDocumentsOnly
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal
from followup.plan.sheets import ID, VALIDITY

WHOSE = Choice(options=(("region", _("the region")), ("unit", _("each unit")), ("board", _("each board"))))
STAGE = Choice(options=(("working", _("working material")), ("final", _("final"))))
MASKING = Choice(options=(("asked", _("as asked for")), ("always", _("always"))))

PART_WORDS: Mapping[str, Message] = {
    "heading": _("heading alone"),
    "in_brief": _("in brief"),
    "opening": _("introduction and state"),
    "texts": _("texts"),
    "answers": _("answers in words"),
    "contributions": _("contributions"),
    "handed_in": _("texts handed in"),
    "summary": _("summary in words"),
    "unanswered": _("unanswered"),
    "to_check": _("to be checked"),
    "goal_model": _("goal model"),
    "goal_counts": _("number of goals"),
    "hard_goals": _("goals hard to reach"),
    "proposals": _("points of decision"),
    "changes": _("changes of the plan"),
    "decision_chain": _("chain of decisions"),
    "attachments": _("attachments"),
    "others": _("other sections"),
    "own_tables": _("tables of the plan"),
    "missing": _("what is missing"),
    "decisions": _("decisions in force"),
    "reasons": _("reasons"),
    "legend": _("legend"),
}
"""What a part may be besides a section, which is called by its title or its id."""

PART_KINDS = Choice(options=tuple(PART_WORDS.items()))

FORM = Choice(
    options=(
        ("paragraphs", _("paragraphs")),
        ("table", _("table")),
        ("beneath", _("table with texts beneath")),
        ("headings", _("a heading each")),
        ("list", _("list")),
        ("numbered", _("numbered")),
        ("lettered", _("letters")),
        ("heading", _("as a heading")),
        ("signatures", _("lines to sign")),
        ("lines", _("lines")),
        ("columns", _("columns")),
        ("bars", _("bars")),
        ("dots", _("dots")),
    )
)

WORD_TEMPLATES = (
    "summary.docx",
    "appendix.docx",
    "board_report.docx",
    "reconciliation.docx",
    "agreement.docx",
    "agreement-letter.docx",
    "revision.docx",
)
"""Ours; a workspace may have others."""


@frozen
class PartNames(Names):
    """One of the words for a part, or sections; the words are offered in a list."""

    def validation(self, words: Words) -> Validation | None:
        choices = tuple(words(word) for word in PART_WORDS.values())
        return Validation("list", help=words(self.advice), choices=choices, strict=False)


@frozen
class TemplateName(Name):
    """The name of a file; ours are offered in a list."""

    def validation(self, words: Words) -> Validation | None:
        return Validation("list", help=words(self.advice), choices=WORD_TEMPLATES, strict=False)


WHAT = PartNames(_("Choose from the list, or write titles of sections with commas between."))
TEMPLATE = TemplateName(_("Choose from the list, or write the file name of a template of your own."))

FILTER_HELP = _("A condition on the row: {example}.", example=literal('status = "ny"'))

DOCUMENTS_SHEET = Section(
    "documents",
    _("Documents"),
    Listing(("id",), blank=8),
    (
        Column("id", _("Id"), ID, width=20, required=True),
        Column("title", _("Title"), Text(), width=44, required=True, names_row=True),
        Column("whose", _("For"), WHOSE, width=14),
        Column("stage", _("Stage"), STAGE, width=16),
        Column("template", _("Word template"), TEMPLATE, width=26),
        Column("masked", _("Masked"), MASKING, width=14),
        Column("needs", _("Needs"), Names(_("Titles of sections with commas between.")), width=30),
        *VALIDITY,
    ),
    intro=_(
        "Each document that can be made of the round. Empty: those that the program has itself. One that needs sections is "
        "offered only where units have rows of them."
    ),
    traits=(HiddenUntilWanted(), OfDocumentsOnly()),
)

PARTS_SHEET = Section(
    "document_parts",
    _("Parts of documents"),
    Listing((), blank=30),
    (
        Column("document", _("Document"), Name(), width=20, required=True, refers="documents"),
        Column("level", _("Level"), Number(minimum=Decimal(1), maximum=Decimal(3)), width=8),
        Column("heading", _("Heading"), Text(), width=44),
        Column("what", _("What"), WHAT, width=30, required=True),
        Column("of", _("About what"), Names(_("Titles of sections, a kind of text or a scale.")), width=28),
        Column("columns", _("Columns"), Names(_("Titles of columns with commas between; empty: the usual.")), width=34),
        Column(
            "order",
            _("Order"),
            Name(_("Write the title of a column; with the largest first: {title} falling.", title=_("Outcome"))),
            width=16,
        ),
        Column(
            "group",
            _("Group"),
            Name(_("Write the title of a column; none where all is to stand in one table.")),
            width=16,
        ),
        Column("filter", _("Filter"), Text(), width=30, help=FILTER_HELP),
        Column("form", _("Form"), FORM, width=22),
        Column("landscape", _("Landscape"), YES_NO, width=11),
    ),
    intro=_(
        "The parts of each document in the order that they are read. A level is that of the heading, 1 to 3; without a heading "
        "the part goes on under what stands above."
    ),
    traits=(HiddenUntilWanted(), OfDocumentsOnly()),
)
