"""What can be wrong with an answer whatever its type, and with a cell that is no answer."""

from __future__ import annotations

from followup.locale import _, n_
from followup.rulebook.rule import ERROR, INFO, UNIT, WARNING, Rule

REQUIRED = Rule(
    "required",
    ERROR,
    UNIT,
    _("Nothing is written here. {help}"),
    why="A row that somebody added says nothing without its required cells.",
    wrong="an action without a name.",
    right='"Införa produktionsplanering".',
)

NOT_ANSWERED = Rule(
    "not-answered",
    WARNING,
    UNIT,
    _("Nothing is written here. {help}"),
    why="A row that is asked for and left empty makes every sum that it belongs to incomplete.",
    wrong="the cell is empty.",
    right="a figure; 0 where there was none.",
)

SHARE_NOT_ANSWERED = NOT_ANSWERED.case(
    why="A month without its share leaves a gap in the series.",
    right="41 %.",
)

OUTCOME_NOT_ANSWERED = NOT_ANSWERED.case(
    _("Nothing is written here. Write the outcome."),
    why="A measure that is due needs a figure, or the reason why there is none.",
    wrong="every outcome cell empty.",
    right='41 %, or in the comment "Data saknas till juni".',
)

COLOUR_IS_NO_ANSWER = Rule(
    "colour-is-no-answer",
    WARNING,
    UNIT,
    _("The cell was coloured, but nothing is written in it. Colours are not read: write a word or a figure."),
    why="A colour says something to who chose it, and nothing to who counts: green may be done or merely on its way.",
    wrong="an empty cell that was coloured green.",
    right="pågår enligt plan",
)

PREFILLED_CHANGED = Rule(
    "prefilled-changed",
    INFO,
    UNIT,
    _("was changed; the plan's own text was kept."),
    why="A label says what was asked; what it was changed to is told, and what was asked stays.",
    wrong='"Öka mycket" typed over the target "Öka".',
    right='"Öka", and what you want to say in the comment.',
)

PREFILLED_FIGURE_CHANGED = PREFILLED_CHANGED.case(
    _("was changed; the plan's own figure was kept. Write in the comment if it is wrong."),
    WARNING,
    why="A figure from before is owned by somebody else; if it is wrong it must be corrected there.",
    wrong="36 531 typed over last year's 36 530.",
    right="36 530, and in the comment that it should be 36 531.",
)

NOT_ASKED_FOR = Rule(
    "not-asked-for",
    WARNING,
    UNIT,
    _("stands in a grey cell that is not asked for on this row. It was read; clear it if it belongs elsewhere."),
    why="A figure in a grey cell may be right, but it may also belong in the cell beside it.",
    wrong='29 in the grey cell "Utfall kvinnor" of a measure that is followed for all together.',
    right='29 in the yellow cell "Utfall totalt".',
)

FORMULA_USED = Rule(
    "formula-used",
    INFO,
    UNIT,
    n_(
        "An answer is a formula; its result was read. Paste it as a value if it is not to change.",
        "{n} answers are formulas; their results were read. Paste them as values if they are not to change.",
    ),
    why="A formula's result is an answer, but it follows from cells that may change or belong to another workbook.",
    wrong="=SUM(B2:B9).",
    right="1 204.",
)

RESULTS_MAY_BE_OLD = Rule(
    "results-may-be-old",
    WARNING,
    UNIT,
    n_(
        "An answer is a formula, and the workbook itself says that its results may be old. Press F9 in Excel "
        "and save, or paste the answer as a value, and send the workbook again.",
        "{n} answers are formulas, and the workbook itself says that its results may be old. Press F9 in "
        "Excel and save, or paste the answers as values, and send the workbook again.",
    ),
    why="A workbook that is counted by hand keeps results of what stood there before; nobody sees that they are old.",
    wrong="=SUM(B2:B9) with the result 5, in a workbook that is only counted with F9; B2 to B9 add up to 8.",
    right="the same after F9, saved again.",
)

STRUCK_OUT = Rule(
    "struck-out",
    WARNING,
    UNIT,
    _("is struck out, so it was not read. Write what is to count, or take the strike-out away."),
    why="What is struck out is withdrawn, or done: it is not what the unit answers, and nobody else sees the line.",
    wrong="8 with a line through it.",
    right="9, or the same 8 without the line.",
)

PART_STRUCK_OUT = STRUCK_OUT.case(
    _("is struck out, so it was left out; the rest of the text was read. Check that this is right."),
    why="A part that is struck out is withdrawn; the rest of the cell is the answer.",
    wrong='"Vi klarar inte målet." with a line through it, and "Målet nås i december." after it.',
    right='"Målet nås i december."',
)

ROW_STRUCK_OUT = STRUCK_OUT.case(
    _(
        "is struck out, but the row still counts and is asked for. Delete the row or say until when it "
        "counts, or take the strike-out away."
    ),
    why="A line through a row is seen by people only: the row still counts, and is asked for.",
    wrong="a measure with a line through its row.",
    right='the row deleted, or with its last round under "Gäller till och med".',
)

ASKED_ROW_STRUCK_OUT = STRUCK_OUT.case(
    _("is struck out, but the row is asked for all the same. Answer it, or write why it does not concern you."),
    why="A unit that strikes out a row means something by it that nobody else is told.",
    wrong="a line through a row of the form, without a word.",
    right="the reason in the comment, or as the answer where there is no figure.",
)

