"""Lay out the tables of a form on sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from followup.files.book import Book, Cell, ExcelTable, Sheet, Validation, Value
from followup.files.names import sheet_name
from followup.form.answers.completing import complete_rows
from followup.form.cells.base import CellType
from followup.form.cells.prose import GUARD, Prose
from followup.form.columns import KEY_TITLE, Column, Role
from followup.form.form import Form, FormTable
from followup.form.layout import column_order
from followup.form.layout.common_layout import CellLook, CommonLayout, LaidRow, TableInCommon
from followup.form.layout.formulas import formulas_of
from followup.form.layout.reference_lists import put_reference_lists
from followup.form.layout.table_layout import TableLayout as TableLayout
from followup.form.rows import DetachedRow, FilledRow, Row
from followup.form.section import Grid
from followup.form.traits import HiddenUntilWanted, OnFirstSheet
from followup.form.values import ProseAnswer
from followup.form.values import Value as CellValue
from followup.locale import Words

MARK = "#"
TEMPLATE = "template"
"""The kind of form that units fill in."""
KEY_COLUMN = 0
FIRST_COLUMN = 1
FROZEN_WIDTH = 62
"""Characters. Frozen columns do not scroll: were they wider, a small screen would have no room for the answers."""


PrefilledAnswers = Mapping[str, Mapping[str, Mapping[str, CellValue]]]
"""Answers by section, row key and column key; in a listing the row keys are only to tell rows apart."""


def lay_out_tables(
    book: Book,
    form: Form,
    words: Words,
    answers: PrefilledAnswers | None = None,
    common: CommonLayout | None = None,
) -> list[TableLayout]:
    """Put every table of the form on its sheet, in order; tables of one sheet stand below each other. ``common`` is what
    is known of other forms in the same words.
    """
    layouts: list[TableLayout] = []
    in_sight = form.identity.kind == TEMPLATE
    tables = [table for table in form.tables if not table.section.has(OnFirstSheet)]
    for _name, group in groupby(tables, key=lambda table: words(table.sheet)):
        group_tables = list(group)
        sheet = Sheet(sheet_name(words(group_tables[0].sheet), {other.name for other in book.sheets}))
        book.sheets.append(sheet)
        if all(table.section.has(HiddenUntilWanted) for table in group_tables):
            sheet.state = "hidden"
        layouts.extend(lay_out_sheet(sheet, group_tables, words, answers or {}, common, in_sight))
    put_reference_lists(book, layouts, words)
    return layouts


def lay_out_sheet(
    sheet: Sheet,
    tables: Sequence[FormTable],
    words: Words,
    answers: PrefilledAnswers,
    common: CommonLayout | None = None,
    in_sight: bool = False,
) -> Iterator[TableLayout]:
    """The title of a sheet and its tables, below each other; a single one keeps its header in view, and where all that is
    answered is to be ``in_sight`` what is context stands behind it.
    """
    sheet.put(0, FIRST_COLUMN, words(tables[0].sheet), "title")
    top = 1
    for table in tables:
        if len(tables) > 1:
            top += 1
            sheet.put(top, FIRST_COLUMN, words(table.section.title), "heading")
            top += 1
        given = answers.get(table.section.key, {})
        columns = column_order.shown_columns(table, given) if in_sight else table.columns
        if in_sight and len(tables) == 1:
            columns = column_order.with_answers_in_sight(columns)
        widths = column_order.fitted_widths(columns, words) if in_sight else None
        layout = lay_out_table(sheet, top, table, words, given, common, LaidColumns(columns, widths))
        if in_sight:
            sheet.cursor = sheet.cursor or layout.first_answer
        top = layout.last_row + 2
        yield layout
    if len(tables) == 1:
        sheet.freeze = (layout.header + 1, _frozen_column(layout, sheet.widths))
        sheet.repeat_rows = (layout.header, layout.header)


class LaidColumns(NamedTuple):
    """The columns of a table as its sheet has them, from left to right, and how wide; None: as they are declared."""

    columns: Sequence[Column]
    widths: Mapping[str, float] | None = None

    def width(self, column: Column) -> float:
        """Characters of a column."""
        return column.width if self.widths is None else self.widths[column.key]


def _frozen_column(layout: TableLayout, widths: Mapping[int, float]) -> int:
    """Labels stay in sight while the rest scrolls, as long as they leave room for it."""
    width, column = 0.0, FIRST_COLUMN
    for label in layout.shown:
        width += widths[column]
        if label.role is not Role.LABEL or label.before_answers or width > FROZEN_WIDTH:
            break
        column += 1
    return column


def lay_out_table(
    sheet: Sheet,
    top: int,
    table: FormTable,
    words: Words,
    answers: Mapping[str, Mapping[str, CellValue]],
    common: CommonLayout | None = None,
    laid: LaidColumns | None = None,
) -> TableLayout:
    """Instruction, key row, header and rows of one table, from row ``top`` on; without ``laid`` all columns as declared."""
    if table.section.intro is not None:
        sheet.put(top, FIRST_COLUMN, words(table.section.intro), "instruction", wrap=False)
        top += 1
    keys, header = top, top + 1
    laid = laid or LaidColumns(table.columns)
    columns = {column.key: FIRST_COLUMN + i for i, column in enumerate(laid.columns)}
    layout = TableLayout(table, sheet.name, header, columns)
    _put_keys(sheet, keys, header, table, laid, words)
    at = header + 1
    filled = layout.filled = prefilled_rows(table, answers, words)
    for row in table.rows:
        layout.rows[row.key] = at
        at += 1
        if table.lines:
            length = max([table.lines, *(2 + len(text.paragraphs) for text in _texts_of(table, filled[row.key]))])
            layout.blocks[row.key] = (at, at + length - 1)
            at += length
    layout.blank_rows = list(range(at, at + table.blank))
    known = (common or CommonLayout()).of(layout)
    looks_of_rows = put_fixed_rows(sheet, layout, table.rows, filled, words, known)
    for row in table.rows if table.lines else ():
        _put_block(sheet, layout, row, filled[row.key], words)
    put_listed(sheet, layout, answers if table.is_listing else {}, words)
    kinds = (*map(id, looks_of_rows), len(layout.blank_rows))
    if kinds not in known.validations:
        first = len(sheet.validations)
        put_validations(sheet, layout, words)
        known.validations[kinds] = sheet.validations[first:]
    else:
        sheet.validations += known.validations[kinds]
    _put_excel_table(sheet, layout)
    return layout


def _put_keys(sheet: Sheet, keys: int, header: int, table: FormTable, laid: LaidColumns, words: Words) -> None:
    sheet.put(keys, KEY_COLUMN, MARK + table.section.key, "key")
    sheet.put(header, KEY_COLUMN, words(KEY_TITLE), "key")
    sheet.hidden_rows.add(keys)
    sheet.hidden_columns.add(KEY_COLUMN)
    titles: set[str] = set()
    for offset, column in enumerate(laid.columns):
        sheet.put(keys, FIRST_COLUMN + offset, column.key, "key")
        title = words(column.title)
        while title in titles:
            title += " "
        titles.add(title)
        sheet.put(header, FIRST_COLUMN + offset, title, "header")
        at = FIRST_COLUMN + offset
        sheet.widths.setdefault(at, laid.width(column))  # where tables stand below each other the first decides


def prefilled_rows(
    table: FormTable, answers: Mapping[str, Mapping[str, CellValue]], words: Words
) -> dict[str, FilledRow]:
    """Every fixed row with its values, sums and derived values worked out: what formulas will show."""
    rows = [DetachedRow(row, {**row.cells, **answers.get(row.key, {})}) for row in table.rows]
    complete_rows(rows, table.columns)
    return {filled.row.key: filled for filled in rows}


def put_fixed_rows(
    sheet: Sheet,
    layout: TableLayout,
    rows: Iterable[Row],
    filled: Mapping[str, FilledRow],
    words: Words,
    common: TableInCommon | None = None,
) -> list[tuple[CellLook, ...]]:
    """The keys and the cells of fixed rows, where ``layout`` has them. How they look is the same for rows of one kind;
    it is given for each row.
    """
    common = common or TableInCommon(layout.table)
    looks_of_kinds: dict[tuple[object, ...], tuple[CellLook, ...]] = {}
    looks_of_rows = []
    for row in rows:
        kind = (*row.types, *map(id, row.types.values()), row.closed, bool(row.sums), row.level)
        looks = looks_of_kinds.get(kind)
        if looks is None:
            same = (tuple(row.types.items()), *kind[-3:])
            looks = looks_of_kinds[kind] = common.looks.get(same) or tuple(_looks(layout, row))
            common.looks[same] = looks
        values, known = filled[row.key].values, common.rows.get(row.key)
        if known is None or known.looks is not looks or known.values != values:
            known = LaidRow(looks, values, dict(_row_cells(layout, row, filled[row.key], looks, words, common)))
            common.rows[row.key] = known
        sheet.cells.update(known.cells)
        looks_of_rows.append(looks)
    return looks_of_rows


def _row_cells(
    layout: TableLayout,
    row: Row,
    filled: FilledRow,
    looks: Sequence[CellLook],
    words: Words,
    common: TableInCommon,
) -> Iterator[tuple[tuple[int, int], Cell]]:
    at = layout.rows[row.key]
    yield (at, KEY_COLUMN), Cell(row.key, "key")
    for place, column, kind, blank, label, always_blank in looks:
        value = None if always_blank else filled[column.key]
        if (column.derived is not None or row.sums) and (formula := _formula(layout, row, column, common)):
            shown = kind.to_cell(filled[column.key], words)
            style = "computed total" if row.sums else "computed"
            yield (at, place), Cell("" if shown is None else shown, style, kind.number_format, formula)
        elif value is None:
            yield (at, place), blank
        else:
            shown = kind.to_cell(value, words)
            number_format = "" if label and isinstance(shown, str) else blank.number_format
            yield (at, place), Cell(shown, blank.style, number_format, indent=blank.indent)


def _texts_of(table: FormTable, filled: FilledRow) -> list[ProseAnswer]:
    values = (filled[column.key] for column in table.columns)
    return [value for value in values if isinstance(value, ProseAnswer)]


def _put_block(sheet: Sheet, layout: TableLayout, row: Row, filled: FilledRow, words: Words) -> None:
    """The rows for an answer in words: a guard beside the label, then a paragraph a row."""
    at = layout.rows[row.key]
    first, last = layout.blocks[row.key]
    for column in layout.shown:
        place = layout.columns[column.key]
        value = filled[column.key]
        if isinstance(row.type_of(column), Prose):
            is_asked = column.role is Role.INPUT
            if is_asked:
                sheet.put(at, place, words(GUARD), "muted")
            paragraphs = value.paragraphs if isinstance(value, ProseAnswer) else ()
            shown = range(first, last + 1 if is_asked else first + len(paragraphs))
            for offset, line in enumerate(shown):
                paragraph = paragraphs[offset] if offset < len(paragraphs) else None
                text = None if paragraph is None else str(paragraph)
                sheet.put(line, place, text, "input text" if is_asked else "earlier text", number_format="@")
                if paragraph is not None and paragraph.link:
                    sheet.links[line, place] = paragraph.link


def _looks(layout: TableLayout, row: Row) -> Iterator[CellLook]:
    """How the cells of a row look that are not worked out."""
    names = layout.table.labels[: column_order.NAMES]
    indented = max(names, key=lambda label: label.width).key if names else ""
    for column in layout.shown:
        kind, place, always_blank = row.type_of(column), layout.columns[column.key], False
        style, number_format, indent = kind.style, kind.number_format, 0
        if column.role is Role.LABEL:
            style, indent = "label total" if row.sums else "label", row.level if column.key == indented else 0
        elif column.role is Role.EARLIER and not isinstance(kind, Prose):
            earlier = "earlier text" if kind.takes_words else "earlier"
            style = "label total" if row.sums else earlier
        elif column.key in row.closed:
            style = "earlier"
        elif isinstance(kind, Prose):
            style, number_format, always_blank = "label", "", True
        blank = Cell(None, style, number_format, indent=indent)
        yield CellLook(place, column, kind, blank, column.role is Role.LABEL, always_blank)


def _formula(layout: TableLayout, row: Row, column: Column, common: TableInCommon) -> str:
    cell = row.key, column.key
    if cell not in common.formulas:
        formulas = formulas_of(layout.table, row, column, layout.rows, layout.columns)
        common.formulas[cell] = next(iter(formulas), "")
    return common.formulas[cell]


def put_listed(sheet: Sheet, layout: TableLayout, answers: Mapping[str, Mapping[str, CellValue]], words: Words) -> None:
    """Rows of a listing: the answers given, then blank ones, all in the style of their column."""
    listed = [values for key, values in answers.items() if key not in layout.rows]
    below = layout.last_row + 1
    layout.blank_rows += range(below, below + len(listed) - len(layout.blank_rows))
    shown_columns, filled = layout.shown, [DetachedRow(Row(""), dict(values)) for values in listed]
    complete_rows(filled, layout.table.columns)
    for index, at in enumerate(layout.blank_rows):
        values = filled[index] if index < len(filled) else DetachedRow(Row(""))
        for column in shown_columns:
            kind = column.type
            assert isinstance(kind, CellType), "a listing has no rows to take a type from"
            value: Value = kind.to_cell(values[column.key], words)
            style, formula = kind.style, ""
            if column.derived is not None:
                formulas = formulas_of(layout.table, values.row, column, {"": at}, layout.columns)
                style, formula = "computed", next(iter(formulas), "")
                value = "" if formula and value is None else value
            sheet.cells[at, layout.columns[column.key]] = Cell(value, style, kind.number_format, formula)


def put_validations(sheet: Sheet, layout: TableLayout, words: Words) -> None:
    """One validation for each run of neighbouring cells of the same type, over real rows only: LibreOffice cuts longer
    ones. In a table of blocks no two rows are neighbours.
    """
    for column in layout.shown:
        if column.role is not Role.INPUT:
            continue
        kinds: list[tuple[int, CellType | None]] = [
            (layout.rows[row.key], row.type_of(column) if layout.table.asks(row, column) else None)
            for row in layout.table.rows
        ]
        if isinstance(column.type, CellType):
            kinds += [(at, column.type) for at in layout.blank_rows]
        runs = groupby(enumerate(kinds), key=lambda pair: (pair[1][1], pair[1][0] - pair[0]))
        for (kind, _offset), run in runs:
            if kind is None:
                continue
            ats = [at for _index, (at, _kind) in run]
            if isinstance(kind, Prose):
                blocks = [layout.blocks[row.key] for row in layout.table.rows if layout.rows[row.key] in ats]
                _put_help_of_blocks(sheet, layout, column, blocks, kind.validation(words))
                continue
            validation = kind.validation(words)
            if validation is not None:
                sheet.validations.append((ats[0], ats[-1], layout.columns[column.key], validation))


def _put_help_of_blocks(
    sheet: Sheet, layout: TableLayout, column: Column, blocks: Sequence[tuple[int, int]], validation: Validation | None
) -> None:
    for first, last in blocks:
        if validation is not None:
            sheet.validations.append((first, last, layout.columns[column.key], validation))


def _put_excel_table(sheet: Sheet, layout: TableLayout) -> None:
    shape = layout.table.section.shape
    if isinstance(shape, Grid) and not shape.sortable:
        return
    if layout.last_row == layout.header:
        return
    name = "t_" + layout.table.section.key
    last_column = max(layout.columns.values())
    sheet.tables.append(ExcelTable(name, layout.header, KEY_COLUMN, layout.last_row, last_column))
