"""Personal numbers in a received workbook: taken out before anything is read of it, and reported once a sheet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
from followup.frozen import frozen
from followup.rulebook.privacy import PERSONAL_NUMBER_NAMES_SHEET
from followup.rulebook.problem import Severity
from followup.rulebook.received.outside import COMMENT_PINNED, HIDDEN_SHEET, OUTSIDE_THE_TABLES, STRANGE_SHEET
from followup.rules.personal_numbers import personal_numbers_on_a_sheet

Cell = tuple[int, int]
TEN_DIGITS, TWELVE_DIGITS = 9, 11
"""The power of ten of the first of so many digits."""
LARGE_NUMBER = 6
"""Numbers of more than a million beside a number of ten digits make it one of many amounts."""
MOST_SHOWN, MOST_CELLS = 3, 12
"""In a message: a list of patients pasted in has hundreds, and the first few are enough to find it."""


@frozen
class SheetNumbers:
    """Where personal numbers stood on a sheet: masked, by cell. ``in_name`` says that its name held one."""

    sheet: str
    cells: Mapping[Cell, tuple[str, ...]]
    visible: bool = True
    in_name: bool = False
    line_names: Mapping[int, str] | None = None

    def address(self, cell: Cell) -> str:
        """``D7``, or what its reader sees there."""
        return (self.line_names or {}).get(cell[0], "") or address(*cell)


# ---------------------------------------------------------------------------------------------------------- taken out


def remove_numbers(
    book: ReceivedBook, own_texts: Callable[[], Collection[Raw]]
) -> tuple[ReceivedBook, list[SheetNumbers]]:
    """The workbook with every personal number masked in cells, comments, notes and names of sheets; and where they
    stood.

    ``own_texts`` are texts (each on one line) and figures of the plan itself: nobody wrote them into the workbook. A
    workbook without such numbers is given back as it is.
    """
    numbers_by_sheet = [_numbers_on(sheet) for sheet in book.sheets]
    if not any(numbers.cells or numbers.in_name for numbers in numbers_by_sheet):
        return book, []
    plan_texts = set(own_texts())
    numbers_by_sheet = [
        replace(
            numbers,
            cells={
                at: shown for at, shown in numbers.cells.items() if _on_one_line(sheet.cells.get(at)) not in plan_texts
            },
        )
        for numbers, sheet in zip(numbers_by_sheet, book.sheets, strict=True)
    ]
    sheets: list[ReceivedSheet] = []
    reported: list[SheetNumbers] = []
    for sheet, numbers in zip(book.sheets, numbers_by_sheet, strict=True):
        name = _name_apart_from(sheets, masked(sheet.name))
        sheets.append(_masked_sheet(sheet, numbers.cells, name))
        reported += [replace(numbers, sheet=name)] if numbers.cells or numbers.in_name else []
    return replace(book, sheets=sheets), reported


def _numbers_on(sheet: ReceivedSheet) -> SheetNumbers:
    cells: dict[Cell, tuple[str, ...]] = {}
    texts = [raw for raw in sheet.cells.values() if isinstance(raw, str) and len(raw) >= TEN_DIGITS]
    for place, raw in sheet.cells.items() if may_hold_numbers("\n".join(texts)) else ():
        if isinstance(raw, str) and (personal_numbers := numbers_in(raw)):
            cells[place] = tuple(number.shown for number in personal_numbers)
    for place, raw in sheet.cells.items():
        if raw.__class__ is Decimal and raw.adjusted() >= TEN_DIGITS and (shown := _shown_of_number(sheet, place, raw)):
            cells[place] = (shown,)
    for place, text in (*sheet.comments.items(), *sheet.links.items(), *_notes(sheet)):
        if numbers := tuple(masked_numbers_in(text)):
            cells[place] = (*cells.get(place, ()), *numbers)
    return SheetNumbers(sheet.name, cells, sheet.visible, masked(sheet.name) != sheet.name, sheet.called)


def _on_one_line(raw: Raw | None) -> Raw | None:
    return " ".join(raw.split()) if isinstance(raw, str) else raw


def _notes(sheet: ReceivedSheet) -> Iterator[tuple[Cell, str]]:
    yield from ((place, text) for place, texts in sheet.notes.items() for text in texts)


def _shown_of_number(sheet: ReceivedSheet, place: Cell, number: Decimal) -> str:
    """A number as a masked personal number, empty where it is none.

    Twelve digits always are, where the day and the check digit are right. Of ten digits one amount in a hundred looks
    so: beside other large numbers in its column it is an amount.
    """
    if number.adjusted() not in (TEN_DIGITS, TWELVE_DIGITS) or not _is_number(number):
        return ""
    if number.adjusted() == TEN_DIGITS:
        others = [raw for (row, at), raw in sheet.cells.items() if at == place[1] and row != place[0]]
        large = [raw for raw in others if raw.__class__ is Decimal and raw.adjusted() >= LARGE_NUMBER]
        if sum(not _is_number(raw) for raw in large) > sum(map(_is_number, large)):
            return ""
    return masked(f"{number:f}")


def _is_number(raw: Decimal) -> bool:
    return raw > 0 and raw == raw.to_integral_value() and is_personal_number(f"{raw.quantize(Decimal(1)):f}")


def _masked_sheet(sheet: ReceivedSheet, cells: Mapping[Cell, object], name: str) -> ReceivedSheet:
    if not cells:
        return sheet if name == sheet.name else replace(sheet, name=name)
    masked_cells = {place: _masked(raw) if place in cells else raw for place, raw in sheet.cells.items()}
    comments = {place: masked(text) for place, text in sheet.comments.items()}
    links = {place: text for place, text in sheet.links.items() if masked(text) == text}
    notes = {place: tuple(map(masked, texts)) for place, texts in sheet.notes.items()}
    italics = {place: spans for place, spans in sheet.italics.items() if place not in cells}
    return replace(sheet, name=name, cells=masked_cells, comments=comments, links=links, notes=notes, italics=italics)


def _masked(raw: Raw) -> Raw:
    """What may be kept of a cell: of one with nothing but the number, that there was one."""
    text = f"{raw:f}" if isinstance(raw, Decimal) else str(raw)
    shown = masked(text)
    if shown == text:
        return raw  # its comment held the number
    alone = not any(sign.isalnum() for sign in shown.replace(next(masked_numbers_in(text)), ""))
    return Withheld(shown) if alone else type(raw)(shown) if isinstance(raw, str) else shown


def _name_apart_from(sheets: Sequence[ReceivedSheet], name: str) -> str:
    names = {sheet.name for sheet in sheets}
    return next(
        candidate
        for candidate in (name, *(f"{name} ({n})" for n in range(2, len(names) + 3)))
        if candidate not in names
    )


# --------------------------------------------------------------------------------------------------------------- reported


def report_once(
    findings: Iterable[Finding],
    personal: Sequence[SheetNumbers],
    place: Place,
    rows: Iterable[FilledRow] = (),
    with_tables: Collection[str] = (),
) -> list[Finding]:
    """The findings with one for each sheet that held personal numbers, and without what else was said of those cells.

    What stands beside such a number may be a name: it is not repeated either. ``with_tables`` are the sheets that hold
    tables of ours; of a sheet without one nothing else is reported.
    """
    findings = list(findings)
    if not personal:
        return findings
    places = {(place.sheet, place.row, place.column): place for row in rows for place in map(row.place, row.cells)}
    remaining, echoes = _without_echoes(findings, personal, with_tables)
    return [
        *remaining,
        *(finding for numbers in personal for finding in _sheet_findings(numbers, place, places, echoes)),
    ]


def _without_echoes(
    findings: Sequence[Finding], personal: Sequence[SheetNumbers], with_tables: Collection[str]
) -> tuple[list[Finding], list[Finding]]:
    """The findings that go on, and those of cells that held a personal number."""
    cells_with_numbers = {(numbers.sheet, *cell) for numbers in personal for cell in numbers.cells}
    rows = {(sheet, row) for sheet, row, _column in cells_with_numbers}
    sheets_without_tables = {
        numbers.sheet for numbers in personal if numbers.cells and numbers.sheet not in with_tables
    }
    whole = (HIDDEN_SHEET.id, STRANGE_SHEET.id)
    remaining: list[Finding] = []
    echoes: list[Finding] = []
    for finding in findings:
        place = finding.place
        if (place.sheet, place.row, place.column) in cells_with_numbers:
            is_note = (
                finding.severity is Severity.INFO
                and finding.rule != COMMENT_PINNED.id
                and place.sheet not in sheets_without_tables
            )
            (remaining if is_note else echoes).append(finding)
        elif not (place.sheet in sheets_without_tables and (place.cell or finding.rule in whole)) and not (
            finding.rule == OUTSIDE_THE_TABLES.id and (place.sheet, place.row) in rows
        ):
            remaining.append(finding)
    return remaining, echoes


def _sheet_findings(
    sheet_numbers: SheetNumbers,
    file_place: Place,
    places: Mapping[tuple[str, int, int], Place],
    echoes: Sequence[Finding],
) -> Iterator[Finding]:
    if sheet_numbers.in_name:
        yield Finding.of(
            replace(file_place, sheet=sheet_numbers.sheet), PERSONAL_NUMBER_NAMES_SHEET.problem(), sheet_numbers.sheet
        )
    if sheet_numbers.cells:
        refused = any(echo.severity is Severity.ERROR for echo in echoes if echo.place.sheet == sheet_numbers.sheet)
        cells = sorted(sheet_numbers.cells)
        numbers = list(dict.fromkeys(shown for cell in cells for shown in sheet_numbers.cells[cell]))
        addresses = [sheet_numbers.address(cell) for cell in cells]
        problem = personal_numbers_on_a_sheet(
            len(cells), _few(addresses, MOST_CELLS), hidden=not sheet_numbers.visible, refused=refused
        )
        place = replace(file_place, sheet=sheet_numbers.sheet)
        if sheet_numbers.visible:
            row, column = cells[0]
            first = replace(place, row=row, column=column, display_name=(sheet_numbers.line_names or {}).get(row, ""))
            place = places.get((sheet_numbers.sheet, row, column), first)
        yield Finding.of(place, problem, _few(numbers, MOST_SHOWN))


def _few(texts: Sequence[str], most: int) -> str:
    return ", ".join([*texts[:most], "…"] if len(texts) > most else texts)
