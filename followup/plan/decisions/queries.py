"""What the secretariat asks a unit about its answers: one question a row, where it belongs, and whether it is settled."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

from followup.form.cells.day import Day
from followup.form.cells.text import YES_NO, Name, Text
from followup.form.columns import Column
from followup.form.decided import Query
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.form.terms.units import EVERY_UNIT
from followup.form.texts.personal_number import masked
from followup.form.written.plain_text import folded
from followup.locale import _
from followup.plan.decisions.in_force import BELONGS_TO

QUERIES = Section(
    "queries",
    _("Questions"),
    Listing(("unit", "question", "table", "row", "column"), blank=20),
    (
        Column("unit", _("Unit"), Name(_("Write the unit's id; alla for every unit.")), width=18, required=True),
        Column("table", _("Sheet or table"), Name(_("Write the name of the sheet or the table.")), width=22),
        Column("row", _("Row"), Name(_("Write the row's name or key.")), width=34),
        Column("column", _("Column or cell"), Name(_("Write the column's title or a cell, D7.")), width=22),
        Column("question", _("Question"), Text(_("Write what the unit is to answer.")), width=70, required=True),
        Column("who", _("Asked by"), Name(), width=24),
        Column("day", _("Day"), Day(), width=12),
        Column("closed", _("Settled"), YES_NO, width=10),
        BELONGS_TO,
    ),
    intro=_(
        "Questions to units about what they have answered. They go with the copy that is sent back, and the answer comes "
        "with it."
    ),
)


def queries_of(row: FilledRow, every_unit: Iterable[str]) -> Iterator[Query]:
    """The question that a row of the workbook holds; one to ``every_unit`` where it says so."""
    units = every_unit if row.text("unit").casefold() in EVERY_UNIT else (row.text("unit"),)
    yield from (_query(row, unit) for unit in units)


def _query(row: FilledRow, unit: str) -> Query:
    table, where, column, question, who = (row.text(key) for key in ("table", "row", "column", "question", "who"))
    question = masked(question)  # it goes to the unit, and into the region's workbook
    key = hashlib.sha256("|".join(map(folded, (unit, table, where, column, question))).encode()).hexdigest()[:10]
    day = row["day"]
    places = tuple((key_, row.place(key_)) for key_ in ("unit", "table", "row", "column"))
    return Query(
        f"q{key}",
        *(unit, table, where, column, question, who),
        day=day if isinstance(day, date) else None,
        closed=row["closed"] == "yes",
        place=row.place("question"),
        places=places,
    )
