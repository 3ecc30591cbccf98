"""Findings that the secretariat accepts as they are: by whom, why and until when."""

from __future__ import annotations

from datetime import date

from followup.form.cells.text import Name
from followup.form.columns import Column
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.form.terms.units import EVERY_UNIT
from followup.form.written.plain_text import plain
from followup.frozen import frozen
from followup.locale import _
from followup.plan.decisions.in_force import BELONGS_TO, DECIDED_BY, UNTIL, WHY

WAIVERS = Section(
    "waivers",
    _("Waivers"),
    Listing(("rule", "unit", "row", "column"), blank=15),
    (
        Column(
            "rule", _("Rule"), Name(_("Write the rule's name, as it stands with the finding.")), width=26, required=True
        ),
        Column("unit", _("Unit"), Name(_("Write the unit's id; alla for every unit.")), width=18, required=True),
        Column("row", _("Row"), Name(_("Write the row's name or key; empty for every row.")), width=34),
        Column(
            "column", _("Column or cell"), Name(_("Write the column's title or a cell, D7; empty for all.")), width=22
        ),
        WHY,
        DECIDED_BY,
        UNTIL,
        BELONGS_TO,
    ),
    intro=_(
        "Findings that are accepted as they are. They are still listed, with who and why, but are nothing to correct."
    ),
)


@frozen
class Waiver:
    """One accepted finding, or several alike. ``row`` and ``column`` narrow it down; empty ones do not."""

    rule: str
    unit: str
    row: str
    column: str
    why: str
    who: str
    until: date | None
    place: Place

    def concerns(self, rule: str, unit: str, rows: tuple[str, ...], place: Place, titles: tuple[str, ...] = ()) -> bool:
        """Whether it is about a finding: of this rule and unit, on a row called one of ``rows``, at this place, whose
        column may be called one of ``titles`` too.
        """
        columns = (place.label, place.cell, f"{place.sheet}!{place.cell}", *titles)
        return (
            self.rule.casefold() == rule
            and (self.unit == unit or self.unit.casefold() in EVERY_UNIT)
            and (not self.row or _same(self.row, rows))
            and (not self.column or _same(self.column.replace("$", ""), columns))
        )


def _same(wanted: str, names: tuple[str, ...]) -> bool:
    return plain(wanted).casefold() in {plain(name).casefold() for name in names if name}


def waiver_of(row: FilledRow) -> Waiver:
    """The waiver that a row of the workbook holds."""
    rule, unit, where, column, why, who = (row.text(key) for key in ("rule", "unit", "row", "column", "why", "who"))
    until = row["until"]
    return Waiver(rule, unit, where, column, why, who, until if isinstance(until, date) else None, row.place("rule"))
