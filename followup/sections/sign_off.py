"""Who stands for the answers, and who has approved them: on the first sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from followup.form.cells.day import Day
from followup.form.cells.text import Name, Text
from followup.form.columns import BY_ROW, Column, Role
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.rows import DetachedRow, Row
from followup.form.section import Grid, Section
from followup.form.terms.signing import Signature, SignedAt, SignOff
from followup.form.terms.units import Unit
from followup.form.traits import OnFirstSheet, SignedBy
from followup.locale import _
from followup.rules.figures.likely import day_is_near_the_round

DONE = ("done_by", "role", "day")
APPROVED = ("approved_by", "approved_role", "approved_day")

YOUR_NAME, YOUR_ROLE = Name(_("Write your name.")), Name(_("Write your role."))
WHO_APPROVED = Name(_("Write the name of who has approved the answers, where somebody has to."))
ROLE_OF_THAT = Name(_("Write the role of who has approved the answers."))


def _rows(_plan: Frame, _unit: Unit) -> Iterable[Row]:
    yield Row("done_by", {"what": _("Answers given by")}, types={"answer": YOUR_NAME}, optional=True)
    yield Row("role", {"what": _("Role")}, types={"answer": YOUR_ROLE}, optional=True)
    yield Row("day", {"what": _("Date")}, types={"answer": Day()}, optional=True)
    yield Row("approved_by", {"what": _("Approved by")}, types={"answer": WHO_APPROVED}, optional=True)
    yield Row("approved_role", {"what": _("Role of who approved")}, types={"answer": ROLE_OF_THAT}, optional=True)
    yield Row("approved_day", {"what": _("Approved on")}, types={"answer": Day()}, optional=True)


def _sign_off(rows: Sequence[RowView]) -> SignOff:
    """The signatures that the rows hold; a row that is lost is no signature."""
    by_key = {filled.row.key: filled for filled in rows}
    return SignOff(_signature(by_key, DONE), _signature(by_key, APPROVED))


def _signature(rows: Mapping[str, RowView], keys: tuple[str, str, str]) -> Signature:
    name, role, day = (rows.get(key) or DetachedRow(Row(key)) for key in keys)
    when = day["answer"]
    return Signature(
        name.text("answer"),
        role.text("answer"),
        when if isinstance(when, date) else None,
        SignedAt(*(column.place("answer") for column in (name, role, day))),
        refused="answer" in day.refused,
    )


SIGN_OFF = Section(
    "sign_off",
    _("Sign-off"),
    Grid(_rows),
    (
        Column("what", _("Statement"), Text(), Role.LABEL, width=34),
        Column("answer", _("Answer"), BY_ROW, width=34),
    ),
    conditions=(day_is_near_the_round("answer"),),
    traits=(OnFirstSheet(), SignedBy(_sign_off)),
)
