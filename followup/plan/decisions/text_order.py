"""Which texts of the units a report takes in, and in which order: a sheet of the decisions workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from followup.form.cells.number import Number
from followup.form.cells.text import YES_NO, Name, Text
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.form.written.plain_text import plain
from followup.frozen import frozen
from followup.locale import _
from followup.plan.decisions.in_force import BELONGS_TO
from followup.rulebook.planning.plan import NO_SUCH_TEXT

PLACING = Section(
    "placing",
    _("Order of texts"),
    Listing(("what", "unit"), blank=20),
    (
        Column("what", _("Text"), Name(_("Write the title of the text, or its row key.")), width=50, required=True),
        Column("unit", _("Unit"), Name(_("Write the unit's id where two units have the same title.")), width=18),
        Column("number", _("Number"), Number(decimals=None), width=10),
        Column("include", _("Include"), YES_NO, width=10),
        Column("why", _("Why"), Text(), width=60),
        BELONGS_TO,
    ),
    intro=_("Texts that the report takes in another order, or leaves out. Those without a number stand last."),
)


@frozen
class TextPlacing:
    """Where one text stands: ``what`` is its title or its row's key, ``unit`` empty for any."""

    what: str
    unit: str
    number: Decimal | None
    include: bool
    place: Place

    def means(self, unit: str, names: Iterable[str]) -> bool:
        """Whether it is about the text of a unit that goes by one of these names."""
        return self.unit in ("", unit) and self.what.casefold() in {plain(name).casefold() for name in names}


def placing_of(row: FilledRow) -> TextPlacing | None:
    """A row of the sheet; None for one that names no text."""
    if row["what"] is None:
        return None
    return TextPlacing(
        row.text("what"), row.text("unit"), row.number("number"), row["include"] != "no", place=row.place("what")
    )


def placings_without_effect(
    decided: Collection[TextPlacing], texts: Iterable[tuple[str, tuple[str, ...]]]
) -> Iterator[Finding]:
    """Rows that no text answers to; ``texts`` are units' ids with the names of their texts."""
    every_text = list(texts) if decided else []
    for text in decided:
        if not any(text.means(unit, names) for unit, names in every_text):
            problem = NO_SUCH_TEXT.problem()
            yield Finding.of(text.place, problem, text.what)
