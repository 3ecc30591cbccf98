"""A copy of a received workbook with wrong cells marked and a list of them first; the received file is only read.

What the workbook library would lose on its way is put back where it can be (results of formulas, drop-downs, values
hidden by merged cells) and named where it cannot. The copy is read again before it is kept: it holds every value.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from decimal import Decimal
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from followup.files.book import Book
from followup.files.containers.unpacking import content_of
from followup.files.disk.atomic_files import written_beside
from followup.files.marking.first_sheet import put_first, put_table
from followup.files.marking.recognise_marks import AUTHOR, OPENING, is_our_sheet, with_note, without_note
from followup.files.packages.part_xml import parse_part, serialise
from followup.files.packages.saved import save_bytes
from followup.files.packages.xlsx_parts import (
    NotMarkable,
    Parts,
    Results,
    formula_results,
    lost_in_copy,
    newer_validations,
    parts_of,
    put_results,
    refuse_huge,
    split_hiding_merges,
)
from followup.files.processes.format_readers import book_of
from followup.files.received import ReceivedBook, Uncalculated, UnreadableFile
from followup.files.sources import Source, innermost
from followup.frozen import frozen

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from followup.files.xlsx_writing.base_look import BaseLook

ELSEWHERE = re.compile(r"\[\d+\][^\[\]!]*!|^=?[^\"(]*\|")
"""In a formula: another workbook, or another program (DDE)."""

NOTE_WIDTH, NOTE_LINE, LETTERS_A_LINE = 330, 17, 48
"""A note has a box as large as its text needs: in the usual one only its first lines are seen."""


@frozen
class Mark:
    """A cell to mark, counted from 0: in the colours of a style of the look, with a note."""

    sheet: str
    row: int
    column: int
    style: str
    note: str


@frozen
class Correction:
    """A formula of ours that showed something wrong: how it is to be, and what it comes to, a text where that is no
    number; None where the workbook was never calculated.
    """

    sheet: str
    row: int
    column: int
    formula: str
    result: Decimal | str | None


COPY = "copy.xlsx"
"""What a copy is called while it is looked over: it may still have the name of an incomplete file."""


class CannotMark(Exception):
    """No copy can be made that holds all that was received: another kind of file, or one that the library fails on."""


class Markable:
    """A received workbook, opened to be copied. ``lost`` names what the copy will lack."""

    def __init__(self, source: Source) -> None:
        try:
            content = content_of(source)
            parts = parts_of(content)
            refuse_huge(parts)  # before the library opens it, which would take minutes
            lost = lost_in_copy(parts)
            if split_hiding_merges(parts):
                lost.append("merges")
            self.received = book_of(content, source.name, guarded=False)
            self.results = formula_results(parts)  # the library keeps formulas or results, not both
            self.workbook = _open(parts.packed())
        except (NotMarkable, UnreadableFile, SyntaxError, OSError) as error:
            raise CannotMark from error
        if set(self.workbook.sheetnames) != set(parts.sheets):
            raise CannotMark  # Strict OOXML opens as a workbook without sheets
        _put_numbers(self.workbook, self.received)
        _put_validations(self.workbook, parts)
        if _cut_links(self.workbook, self.results):
            lost.append("links")
        self.saved = self.workbook.properties.modified
        self.lost = tuple(lost)

    def sheets(self) -> list[str]:
        """The names of the sheets that are the unit's own, in order."""
        ours = {sheet.name for sheet in self.received.sheets if is_our_sheet(sheet)}
        return [name for name in self.workbook.sheetnames if name not in ours]

    def write(
        self,
        target: Path,
        first: Book,
        marks: Sequence[Mark],
        look: BaseLook,
        corrections: Sequence[Correction] = (),
        added: Book | None = None,
    ) -> None:
        """Mark the cells, put the only sheet of ``first`` before the others and that of ``added`` behind it, and write the
        copy.
        """
        try:
            parts = self._mark(first, marks, look, corrections, added)
        except CannotMark:
            raise
        except Exception as error:  # openpyxl also fails in many ways on what it has read itself
            raise CannotMark from error
        with written_beside(target) as beside:
            beside.write_bytes(parts.packed())
            copied = book_of(beside.read_bytes(), COPY, guarded=False)
            _compare(
                self.received,
                copied,
                {(correction.sheet, (correction.row, correction.column)) for correction in corrections},
            )
        self.workbook.close()

    def _mark(
        self,
        first: Book,
        marks: Sequence[Mark],
        look: BaseLook,
        corrections: Sequence[Correction],
        added: Book | None,
    ) -> Parts:
        self._remove_old_marks()
        for correction in corrections:
            self._correct(correction)
        for mark in marks:
            if mark.sheet in self.workbook.sheetnames:
                _mark(self.workbook[mark.sheet], mark, look)
        put_first(self.workbook, first, look)
        if added is not None:
            put_table(self.workbook, added, look)
        parts = parts_of(save_bytes(self.workbook))
        put_results(parts, self.results)
        _keep_time(parts, self.saved)
        return parts

    def _correct(self, correction: Correction) -> None:
        cell = self.workbook[correction.sheet].cell(correction.row + 1, correction.column + 1)
        cell.value = correction.formula
        if correction.result is None:
            return
        kind = "str" if isinstance(correction.result, str) else "n"
        text = correction.result if isinstance(correction.result, str) else repr(float(correction.result))
        self.results.setdefault(correction.sheet, {})[cell.coordinate] = (kind, text)

    def _remove_old_marks(self) -> None:
        """Our list and notes from an earlier time; a cell gets back the look of one like it."""
        for name in [name for name in self.workbook.sheetnames if name not in self.sheets()]:
            del self.workbook[name]
        for sheet in self.workbook.worksheets:
            old = [cell for cell in _cells(sheet) if cell.comment is not None and OPENING in cell.comment.text]
            if old:
                _restore(sheet, old)


