"""Units of measurement in the plan that are nearly, but not quite, one on which it depends how figures are read."""

from __future__ import annotations

from collections.abc import Iterator

from followup.form.cells.units import nearly
from followup.form.finding import Problem, Remark, Severity
from followup.form.rows import FilledRow
from followup.locale import _, literal
from followup.plan.model import Plan


def units_are_written_right(sheet: str, plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Each row of a plan sheet whose column ``unit`` holds a slip of the pen."""
    for record in plan.rows(sheet):
        if meant := nearly(record.text("unit")):
            yield record, Remark("unit", unit_may_be_a_slip(meant), record.text("unit"))


def unit_may_be_a_slip(meant: str) -> Problem:
    """How figures are read and judged follows from some units: a slip in one of them makes of it a unit of its own.

    Wrong: procnet
    Right: procent
    """
    told = _(
        "is no known unit of measurement. Did you mean {unit}? Other units may be called anything.", unit=literal(meant)
    )
    return Problem("unit-nearly-known", told, Severity.WARNING)