TOTAL_DOES_NOT_ADD_UP = Rule(
    "total-does-not-add-up",
    ERROR,
    UNIT,
    _("is not the sum of the rows it is made of, which is {sum}. Correct the rows; the sum is worked out."),
    why="A total typed by hand that is not the sum of its rows says that one of them is wrong.",
    wrong="99 999 where the rows add up to 87 860.",
    right="87 860, or nothing: the sum is worked out.",
)

TOTAL_OF_UNKNOWN = TOTAL_DOES_NOT_ADD_UP.case(
    _("stands where a sum was, and a row that it is made of has no figure. Write that; the sum is worked out."),
    why="A sum of what is known alone would say that the figure typed over it is wrong, and by how much.",
    wrong="99 999, where one of the rows says ca 391.",
    right="the figure of that row, and nothing in the sum.",
)

COMPUTED_OVERWRITTEN = Rule(
    "computed-overwritten",
    WARNING,
    UNIT,
    _("stands where a formula was; the value is worked out again and this one is not used."),
    why="What is worked out is worked out again when the workbook is read, so a figure there would be lost.",
    wrong="50 % typed over the formula of a change.",
    right="the figures that the change is made of are corrected.",
)

FORMULA_CHANGED = Rule(
    "formula-changed",
    WARNING,
    UNIT,
    n_(
        "is not the formula that the template has here. What it should show was worked out again, and its "
        "result was not used. Check the figures that it is made of.",
        "is not the formula that the template has here, nor are those of other rows ({n} in all). What they "
        "should show was worked out again, and their results were not used. Check the figures that they are "
        "made of.",
    ),
    why="A formula of the template that somebody changed shows the unit another figure than the one that is used.",
    wrong="=C5+D5*2 where the template has =SUM(C5,D5).",
    right="the formula of the template, as it was sent.",
)

TEXT_RUNS_ON = Rule(
    "text-runs-on",
    ERROR,
    UNIT,
    _("is text from the answer above that has run over this one. Insert rows above, and move it to where it belongs."),
    why="Text pasted over the line that begins the next answer may belong to either: nobody can tell where it ends.",
    wrong='forty paragraphs pasted into room for twelve, over "Skriv här under ↓" of the next question.',
    right="rows inserted first, so that the text ends above the next question.",
)

REASON_NOT_IN_WORDS = Rule(
    "reason-not-in-words",
    WARNING,
    UNIT,
    _('is taken for "no answer". Write the figure, or in words why there is none.'),
    why=(
        'A sign where a figure or a text is asked for may mean "none", "not known", "too few" or "later": nobody '
        "can tell."
    ),
    wrong="x; -; .; ?",
    right="Data saknas till juni; För få svar; 0",
)

HALF_ANSWERED = Rule(
    "half-answered",
    WARNING,
    UNIT,
    _("Nothing is written here, though other parts of the same figure are. Write this one too."),
    why="One part of a breakdown is no outcome of all: the other is asked for too, or why it is missing.",
    wrong="41 % for women, nothing for men.",
    right="41 % for women and 44 % for men; or the total alone.",
)

COMMENT_SAYS_NOTHING = Rule(
    "comment-says-nothing",
    WARNING,
    UNIT,
    _("only says that the work goes on. Write what has been done, what is left and what hinders."),
    why=(
        "A comment that only says that work goes on tells the reader nothing: what was done, what is left, what "
        "hinders?"
    ),
    wrong='"Arbetet pågår i divisionen."',
    right='"Tre av fem mottagningar har börjat; de två sista väntar på lokaler till september."',
)

REPORTED_OTHERWISE = Rule(
    "reported-otherwise",
    INFO,
    UNIT,
    _(
        "is not what was reported at {round}, which was {value}. What stands here counts. If {value} is right, write that here."
    ),
    why=(
        "A month that was reported in April is asked for in August too, with the figure of April in its cell. A figure that "
        "is corrected there changes what has been published, and must be seen."
    ),
    wrong="42 % for January at T1 2022, and at T2 2022 43 % in the same cell.",
    right="42 % at both.",
)

UNCHANGED_SINCE_LAST_ROUND = Rule(
    "unchanged-since-last-round",
    WARNING,
    UNIT,
    _("Here stands word for word what was written at {round}. Write what has happened since, or that nothing has."),
    why="A text that was carried over untouched tells its reader nothing of this round, and explains nothing in it.",
    wrong='"Sju hälsocentraler har börjat." at T1 2022, and at T2 2022 the same.',
    right='"Sju hälsocentraler har börjat." at T1 2022, and at T2 2022 "Nio av tolv har börjat."',
)

DAY_HAS_PASSED = Rule(
    "day-has-passed",
    WARNING,
    UNIT,
    _(
        "although the last day, {day}, has passed. Choose another status if the work is done, else tell what "
        "remains and the new day."
    ),
    why=(
        "An action whose last day lies within the period reported should be done, or the comment must say what "
        "happens now."
    ),
    wrong='due by 2022-04-30, status "pågår enligt plan" on 2022-04-30.',
    right='due by 2022-04-30, status "klar"; or a later day agreed in the plan.',
)

DAY_FAR_FROM_THE_ROUND = Rule(
    "day-far-from-the-round",
    WARNING,
    UNIT,
    _("lies more than {years} years from the period that is reported. Check the year."),
    why="A day many years from the round is most often a slip in the year.",
    wrong="2072-09-30, in a round of 2022",
    right="2022-09-30",
)