def _open(content: bytes) -> Workbook:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the first sheet says what it drops
            workbook = load_workbook(BytesIO(content), keep_links=False, rich_text=True)
    except Exception as error:  # openpyxl fails in many ways on odd files; then the list alone goes back
        raise CannotMark from error
    workbook.template = False
    return workbook


def _cells(sheet: Worksheet) -> Iterator[Any]:
    """The cells that there are, without making those between them."""
    yield from [cell for _place, cell in sorted(sheet._cells.items())]


def _put_numbers(workbook: Workbook, received: ReceivedBook) -> None:
    """A number such as 20221231 in a cell for dates is no date: the library would make an error of it."""
    for sheet in received.sheets:
        for (row, column), raw in sheet.cells.items():
            if isinstance(raw, Decimal):
                cell = workbook[sheet.name]._cells.get((row + 1, column + 1))
                if cell is not None and cell.data_type == "e":
                    cell.value = float(raw)


def _put_validations(workbook: Workbook, parts: Parts) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    texts = ("type", "operator", "errorStyle", "error", "errorTitle", "prompt", "promptTitle")
    flags = ("allowBlank", "showErrorMessage", "showInputMessage")
    for name, cells, attributes, formulas in newer_validations(parts):
        options: dict[str, Any] = {key: attributes[key] for key in texts if key in attributes}
        options |= {key: attributes[key] in ("1", "true") for key in flags if key in attributes}
        options |= dict(zip(("formula1", "formula2"), formulas, strict=False))
        if not any(ELSEWHERE.search(formula) for formula in formulas):
            workbook[name].add_data_validation(DataValidation(sqref=cells, **options))


def _cut_links(workbook: Workbook, results: Results) -> bool:
    """Formulas that reach outside the workbook become what they last came to. True when there were any."""
    cut = False
    for sheet in workbook.worksheets:
        stored = results.get(sheet.title, {})
        for cell in _cells(sheet):
            formula = getattr(cell.value, "text", cell.value) if cell.data_type == "f" else None
            if not isinstance(formula, str) or not ELSEWHERE.search(formula):
                continue
            cut = True
            kind, text = stored.get(cell.coordinate, ("str", formula))
            cell.value = float(text) if kind == "n" else text == "1" if kind == "b" else text
            cell.data_type = {"str": "s"}.get(kind, kind)
        rules = sheet.data_validations.dataValidation
        sheet.data_validations.dataValidation = [
            rule for rule in rules if not any(ELSEWHERE.search(str(f or "")) for f in (rule.formula1, rule.formula2))
        ]
    for names in (workbook.defined_names, *(sheet.defined_names for sheet in workbook.worksheets)):
        for name in [name for name, defined in names.items() if ELSEWHERE.search(str(defined.value or ""))]:
            del names[name]
    return cut


