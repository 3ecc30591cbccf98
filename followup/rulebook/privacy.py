"""What must not be spread: personal identity numbers, and what would tell a masked figure."""

from __future__ import annotations

from followup.locale import _, n_
from followup.rulebook.rule import ERROR, SECRETARIAT, UNIT, WARNING, Rule

DELETE_THE_SHEET = _(
    "Right-click a sheet's tab, choose Unhide, and delete the sheet or what stands there. Then send the workbook again."
)

PERSONAL_NUMBER = Rule(
    "personal-number",
    WARNING,
    UNIT,
    _("looks like a personal identity number. Delete it from the cell, and send the workbook again."),
    why=(
        "Data about patients and staff do not belong here; what is written is spread to many readers. One sentence a "
        "sheet, with its cells: nobody reads forty. On a hidden sheet nobody who approved the answers saw them."
    ),
    wrong='"Patienten 811218-9876 fick vänta."',
    right='"En patient fick vänta."',
)

PERSONAL_NUMBERS = PERSONAL_NUMBER.case(
    n_(
        "looks like a personal identity number, in {n} cell ({cells}). Delete it, and send the workbook again.",
        "look like personal identity numbers, in {n} cells ({cells}). Delete them, and send the workbook again.",
    )
)

REFUSED_PERSONAL_NUMBERS = PERSONAL_NUMBERS.case(severity=ERROR)

PERSONAL_NUMBERS_ON_HIDDEN_SHEET = PERSONAL_NUMBER.case(
    n_(
        "looks like a personal identity number, in {n} cell on a hidden sheet ({cells}). {delete}",
        "look like personal identity numbers, in {n} cells on a hidden sheet ({cells}). {delete}",
        delete=DELETE_THE_SHEET,
    ),
    ERROR,
)

PERSONAL_NUMBER_AS_ANSWER = PERSONAL_NUMBER.case(
    severity=ERROR,
    why="A personal number where a figure, a day or a word of a list is asked for is no answer.",
    wrong="198112189876",
    right="45 467",
)

PERSONAL_NUMBER_NAMES_SHEET = PERSONAL_NUMBER.case(
    _(
        "is the name of a sheet, and looks like a personal identity number. Give the sheet another name, and send the "
        "workbook again."
    ),
    why="A sheet's name is printed beside each of its figures.",
    wrong='a sheet that is called "811218-9876".',
    right='a sheet that is called "Patient 1".',
)

SCORE_REVEALS_A_MASKED_NUMBER = Rule(
    "score-reveals-a-masked-number",
    WARNING,
    SECRETARIAT,
    _("is masked, but the judgement can only come from one number. Leave the judgement out, or change it."),
    why="Where one number alone gives the judgement that is shown, masking the number hides nothing.",
    wrong='4 masked beside "Inte uppnått", with the target minst 5 and 4 last year.',
    right="the judgement left out too, or overridden.",
)

COMMENT_BESIDE_A_MASKED_NUMBER = Rule(
    "comment-beside-a-masked-number",
    WARNING,
    SECRETARIAT,
    _("holds a number and stands beside a masked one. Check that it gives nothing away."),
    why="A comment is published as it was written: a number in it may be the masked one, or the rest of a sum.",
    wrong='"33 tillfrågade" beside women 29 and men masked.',
    right='"Fler kvinnor än män tillfrågades".',
)

MASKED_NUMBER_IN_TEXT = Rule(
    "masked-number-in-text",
    WARNING,
    SECRETARIAT,
    _("stands in the text and is masked elsewhere: {figures}. Check that it gives nothing away."),
    why=(
        "What people write is published as it was written: a figure that is masked in a table may stand in a "
        "text beside."
    ),
    wrong='"Av de fyra männen vårdades två" in an answer of Division Nord, whose four men are masked.',
    right='"Några av männen vårdades".',
)

COUNTS_PEOPLE_UNSAID = Rule(
    "counts-people-unsaid",
    WARNING,
    SECRETARIAT,
    _(
        "Nothing says whether {rows} count people, so small numbers there are not masked. Look them through before you "
        "publish."
    ),
    why="A small number is masked only where somebody has said that it counts people: of the others nobody can tell.",
    wrong="3 personer, and nothing in the column Räknar personer.",
    right="3 personer, and ja in the column Räknar personer.",
)

COUNTS_PEOPLE_UNSAID_IN_THE_PLAN = COUNTS_PEOPLE_UNSAID.case(
    _(
        "The plan does not say whether {rows} count people, so small numbers there are not masked. Write yes or no in "
        "the column Counts people on the sheet {sheet} of the plan, and publish again."
    )
)
