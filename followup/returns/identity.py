"""Whose a workbook is: what it says in three places, and what each of its sheets says."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from followup.files.addresses import place_of
from followup.files.received import ReceivedBook, ReceivedSheet
from followup.form.finding import Finding
from followup.form.form import IDENTITY_MARK, IDENTITY_NAME, IDENTITY_SHEET, Identity
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.shapes.prefilled import comparable
from followup.form.terms.units import Unit
from followup.form.texts.folded_keys import by_fold, spelled
from followup.locale import literal
from followup.rulebook.problem import Problem
from followup.rulebook.received.identity import (
    ANOTHER_REGION,
    ANOTHER_ROUND,
    IDENTITY_ALONE,
    IDENTITY_UNCLEAR,
    MARKS_LOST,
    MARKS_LOST_OF_UNIT,
    NOT_OUR_FORM,
    PLAN_AS_ANSWER,
    UNKNOWN_UNIT,
)

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
        return Known(None, [_finding(book, IDENTITY_UNCLEAR.problem())])
    told = others if sheets is None else [*others, sheets]
    if not told:
        return Known(None, [])
    (identity, times), *rest = Counter(told).most_common()
    if rest and rest[0][1] == times:
        return Known(None, [_finding(book, IDENTITY_UNCLEAR.problem())])
    findings = [_finding(book, IDENTITY_ALONE.problem())] if times == 1 else []
    foreign: dict[str, Identity | None] = {name: own for name, own in on_sheets.items() if _for(own) != _for(identity)}
    if not others and len(on_sheets) == 1:
        foreign |= {sheet.name: None for sheet in book.sheets if sheet.name not in on_sheets}
    return Known(identity, findings, foreign)


def _finding(book: ReceivedBook, problem: Problem, found: str = "") -> Finding:
    return Finding.of(Place(book.file), problem, found)


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
    problem = _marks_lost(likely_unit(book, frame)) if ours else NOT_OUR_FORM.problem()
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
        return PLAN_AS_ANSWER.problem(), identity.kind
    if identity.region != frame.sender.short:
        return ANOTHER_REGION.problem(region=literal(frame.sender.short)), identity.region
    if identity.round != frame.round:
        return ANOTHER_ROUND.problem(round=literal(frame.round)), identity.round
    if identity.unit not in frame.units:
        near = difflib.get_close_matches(identity.unit, frame.units, n=1)
        return UNKNOWN_UNIT.problem(unit=literal(near[0] if near else "–")), identity.unit
    return None


def _marks_lost(unit: Unit | None) -> Problem:
    return MARKS_LOST.problem() if unit is None else MARKS_LOST_OF_UNIT.problem(unit=literal(unit.name))
