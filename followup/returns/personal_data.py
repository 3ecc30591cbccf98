"""Personal numbers in a received workbook: taken out before anything is read of it, and told of once a sheet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from followup.files.book import address
from followup.files.received import Raw, ReceivedBook, ReceivedSheet, Withheld
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.texts.personal_number import (
    is_personal_number,
    masked,
    masked_numbers_in,
    may_hold_numbers,
    numbers_in,
)
from followup.rulebook.privacy import PERSONAL_NUMBER_NAMES_SHEET
from followup.rulebook.problem import Severity
from followup.rulebook.received.outside import COMMENT_PINNED, HIDDEN_SHEET, OUTSIDE_THE_TABLES, STRANGE_SHEET
from followup.rules.personal_numbers import personal_numbers_on_a_sheet

Cell = tuple[int, int]
TEN, TWELVE = 9, 11
"""The power of ten of the first of so many digits."""
LARGE = 6
"""Numbers of more than a million beside a number of ten digits make it one of many amounts."""
MOST_SHOWN, MOST_CELLS = 3, 12


@dataclass(frozen=True)
class OnSheet:
    """Where personal numbers stood on a sheet: masked, by cell. ``named`` says that its name held one."""

    sheet: str
    cells: Mapping[Cell, tuple[str, ...]]
    visible: bool = True
    named: bool = False
    called: Mapping[int, str] | None = None

    def address(self, cell: Cell) -> str:
        """``D7``, or what its reader sees there."""
        return (self.called or {}).get(cell[0], "") or address(*cell)


# ---------------------------------------------------------------------------------------------------------- taken out


def taken_out(book: ReceivedBook, own: Callable[[], Collection[Raw]]) -> tuple[ReceivedBook, list[OnSheet]]:
    """The workbook with every personal number masked in cells, comments, notes and names of sheets; and where they stood.

    ``own`` are texts (each on one line) and figures of the plan itself: nobody wrote them into the workbook. A workbook
    without such numbers is given back as it is.
    """
    held = [_on(sheet) for sheet in book.sheets]
    if not any(each.cells or each.named for each in held):
        return book, []
    plans = set(own())
    held = [
        replace(
            each,
            cells={at: shown for at, shown in each.cells.items() if _on_one_line(sheet.cells.get(at)) not in plans},
        )
        for each, sheet in zip(held, book.sheets, strict=True)
    ]
    sheets: list[ReceivedSheet] = []
    named: list[OnSheet] = []
    for sheet, each in zip(book.sheets, held, strict=True):
        name = _name_apart_from(sheets, masked(sheet.name))
        sheets.append(_without(sheet, each.cells, name))
        named += [replace(each, sheet=name)] if each.cells or each.named else []
    return replace(book, sheets=sheets), named


def _on(sheet: ReceivedSheet) -> OnSheet:
    cells: dict[Cell, tuple[str, ...]] = {}
    texts = {place: raw for place, raw in sheet.cells.items() if isinstance(raw, str) and len(raw) >= TEN}
    for place, text in texts.items() if may_hold_numbers("\n".join(texts.values())) else ():
        if found := numbers_in(text):
            cells[place] = tuple(number.shown for number in found)
    for place, raw in sheet.cells.items():
        if raw.__class__ is Decimal and raw.adjusted() >= TEN and (shown := _shown_of_number(sheet, place, raw)):
            cells[place] = (shown,)
    for place, text in (*sheet.comments.items(), *sheet.links.items(), *_notes(sheet)):
        if numbers := tuple(masked_numbers_in(text)):
            cells[place] = (*cells.get(place, ()), *numbers)
    return OnSheet(sheet.name, cells, sheet.visible, masked(sheet.name) != sheet.name, sheet.called)


def _on_one_line(raw: Raw | None) -> Raw | None:
    return " ".join(raw.split()) if isinstance(raw, str) else raw


def _notes(sheet: ReceivedSheet) -> Iterator[tuple[Cell, str]]:
    yield from ((place, text) for place, texts in sheet.notes.items() for text in texts)


def _shown_of_number(sheet: ReceivedSheet, place: Cell, number: Decimal) -> str:
    """A number as a masked personal number, empty where it is none.

    Twelve digits always are, where the day and the check digit are right. Of ten digits one amount in a hundred looks
    so: beside other large numbers in its column it is an amount.
    """
    if number.adjusted() not in (TEN, TWELVE) or not _is_number(number):
        return ""
    if number.adjusted() == TEN:
        others = [raw for (row, at), raw in sheet.cells.items() if at == place[1] and row != place[0]]
        large = [raw for raw in others if raw.__class__ is Decimal and raw.adjusted() >= LARGE]
        if sum(not _is_number(raw) for raw in large) > sum(map(_is_number, large)):
            return ""
    return masked(f"{number:f}")


def _is_number(raw: Decimal) -> bool:
    return raw > 0 and raw == raw.to_integral_value() and is_personal_number(f"{raw.quantize(Decimal(1)):f}")


def _without(sheet: ReceivedSheet, cells: Mapping[Cell, object], name: str) -> ReceivedSheet:
    if not cells:
        return sheet if name == sheet.name else replace(sheet, name=name)
    kept = {place: _masked(raw) if place in cells else raw for place, raw in sheet.cells.items()}
    comments = {place: masked(text) for place, text in sheet.comments.items()}
    links = {place: text for place, text in sheet.links.items() if masked(text) == text}
    notes = {place: tuple(map(masked, texts)) for place, texts in sheet.notes.items()}
    return replace(sheet, name=name, cells=kept, comments=comments, links=links, notes=notes)


def _masked(raw: Raw) -> Raw:
    """What may be kept of a cell: of one with nothing but the number, that there was one."""
    text = f"{raw:f}" if isinstance(raw, Decimal) else str(raw)
    shown = masked(text)
    if shown == text:
        return raw  # its comment held the number
    alone = not any(sign.isalnum() for sign in shown.replace(next(masked_numbers_in(text)), ""))
    return Withheld(shown) if alone else type(raw)(shown) if isinstance(raw, str) else shown


def _name_apart_from(sheets: Sequence[ReceivedSheet], name: str) -> str:
    taken = {sheet.name for sheet in sheets}
    return next(each for each in (name, *(f"{name} ({n})" for n in range(2, len(taken) + 3))) if each not in taken)


# --------------------------------------------------------------------------------------------------------------- told


def told_once(
    findings: Iterable[Finding],
    personal: Sequence[OnSheet],
    here: Place,
    rows: Iterable[FilledRow] = (),
    with_tables: Collection[str] = (),
) -> list[Finding]:
    """The findings with one for each sheet that held personal numbers, and without what else was said of those cells.

    What stands beside such a number may be a name: it is not repeated either. ``with_tables`` are the sheets that hold
    tables of ours; of a sheet without one nothing else is told.
    """
    findings = list(findings)
    if not personal:
        return findings
    places = {(place.sheet, place.row, place.column): place for row in rows for place in map(row.place, row.cells)}
    kept, echoes = _apart(findings, personal, with_tables)
    return [*kept, *(finding for each in personal for finding in _told(each, here, places, echoes))]


def _apart(
    findings: Sequence[Finding], personal: Sequence[OnSheet], with_tables: Collection[str]
) -> tuple[list[Finding], list[Finding]]:
    """The findings that go on, and those of cells that held a personal number."""
    held = {(each.sheet, *cell) for each in personal for cell in each.cells}
    rows = {(sheet, row) for sheet, row, _column in held}
    bare = {each.sheet for each in personal if each.cells and each.sheet not in with_tables}
    whole = (HIDDEN_SHEET.id, STRANGE_SHEET.id)
    kept: list[Finding] = []
    echoes: list[Finding] = []
    for finding in findings:
        place = finding.place
        if (place.sheet, place.row, place.column) in held:
            noted = finding.severity is Severity.INFO and finding.rule != COMMENT_PINNED.id and place.sheet not in bare
            (kept if noted else echoes).append(finding)
        elif not (place.sheet in bare and (place.cell or finding.rule in whole)) and not (
            finding.rule == OUTSIDE_THE_TABLES.id and (place.sheet, place.row) in rows
        ):
            kept.append(finding)
    return kept, echoes


def _told(
    each: OnSheet, here: Place, places: Mapping[tuple[str, int, int], Place], echoes: Sequence[Finding]
) -> Iterator[Finding]:
    if each.named:
        yield Finding.of(replace(here, sheet=each.sheet), PERSONAL_NUMBER_NAMES_SHEET.problem(), each.sheet)
    if each.cells:
        refused = any(one.severity is Severity.ERROR for one in echoes if one.place.sheet == each.sheet)
        cells = sorted(each.cells)
        numbers = list(dict.fromkeys(shown for cell in cells for shown in each.cells[cell]))
        addresses = [each.address(cell) for cell in cells]
        problem = personal_numbers_on_a_sheet(
            len(cells), _few(addresses, MOST_CELLS), hidden=not each.visible, refused=refused
        )
        place = replace(here, sheet=each.sheet)
        if each.visible:
            row, column = cells[0]
            first = replace(place, row=row, column=column, called=(each.called or {}).get(row, ""))
            place = places.get((each.sheet, row, column), first)
        yield Finding.of(place, problem, _few(numbers, MOST_SHOWN))


def _few(texts: Sequence[str], most: int) -> str:
    return ", ".join([*texts[:most], "…"] if len(texts) > most else texts)
