"""Lay out the tables of a form on sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from followup.files.book import Book, Cell, Sheet, Table, Validation, Value
from followup.files.names import sheet_name
from followup.form.answers.completing import complete_rows
from followup.form.cells.base import CellType
from followup.form.cells.number import Number, Percent
from followup.form.cells.prose import GUARD, Prose
from followup.form.columns import KEY_TITLE, Column, Role
from followup.form.form import Form, FormTable
from followup.form.layout.formulas import formulas_of
from followup.form.layout.laid import Laid as Laid
from followup.form.layout.reference_lists import put_reference_lists
from followup.form.rows import DetachedRow, FilledRow, Row
from followup.form.section import Grid
from followup.form.traits import OnFirstSheet
from followup.form.values import Value as CellValue
from followup.form.values import Written
from followup.locale import Words

MARK = "#"
KEY_COLUMN = 0
FIRST_COLUMN = 1
FROZEN_WIDTH = 62


Answers = Mapping[str, Mapping[str, Mapping[str, CellValue]]]
"""Answers by section, row key and column key; in a listing the row keys are only to tell rows apart."""


def lay_out_tables(book: Book, form: Form, words: Words, answers: Answers | None = None) -> list[Laid]:
    """Put every table of the form on its sheet, in order; tables of one sheet stand below each other."""
    laid: list[Laid] = []
    tables = [table for table in form.tables if not table.section.has(OnFirstSheet)]
    for _name, group in groupby(tables, key=lambda table: words(table.sheet)):
        together = list(group)
        sheet = Sheet(sheet_name(words(together[0].sheet), {each.name for each in book.sheets}))
        book.sheets.append(sheet)
        laid.extend(lay_out_sheet(sheet, together, words, answers or {}))
    put_reference_lists(book, laid, words)
    return laid


def lay_out_sheet(sheet: Sheet, tables: Sequence[FormTable], words: Words, answers: Answers) -> Iterator[Laid]:
    """The title of a sheet and its tables, below each other; a single one keeps its header in view."""
    sheet.put(0, FIRST_COLUMN, words(tables[0].sheet), "title")
    top = 1
    for table in tables:
        if len(tables) > 1:
            top += 1
            sheet.put(top, FIRST_COLUMN, words(table.section.title), "heading")
            top += 1
        laid = lay_out_table(sheet, top, table, words, answers.get(table.section.key, {}))
        top = laid.last_row + 2
        yield laid
    if len(tables) == 1:
        sheet.freeze = (laid.header + 1, _frozen_column(tables[0]))
        sheet.repeat_rows = (laid.header, laid.header)


def _frozen_column(table: FormTable) -> int:
    """Labels stay in sight while the rest scrolls, as long as they leave room for it."""
    width, column = 0.0, FIRST_COLUMN
    for label in table.labels:
        width += label.width
        if width > FROZEN_WIDTH:
            break
        column += 1
    return column


def lay_out_table(
    sheet: Sheet, top: int, table: FormTable, words: Words, answers: Mapping[str, Mapping[str, CellValue]]
) -> Laid:
    """Instruction, key row, header and rows of one table, from row ``top`` on."""
    if table.section.intro is not None:
        sheet.put(top, FIRST_COLUMN, words(table.section.intro), "instruction", wrap=False)
        top += 1
    keys, header = top, top + 1
    columns = {column.key: FIRST_COLUMN + i for i, column in enumerate(table.columns)}
    laid = Laid(table, sheet.name, header, columns)
    _put_keys(sheet, keys, header, table, words)
    at = header + 1
    filled = laid.filled = prefilled_rows(table, answers, words)
    for row in table.rows:
        laid.rows[row.key] = at
        at += 1
        if table.lines:
            length = max([table.lines, *(2 + len(text.paragraphs) for text in _texts_of(table, filled[row.key]))])
            laid.blocks[row.key] = (at, at + length - 1)
            at += length
    laid.blank_rows = list(range(at, at + table.blank))
    for row in table.rows:
        put_row(sheet, laid, row, filled[row.key], words)
        if table.lines:
            _put_block(sheet, laid, row, filled[row.key], words)
    put_listed(sheet, laid, answers if table.is_listing else {}, words)
    put_validations(sheet, laid, words)
    _put_excel_table(sheet, laid)
    return laid


def _put_keys(sheet: Sheet, keys: int, header: int, table: FormTable, words: Words) -> None:
    sheet.put(keys, KEY_COLUMN, MARK + table.section.key, "key")
    sheet.put(header, KEY_COLUMN, words(KEY_TITLE), "key")
    sheet.hidden_rows.add(keys)
    sheet.hidden_columns.add(KEY_COLUMN)
    titles: set[str] = set()
    for offset, column in enumerate(table.columns):
        sheet.put(keys, FIRST_COLUMN + offset, column.key, "key")
        title = words(column.title)
        while title in titles:
            title += " "
        titles.add(title)
        sheet.put(header, FIRST_COLUMN + offset, title, "header")
        at = FIRST_COLUMN + offset
        sheet.widths.setdefault(at, column.width)  # where tables stand below each other the first decides


def prefilled_rows(
    table: FormTable, answers: Mapping[str, Mapping[str, CellValue]], words: Words
) -> dict[str, FilledRow]:
    """Every fixed row with its values, sums and derived values worked out: what formulas will show."""
    rows = [DetachedRow(row, {**row.cells, **answers.get(row.key, {})}) for row in table.rows]
    complete_rows(rows, table.columns)
    return {filled.row.key: filled for filled in rows}


def put_row(sheet: Sheet, laid: Laid, row: Row, filled: FilledRow, words: Words) -> None:
    """The key and the cells of a fixed row, where ``laid`` has it."""
    at = laid.rows[row.key]
    sheet.put(at, KEY_COLUMN, row.key, "key")
    first_label = laid.table.labels[0].key if laid.table.labels else ""
    for column in laid.table.columns:
        place = laid.columns[column.key]
        sheet.cells[at, place] = _cell(laid, row, filled, column, words, column.key == first_label)


def takes_figures_only(kind: CellType) -> bool:
    """Whether a text in such a cell is no answer, whatever it says."""
    return isinstance(kind, Number | Percent)


def _texts_of(table: FormTable, filled: FilledRow) -> list[Written]:
    values = (filled[column.key] for column in table.columns)
    return [value for value in values if isinstance(value, Written)]


def _put_block(sheet: Sheet, laid: Laid, row: Row, filled: FilledRow, words: Words) -> None:
    """The rows for an answer in words: a guard beside the label, then a paragraph a row."""
    at = laid.rows[row.key]
    first, last = laid.blocks[row.key]
    for column in laid.table.columns:
        place = laid.columns[column.key]
        value = filled[column.key]
        if isinstance(row.type_of(column), Prose):
            sheet.put(at, place, words(GUARD), "muted")
            paragraphs = value.paragraphs if isinstance(value, Written) else ()
            for offset, line in enumerate(range(first, last + 1)):
                text = paragraphs[offset].text if offset < len(paragraphs) else None
                sheet.put(line, place, text, "input text", number_format="@")


def _cell(laid: Laid, row: Row, filled: FilledRow, column: Column, words: Words, first: bool) -> Cell:
    kind = row.type_of(column)
    value = kind.to_cell(filled[column.key], words)
    formula = _formula(laid, row, column)
    if formula:
        style = "label total" if row.sums else "computed"
        return Cell("" if value is None else value, style, kind.number_format, formula)
    if column.role is Role.LABEL:
        style = "label total" if row.sums else "label"
        number_format = "" if isinstance(value, str) else kind.number_format
        return Cell(value, style, number_format, indent=row.level if first else 0)
    if column.role is Role.EARLIER:
        return Cell(value, "label total" if row.sums else "earlier", kind.number_format)
    if column.key in row.closed:
        return Cell(value, "earlier", kind.number_format)
    if isinstance(kind, Prose):
        return Cell(None, "label")
    return Cell(value, kind.style, kind.number_format)


def _formula(laid: Laid, row: Row, column: Column) -> str:
    if column.derived is None and not row.sums:
        return ""  # most cells
    return next(iter(formulas_of(laid.table, row, column, laid.rows, laid.columns)), "")


def put_listed(sheet: Sheet, laid: Laid, answers: Mapping[str, Mapping[str, CellValue]], words: Words) -> None:
    """Rows of a listing: the answers given, then blank ones, all in the style of their column."""
    given = [values for key, values in answers.items() if key not in laid.rows]
    while len(given) > len(laid.blank_rows):
        laid.blank_rows.append(laid.last_row + 1)
    for index, at in enumerate(laid.blank_rows):
        values = given[index] if index < len(given) else {}
        for column in laid.table.columns:
            kind = column.type
            assert isinstance(kind, CellType), "a listing has no rows to take a type from"
            value: Value = kind.to_cell(values.get(column.key), words)
            sheet.cells[at, laid.columns[column.key]] = Cell(value, kind.style, kind.number_format)


def put_validations(sheet: Sheet, laid: Laid, words: Words) -> None:
    """One validation for each run of neighbouring cells of the same type, over real rows only: LibreOffice cuts longer
    ones. In a table of blocks no two rows are neighbours.
    """
    for column in laid.table.columns:
        if column.role is not Role.INPUT:
            continue
        kinds: list[tuple[int, CellType | None]] = [
            (laid.rows[row.key], row.type_of(column) if laid.table.asked(row, column) else None)
            for row in laid.table.rows
        ]
        if isinstance(column.type, CellType):
            kinds += [(at, column.type) for at in laid.blank_rows]
        runs = groupby(enumerate(kinds), key=lambda each: (each[1][1], each[1][0] - each[0]))
        for (kind, _offset), run in runs:
            if kind is None:
                continue
            ats = [at for _index, (at, _kind) in run]
            if isinstance(kind, Prose):
                blocks = [laid.blocks[row.key] for row in laid.table.rows if laid.rows[row.key] in ats]
                _put_help_of_blocks(sheet, laid, column, blocks, kind.validation(words))
                continue
            validation = kind.validation(words)
            if validation is not None:
                sheet.validations.append((ats[0], ats[-1], laid.columns[column.key], validation))


def _put_help_of_blocks(
    sheet: Sheet, laid: Laid, column: Column, blocks: Sequence[tuple[int, int]], validation: Validation | None
) -> None:
    for first, last in blocks:
        if validation is not None:
            sheet.validations.append((first, last, laid.columns[column.key], validation))


def _put_excel_table(sheet: Sheet, laid: Laid) -> None:
    shape = laid.table.section.shape
    if isinstance(shape, Grid) and not shape.sortable:
        return
    if laid.last_row == laid.header:
        return
    name = "t_" + laid.table.section.key
    last_column = max(laid.columns.values())
    sheet.tables.append(Table(name, laid.header, KEY_COLUMN, laid.last_row, last_column))
