"""Units of measurement in the plan that are nearly, but not quite, one on which it depends how figures are read."""

from __future__ import annotations

from collections.abc import Iterator

from followup.form.rows import FilledRow
from followup.form.written.units_of_measure import is_known_unit, nearest_unit, unit_meant
from followup.locale import literal
from followup.plan.model import Plan
from followup.rulebook.planning.plan_measures import UNIT_LIKE_A_KNOWN_ONE, UNIT_NEARLY_KNOWN, UNIT_OF_ITS_OWN
from followup.rulebook.problem import Remark


def units_are_written_right(sheet: str, plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Each row of a plan sheet whose column ``unit`` holds a slip of the pen."""
    for record in plan.rows(sheet):
        if meant := unit_meant(record.text("unit")):
            yield record, UNIT_NEARLY_KNOWN.remark("unit", record.text("unit"), unit=literal(meant))


def units_are_known(sheet: str, plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Each unit of measurement that is none of ours, nor nearly, once: the first row that has it."""
    # Backwards, so that of rows with the same unit the first is the one that stays.
    rows = {record.text("unit").casefold(): record for record in reversed(list(plan.rows(sheet)))}
    for record in rows.values():
        unit = record.text("unit")
        # Nearly one of ours is another finding, with the unit that was meant: told twice, neither is read.
        if not is_known_unit(unit) and not unit_meant(unit):
            nearest = nearest_unit(unit)
            if nearest:
                yield record, UNIT_LIKE_A_KNOWN_ONE.remark("unit", unit, unit=literal(nearest))
            else:
                yield record, UNIT_OF_ITS_OWN.remark("unit", unit)
