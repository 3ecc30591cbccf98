"""Who stands for the answers: on the first sheet."""

from __future__ import annotations

from collections.abc import Iterable

from followup.form.cells.day import Day
from followup.form.cells.text import Name, Text
from followup.form.columns import BY_ROW, Column, Role
from followup.form.rows import Row
from followup.form.section import Grid, Section
from followup.locale import _
from followup.plan.model import Plan, Unit


def _rows(_plan: Plan, _unit: Unit) -> Iterable[Row]:
    yield Row("done_by", {"what": _("Answers given by")}, types={"answer": Name()}, optional=True)
    yield Row("role", {"what": _("Role")}, types={"answer": Name()}, optional=True)
    yield Row("day", {"what": _("Date")}, types={"answer": Day()}, optional=True)


SIGN_OFF = Section(
    "sign_off",
    _("Sign-off"),
    Grid(_rows),
    (
        Column("what", _("Statement"), Text(), Role.LABEL, width=34),
        Column("answer", _("Answer"), BY_ROW, width=34),
    ),
    on_first_sheet=True,
)
