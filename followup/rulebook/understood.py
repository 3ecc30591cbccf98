"""What was understood although it was not written as asked for: the value is kept."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import INFO, UNIT, WARNING, Rule

NUMBER_AS_TEXT = Rule(
    "number-as-text",
    INFO,
    UNIT,
    _("is a number stored as text; it was read as {number}."),
    why="A number pasted as text is read; how is told, so that nobody has to trust it blindly.",
    wrong='"45 467" as text.',
    right="45467 as a number.",
)

PERCENTAGE_AS_TEXT = NUMBER_AS_TEXT.case(_("is a percentage stored as text; it was read as {number}."))

UNIT_CONVERTED = Rule(
    "unit-converted",
    INFO,
    UNIT,
    _("was read as {number} {unit}."),
    why="Money in another unit than the column's is converted; the figure that counts is told.",
    wrong="1,4 mkr in a column in tkr.",
    right="1 400",
)

PERCENT_BY_FORMAT = Rule(
    "percent-by-format",
    INFO,
    UNIT,
    _("has a percent sign that only its format writes; it was read as it is seen, as {share}."),
    why=(
        "A percent sign that the format only writes beside a number changes nothing: 0,7 looks like 0,7 %, and "
        "counts so."
    ),
    wrong="0,7 in a cell that writes % after every number.",
    right="0,7 %",
)

SHOWN_IN_THOUSANDS = UNIT_CONVERTED.case(
    _("is shown by its format in {unit}; it was read as it is seen, as {number}."),
    why="Kronor that the format shows in thousands or millions are read as they are seen, in the column's own unit.",
    wrong="1 400 000 kronor, shown as 1 400 in a column in tkr.",
)

MONTH_WITHOUT_A_DAY = Rule(
    "month-without-a-day",
    WARNING,
    UNIT,
    _("is a month without a day; it was read as {day}. Write the whole date if another day is meant."),
    why='The text "mar-23" becomes 1 March in Excel, though most often its last day is meant.',
    wrong="mar-23, which Excel keeps as 2023-03-01.",
    right="2023-03-31",
)

DAY_SHOWN_IN_PART = Rule(
    "day-shown-in-part",
    INFO,
    UNIT,
    _("shows only a part of a date; it was read as {day}."),
    why='A typed "3-5" becomes 3 May of the year in which it is written; which year that was nobody sees.',
    wrong="03-maj, which Excel keeps as 2022-05-03.",
    right="2022-05-03",
)

TEXT_IS_A_DATE = Rule(
    "text-is-a-date",
    WARNING,
    UNIT,
    _("is a date in Excel, {day}. If something else was written, format the cell as text and write it again."),
    why='Excel makes dates of "3-5" and "1/2" where a cell is not formatted as text.',
    wrong="3-5, which Excel keeps as 2022-05-03.",
    right="3–5, in a cell formatted as text.",
)

DATE_AS_TEXT = Rule(
    "date-as-text",
    INFO,
    UNIT,
    _("is a date stored as text; it was read as {day}."),
    why="A day pasted as text is read; which day is told.",
    wrong='"30 april 2022" as text.',
    right="2022-04-30 as a date.",
)

DATE_AS_NUMBER = Rule(
    "date-as-number",
    INFO,
    UNIT,
    _("is a number; it was read as {day}."),
    why="Eight digits are a number to Excel, but only one day to people.",
    wrong="20220430",
    right="2022-04-30",
)

WORD_UNDERSTOOD = Rule(
    "word-understood",
    INFO,
    UNIT,
    _("was read as {word}."),
    why="A word that is not in the list but can only mean one of its words is taken for that.",
    wrong="x",
    right="ja",
)

CHARACTERS_REMOVED = Rule(
    "characters-removed",
    INFO,
    UNIT,
    _("holds characters that cannot be shown; they were left out."),
    why="Signs that cannot be seen, or that no document can hold, come along when text is pasted.",
    wrong="a text with a control character in it.",
    right="the same text without it.",
)

TEXT_FILLS_THE_CELL = Rule(
    "text-fills-the-cell",
    WARNING,
    UNIT,
    _("fills the cell: Excel holds {most} characters and cuts the rest. Check that the end is there."),
    why="Excel cuts what is pasted at 32 767 characters without a word: the end of such a text may be lost.",
    wrong="a text of exactly 32 767 characters.",
    right="a shorter one, with its end.",
)

OUTCOME_IN_WORDS = Rule(
    "outcome-in-words",
    INFO,
    UNIT,
    _("was read as {figures}."),
    why="Figures for several parts in one cell go to the columns where they belong; how is told.",
    wrong="K:41% M:38% in one cell.",
    right="41 % in the column for women, 38 % in the one for men.",
)

OUTCOME_NOT_EXACT = Rule(
    "outcome-not-exact",
    INFO,
    UNIT,
    _(
        "was read as about right, somewhere from {low} to {high}: it is judged, and counted in no sum. Write the exact figure "
        "if there is one."
    ),
    why="An outcome may be known only about; who reads the sum has to know that it is without it.",
    wrong="ca 41 %",
    right="41 %",
)

STORED_AS_TEXT = frozenset({NUMBER_AS_TEXT.id, DATE_AS_TEXT.id})
"""What is told of a value that is right in all but how Excel keeps it."""
