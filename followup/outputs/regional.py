"""The regional workbook: an overview to look at first, then every row with its unit, its reasons and its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, groupby

from followup.files.book import Block, Book, Cell, Chart, LazyRows, Link, Series, Sheet, TableColumn, Value
from followup.files.legal import MOST_LINES, fitting
from followup.files.names import sheet_name
from followup.form.cells.base import CellType
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.frame import Frame
from followup.form.presenting import ChartOf
from followup.form.rows import FilledRow
from followup.form.values import Missing, Written
from followup.locale import _, literal
from followup.outputs.decided import put_decided
from followup.outputs.edited import put_edited
from followup.outputs.figures import put_figures
from followup.outputs.goals import decided_tables, put_decisions, put_goals
from followup.outputs.listed import put_attachments
from followup.outputs.overview import put_overview
from followup.outputs.source_links import file_of, to_source
from followup.outputs.written import put_written
from followup.report.charts import MOST_CHARTS, chart_groups
from followup.report.findings_text import said, without_echoes
from followup.report.formatting import (
    PRELIMINARY,
    name_of,
    published_mark,
    show_short,
    state_title,
)
from followup.report.judgements import Judged, scale_title, scales_of
from followup.report.outline import Outline
from followup.stages.consolidating import Region
from followup.stages.region import RegionTable, UnitRow
from followup.stages.signing import needs_approval

Held = Value | Link | Cell
Shower = Callable[[FilledRow], Held]
WIDE, NARROW = 46, 13
CUT_AT = _("… [the text is cut here; all of it stands in {file}, {place}]")
ROWS_OF_A_CHART = 15
"""Two rows of charts fill a printed page, so that none is cut in two."""


def regional_workbook(result: Region, inbox: str, outlines: Sequence[Outline] = ()) -> Book:
    """The workbook of a round. ``inbox`` is the way from it to the folder of submissions, for links.

    ``outlines`` are of the documents that can be made of the round.
    A published one has no findings and no sources: both would show what is masked.
    """
    frame = result.frame
    book = Book(f"{frame.sender.title} · {frame.sender.region}", language=frame.words.language)
    overview = book.sheet(sheet_name(frame.words(_("Overview"))))
    put_overview(overview, result, inbox)
    if any(table.region for table in result.tables):
        _put_region(book, result)
    if result.goals:
        put_goals(book.sheet(sheet_name(frame.words(_("Goals")))), result)
    for table in result.tables:
        _put_section(book, table, result, "" if result.published else inbox)
        put_written(book, table, frame, "" if result.published else inbox)
    if not result.published:
        put_edited(book, result)
    if any(decided_tables(result)):
        put_decisions(book.sheet(sheet_name(frame.words(_("Decisions")))), result)
    if result.attachments:
        put_attachments(book.sheet(sheet_name(frame.words(_("Attachments")))), result)
    put_decided(book, result, outlines)
    if not result.published:
        _put_findings(book, result.findings, frame, inbox)
        _put_submissions(book, result, inbox)
        put_figures(book, result)
    return book


def _put_section(book: Book, table: RegionTable, result: Region, inbox: str) -> None:
    frame = result.frame
    words = frame.words
    name = sheet_name(words(table.section.title), {sheet.name for sheet in book.sheets})
    sheet = book.sheet(name)
    sheet.put(0, 0, words(table.section.title), "title")
    told = _("Working material. One row a unit and row; the source opens the unit's own workbook.")
    sheet.put(1, 0, words(told if inbox else published_mark(frame, [table])), "instruction", wrap=False)
    intro = frame.texts.get(("introduction", words(table.section.title).casefold()))
    if intro:
        sheet.put(2, 0, intro, "text", wrap=False)
    scales = scales_of(table)
    rows = LazyRows([*table.rows, *table.struck], _row_of(table, scales, result, inbox))
    block = Block("r_" + table.section.key, 3, 0, _columns(table, scales, frame, bool(inbox)), rows)
    sheet.blocks.append(block)
    sheet.freeze = (4, 2)
    sheet.repeat_rows = (3, 3)
    _put_charts(book, sheet, block, table, frame)


def _columns(table: RegionTable, scales: Sequence[str], frame: Frame, sources: bool) -> list[TableColumn]:
    words = frame.words
    columns = [TableColumn(words(_("Unit")), "label", width=24), TableColumn(words(_("Row key")), "muted", width=24)]
    columns += [_table_column(column, words(column.title)) for column in table.columns]
    for scale in scales:
        title = scale_title(frame, scale)
        columns.append(TableColumn(title, "label", width=20))
        columns.append(TableColumn(words(_("{scale}: reason", scale=title)), "muted", width=34))
    columns.append(TableColumn(words(_("Incomplete")), "label", width=16))
    if table.struck:
        columns.append(TableColumn(words(_("Struck after")), "label", width=14))
    if needs_approval(frame):
        columns.append(TableColumn(words(_("Approval")), "label", width=14))
    if sources:
        columns.append(TableColumn(words(_("Source file")), "link", width=36))
        columns.append(TableColumn(words(_("Source cell")), "link", width=16))
    return _unique(columns)


def _unique(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """Excel wants every title of a table to differ, case aside."""
    taken: set[str] = set()
    made = []
    for column in columns:
        title = column.title
        while title.casefold() in taken:
            title += " "
        taken.add(title.casefold())
        made.append(TableColumn(title, column.style, column.number_format, column.width))
    return made


def _table_column(column: Column, title: str) -> TableColumn:
    number_format = column.type.number_format if isinstance(column.type, CellType) else ""
    return TableColumn(title, "label", "" if number_format == "@" else number_format, min(column.width, WIDE))


def _row_of(table: RegionTable, scales: Sequence[str], result: Region, inbox: str) -> Callable[[UnitRow], list[Held]]:
    """What makes the cells of one row after the other; what all rows have in common is worked out once."""
    frame = result.frame
    values = [_value_of(column, frame) for column in table.columns]
    judged = [Judged(frame, scale) for scale in scales]
    with_approval, preliminary = needs_approval(frame), result.preliminary
    mark = Cell(frame.words(PRELIMINARY), "warning")
    files: dict[str, Link] = {}

    def row_of(row: UnitRow) -> list[Held]:
        filled = row.filled
        cells: list[Held] = [row.unit.name if row.unit else "", filled.row.key, *[value(filled) for value in values]]
        for each in judged:
            text, colour = each.levels(row.judgements)
            level = Cell(text, "label", colour=colour) if text else _empty("label")
            cells += [level, each.reasons(row.judgements) or None]
        cells.append(show_short(filled, frame) or None)
        if table.struck:
            cells.append(row.until or None)
        if with_approval:
            cells.append(mark if row.unit is not None and row.unit.id in preliminary else None)
        return [*cells, *_source_of(row, inbox, files)] if inbox else cells

    return row_of


def _source_of(row: UnitRow, inbox: str, files: dict[str, Link]) -> list[Held]:
    """The file of a row and its first answer, each with a link; two empty cells where it comes from none.

    ``files`` holds the links of files so far: the rows of a unit all come from one or two.
    """
    source = row.source
    if not source.file:
        return [None, None]
    link = files.get(source.file)
    if link is None:
        link = files[source.file] = Link(source.file, file=f"{inbox}/{source.file}")
    return [link, to_source(source, link.file)]


def _value_of(column: Column, frame: Frame) -> Shower:
    """What shows the value of a column in one row after the other; what all rows have in common is worked out once.

    A number stays a number; a row whose type differs from the column's brings its own number format.
    """
    key, base, words = column.key, column.base, frame.words
    usual = column.type if isinstance(column.type, CellType) else None
    unread = words(_("could not be read"))

    def show(filled: FilledRow) -> Held:
        value = filled[key]
        if (refused := filled.refused) and key in refused:
            return unread
        if isinstance(value, Missing):
            return value.reason
        # As ``type_shown``, which has to be asked only for a figure that was held against others.
        kind = filled.row.types.get(base, usual)
        if kind is None or (filled.beside and isinstance(value, Decimal)):
            kind = filled.type_shown(column)
        shown = None if value is None else kind.to_cell(value, words)
        if isinstance(shown, str) and len(shown) >= MOST_LINES:
            shown = _fitting(shown, filled, key, frame)
        if isinstance(value, Written):
            return Cell(shown, "label", wrap=False)
        own_look = filled.row.sums or (kind is not usual and kind != usual)
        return _with_own_look(shown, filled, kind) if own_look else shown

    return show


def _fitting(text: str, filled: FilledRow, key: str, frame: Frame) -> str:
    """An answer as far as a cell holds it, saying where the whole of it stands; labels are as the plan has them."""
    if key not in filled.cells or filled.row.cells.get(key):
        return text
    place = filled.place(key)
    mark = CUT_AT.filled(file=place.file, place=place.where)
    return fitting(text, frame.words(mark), MOST_LINES)


def _with_own_look(shown: Value, filled: FilledRow, kind: CellType) -> Cell:
    style = "label total" if filled.row.sums else "label"
    number_format = "" if kind.number_format == "@" else kind.number_format
    style = style if number_format else "label"
    return _empty(style, number_format) if shown is None else Cell(shown, style, number_format)


@lru_cache(128)
def _empty(style: str, number_format: str = "") -> Cell:
    """A cell without a value: of those there are thousands that are all alike."""
    return Cell(None, style, number_format)


def _put_charts(book: Book, sheet: Sheet, block: Block, table: RegionTable, frame: Frame) -> None:
    """A section's charts, on a sheet of their own behind it, drawn from its table."""
    wanted = [each for each in table.section.reading if isinstance(each, ChartOf)]
    for chart in wanted:
        groups = chart_groups(table, chart)
        if not groups or len(groups) > MOST_CHARTS:
            continue
        name = sheet_name(frame.words(_("{sheet} charts", sheet=sheet.name)), {each.name for each in book.sheets})
        drawn = book.sheet(name)
        drawn.put(0, 0, name, "title")
        for number, (title, first, last) in enumerate(groups):
            drawn.charts.append(_chart(chart, title, (first, last), number, sheet.name, table, block, frame))


