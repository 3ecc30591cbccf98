"""Whose a workbook is: what it says in three places, and what each of its sheets says."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import field, replace

from followup.files.addresses import place_of
from followup.files.received import ReceivedBook, ReceivedSheet
from followup.form.finding import Finding
from followup.form.form import IDENTITY_MARK, IDENTITY_NAME, IDENTITY_SHEET, Identity
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.shapes.prefilled import comparable
from followup.form.terms.units import Unit
from followup.form.texts.folded_keys import keys_by_fold, restore_spelling
from followup.frozen import frozen
from followup.history.regional_workbook import STATE_SHEET
from followup.locale import literal
from followup.locale.nearest import nearest, one_of
from followup.rulebook.problem import Problem
from followup.rulebook.received.identity import (
    ANOTHER_REGION,
    ANOTHER_ROUND,
    DECISIONS_AS_ANSWER,
    IDENTITY_ALONE,
    IDENTITY_UNCLEAR,
    MARKS_LOST,
    MARKS_LOST_OF_UNIT,
    NOT_OUR_FORM,
    PLAN_AS_ANSWER,
    REGIONAL_AS_ANSWER,
    TEMPLATE_REFUSED,
    UNKNOWN_UNIT,
)

REF = "!"


@frozen
class Identification:
    """Whose a workbook is, None when that is unclear.

    ``foreign`` are sheets that are another's, with what they say; None for those that say nothing in a workbook where
    only one other sheet does.
    """

    identity: Identity | None
    findings: list[Finding]
    foreign: dict[str, Identity | None] = field(default_factory=dict)


def identify(book: ReceivedBook) -> Identification:
    """Two of the three places decide; one alone is a warning; none means that it is not known to be one of our forms.

    The named cell and the cells that each sheet has are one place. A sheet that says something else than the places
    decided is another's.
    """
    on_sheets = {sheet.name: identity_ for sheet in book.sheets if (identity_ := _on_sheet(sheet)) is not None}
    other_places = [book.properties.get(IDENTITY_NAME, ""), _hidden_cell(book)]
    others = [other for text in other_places if (other := Identity.read(text)) is not None]
    # The name of the cell goes with its sheet when that is copied to another workbook: they are no two witnesses.
    sheets = _identity_of_sheets(_named_cell(book), list(on_sheets.values()))
    # Sheets from two units in a book of nobody's: whichever is taken, the other's answers would be put down to it.
    if on_sheets and sheets is None and not others:
        return Identification(None, [_finding(book, IDENTITY_UNCLEAR.problem())])
    votes = others if sheets is None else [*others, sheets]
    if not votes:
        return Identification(None, [])
    (identity, times), *rest = Counter(votes).most_common()
    # A tie is not decided by which place is the better one: answers would be put down to another unit or round.
    if rest and rest[0][1] == times:
        return Identification(None, [_finding(book, IDENTITY_UNCLEAR.problem())])
    # A sheet copied to a new book has lost the others: it is read, and somebody is asked to look.
    findings = [_finding(book, IDENTITY_ALONE.problem())] if times == 1 else []
    foreign: dict[str, Identity | None] = {
        name: identity_ for name, identity_ in on_sheets.items() if _subject(identity_) != _subject(identity)
    }
    # In a book put together of copied sheets, one that says nothing may be anybody's.
    if not others and len(on_sheets) == 1:
        foreign |= {sheet.name: None for sheet in book.sheets if sheet.name not in on_sheets}
    return Identification(identity, findings, foreign)


def _finding(book: ReceivedBook, problem: Problem, raw: str = "") -> Finding:
    return Finding.of(Place(book.file), problem, raw)


def _subject(identity: Identity) -> tuple[str, ...]:
    """What an identity is for; the plan's version apart."""
    return identity.kind, identity.region, identity.unit, identity.round


def _identity_of_sheets(named_cell: Identity | None, identities: Sequence[Identity]) -> Identity | None:
    """What the sheets say together: nothing when they say different things and no name tells which of them counts."""
    if len({_subject(identity) for identity in identities}) > 1:
        return None if named_cell is None or not _is_most_common(named_cell, identities) else named_cell
    return named_cell or (Counter(identities).most_common(1)[0][0] if identities else None)


