"""Units of measurement in the plan that are nearly, but not quite, one on which it depends how figures are read."""

from __future__ import annotations

from collections.abc import Iterator

from followup.form.cells.units import is_known, nearest, nearly
from followup.form.finding import Problem, Remark, Severity
from followup.form.rows import FilledRow
from followup.locale import _, literal
from followup.plan.model import Plan


def units_are_written_right(sheet: str, plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Each row of a plan sheet whose column ``unit`` holds a slip of the pen."""
    for record in plan.rows(sheet):
        if meant := nearly(record.text("unit")):
            yield record, Remark("unit", unit_may_be_a_slip(meant), record.text("unit"))


def units_are_known(sheet: str, plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Each unit of measurement that is none of ours, nor nearly, once: the first row that has it."""
    rows = {record.text("unit").casefold(): record for record in reversed(list(plan.rows(sheet)))}
    for record in rows.values():
        unit = record.text("unit")
        if not is_known(unit) and not nearly(unit):
            yield record, Remark("unit", unit_is_of_its_own(nearest(unit)), unit)


def unit_is_of_its_own(like: str) -> Problem:
    """Nobody has said whether figures in an unknown unit are counts, and may be added up.

    Wrong: vårdpass
    Right: antal
    """
    told = _(
        "is no known unit of measurement; the nearest is {unit}. Its parts are added up only where the plan says so.",
        unit=literal(like),
    )
    return Problem("unit-of-its-own", told, Severity.INFO)


def unit_may_be_a_slip(meant: str) -> Problem:
    """How figures are read and judged follows from some units: a slip in one of them makes of it a unit of its own.

    Wrong: procnet
    Right: procent
    """
    told = _(
        "is no known unit of measurement. Did you mean {unit}? Other units may be called anything.", unit=literal(meant)
    )
    return Problem("unit-nearly-known", told, Severity.WARNING)