def _chart(
    chart: ChartOf,
    title: str,
    rows: tuple[int, int],
    number: int,
    sheet: str,
    table: RegionTable,
    block: Block,
    frame: Frame,
) -> Chart:
    first, last = (block.row + 1 + index for index in rows)
    at = {column.key: block.column + 2 + i for i, column in enumerate(table.columns)}
    bases = [column for column in table.columns if column.base in chart.values or column.key in chart.values]
    colours = ("#0B4F6C", "#C4561A", "#5B4B8A", "#2E7D32")

    def range_of(key: str) -> tuple[str, int, int, int, int]:
        return (sheet, first, at[key], last, at[key])

    series = [
        Series(frame.words(column.title), range_of(chart.category), range_of(column.key), colours[i % len(colours)])
        for i, column in enumerate(bases)
    ]
    if chart.target:
        target = next(column for column in table.columns if column.key == chart.target)
        series.append(
            Series(frame.words(target.title), range_of(chart.category), range_of(chart.target), "#5F6368", True)
        )
    return Chart(
        2 + (number // 2) * ROWS_OF_A_CHART,
        (number % 2) * 8,
        chart.kind,
        title,
        tuple(series),
        frame.words(_("Chart: {title}. The figures stand on the sheet {sheet}.", title=title, sheet=sheet)),
        chart.number_format.replace(" %", r"\ %"),
        width=500,
        height=270,
    )


def _put_region(book: Book, result: Region) -> None:
    """The region's own rows: what could be added up, with what is missing in each."""
    frame = result.frame
    sheet = book.sheet(sheet_name(frame.words(_("The region"))))
    sheet.put(0, 0, name_of(result, None), "title")
    sheet.put(
        1,
        0,
        frame.words(_("Sums over the units that answered. * means that a contributor is missing.")),
        "instruction",
        wrap=False,
    )
    at = 3
    for table in result.tables:
        if table.region:
            at = _put_region_table(sheet, at, table, table.region, frame.words(table.section.title), frame) + 2
        for unit, rows in groupby(table.subtotals, key=lambda row: row.unit):
            whose = _(
                "{section}, {unit} with its sub-units", section=table.section.title, unit=literal(name_of(result, unit))
            )
            at = _put_region_table(sheet, at, table, list(rows), frame.words(whose), frame) + 2


def _put_region_table(
    sheet: Sheet, at: int, table: RegionTable, rows: Sequence[UnitRow], title: str, frame: Frame
) -> int:
    """One table of sums, the region's or those of a unit with its sub-units; gives the row below it."""
    words = frame.words
    columns = [column for column in table.columns if any(row.filled[column.key] is not None for row in rows)]
    scales = scales_of(table) if any(row.judgements for row in rows) else []
    titles = [words(column.title) for column in columns]
    for title_ in [scale_title(frame, scale) for scale in scales]:
        titles += [title_, words(_("{scale}: reason", scale=title_))]
    sheet.put(at, 0, title, "heading")
    sheet.row(at + 1, 0, [*titles, words(_("Incomplete"))], "header")
    at += 2
    for row in rows:
        for place, column in enumerate(columns):
            sheet.cells[at, place] = _region_cell(row, column, frame)
            sheet.widths[place] = max(sheet.widths.get(place, 0), min(column.width, 34))
        for offset, scale in enumerate(scales):
            judged = Judged(frame, scale)
            text, colour = judged.levels(row.judgements)
            sheet.put(at, len(columns) + 2 * offset, text or None, "label", colour=colour)
            sheet.put(at, len(columns) + 2 * offset + 1, judged.reasons(row.judgements) or None, "muted")
        place = len(columns) + 2 * len(scales)
        sheet.put(at, place, show_short(row.filled, frame) or None, "label")
        for extra in range(len(columns), place + 1):
            sheet.widths[extra] = max(sheet.widths.get(extra, 0), 22)
        at += 1
    return at


def _region_cell(row: UnitRow, column: Column, frame: Frame) -> Cell:
    kind = row.filled.type_shown(column)
    value = kind.to_cell(row.filled[column.key], frame.words)
    style = "label total" if row.filled.row.sums else "label"
    number_format = "" if kind.number_format == "@" else kind.number_format
    if column.key in row.filled.short and number_format:
        number_format = f'{number_format}"*"'
    return Cell(value, style, number_format)


def _put_findings(book: Book, findings: Sequence[Finding], frame: Frame, inbox: str) -> None:
    """Every finding that says something of its own, one a row, with a link to the cell in the unit's workbook."""
    words = frame.words
    sheet = book.sheet(sheet_name(words(_("Findings"))))
    sheet.put(0, 0, words(_("Findings")), "title")
    told = _("What the check found, gravest first; the cell opens the unit's own workbook.")
    sheet.put(1, 0, words(told), "instruction", wrap=False)
    titles = (
        *(_("Unit"), _("Severity"), _("Sheet"), _("Cell"), _("Column"), _("What stood there")),
        *(_("What is wrong, and what to write"), _("Rule"), _("File")),
    )
    widths = (26, 16, 20, 8, 24, 30, 70, 24, 30)
    links = {_("Cell"), _("File")}
    columns = [
        TableColumn(words(title), "link" if title in links else "label", width=width)
        for title, width in zip(titles, widths, strict=True)
    ]
    rows = [_finding_row(finding, frame, inbox) for finding in without_echoes(findings)]
    sheet.blocks.append(Block("r_findings", 3, 0, columns, rows))
    sheet.freeze = (4, 1)
    sheet.repeat_rows = (3, 3)


def _finding_row(finding: Finding, frame: Frame, inbox: str) -> list[Value | Link | Cell]:
    place, words = finding.place, frame.words
    file = f"{inbox}/{place.file}" if place.unit or not place.sheet else ""  # else a decision: not in the inbox
    linked = to_source(place, file, place.cell) if place.cell and file else place.cell or None
    return [
        place.unit,
        Cell(words(finding.severity.title), ("error", "warning", "level other")[finding.severity]),
        place.sheet,
        linked,
        place.label,
        finding.found,
        said(finding, words),
        finding.rule,
        Link(place.file, file=file) if place.file and file else place.file or None,
    ]


def _put_submissions(book: Book, result: Region, inbox: str) -> None:
    words = result.frame.words
    sheet = book.sheet(sheet_name(words(_("Submissions"))))
    sheet.put(0, 0, words(_("Submissions")), "title")
    titles = (
        _("Unit"),
        _("State"),
        _("File"),
        _("Values"),
        _("To correct"),
        _("To check"),
        _("Signed by"),
        _("Approved by"),
        _("SHA-256 of the file"),
    )
    widths = (28, 30, 34, 10, 11, 14, 40, 40, 68)
    columns = [TableColumn(words(title), "label", width=width) for title, width in zip(titles, widths, strict=True)]
    rows: list[list[Value | Link | Cell]] = []
    for state in chain(*(each.halves or (each,) for each in result.every_state)):
        title, style = state_title(state)
        rows.append(
            [
                state.unit.name,
                Cell(words(title), style),
                file_of(state, inbox),
                state.values,
                state.errors,
                state.warnings,
                state.signed,
                state.approved,
                state.sha256,
            ]
        )
    sheet.blocks.append(Block("r_submissions", 2, 0, columns, rows))
    sheet.freeze = (3, 1)
