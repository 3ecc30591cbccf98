"""Whose a workbook is: what it says in three places, and what each of its sheets says."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from followup.files.addresses import place_of
from followup.files.received import ReceivedBook, ReceivedSheet
from followup.form.finding import Finding, Problem, Severity
from followup.form.folded import by_fold, spelled
from followup.form.form import IDENTITY_MARK, IDENTITY_NAME, IDENTITY_SHEET, Identity
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.shapes.prefilled import comparable
from followup.form.units import Unit
from followup.locale import Message, _, literal

REF = "!"


@dataclass(frozen=True)
class Known:
    """Whose a workbook is, None when that cannot be told.

    ``foreign`` are sheets that are another's, with what they say; None for those that say nothing in a workbook where
    only one other sheet does.
    """

    identity: Identity | None
    findings: list[Finding]
    foreign: dict[str, Identity | None] = field(default_factory=dict)


def identify(book: ReceivedBook) -> Known:
    """Two of the three places decide; one alone is a warning; none means that it is not known to be one of our forms.

    The named cell and the cells that each sheet has are one place. A sheet that says something else than the places
    decided is another's.
    """
    on_sheets = {sheet.name: own for sheet in book.sheets if (own := _on_sheet(sheet)) is not None}
    apart = [book.properties.get(IDENTITY_NAME, ""), _hidden_cell(book)]
    others = [each for text in apart if (each := Identity.read(text)) is not None]
    sheets = _of_sheets(_named_cell(book), list(on_sheets.values()))
    if on_sheets and sheets is None and not others:
        return Known(None, [_finding(book, marks_disagree())])
    told = others if sheets is None else [*others, sheets]
    if not told:
        return Known(None, [])
    (identity, times), *rest = Counter(told).most_common()
    if rest and rest[0][1] == times:
        return Known(None, [_finding(book, marks_disagree())])
    findings = [_finding(book, two_marks_are_lost())] if times == 1 else []
    foreign: dict[str, Identity | None] = {name: own for name, own in on_sheets.items() if _for(own) != _for(identity)}
    if not others and len(on_sheets) == 1:
        foreign |= {sheet.name: None for sheet in book.sheets if sheet.name not in on_sheets}
    return Known(identity, findings, foreign)


def _finding(book: ReceivedBook, problem: Problem, found: str = "") -> Finding:
    return Finding(Place(book.file), problem.rule, problem.severity, found, problem.advice)


def _for(identity: Identity) -> tuple[str, ...]:
    """What an identity is for; the plan's version apart."""
    return identity.kind, identity.region, identity.unit, identity.round


def _of_sheets(named: Identity | None, each: Sequence[Identity]) -> Identity | None:
    """What the sheets say together: nothing when they say different things and no name tells which of them counts."""
    if len({_for(identity) for identity in each}) > 1:
        return None if named is None or not _alone(named, each) else named
    return named or (Counter(each).most_common(1)[0][0] if each else None)


def _alone(named: Identity, each: Sequence[Identity]) -> bool:
    """Whether what the name says stands on more sheets than anything else."""
    counts = Counter(map(_for, each))
    return all(counts[_for(named)] > times for other, times in counts.items() if other != _for(named))


def _on_sheet(sheet: ReceivedSheet) -> Identity | None:
    """The identity in the hidden corner of a sheet; rows and columns may have been inserted before it."""
    if sheet.name == IDENTITY_SHEET:
        return None
    texts = (
        (place, raw) for place, raw in sheet.cells.items() if raw.__class__ is str and raw.startswith(IDENTITY_MARK)
    )
    each = (identity for _place, text in sorted(texts) if (identity := Identity.read(str(text))) is not None)
    return next(each, None)


def _named_cell(book: ReceivedBook) -> Identity | None:
    sheet_name, _mark, cell = book.names.get(IDENTITY_NAME, "").rpartition(REF)
    sheet = book.sheet(sheet_name.strip("'").replace("''", "'"))
    place = place_of(cell.replace("$", ""))
    raw = sheet.cells.get(place) if sheet is not None and place is not None else None
    return Identity.read(raw) if isinstance(raw, str) else None


def _hidden_cell(book: ReceivedBook) -> str:
    sheet = book.sheet(IDENTITY_SHEET)
    raw = sheet.cells.get((0, 0)) if sheet is not None else None
    return raw if isinstance(raw, str) else ""


# --------------------------------------------------------------------------------------- when it says nothing, or wrong


def without_identity(book: ReceivedBook, frame: Frame, *, ours: bool) -> Finding:
    """Why a workbook that does not say whose it is was refused; one that is clearly ours with the likely unit."""
    problem = marks_are_lost(likely_unit(book, frame)) if ours else not_one_of_our_templates()
    return _finding(book, problem, book.file)


def likely_unit(book: ReceivedBook, frame: Frame) -> Unit | None:
    """The unit whose name stands in the workbook or in the name of the file; None when several may be meant."""
    units = [unit for unit in frame.units.values() if unit.template] or list(frame.units.values())
    texts = {comparable(raw) for sheet in book.sheets for raw in sheet.cells.values() if isinstance(raw, str)}
    named = [unit for unit in units if comparable(unit.name) in texts]
    if len(named) == 1:
        return named[0]
    name = comparable(unicodedata.normalize("NFC", book.file))
    filed = [unit for unit in named or units if comparable(unit.name) in name]
    return filed[0] if len(filed) == 1 else None


