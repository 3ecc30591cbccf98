"""The register of overarching action plans: a sheet of the plan, and what can be wrong in it."""

from __future__ import annotations

from collections.abc import Iterator

from followup.form.cells.text import Choice, Name, Text
from followup.form.cells.year import Year
from followup.form.columns import Column
from followup.form.frame import Frame
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.locale import _
from followup.plan.model import Plan
from followup.plan.sheets import ID, VALIDITY
from followup.rulebook.planning.plan import (
    NOT_AN_ADDRESS,
    OWNER_WITHOUT_TEMPLATE,
    REGISTRATION_NUMBER_TWICE,
    STATUS_SCALE_MISSING,
    YEARS_BACKWARDS,
)
from followup.rulebook.problem import Remark

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
    """The last year is before the first, where both are known."""
    first, last = record.number("from_year"), record.number("to_year")
    if first is not None and last is not None and last < first:
        yield YEARS_BACKWARDS.remark("to_year", f"{last:f}")


def registration_number_is_another_plans(record: FilledRow, seen: dict[str, FilledRow]) -> Iterator[Remark]:
    """``seen`` are the numbers of the rows before, and gets this row's."""
    number = record.text("dnr").casefold()
    if not number:
        return
    if number in seen:
        title = seen[number].text("title")
        yield REGISTRATION_NUMBER_TWICE.remark("dnr", record.text("dnr"), title=title)
    seen.setdefault(number, record)


def address_leads_nowhere(record: FilledRow) -> Iterator[Remark]:
    """The link begins with neither https:// nor http://."""
    link = record.text("link")
    if link and not link.casefold().startswith(("https://", "http://")):
        yield NOT_AN_ADDRESS.remark("link", link)


def owner_gets_no_template(record: FilledRow, owners: set[str], frame: Frame) -> Iterator[Remark]:
    """The owner is a unit of the plan, and none of those that answer."""
    owner = record.text("owner")
    if owner in frame.units and owner not in owners:
        yield OWNER_WITHOUT_TEMPLATE.remark("owner", owner)


def no_scale_to_choose_from(frame: Frame) -> Iterator[Remark]:
    """The plan has no scale for the status of action plans."""
    if frame.scales.of(STATUS_SCALE) is None:
        yield STATUS_SCALE_MISSING.remark("id")
