"""The register of overarching action plans: a sheet of the plan, and what can be wrong in it."""

from __future__ import annotations

from collections.abc import Iterator

from followup.form.cells.text import Choice, Name, Text
from followup.form.cells.year import Year
from followup.form.columns import Column
from followup.form.finding import Problem, Remark, Severity
from followup.form.frame import Frame
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.locale import _
from followup.plan.model import Plan
from followup.plan.sheets import ID, VALIDITY

REGISTER = "plan_register"
STATUS_SCALE = "plan_status"
REVISION = Choice(
    options=(
        ("not_stated", _("not stated")),
        ("no", _("no")),
        ("yes", _("yes")),
        ("under_way", _("under way")),
        ("done", _("done")),
    )
)

REGISTER_SHEET = Section(
    REGISTER,
    _("Action plans"),
    Listing(("id",), blank=12),
    (
        Column("id", _("Id"), ID, width=18, required=True),
        Column("number", _("No"), Name(), width=6),
        Column("title", _("Action plan"), Text(), width=60, required=True),
        Column("short", _("In short"), Name(_("Write what the plan is about, as it reads in a sentence.")), width=28),
        Column("dnr", _("Registration number"), Name(), width=18),
        Column("from_year", _("From year"), Year(), width=10),
        Column("to_year", _("To year"), Year(), width=10),
        Column("owner", _("Owner"), Name(), width=18, required=True, refers="units"),
        Column("adopted_by", _("Adopted by"), Name(), width=20),
        Column("link", _("Link"), Name(_("Write an address that begins with https://.")), width=34),
        Column("revision", _("Revision"), REVISION, width=14),
        Column("revision_when", _("Revision, when"), Text(), width=24),
        Column("deferred_to", _("Reported in"), Text(), width=24),
        Column("goal", _("Goal"), Name(), width=18, refers="goals"),
        *VALIDITY,
    ),
    intro=_(
        "Every overarching action plan, with the unit that owns it. Reported in: only for one that is left for later."
    ),
)


def register_faults(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """What is wrong in the register, row by row."""
    seen: dict[str, FilledRow] = {}
    owners = {unit.id for unit in plan.units.answering}
    for record in plan.rows(REGISTER):
        for check in (years_run_backwards, address_leads_nowhere):
            yield from ((record, remark) for remark in check(record))
        yield from ((record, remark) for remark in registration_number_is_another_plans(record, seen))
        yield from ((record, remark) for remark in owner_gets_no_template(record, owners, plan.frame))
    if plan.rows(REGISTER):
        yield from ((plan.rows(REGISTER)[0], remark) for remark in no_scale_to_choose_from(plan.frame))


def years_run_backwards(record: FilledRow) -> Iterator[Remark]:
    """A plan cannot end before it begins: whether it has expired could not be told.

    Wrong: from 2022 to 2021.
    Right: from 2021 to 2022; the last year alone where the first is not known.
    """
    first, last = record.number("from_year"), record.number("to_year")
    if first is not None and last is not None and last < first:
        told = _("is before the first year of the plan. Write the years in their order.")
        yield Remark("to_year", Problem("years-backwards", told), f"{last:f}")


def registration_number_is_another_plans(record: FilledRow, seen: dict[str, FilledRow]) -> Iterator[Remark]:
    """Two plans with one registration number are often a row copied and not changed to the end.

    Wrong: RS/703/2020 on two plans.
    Right: each plan its own number; empty where it has none.
    """
    number = record.text("dnr").casefold()
    if not number:
        return
    if number in seen:
        title = seen[number].text("title")
        told = _("is the number of another plan too: {title}. Check both.", title=title)
        yield Remark("dnr", Problem("registration-number-twice", told, Severity.WARNING), record.text("dnr"))
    seen.setdefault(number, record)


def address_leads_nowhere(record: FilledRow) -> Iterator[Remark]:
    """An address on somebody's own computer leads nowhere for others.

    Wrong: C:/planer/miljo.docx
    Right: https://www.example.org/miljo
    """
    link = record.text("link")
    if link and not link.casefold().startswith(("https://", "http://")):
        told = _("is no address that others can follow. Write one that begins with https://, or leave it empty.")
        yield Remark("link", Problem("not-an-address", told, Severity.WARNING), link)


def owner_gets_no_template(record: FilledRow, owners: set[str], frame: Frame) -> Iterator[Remark]:
    """A plan whose owner gets no template is followed up by nobody, and would be left out without a word.

    Wrong: the owner is the region, which has no template.
    Right: the owner is a unit with yes in the column Template.
    """
    owner = record.text("owner")
    if owner in frame.units and owner not in owners:
        told = _("gets no template, so nobody is asked about the plan. Name a unit with yes in the column Template.")
        yield Remark("owner", Problem("owner-without-template", told, Severity.WARNING), owner)


def no_scale_to_choose_from(frame: Frame) -> Iterator[Remark]:
    """Without the steps of a scale nobody can say how a plan goes: every word would be refused.

    Wrong: no row on the sheet Scales has the type for action plans, or forecast.
    Right: three rows: goes well, goes partly well, does not go as expected.
    """
    if frame.scales.of(STATUS_SCALE) is None:
        told = _("There is no scale for the status of action plans. Write its steps on the sheet Scales.")
        yield Remark("id", Problem("status-scale-missing", told), "")
