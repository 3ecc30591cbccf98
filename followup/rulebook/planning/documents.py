"""What can be wrong in the sheets Documents and Parts of documents."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import ERROR, INFO, SECRETARIAT, WARNING, Rule

PART_UNKNOWN = Rule(
    "part-unknown",
    ERROR,
    SECRETARIAT,
    _("is neither a kind of part nor a section of this plan. Choose from the list, or write the title of a section."),
    why="A part that nobody knows would be left out of the document, and nobody would notice.",
    wrong='"Qwertz".',
    right='"Styrmått".',
)

PART_NEARLY_KNOWN = PART_UNKNOWN.case(
    _("is neither a kind of part nor a section of this plan. Did you mean {near}?"),
    wrong='"det som sakns".',
    right='"det som saknas".',
)

PART_SUBJECT_UNKNOWN = Rule(
    "part-subject-unknown",
    ERROR,
    SECRETARIAT,
    _("does not say what the part is about. {help}"),
    why="Texts are of a kind, answers in words of a section, and a legend is of a scale: without that the part is empty.",
    wrong='"bakgrundd" under Avser beside the part texter.',
    right='"bakgrund".',
)

PART_COLUMN_UNKNOWN = Rule(
    "part-column-unknown",
    ERROR,
    SECRETARIAT,
    _("is no column of {section}. It has: {columns}."),
    why="A column that is not there would be left out of the table, and an order or a group by it would be none.",
    wrong='"Vikt" under Kolumner.',
    right='"Styrmått".',
)

PART_COLUMN_NEARLY_KNOWN = PART_COLUMN_UNKNOWN.case(
    _("is no column of {section}. Do you mean {near}? Its columns are {columns}."),
    wrong='"Styrmåt" under Kolumner.',
    right='"Styrmått".',
)

PART_FILTER_FAULTY = Rule(
    "part-filter-faulty",
    ERROR,
    SECRETARIAT,
    _("{why}"),
    why="Rows are chosen by the condition; one that cannot be understood chooses none.",
    wrong='"riktning = " under Filter.',
    right='"riktning = "högre"".',
)

PART_FORM_UNFIT = Rule(
    "part-form-unfit",
    ERROR,
    SECRETARIAT,
    _("is no form that this part can have. It can have: {forms}."),
    why="A form that does not fit would be passed over, and the document would look otherwise than it is declared.",
    wrong='"linjer" for the part texter.',
    right='"lista".',
)

PART_NEEDS_COLUMNS = PART_FORM_UNFIT.case(
    _("needs columns: what each point says, or what a chart is drawn over and of. Write them under Columns."),
    wrong='"staplar" for a section, without columns.',
    right='"tabell".',
)

PART_DRAWS_WORDS = PART_FORM_UNFIT.case(
    _("draws {column}, which holds words. Write a column with figures there; the first one says what each bar is."),
    wrong='"staplar" for Åtgärd, Kommentar.',
    right='"tabell".',
)

DOCUMENT_WITHOUT_PARTS = Rule(
    "document-without-parts",
    ERROR,
    SECRETARIAT,
    _("has no parts. Write them on the sheet {sheet}, with this id under {column}."),
    why="The document would be made, and nothing would stand in it.",
    wrong='the document "lag" without a row on the sheet of parts.',
    right='the document "lag" with a row there.',
)

DOCUMENT_ID_TAKEN = Rule(
    "document-id-taken",
    ERROR,
    SECRETARIAT,
    _("cannot be a document's id: it is the name of the file, and of the document on the command line. {why}"),
    why="Another output has that name, or no file can have it.",
    wrong='"regional".',
    right='"arsrapport".',
)

DOCUMENT_TEMPLATE_UNKNOWN = Rule(
    "document-template-unknown",
    ERROR,
    SECRETARIAT,
    _("is none of our Word templates, and there is no such file in the folder {folder}."),
    why="Without its template a document cannot be made.",
    wrong='"brev.docx".',
    right='"agreement-letter.docx".',
)

DOCUMENT_NEEDS_UNKNOWN = Rule(
    "document-needs-unknown",
    ERROR,
    SECRETARIAT,
    _("is no section of this plan. Write the title of one."),
    why="The document would never be offered, or be offered without what it is about.",
    wrong='"Qwertz" under Kräver.',
    right='"Styrmått".',
)

DOCUMENT_NEEDS_NEARLY_KNOWN = DOCUMENT_NEEDS_UNKNOWN.case(
    _("is no section of this plan. Did you mean {near}?"),
    wrong='"Styrmåt" under Kräver.',
    right='"Styrmått".',
)

HEADING_BRACE_UNKNOWN = Rule(
    "heading-brace-unknown",
    ERROR,
    SECRETARIAT,
    _("has braces that cannot be filled in: {braces}. There are: {known}."),
    why="It would be printed as it stands.",
    wrong='"Internkontroll {aar}".',
    right='"Internkontroll {år}".',
)

FINAL_WITH_WORKING_PART = Rule(
    "final-with-working-part",
    WARNING,
    SECRETARIAT,
    _("is for those who work with the document; a final one leaves it out. Take the row away, or choose {working}."),
    why="What is missing, and what the program is in doubt about, stops a final document and does not stand in it.",
    wrong='"det som saknas" in a document that is "slutlig".',
    right='"bilagor".',
)

FINAL_NOT_MASKED = Rule(
    "final-not-masked",
    WARNING,
    SECRETARIAT,
    _(
        "is empty, and the document is final: figures that count people stand in it as they are, also small ones "
        "({sections}). Write always, or as asked for where that is meant."
    ),
    why="A final document bears no note that small numbers are not masked, and is what is handed on.",
    wrong="nothing under Maskerat, in a document that is slutlig and shows complaints, which count people.",
    right="alltid.",
)

TABLE_IN_NO_DOCUMENT = Rule(
    "table-in-no-document",
    INFO,
    SECRETARIAT,
    _("stands in no document of the plan. Write a row of it on the sheet {sheet}, with {word} under {column}."),
    why="A table that was added when the documents were settled is asked for and then read by nobody.",
    wrong="a table ekonomi, and documents that have no part of it.",
    right="a part with ekonomi under What, or one with the tables of the plan.",
)
TABLE_CALLED_AS_ANOTHER = Rule(
    "heading-shared",
    INFO,
    SECRETARIAT,
    _("is also what {other} is called: a document has two headings that read alike. Write another title: {example}."),
    why="Who looks for economy in the contents of a document finds three of them.",
    wrong="a table Ekonomi, where a perspective is called Ekonomi too.",
    right="Ekonomiskt utfall.",
)