# ------------------------------------------------------------------------------------------------------------ marks


def _mark(sheet: Worksheet, mark: Mark, look: BaseLook) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Border, PatternFill, Side

    cell = _visible_cell(sheet, mark.row + 1, mark.column + 1)
    properties = look.styles[mark.style]
    line = Side("medium", color=str(properties.get("font_color", "#000000")).lstrip("#"))
    cell.border = Border(line, line, line, line)
    cell.fill = PatternFill("solid", fgColor=str(properties.get("bg_color", "#FFFFFF")).lstrip("#"))
    others = cell.comment.text if cell.comment is not None else ""
    before = cell.comment.author if others and OPENING not in others else AUTHOR
    text = with_note(others, mark.note)
    lines = sum(1 + len(line) // LETTERS_A_LINE for line in text.split("\n"))
    cell.comment = Comment(text, before, height=NOTE_LINE * (lines + 1), width=NOTE_WIDTH)


def _visible_cell(sheet: Worksheet, row: int, column: int) -> Any:
    """The cell, or the first of the merged cells that it is one of."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def _restore(sheet: Worksheet, marked: Sequence[Any]) -> None:
    """Take our notes away; fill and border become those of the nearest cell that is like it in all else."""
    from openpyxl.comments import Comment

    places = {(cell.row, cell.column) for cell in marked}
    like: dict[tuple[int, ...], list[Any]] = {}
    for cell in _cells(sheet):
        if cell.has_style and (cell.row, cell.column) not in places:
            like.setdefault(_all_else(cell), []).append(cell)
    for cell in marked:
        rest = without_note(cell.comment.text)
        cell.comment = Comment(rest, cell.comment.author) if rest else None
        near = min(like.get(_all_else(cell), ()), key=_distance_from(cell), default=None)
        cell._style.fillId = near._style.fillId if near is not None else 0
        cell._style.borderId = near._style.borderId if near is not None else 0


def _all_else(cell: Any) -> tuple[int, ...]:
    style = cell._style
    return (style.fontId, style.numFmtId, style.alignmentId, style.protectionId)


def _distance_from(cell: Any) -> Callable[[Any], tuple[int, int]]:
    """Cells of the same column come first."""
    return lambda other: (abs(other.column - cell.column), abs(other.row - cell.row))


# ------------------------------------------------------------------------------------------------------------- file


def _keep_time(parts: Parts, time: Any) -> None:
    """The copy was last saved when the received workbook was: marking it is no answer, and gives the same bytes."""
    root = parse_part(parts.content["docProps/core.xml"])
    for modified in root.iterfind("{*}modified"):
        modified.text = time.strftime("%Y-%m-%dT%H:%M:%SZ") if time is not None else "2000-01-01T00:00:00Z"
    parts.content["docProps/core.xml"] = serialise(root)


def _compare(received: ReceivedBook, copied: ReceivedBook, corrected: Set[tuple[str, tuple[int, int]]]) -> None:
    """Every value must be in the copy, where it was, but for results that were corrected; CannotMark when one is not."""
    copies = {sheet.name: sheet.cells for sheet in copied.sheets}
    for sheet in received.sheets:
        if is_our_sheet(sheet):
            continue
        cells = copies.get(sheet.name, {})
        for place, raw in sheet.cells.items():
            if isinstance(raw, Uncalculated) or (sheet.name, place) in corrected:
                continue
            if cells.get(place) != raw:
                raise CannotMark(f"{sheet.name} {place}")


def unique_targets(sources: Iterable[Path], into: Path) -> dict[Path, Path]:
    """Where each file's copy goes: its own name as .xlsx; of the same name from two folders, the folder is added.

    What lay in a mail or a compressed folder goes back under its own name, unless another has that too.
    """
    names: set[str] = set()
    targets = {}
    for source in sources:
        ending = source.suffix.lstrip(".")
        stem = PurePath(innermost(source.name)).stem
        candidates = [stem, f"{stem} {source.parent.name}", f"{stem} {ending}"]
        candidates += [f"{stem} nr {number}" for number in range(2, len(names) + 3)]
        name = next(name for name in candidates if name.casefold() not in names)
        names.add(name.casefold())
        targets[source] = into / f"{name}.xlsx"
    return targets
