"""Personal identity numbers, which belong in no answer."""

from __future__ import annotations

from followup.locale import _, n_
from followup.rulebook.rule import ERROR, UNIT, WARNING, Rule

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
