"""What was asked for an agreement and not answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.checking.answered import is_given
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.locale import Message, _, literal


def questions_without_an_answer(rows: Sequence[RowView], _plan: Frame) -> Iterator[Message]:
    """A sentence for each question that some unit has left without an answer."""
    absent: dict[str, list[str]] = {}
    for row in rows:
        if not is_given(row, "answer") and not row.row.optional:
            absent.setdefault(row.text("question"), []).append(row.origin.unit)
    for question, units in absent.items():
        yield _("“{question}”: no answer from {units}.", question=literal(question), units=tuple(units))


def figures_that_are_missing(rows: Sequence[RowView], _plan: Frame) -> Iterator[Message]:
    """A sentence for each figure that some unit was asked for and has not given."""
    absent: dict[str, list[str]] = {}
    for row in rows:
        if not is_given(row, "amount"):
            absent.setdefault(row.text("what"), []).append(row.origin.unit)
    for what, units in absent.items():
        yield _("The figure “{what}” is missing from {units}.", what=literal(what), units=tuple(units))
