"""Why a cell is refused. Each message ends with what to write."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import ERROR, SECRETARIAT, UNIT, Rule

ERROR_VALUE = Rule(
    "error-value",
    ERROR,
    UNIT,
    _("is an error in Excel, not an answer. {help}"),
    why="An error in Excel is no answer: it is neither blank nor 0.",
    wrong="#REF!",
    right="45 467",
)

NOT_CALCULATED = Rule(
    "not-calculated",
    ERROR,
    UNIT,
    _("is a formula that was never calculated. Open the workbook in Excel, save it, and send it again."),
    why="A formula whose result was never stored looks empty to a reader, but is not.",
    wrong="=SUM(B2:B9), saved by a program that does not calculate.",
    right="the same, opened and saved in Excel.",
)

NOT_A_NUMBER = Rule(
    "not-a-number",
    ERROR,
    UNIT,
    _("{why} {help}"),
    why="A text that may be more than one number, or none, is never guessed at.",
    wrong="ca 1100; 45.467; 12-15",
    right="1100",
)

SIGN_OF_A_FONT = Rule(
    "sign-of-a-font",
    ERROR,
    UNIT,
    _("is a picture in the font {font}, which no program can read. {help}"),
    why=(
        "A smiley in Wingdings is the letter J to every program: the sign that was seen is in the font, not in "
        "the cell."
    ),
    wrong="J in Wingdings, which looks like a smiley.",
    right="pågår enligt plan",
)

TOO_SMALL = Rule(
    "too-small",
    ERROR,
    UNIT,
    _("is less than {limit}. {help}"),
    why="What is counted cannot be below zero.",
    wrong="-45",
    right="45",
)

TOO_LARGE = Rule(
    "too-large",
    ERROR,
    UNIT,
    _("is more than {limit}. {help}"),
    why="A figure above what is possible is most often a slip.",
    wrong="32 on a scale from 0 to 10.",
    right="3,2",
)

PERCENT_TOO_LARGE = Rule(
    "percent-too-large",
    ERROR,
    UNIT,
    _("means {percent} here, which is more than the whole. {help}"),
    why="A bare 41 is 4 100 % in Excel: taken for 41 % in silence, it would be right by chance.",
    wrong="41",
    right="41 %",
)

PERCENT_HARDLY_MEANT = PERCENT_TOO_LARGE.case(
    _("means {percent} here, which is hardly meant. {help}"),
    why="Also where a share may pass 100 %, a bare 41 is 4 100 %: hardly anybody means that.",
    right="104 %",
)

NOT_A_DATE = Rule(
    "not-a-date",
    ERROR,
    UNIT,
    _("{why} {help}"),
    why="A text that may be two days, or none, is never guessed at.",
    wrong="4/5 2022",
    right="2022-05-04",
)

NOT_IN_THE_LIST = Rule(
    "not-in-the-list",
    ERROR,
    UNIT,
    _("{why} {help}"),
    why="Only words of the list can be counted and shown with their symbol.",
    wrong="nästan klar",
    right="pågår enligt plan",
)

NOT_A_YEAR = Rule(
    "not-a-year",
    ERROR,
    UNIT,
    _("is not a likely year. {help}"),
    why="A year of two digits, or one far away, is most often a slip of the finger or a figure in the wrong column.",
    wrong="21",
    right="2021",
)

TARGET_IS_A_NUMBER = Rule(
    "target-is-a-number",
    ERROR,
    SECRETARIAT,
    _("is a number, and may have been a percentage. Format the cell as text and write the target again."),
    why="Excel stores 95 % as 0,95: read as a number it would be another target.",
    wrong="0,95",
    right="minst 95 %, in a cell formatted as text.",
)

TARGET_IS_A_DATE = Rule(
    "target-is-a-date",
    ERROR,
    UNIT,
    _("is a date in Excel, {day}. Format the cell as text and write the target again."),
    why='Excel makes a date of "3-5": as a target it would be something else than what was decided.',
    wrong="3-5, which Excel keeps as 2022-05-03 and shows as 03-maj.",
    right="3–5, in a cell formatted as text.",
)

OUTCOME_NOT_UNDERSTOOD = Rule(
    "outcome-not-understood",
    ERROR,
    UNIT,
    _("{why} {help}"),
    why="An outcome is a figure, or says why there is none; what is neither can be judged by nobody.",
    wrong="enligt bilaga",
    right="41 %; Data saknas",
)

OUTCOME_IS_YES_OR_NO = Rule(
    "outcome-is-yes-or-no",
    ERROR,
    UNIT,
    _("is no answer to whether it is done. {help}"),
    why="A target that something is to be done is answered by whether it is done, and when: a figure says neither.",
    wrong="45; enligt bilaga",
    right="Ja; Ej klart; 2022-03-01; Data saknas",
)
