"""What can be wrong in the tables that a plan declares itself."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import ERROR, INFO, SECRETARIAT, WARNING, Rule

TABLE_ID_TAKEN = Rule(
    "table-not-usable",
    ERROR,
    SECRETARIAT,
    _("is the id of a table that is there already. Write another, for example {other}."),
    why="A table that lacks what it is made of would go out empty, or not at all.",
    wrong="measures",
    right="ekonomi",
)
TABLE_ID_UNUSABLE = TABLE_ID_TAKEN.case(
    _("cannot be the id of a table. Write letters, digits and hyphens, with a letter first: {example}."),
    wrong="2022 ekonomi",
    right="ekonomi-2022",
)
TABLE_WITHOUT_COLUMNS = TABLE_ID_TAKEN.case(
    _("has no column that anybody answers. Write its columns on the sheet Columns, one at least with the role answer."),
    wrong="the table ekonomi, and no column of it with the role svar.",
    right="its columns budget (förifylld) and utfall (svar).",
)
TABLE_WITHOUT_ROWS = TABLE_ID_TAKEN.case(
    _("has fixed rows and none is filled in. Write its rows on the sheet Rows, or let the units write them: free."),
    wrong="the table ekonomi with the rows fasta, and none on the sheet Rader.",
    right="its rows personal, läkemedel, övrigt.",
)
LONG_TEXT_BESIDE_OTHERS = TABLE_ID_TAKEN.case(
    _("has a long text beside other answers. Let it be the only column with the role answer, or choose the type text."),
    wrong="a column analys of the type lång text beside the column utfall.",
    right="analys as text; or in a table of its own.",
)

COLUMN_ID_UNUSABLE = Rule(
    "column-not-usable",
    ERROR,
    SECRETARIAT,
    _("cannot be the name of a column. Write letters and digits, with a letter first: {example}."),
    why="A column that is not declared to its end could not be filled in, worked out or read.",
    wrong="2021",
    right="ar-2021",
)
ROLE_OF_FIXED_ROWS = COLUMN_ID_UNUSABLE.case(
    _("is for fixed rows: of rows that units write themselves nothing is known before. Choose answer or computed."),
    wrong="the role förifylld in a table whose rows are fria.",
    right="the role svar.",
)
NOTHING_TO_WORK_OUT = COLUMN_ID_UNUSABLE.case(
    _("says that the column is worked out, and not how. Write that under Worked out as, for example {example}."),
    wrong="the role beräknad, and nothing under Beräknas.",
    right="utfall - budget",
)
WORKED_OUT_AND_ANSWERED = COLUMN_ID_UNUSABLE.case(
    _("stands in a column that is not worked out. Choose the role computed, or delete it."),
    wrong='"utfall - budget" in a column with the role svar.',
    right="the role beräknad.",
)
CHOICES_MISSING = COLUMN_ID_UNUSABLE.case(
    _("has nothing to choose from. Write the words under Choices or scale, with semicolons between."),
    wrong="the type val, and nothing under Val eller skala.",
    right="låg; medel; hög",
)
SCALE_UNKNOWN = COLUMN_ID_UNUSABLE.case(
    _("is no scale of the plan. Write the name of one, as it stands on the sheet Scales."),
    wrong="riskskala, which is on no row of the sheet Skalor.",
    right="kontroll",
)
SCALE_NEARLY_KNOWN = COLUMN_ID_UNUSABLE.case(
    _("is no scale of the plan. Did you mean {near}?"),
    wrong="kontrol, where the sheet Skalor has kontroll.",
    right="kontroll",
)
SPLIT_OF_NO_FIGURE = COLUMN_ID_UNUSABLE.case(
    _("is for figures alone. Delete it, or choose a type that is a figure."),
    wrong="delar in a column of the type text.",
    right="delar in a column of the type antal.",
)
EARLIER_OF_NOTHING = COLUMN_ID_UNUSABLE.case(
    _("says that the column shows what was before, and not of what. Write the id of a column under Earlier of."),
    wrong="the role tidigare, and nothing under Tidigare av.",
    right="utfall",
)
HOW_MANY_YEARS = COLUMN_ID_UNUSABLE.case(
    _("does not say how many. Write the number of years under Years."),
    wrong="år tillbaka, and nothing under År.",
    right="2",
)
NOT_ADDED_UP = COLUMN_ID_UNUSABLE.case(
    _("is not added up: shares, indexes and texts have no sum. Choose weighted, once or no."),
    wrong="summa in a column of the type andel.",
    right="vägt, with antal under Vägs med.",
)
WEIGHT_OF_NOTHING = COLUMN_ID_UNUSABLE.case(
    _("does not say by what. Write the id of a column with figures under Weighed by."),
    wrong="vägt, and nothing under Vägs med.",
    right="antal",
)
HEADING_WORD_UNKNOWN = COLUMN_ID_UNUSABLE.case(
    _("holds {word}, which is no period. Write one of {words}."),
    wrong="Utfall {ifjol}",
    right="Utfall {före}",
)
ASKED_OF_NO_FIGURE = COLUMN_ID_UNUSABLE.case(
    _(
        "is for figures alone: what somebody wrote before is not asked for again. Choose earlier, or a type that is a figure."
    ),
    wrong="the role tidigare, annars svar in a column of the type text.",
    right="the role tidigare.",
)
PART_OF_NO_FIGURE = COLUMN_ID_UNUSABLE.case(
    _(
        "is no column that this one can be a part of. Write the id of another column with figures, split as this one is."
    ),
    wrong="distans as a part of kommentar.",
    right="distans as a part of besok.",
)
COMPARED_WITH_NOTHING = COLUMN_ID_UNUSABLE.case(
    _(
        "is nothing that an answer can be compared with. Write the id of a column with figures of the same unit, split as "
        "this one is, that has the role prefilled, as a budget, or earlier, of the same period last year. Only tables with "
        "fixed rows have such columns."
    ),
    wrong="besok compared with kommentar.",
    right="besok compared with fore, which is tidigare of besok, samma period förra året.",
)
NO_CHANGE_IN_WORDS = COLUMN_ID_UNUSABLE.case(
    _("is for a change, worked out as {example}, in a table with fixed rows."),
    wrong="också i ord in a column with the role svar.",
    right="också i ord in a column worked out as förändring(besok; fore).",
)
RULE_ON_NO_ANSWER = COLUMN_ID_UNUSABLE.case(
    _("is asked of a column that nobody fills in. Delete it, or choose the role answer."),
    wrong='"ja" under Krävs när in a column with the role förifylld.',
    right='"ja" in a column with the role svar.',
)

EXPRESSION_FAULTY = Rule(
    "expression-not-understood",
    ERROR,
    SECRETARIAT,
    _("{fault}"),
    why="What cannot be understood in one way only is not worked out at all: the formula in Excel must say the same.",
    wrong="utfall -",
    right="utfall - budget",
)
OTHER_ROW_IN_EXPRESSION = EXPRESSION_FAULTY.case(
    _(
        "names {name}, a cell of another row. In a table with free rows no row has an id: name the columns of the row "
        "itself, or write fixed on the table's line and its rows on the sheet Rows."
    ),
    wrong="antal <= total.antal in a table with free rows.",
    right="antal <= utskick, both columns of the table; or the same limit in a table with fixed rows.",
)
CELL_NOT_IN_TABLE = EXPRESSION_FAULTY.case(
    _(
        "names {name}: a cell of another row is row.column. The rows of the table are {rows}, and its columns are "
        "{columns}."
    ),
    wrong="utfall / summa.utfall, and no row has the id summa.",
    right="utfall / total.utfall",
)
WORKED_OUT_OF_ITSELF = EXPRESSION_FAULTY.case(
    _("needs {column}, which stands in the column itself: it would go round in a circle. Name another column."),
    wrong="total.avvikelse / 2 in the column avvikelse.",
    right="total.utfall / 2",
)
PARTS_IN_COMPUTED = EXPRESSION_FAULTY.case(
    _(
        "needs {column}, which is split: it has a column for each part, and not even the sum of them can be used in a column "
        "that is not. Split this column and the others in the expression in the same way; a total then stands beside a "
        "total. Or name another column."
    ),
    wrong="antal * 2 in a column that is not split, where antal has delar.",
    right="antal * 2 in a column that has delar too.",
)
PART_BESIDE_ALL = EXPRESSION_FAULTY.case(
    _(
        "takes {whole}, which is for all, together with a part of {part}. Split {whole} in the same way, or name another column."
    ),
    severity=WARNING,
    why="The women of this year less all of last year are neither a change nor a difference of anything.",
    wrong="antal - forra, where antal has delar and forra has not.",
    right="antal - forra, where both have delar.",
)
PARTS_IN_CONDITION = EXPRESSION_FAULTY.case(
    _(
        "names {column}, which is split: it has a column for each part, and no total. Write {sum} for all of them, {least} "
        "or {greatest}; or split this column too."
    ),
    wrong="antal > 5 as Required when of a comment, where antal has delar.",
    right="summa(antal) > 5",
)
WORKED_OUT_LATER = EXPRESSION_FAULTY.case(
    _("needs {column}, which is worked out later. Move that column before this one."),
    wrong="avvikelse worked out of prognos, which is worked out in a column to the right of it.",
    right="prognos to the left of avvikelse.",
)
LIST_IN_COMPUTED = EXPRESSION_FAULTY.case(
    _("compares {column} with a word. What is worked out takes figures and texts alone; ask that in a limit instead."),
    wrong='om(status = "försenad"; 1; 0), where status is a level of a scale.',
    right="om(utfall > budget; 1; 0)",
)
WORD_NOT_CHOSEN = EXPRESSION_FAULTY.case(
    _("compares {column} with {word}, which nobody can choose there. Write one of {words}."),
    wrong='status = "förseningar", where status is chosen from klar and försenad.',
    right='status = "försenad"',
)
NO_EARLIER_COLUMN = EXPRESSION_FAULTY.case(
    _("asks for {column} of the round before, which no column shows. Declare one with the role earlier."),
    wrong="före(utfall), and no column is tidigare of utfall.",
    right="a column of the role tidigare, of utfall, förra omgången.",
)

COLUMN_NOT_IN_TABLE = Rule(
    "column-not-in-table",
    ERROR,
    SECRETARIAT,
    _("names {name}, which is no column of the table. Its columns are {columns}."),
    why="A name that is misspelt would make the column empty, or the question never asked.",
    wrong="xyz - budget",
    right="utfall - budget",
)

COLUMN_NEARLY_IN_TABLE = COLUMN_NOT_IN_TABLE.case(
    _("names {name}, which is no column of the table. Did you mean {near}? Its columns are {columns}."),
    wrong="utfal - budget",
    right="utfall - budget",
)

ROW_UNDER_NOTHING = Rule(
    "declared-row-not-usable",
    ERROR,
    SECRETARIAT,
    _("is no row of the table. Write the id of one, or leave it empty."),
    why="Rows are a tree of figures and of their sums: one that does not hang together adds up to something else.",
    wrong="personalkostnad under Under, where the row is called personal.",
    right="personal",
)
ROW_OF_A_FREE_TABLE = ROW_UNDER_NOTHING.case(
    _("is a table whose rows the units write. Choose fixed on the sheet Tables, or delete the row."),
    wrong="a row of handelser, whose rows are fria.",
    right="a row of ekonomi, whose rows are fasta.",
)
SUM_OF_NOTHING = ROW_UNDER_NOTHING.case(
    _("is a sum, and no row stands under it. Write its id under Under in those that it is the sum of."),
    wrong="resultat as summa, and no row under it.",
    right="intakter and kostnader under resultat.",
)
MINUS_AMONG_PEOPLE = ROW_UNDER_NOTHING.case(
    _("takes people away in a sum, which masking cannot reckon with. Write the rows so that they are added up."),
    wrong="minus in a table with a column that counts people.",
    right="plus.",
)
ROW_TYPE_NO_FIGURE = ROW_UNDER_NOTHING.case(
    _("is no figure. A row may have a figure of another type than the columns, such as count, share, amount or index."),
    wrong="text as the type of a row.",
    right="antal",
)

VALUE_OF_NOTHING = Rule(
    "declared-value-not-usable",
    ERROR,
    SECRETARIAT,
    _("is in no table: {what}. Write ids as they stand on the sheets Columns and Rows."),
    why="A value that goes nowhere is missed by everybody who thinks that it is there.",
    wrong="the column bugdet of ekonomi.",
    right="the column budget.",
)
VALUE_NEVER_SHOWN = VALUE_OF_NOTHING.case(
    _("is a column that units fill in: nothing is known of it before. Choose a column that is prefilled or earlier."),
    wrong="a value of utfall, which is svar and of which no column shows what was before.",
    right="a value of budget, which is förifylld.",
)
VALUE_OF_ANOTHER_TYPE = VALUE_OF_NOTHING.case(
    _("cannot stand in the column. {help}"),
    wrong='"cirka 12" in a column of the type belopp.',
    right="12,0",
)
VALUE_TWICE = VALUE_OF_NOTHING.case(
    _("is another value than {other}, which row {row} says of the same cell. Delete one of them."),
    wrong="a budget of Personal for the north of 60, and further down one of 70.",
    right="the budget that holds, alone.",
)
VALUE_ON_A_SUM = VALUE_OF_NOTHING.case(
    _("is a sum, which is worked out. Write the values of the rows under it."),
    severity=WARNING,
    wrong="a budget of resultat, which is the sum of intakter and kostnader.",
    right="the budgets of intakter and kostnader.",
)

VALUE_MISSING = Rule(
    "declared-value-missing",
    INFO,
    SECRETARIAT,
    _("is known before, and the sheet Values has no figure for {units}: there it stands empty. Write what is missing."),
    why="A budget that one unit lacks makes the region's incomplete, and no outcome is held against it.",
    wrong="a budget of Personal for the north, and none for the south, which fills the row in too.",
    right="a budget for both.",
)
