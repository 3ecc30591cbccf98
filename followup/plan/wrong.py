"""What can be wrong in the plan and the decisions: one small function a rule."""

from __future__ import annotations

from collections.abc import Sequence

from followup.form.finding import Problem, Severity
from followup.locale import Message, _, literal


def workbook_is_no_plan(kind: Message) -> Problem:
    """Every sheet of a plan would be missing: what is wrong is the file that was named.

    Wrong: followup plan check regional.xlsx
    Right: followup plan check plan.xlsx
    """
    told = _(
        "The workbook is no plan but {kind}: it has neither the sheet {first} nor the sheet {second}. Name plan.xlsx."
    )
    return Problem("not-a-plan", told.filled(kind=kind, first=_("Follow-up"), second=_("Units")))


def sheet_is_missing(title: Message, severity: Severity) -> Problem:
    """Without its units a plan says nothing. Another sheet may be of a later version of the tool, or deleted on purpose.

    Wrong: a plan whose sheet Enheter was deleted.
    Right: every sheet left where it is, empty where nothing is to be followed up.
    """
    told = _("The sheet {title} is missing. Make a new plan with followup new and move your rows there.", title=title)
    return Problem("sheet-missing", told, severity)


def setting_is_missing(setting: Message, help: Message) -> Problem:
    """Without the round, the period and the region's name no template can be made.

    Wrong: the row Tillfälle left empty.
    Right: T1 2022
    """
    return Problem("required", _("{setting} is not set. {help}", setting=setting, help=help))


def scale_has_two_types() -> Problem:
    """The steps of one scale are compared with each other, so they must measure the same thing.

    Wrong: the scale "status" as prognos in one row and as utveckling in another.
    Right: one type in every row of a scale.
    """
    return Problem("scale-of-two-types", _("has another type in its first row. A scale has one type."))


def scale_is_not_used(name: str) -> Problem:
    """Of several scales of a type only the first is used; the others would be drawn up for nothing.

    Wrong: two scales of the type prognos, åtgärdsstatus and planstatus.
    Right: planstatus of the type status för handlingsplaner.
    """
    told = _(
        "is of the same type as the scale {name}, and only the first of a type is used. Choose another type.",
        name=literal(name),
    )
    return Problem("scale-not-used", told, Severity.WARNING)


def unit_is_not_asked(unit: str, section: Message) -> Problem:
    """A unit whose list of sections lacks one is never asked about it, whatever other sheets of the plan say.

    Wrong: folktand answers Styrmått alone, and is named on the sheet Åtgärder.
    Right: folktand answers Styrmått, Strategiska åtgärder.
    """
    told = _(
        "will not be asked: {unit} does not answer {section}. Add it in the column Sections of the sheet Units, "
        "or take the unit away here.",
        unit=literal(unit),
        section=section,
    )
    return Problem("unit-not-asked", told, Severity.WARNING)


def text_is_no_colour() -> Problem:
    """A colour is written as Excel and Word know it, so that it is the same in every output.

    Wrong: grön
    Right: #2E7D32
    """
    return Problem("not-a-colour", _("is not a colour. Write # and six digits or letters A to F: #2E7D32."))


def colour_cannot_be_seen_on_white() -> Problem:
    """A symbol in a pale colour is not seen by everybody, nor on a poor print.

    Wrong: #FFFF99
    Right: #9A6700
    """
    told = _("is too pale to be seen on white. Choose a darker colour (contrast at least 3:1).")
    return Problem("colour-too-pale", told, Severity.WARNING)


def period_ends_before_it_begins() -> Problem:
    """A period that ends before it begins holds no day.

    Wrong: from 2022-05-01 to 2022-04-30.
    Right: from 2022-01-01 to 2022-04-30.
    """
    return Problem("period-backwards", _("is before the first day of the period. Write a later day."))


def row_is_its_own_parent() -> Problem:
    """Units, goals and rows of production are trees: a parent that leads back to the row would go round for ever.

    Wrong: division A under division B, and division B under division A.
    Right: both under the region.
    """
    return Problem("row-under-itself", _("leads back to the row itself. Write another row, or leave it empty."))


def id_holds_a_bar() -> Problem:
    """The identity of a template has bars between its parts, by which it is taken apart again.

    Wrong: T1|2022
    Right: T1 2022
    """
    told = _("holds a bar (|), which stands between the parts of a template's identity. Write it without.")
    return Problem("bar-in-an-id", told)


def id_is_of_nothing_in_the_plan(nearest: str) -> Problem:
    """A row that points to what does not exist would be silently left out; the nearest id or name is suggested.

    Wrong: narsjukvrd
    Right: narsjukvard; Närsjukvård
    """
    if nearest:
        advice = _("is neither the id nor the name of anything in the plan. Did you mean {id}?", id=literal(nearest))
    else:
        advice = _("is neither the id nor the name of anything in the plan.")
    return Problem("unknown-id", advice)


def name_is_shared(ids: Sequence[str]) -> Problem:
    """Of several rows with one name nobody can tell which is meant: their ids differ.

    Wrong: Ekonomi, where two units are called so.
    Right: ekonomi-nord
    """
    advice = _("is the name of several. Write the id of the one that is meant: {ids}.", ids=literal(", ".join(ids)))
    return Problem("name-of-several", advice)


def units_share_a_name(other: str) -> Problem:
    """Two units of one name are told apart in no document; their files get their ids in the name.

    Wrong: two units called Ekonomi.
    Right: Ekonomi Nord and Ekonomi Syd.
    """
    advice = _(
        "is what the unit {other} is called too. Give them names that differ; until then their files have their ids in the name.",
        other=literal(other),
    )
    return Problem("units-of-one-name", advice, Severity.WARNING)