def _is_most_common(named_cell: Identity, identities: Sequence[Identity]) -> bool:
    """Whether what the name says stands on more sheets than anything else."""
    counts = Counter(map(_subject, identities))
    return all(counts[_subject(named_cell)] > times for other, times in counts.items() if other != _subject(named_cell))


def _on_sheet(sheet: ReceivedSheet) -> Identity | None:
    """The identity in the hidden corner of a sheet; rows and columns may have been inserted before it."""
    if sheet.name == IDENTITY_SHEET:
        return None
    texts = (
        (place, raw) for place, raw in sheet.cells.items() if raw.__class__ is str and raw.startswith(IDENTITY_MARK)
    )
    identities = (identity for _place, text in sorted(texts) if (identity := Identity.read(str(text))) is not None)
    return next(identities, None)


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
    if book.sheet(STATE_SHEET) is not None:
        return _finding(book, REGIONAL_AS_ANSWER.problem(), book.file)
    problem = _marks_lost(likely_unit(book, frame)) if ours else NOT_OUR_FORM.problem()
    return _finding(book, problem, book.file)


def likely_unit(book: ReceivedBook, frame: Frame) -> Unit | None:
    """The unit whose name stands in the workbook or in the name of the file; None when several may be meant."""
    units = [unit for unit in frame.units.values() if unit.template] or list(frame.units.values())
    texts = {comparable(raw) for sheet in book.sheets for raw in sheet.cells.values() if isinstance(raw, str)}
    # The cells before the name of the file: a file is saved as a copy of another's, its title is the unit's own.
    units_in_cells = [unit for unit in units if comparable(unit.name) in texts]
    if len(units_in_cells) == 1:
        return units_in_cells[0]
    name = comparable(unicodedata.normalize("NFC", book.file))
    units_in_name = [unit for unit in units_in_cells or units if comparable(unit.name) in name]
    return units_in_name[0] if len(units_in_name) == 1 else None


def as_the_plan_spells(frame: Frame, identity: Identity) -> Identity:
    """The identity with region, unit and round as the plan writes them, where only dashes, spaces or capitals differ."""
    # Other programs leave a space, another dash or capitals in what is hidden; that alone makes it no other unit.
    region = restore_spelling(identity.region, keys_by_fold([frame.sender.short]))
    round_ = restore_spelling(identity.round, keys_by_fold([frame.round]))
    return replace(
        identity, region=region, round=round_, unit=restore_spelling(identity.unit, keys_by_fold(frame.units))
    )


def refusal(frame: Frame, identity: Identity, older: bool = False) -> tuple[Problem, str] | None:
    """What is wrong and what was found, where the form is for something else than this round; of a workbook that is no
    form nothing was found but the file.

    With ``older`` one of another round, or of a version that is no longer taken, may be read all the same.
    """
    # The gravest first, and that alone: of another region's form neither round nor unit means anything here.
    if identity.kind != "template":
        return (DECISIONS_AS_ANSWER if identity.kind == "decisions" else PLAN_AS_ANSWER).problem(), ""
    if identity.region != frame.sender.short:
        return ANOTHER_REGION.problem(region=literal(frame.sender.short)), identity.region
    if identity.round != frame.round and not older:
        return ANOTHER_ROUND.problem(round=literal(frame.round)), identity.round
    if identity.unit not in frame.units:
        # The nearest one is only suggested: answers taken for another unit's would be worse than a refused file.
        near = nearest(identity.unit, frame.units)
        return UNKNOWN_UNIT.problem(unit=one_of(near or ("–",))), identity.unit
    if identity.plan_version in frame.refused_templates and not older:
        return TEMPLATE_REFUSED.problem(), identity.plan_version
    return None


def _marks_lost(unit: Unit | None) -> Problem:
    return MARKS_LOST.problem() if unit is None else MARKS_LOST_OF_UNIT.problem(unit=literal(unit.name))
