"""What can be wrong with a table as a whole, with its columns and with its rows."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import ERROR, INFO, UNIT, WARNING, Rule

FOUND_BY_HEADERS = Rule(
    "found-by-headers",
    WARNING,
    UNIT,
    _("The hidden mark of the table is gone; it was known by its titles. Check that nothing is missing."),
    why="Without its hidden mark a table is known only by what people see, which they may also have changed.",
    wrong="the hidden column and the hidden row with keys were deleted.",
    right="the hidden column and row are left where they are.",
)

COLUMNS_FOUND_BY_HEADERS = FOUND_BY_HEADERS.case(
    _("The hidden keys of some columns are gone; they were known by their titles. Check that nothing is missing."),
    why="Without its hidden key a column is known only by its title.",
    wrong="the hidden row over the titles was cleared.",
    right="the hidden row is left where it is.",
)

MOVED_WITHOUT_KEYS = Rule(
    "moved-without-keys",
    WARNING,
    UNIT,
    _("Columns were moved without their hidden keys; each was read by its title. Check some of them."),
    why="Columns that were moved from their titles down have the keys of others above them.",
    wrong='the cells of "Kvinnor" and "Män" changed places, but not the hidden cells above them.',
    right="whole columns are moved.",
)

HEADER_CHANGED = Rule(
    "header-changed",
    WARNING,
    UNIT,
    _("is not the title that this column had. Check that the answers under it are what the template asks for."),
    why="A title that was retyped does not decide whose the answers are, but it may have misled who wrote them.",
    wrong='"Män" typed over the title "Utfall kvinnor".',
    right='"Utfall kvinnor", as in the template.',
)

SAYS_PERIOD = frozenset({HEADER_CHANGED.id})
"""The ids of what is said of titles, which name another period in a form of another round."""

TITLES_GONE = Rule(
    "titles-gone",
    WARNING,
    UNIT,
    _("The titles over the answers are gone; each column was read by its hidden key. Check some of them."),
    why="Without a single title nobody sees which column an answer stands in; only the hidden keys still say it.",
    wrong='the row with "Utfall kvinnor", "Utfall män" and the other titles was deleted.',
    right="the row of titles is left where it is.",
)

COLUMN_MISSING = Rule(
    "column-missing",
    ERROR,
    UNIT,
    _("The column {title} is missing. Ask for a new template and move your answers there."),
    why="A column that the plan asks for is gone, and its answers with it.",
    wrong='the column "Utfall totalt" was deleted.',
    right="a column that is not needed is left empty.",
)

COLUMN_TWICE = Rule(
    "column-twice",
    ERROR,
    UNIT,
    _("stands in a copy of the column, which was not read. Move it to the first of them."),
    why="Of two columns with the same key or title only one can hold the answers.",
    wrong='the column "Utfall totalt" was copied and filled in beside the first.',
    right='one column "Utfall totalt".',
)

SORTED_WITHOUT_KEYS = Rule(
    "sorted-without-keys",
    WARNING,
    UNIT,
    _("The rows were sorted without their hidden keys; each row was read by its label."),
    why="A sort that leaves the hidden column out puts each answer beside the key of another row.",
    wrong="the columns from B on were selected and sorted.",
    right="a cell was selected and the table was sorted with its button.",
)

ROWS_BY_LABELS = Rule(
    "rows-by-labels",
    WARNING,
    UNIT,
    _("The hidden keys of some rows are gone; they were known by their labels. Check that nothing is missing."),
    why="Without its hidden key a row is known only by its label, which is not always its alone.",
    wrong="the hidden column with keys was deleted.",
    right="the hidden column is left where it is.",
)

ROW_MISSING = Rule(
    "row-missing",
    ERROR,
    UNIT,
    _("The row {row} is missing. Ask for a new template and move your answers there."),
    why="A row that the plan asks for is gone, and its answers with it.",
    wrong='the row "Läkarbesök" was deleted.',
    right="a row that is not needed is left empty.",
)

ROW_TWICE = Rule(
    "row-twice",
    ERROR,
    UNIT,
    _("The row is a copy of row {first}; it was not read. Move its answers there and delete it."),
    why="Of two rows that are the same row of the plan only one can hold the answers.",
    wrong='the row "Läkarbesök" was copied and filled in below the first.',
    right='one row "Läkarbesök".',
)

ANSWER_ON_ROW_COPY = ROW_TWICE.case(
    _("stands on a copy of row {first}, which was not read. Write what is right in row {first}."),
    why="What a copied row says otherwise than the row that was read may be the right answer.",
    wrong='43 in the row "Läkarbesök" and 45 in its copy.',
    right='45 in the only row "Läkarbesök".',
)

ROW_UNCLEAR = Rule(
    "row-unclear",
    ERROR,
    UNIT,
    _(
        "stands on a row that cannot be told: its hidden key is gone and its label is not one row's alone. "
        "Ask for a new template and move the answer there."
    ),
    why="An answer whose row has lost its key, and whose label is no row's or several rows', is not guessed at.",
    wrong=(
        '"Somatik" under both "Läkarbesök" and "Sjuksköterskebesök", without keys and earlier figures; a row is '
        "deleted."
    ),
    right="the answer on its row in a template with its keys.",
)

ROW_MIXED = Rule(
    "row-mixed",
    ERROR,
    UNIT,
    _(
        "stands on a row whose label and earlier figures belong to different rows, as when only some columns "
        "were sorted. Undo it, or move the answer to a new template."
    ),
    why="A sort of some columns only parts answers from the labels and figures that they belong to.",
    wrong="columns B to D were sorted, and column E was left as it was.",
    right="the whole table is sorted.",
)

ROW_UNKNOWN = Rule(
    "row-unknown",
    ERROR,
    UNIT,
    _("stands on a row that the plan does not have ({key}). Move it to a row that it has."),
    why="A row from an older plan has nowhere to go until somebody says which row it is now.",
    wrong="an answer on a row that was taken out of the plan after the templates were sent.",
    right="the answer on a row that the plan has.",
)

IDENTITY_TWICE = ROW_TWICE.case(
    _("stands already in row {first}. Write another, or delete one of the rows."),
    why="Two rows that say that they are the same thing cannot both be it.",
    wrong='the id "atgard-12" on two rows.',
    right="each id on one row.",
)

TABLE_MISSING = Rule(
    "table-missing",
    ERROR,
    UNIT,
    _("The table {title} is missing. Ask for a new template and move your answers there."),
    why="A table that the plan asks for is gone, with its marks, keys and titles, and its answers with it.",
    wrong='the sheet "Tillgänglighet" was deleted.',
    right="a sheet that is not needed is left empty.",
)

NOT_IN_WORD_FORM = Rule(
    "not-in-word-form",
    INFO,
    UNIT,
    _("The table {title} is not part of the Word form. If it must be answered, send the workbook."),
    why="A Word form holds what fits a page; long tables, and those that count, can be answered in the workbook.",
    wrong="a table of visits that the unit was asked for, and only the Word form sent.",
    right="the workbook, with the table and all other answers.",
)

TABLE_TWICE = Rule(
    "table-twice",
    ERROR,
    UNIT,
    _("The table {title} stands twice. Delete the copy."),
    why="Of two tables of the same kind only one can hold the answers.",
    wrong='the sheet "Produktion" and a copy of it.',
    right='one sheet "Produktion".',
)

ANSWER_IN_TABLE_COPY = TABLE_TWICE.case(
    _("stands in a copy of the table {title}, and not in the first. Write it there if it is right."),
    why="What the copy of a table says otherwise than the first may be the right answer.",
    wrong='43 on the sheet "Produktion" and 45 on its copy.',
    right='45 on the only sheet "Produktion".',
)
