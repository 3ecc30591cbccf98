"""Personal identity numbers, which belong in no answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from followup.form.finding import Problem, Remark, Severity
from followup.form.personal_number import masked, masked_numbers_in
from followup.form.rows import FilledRow
from followup.form.values import Missing, Paragraph, Several, Value, Written
from followup.locale import _
from followup.plan.model import Plan

A_PERSONAL_NUMBER = _("looks like a personal identity number. Delete it from the cell, and send the workbook again.")


def personal_number_in_an_answer(row: FilledRow, _plan: Plan) -> Iterator[Remark]:
    """Data about patients and staff do not belong here; what is written is spread to many readers.

    Wrong: "Patienten 811218-9876 fick vänta."
    Right: "En patient fick vänta."
    """
    for column in row.cells:
        if column in row.row.cells:
            continue  # the plan's own text
        found = list(dict.fromkeys(masked_numbers_in(_text_of(row[column]))))
        if found:
            yield Remark(column, Problem("personal-number", A_PERSONAL_NUMBER, Severity.WARNING), ", ".join(found))


def without_personal_numbers(row: FilledRow) -> FilledRow:
    """The row with each personal number in its texts masked; the same row where there is none."""
    values = {key: _masked(value) for key, value in row.values.items()}
    return replace(row, values=values) if _differ(values, row.values) else row


def _text_of(value: Value) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, Several):
        return value.text
    return str(value) if isinstance(value, str | Missing | Written) else ""


def _masked(value: Value) -> Value:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, Missing):
        return Missing(masked(value.reason))
    if isinstance(value, tuple):
        return tuple(map(masked, value))
    if isinstance(value, Written):
        return Written(tuple(map(_masked_paragraph, value.paragraphs)))
    return replace(value, text=masked(value.text)) if isinstance(value, Several) else value


def _masked_paragraph(paragraph: Paragraph) -> Paragraph:
    return Paragraph(masked(paragraph.text), masked(paragraph.link), tuple(map(masked, paragraph.notes)))


def _differ(values: Mapping[str, Value], others: Mapping[str, Value]) -> bool:
    return any(values[key] != others[key] for key in values)
