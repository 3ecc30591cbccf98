"""Texts that the secretariat has edited from what several units wrote: they stand in documents instead of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from followup.form.cells.day import Day
from followup.form.cells.text import Name, Text
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.form.values import ProseAnswer, as_prose
from followup.frozen import frozen
from followup.locale import _
from followup.plan.decisions.in_force import BELONGS_TO
from followup.rulebook.planning.decisions import EDITED_BY_NOBODY

EDITED = Section(
    "edited",
    _("Edited text"),
    Listing(("what", "text"), blank=40),
    (
        Column("what", _("What"), Name(_("Write the id of a question, as in the plan.")), width=22, required=True),
        Column("text", _("Text"), Text(_("Write a paragraph, or several with line breaks.")), width=110, required=True),
        Column("who", _("Edited by"), Name(), width=26),
        Column("day", _("Day"), Day(), width=12),
        Column("mark", _("Mark of the contributions"), Name(_("Copy it from regional.xlsx.")), width=22),
        BELONGS_TO,
    ),
    intro=_(
        "Your own text instead of the units' answers, one or several rows a question, in order. The answers are kept. "
        "Who, day and mark stand on the first row of each question."
    ),
)


@frozen
class EditedText:
    """The secretariat's text on one question. ``mark`` is that of the contributions that it was made from."""

    what: str
    text: ProseAnswer
    who: str
    day: date | None
    mark: str
    place: Place
    mark_place: Place


def edited_texts(rows: Sequence[FilledRow]) -> tuple[EditedText, ...]:
    """The rows of each question put together, in order."""
    by_question: dict[str, list[FilledRow]] = {}
    for row in rows:
        by_question.setdefault(row.text("what"), []).append(row)
    return tuple(_edit_of(what, rows_of_question) for what, rows_of_question in by_question.items())


def _edit_of(what: str, rows: Sequence[FilledRow]) -> EditedText:
    day = next((row["day"] for row in rows if row["day"] is not None), None)
    who, mark = (next((row.text(key) for row in rows if row[key] is not None), "") for key in ("who", "mark"))
    text = as_prose("\n".join(row.text("text") for row in rows))
    first = rows[0]
    return EditedText(
        what, text, who, day if isinstance(day, date) else None, mark, first.place("what"), first.place("mark")
    )


def unsigned_edits(edits: Sequence[EditedText]) -> Iterator[Finding]:
    """What is to be said of edits that nobody stands for."""
    for edit in edits:
        if not edit.who:
            yield Finding.of(edit.place, EDITED_BY_NOBODY.problem(), edit.what)