def as_the_plan_spells(frame: Frame, identity: Identity) -> Identity:
    """The identity with region, unit and round as the plan writes them, where only dashes, spaces or capitals differ."""
    region = spelled(identity.region, by_fold([frame.sender.short]))
    round_ = spelled(identity.round, by_fold([frame.round]))
    return replace(identity, region=region, round=round_, unit=spelled(identity.unit, by_fold(frame.units)))


def refusal(frame: Frame, identity: Identity) -> tuple[Problem, str] | None:
    """What is wrong and what was found, where the form is for something else than this round."""
    if identity.kind != "template":
        return workbook_is_no_template(), identity.kind
    if identity.region != frame.sender.short:
        return form_is_of_another_region(frame.sender.short), identity.region
    if identity.round != frame.round:
        return form_is_of_another_round(frame.round), identity.round
    if identity.unit not in frame.units:
        near = difflib.get_close_matches(identity.unit, frame.units, n=1)
        return unit_is_not_in_the_plan(near[0] if near else "–"), identity.unit
    return None


# ------------------------------------------------------------------------------------------------------------ the rules


def marks_disagree() -> Problem:
    """Answers must not be put with a unit by a guess.

    Wrong: one hidden mark says Division Nord and another Division Syd.
    Right: two of the three hidden marks say Division Nord.
    """
    told = _("The workbook says two different things about whose it is. Move the answers to a new template.")
    return Problem("identity-unclear", told)


def two_marks_are_lost() -> Problem:
    """One hidden mark may have come along with a copied sheet, so a person should look.

    Wrong: a sheet that was copied to a new workbook.
    Right: the whole workbook.
    """
    told = _("Two of the three marks that tell whose form this is are lost. Check that it is the right unit's.")
    return Problem("identity-alone", told, Severity.WARNING)


def not_one_of_our_templates() -> Problem:
    """A workbook that is not made by us has nothing that can be recognised.

    Wrong: a budget in a workbook of the unit's own.
    Right: the template that the unit was given, filled in.
    """
    return Problem("not-our-form", _("is not one of our templates. Send the workbook that you were given."))


def marks_are_lost(unit: Unit | None) -> Problem:
    """The tables are ours, but no hidden mark says whose; a name that stands in it is a hint, and not enough.

    Wrong: the hidden sheet, the properties and the hidden columns were removed.
    Right: the answers in a new template.
    """
    lost: Message = _("has our tables, but nothing says any more which unit they are of.")
    if unit is None:
        return Problem("not-our-form", _("{lost} Move the answers to a new template.", lost=lost))
    told = _("{lost} It seems to be {unit}: move the answers to a new template for that unit.", lost=lost)
    return Problem("not-our-form", told.filled(unit=literal(unit.name)))


def workbook_is_no_template() -> Problem:
    """A plan has sheets that look like those of a template, but no answers.

    Wrong: plan.xlsx in the inbox.
    Right: the template of a unit.
    """
    return Problem("not-our-form", _("is a plan, not a unit's template."))


def form_is_of_another_region(region: str) -> Problem:
    """Rows of two regions may have the same ids and mean different things.

    Wrong: the template of another region.
    Right: this region's.
    """
    return Problem("another-region", _("is the region of this form; the plan is for {region}.", region=literal(region)))


def form_is_of_another_round(round_: str) -> Problem:
    """Last year's template has the same rows and other answers.

    Wrong: the template of T1 2021 in the inbox of T1 2022.
    Right: the template of T1 2022.
    """
    told = _(
        "is the occasion of this form; the plan is for {round}. Send the template of this occasion.",
        round=literal(round_),
    )
    return Problem("another-round", told)


def unit_is_not_in_the_plan(near: str) -> Problem:
    """Answers of a unit that the plan does not have would go nowhere.

    Wrong: the template of a unit that was taken out of the plan.
    Right: a unit of the plan.
    """
    return Problem("unknown-unit", _("is not a unit of the plan. Is it {unit}?", unit=literal(near)))


def form_is_of_another_plan_version() -> Problem:
    """Rows are still matched by their keys, but some may have come and gone.

    Wrong: a template that was made before the plan was changed.
    Right: a template that was made from the plan as it is.
    """
    told = _("is the plan version of this template; the plan has changed since, and rows were matched by their keys.")
    return Problem("another-plan-version", told, Severity.WARNING)


def sheet_is_of_another_unit(unit: str, round_: str) -> Problem:
    """Answers on a sheet that came from another unit's workbook are that unit's.

    Wrong: the sheet "Produktion" of Division Syd, copied into the workbook of Division Nord.
    Right: only the sheets of Division Nord.
    """
    told = _(
        "is what this sheet was made for, so it was not read. Delete it, or write the answers on the sheet of {unit}, {round}.",
        unit=literal(unit),
        round=literal(round_),
    )
    return Problem("sheet-of-another-unit", told)


def nothing_says_whose_the_sheet_is(unit: str, round_: str) -> Problem:
    """Beside a sheet that was copied to a new workbook another may be of another unit's.

    Wrong: two sheets in a new workbook, of which only one says that it is of Division Nord.
    Right: the whole workbook of Division Nord.
    """
    told = _(
        "Nothing says which unit this sheet is of, so it was not read. Write the answers on the sheet of {unit}, {round}.",
        unit=literal(unit),
        round=literal(round_),
    )
    return Problem("sheet-of-another-unit", told)
