"""Personal identity numbers, which belong in no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from followup.form.answers import AnsweredTable
from followup.form.finding import Problem, Severity
from followup.form.personal_number import masked, may_hold_numbers
from followup.form.values import Missing, Paragraph, Roughly, Several, Value, Written
from followup.locale import _, literal, n_

DELETE_THE_SHEET = _(
    "Right-click a sheet's tab, choose Unhide, and delete the sheet or what stands there. Then send the workbook again."
)
A_PERSONAL_NUMBER = _("looks like a personal identity number. Delete it from the cell, and send the workbook again.")


def personal_numbers_on_a_sheet(n: int, cells: str, *, hidden: bool, refused: bool) -> Problem:
    """Data about patients and staff do not belong here; what is written is spread to many readers.

    One sentence a sheet, with its cells: nobody reads forty. On a hidden sheet nobody who approved the answers saw them.

    Wrong: "Patienten 811218-9876 fick vänta."
    Right: "En patient fick vänta."
    """
    if hidden:
        advice = n_(
            "looks like a personal identity number, in {n} cell on a hidden sheet ({cells}). {delete}",
            "look like personal identity numbers, in {n} cells on a hidden sheet ({cells}). {delete}",
            n,
            cells=literal(cells),
            delete=DELETE_THE_SHEET,
        )
        return Problem("personal-number", advice)
    advice = A_PERSONAL_NUMBER
    if n > 1:
        advice = n_(
            "looks like a personal identity number, in {n} cell ({cells}). Delete it, and send the workbook again.",
            "look like personal identity numbers, in {n} cells ({cells}). Delete them, and send the workbook again.",
            n,
            cells=literal(cells),
        )
    return Problem("personal-number", advice, Severity.ERROR if refused else Severity.WARNING)


def sheet_is_named_by_a_personal_number() -> Problem:
    """A sheet's name is printed beside each of its figures.

    Wrong: a sheet that is called "811218-9876".
    Right: a sheet that is called "Patient 1".
    """
    told = _(
        "is the name of a sheet, and looks like a personal identity number. Give the sheet another name, and send the workbook again."
    )
    return Problem("personal-number", told, Severity.WARNING)


def without_personal_numbers(table: AnsweredTable) -> AnsweredTable:
    """The table with each personal number in its texts masked; the same table where there is none."""
    labels = dict.fromkeys(key for row in table.rows for key in row.cells if key not in table.values)
    columns = {**{key: [row.cells.get(key) for row in table.rows] for key in labels}, **table.values}
    masked_columns = {key: list(map(_masked, values)) for key, values in columns.items() if _may_hold_numbers(values)}
    changed = {key: values for key, values in masked_columns.items() if values != list(columns[key])}
    return table.with_columns(changed) if changed else table


TEXTS_IN_PARTS = (Missing, Several, Roughly, Written, tuple)
"""What holds texts and is none itself."""


def _may_hold_numbers(values: Sequence[Value]) -> bool:
    """Whether it is worth while to look for numbers in a column: its texts are searched all at once."""
    types = set(map(type, values))
    if any(issubclass(each, TEXTS_IN_PARTS) for each in types):
        return True
    # Most columns hold figures alone, and a label is the same on many rows: each text is searched once.
    texts = {value for value in values if isinstance(value, str)} if str in types else ()
    return may_hold_numbers("\n".join(texts))


def _masked(value: Value) -> Value:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, Missing):
        return Missing(masked(value.reason))
    if isinstance(value, tuple):
        return tuple(map(masked, value))
    if isinstance(value, Written):
        return Written(tuple(map(_masked_paragraph, value.paragraphs)))
    return replace(value, text=masked(value.text)) if isinstance(value, Several | Roughly) else value


def _masked_paragraph(paragraph: Paragraph) -> Paragraph:
    return Paragraph(masked(paragraph.text), masked(paragraph.link), tuple(map(masked, paragraph.notes)))
