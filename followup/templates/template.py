"""From a unit's form to a workbook that people fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal
from itertools import groupby

from followup.files.book import PROGRAM, Bars, Book, Colouring, Sheet, WorkbookLink, address
from followup.files.names import sheet_name
from followup.form.cells.certain import ListOf
from followup.form.checking.answered import NO_ANSWER
from followup.form.form import (
    IDENTITY_NAME,
    IDENTITY_SHEET,
    NO_ANSWER_NAME,
    Form,
)
from followup.form.frame import Frame
from followup.form.history.last_answers import with_last_answers
from followup.form.history.reported_figures import with_intros, with_reported
from followup.form.history.sent_figures import put_sent_figures
from followup.form.layout.common_layout import CommonLayout
from followup.form.layout.layout import (
    FIRST_COLUMN,
    KEY_COLUMN,
    PrefilledAnswers,
    TableLayout,
    lay_out_table,
    lay_out_tables,
)
from followup.form.self_check.check_columns import CheckedTable, put_self_check
from followup.form.self_check.codes import Weight
from followup.form.self_check.common_checks import CommonChecks
from followup.form.self_check.sentences import Sentences
from followup.form.terms.units import Unit
from followup.form.traits import OnFirstSheet
from followup.frozen import frozen
from followup.locale import Words, _, literal
from followup.templates.first_sheet import (
    AT_WILL,
    DEADLINE,
    HEADINGS,
    INSTRUCTIONS,
    LEGEND,
    PROGRESS_TITLES,
    THE_CHECK_MAY_FIND_MORE,
    facts_of_round,
)
from followup.templates.taken_cells import put_taken_cells
from followup.templates.unit_form import template_name
from followup.templates.what_is_left import RowGroup, answered_count, answered_formula, wanted_formula, wanted_runs

PERCENT = r"0\ %"


@frozen
class CommonForms:
    """What the forms of a frame have in common as they are laid out: worked out for the first of them."""

    layout: CommonLayout = field(default_factory=CommonLayout)
    checks: CommonChecks = field(default_factory=CommonChecks)


def lay_out_form(
    form: Form, frame: Frame, unit: Unit, answers: PrefilledAnswers | None = None, common: CommonForms | None = None
) -> Book:
    """The whole workbook: first sheet, a sheet for each section, and the identity in three places.

    ``answers`` by section, row and column fill it in. ``common`` is what is known of other forms of the same frame.
    """
    common = common or CommonForms()
    words, form, answers = frame.words, with_last_answers(with_intros(form)), with_reported(form.reported, answers)
    dated = frame.period.document_day
    book = Book(words(form.title), language=words.language, author=frame.sender.region or PROGRAM, dated=dated)
    first = Sheet(sheet_name(words(_("Start"))))
    book.sheets.append(first)
    layouts, sentences = (
        lay_out_tables(book, form, words, answers, common.layout),
        Sentences(template_name(frame, unit)),
    )
    on_sheets = ((book.sheet(name), list(tables)) for name, tables in groupby(layouts, key=lambda table: table.sheet))
    put_taken_cells(book, layouts, words)
    checked = [table for on_sheet in on_sheets for table in put_self_check(*on_sheet, sentences, frame, common.checks)]
    on_first = _lay_out_first(first, form, frame, unit, layouts, checked, sentences.list_of, answers or {})
    put_self_check(first, on_first, sentences, frame, common.checks)
    for sheet in book.sheets:  # never the hidden cell with the workbook's mark
        sheet.cursor = sheet.cursor or sheet.freeze or (0, FIRST_COLUMN)
    _identify(book, form, [*on_first, *layouts])
    book.sheets.append(sentences.sheet)
    return book


def _identify(book: Book, form: Form, layouts: Sequence[TableLayout]) -> None:
    """The identity in three places, and on each sheet, which may be copied to a workbook of its own.

    The hidden sheet also lists what we wrote outside the tables, and which earlier figures were shown.
    """
    text = str(form.identity)
    listed = [_texts_outside_tables(sheets, layouts) for sheets in (book.sheets[:1], book.sheets[1:])]
    book.properties = {IDENTITY_NAME: text}
    book.names[IDENTITY_NAME] = (book.sheets[0].name, 0, KEY_COLUMN)
    book.lists[NO_ANSWER_NAME] = NO_ANSWER
    hidden = Sheet(IDENTITY_SHEET, state="very hidden")
    for column, texts in enumerate(listed):
        for at, own_text in enumerate(texts, start=1):
            hidden.put(at, column, own_text, "key")
    put_sent_figures(hidden, form)
    book.sheets.append(hidden)
    for sheet in book.sheets:
        sheet.put(0, KEY_COLUMN, text, "key")
        sheet.hidden_columns.add(KEY_COLUMN)


def _texts_outside_tables(sheets: Sequence[Sheet], layouts: Sequence[TableLayout]) -> list[str]:
    """Each text once. A reader of a later version, with other words, still knows them for ours."""
    texts: dict[str, None] = {}
    for sheet in sheets:
        table_rows = {
            row for table in layouts if table.sheet == sheet.name for row in range(table.header - 1, table.last_row + 1)
        }
        for (row, _column), cell in sheet.cells.items():
            if row not in table_rows and isinstance(cell.value, str) and not cell.style.startswith("input"):
                texts[cell.value] = None
    texts.pop("", None)
    return list(texts)


def _lay_out_first(
    sheet: Sheet,
    form: Form,
    frame: Frame,
    unit: Unit,
    layouts: Sequence[TableLayout],
    checked: Sequence[CheckedTable],
    list_of: ListOf,
    answers: PrefilledAnswers,
) -> list[TableLayout]:
    """Who, which round, what to do, what is left; and the tables that stand below that."""
    words = frame.words
    for column, width in enumerate((3, 34, 34, 12, 12, 16, 12, 12)):
        sheet.widths[column] = width
    sheet.landscape = False
    sheet.protected = True
    sheet.logo = (0, 5)
    sheet.put(0, 1, words(literal(unit.name)), "title")
    sheet.put(1, 1, frame.sender.title or frame.round, "heading")
    note = frame.texts.get(("introduction", unit.id.casefold()))
    if note:
        sheet.put(2, 1, note, "instruction", wrap=False)
    at = _put_facts(sheet, frame, unit, 4)
    at = _put_instructions(sheet, words, at + 1)
    at = _put_progress(sheet, words, layouts, checked, list_of, at + 1)
    on_first: list[TableLayout] = []
    for table in form.tables:
        if table.section.has(OnFirstSheet):
            sheet.put(at + 1, 1, words(table.section.title), "heading")
            layout = lay_out_table(sheet, at + 2, table, words, answers.get(table.section.key, {}))
            at = layout.last_row + 1
            on_first.append(layout)
            sheet.cursor = sheet.cursor or layout.first_answer
    return on_first


def _put_facts(sheet: Sheet, frame: Frame, unit: Unit, at: int) -> int:
    for title, value in facts_of_round(frame, unit):
        style = "label total" if title == DEADLINE else "label"
        sheet.row(at, 1, (frame.words(title), frame.words.show(value)), style)
        at += 1
    return at


def _put_instructions(sheet: Sheet, words: Words, at: int) -> int:
    sheet.put(at, 1, words(HEADINGS[0]), "heading")
    for line in INSTRUCTIONS:
        at += 1
        sheet.put(at, 1, words(line), "text", wrap=False)
    for number, (text, style) in enumerate(LEGEND):
        at += number % 2 == 0  # two beside each other: the columns behind them are too narrow
        sheet.put(at, 1 + number % 2, words(text), style)
    return at + 1


def _put_progress(
    sheet: Sheet,
    words: Words,
    layouts: Sequence[TableLayout],
    checked: Sequence[CheckedTable],
    list_of: ListOf,
    at: int,
) -> int:
    """What is left in each section, and what is to correct and to explain, by formulas whose results are stored: mailed
    workbooks open uncalculated.
    """
    sheet.put(at, 1, words(HEADINGS[1]), "heading")
    sheet.put(at + 1, 1, words(THE_CHECK_MAY_FIND_MORE), "text", wrap=False)
    at += 2
    sheet.row(at, 1, [words(title) for title in PROGRESS_TITLES], "header")
    first, by_section = at + 1, {table.layout.table.section.key: table for table in checked}
    for table in layouts:
        runs, checked_table = wanted_runs(table), by_section.get(table.table.section.key)
        if not runs and checked_table is None:
            continue
        at += 1
        sheet.put(at, 1, words(table.table.section.title), "label")
        sheet.put(at, 2, WorkbookLink(table.sheet, sheet=table.sheet, cell=_first_cell(table)), "link")
        _put_left(sheet, words, at, table, runs, checked_table, list_of)
        _put_counts(sheet, at, checked_table)
    if at >= first:
        sheet.bars.append(Bars(first, 5, at))
        for column, style in zip((6, 7), ("error", "warning"), strict=True):
            more_than_none = f"{address(first, column)}>0"
            sheet.colourings.append(Colouring(first, column, at, column, more_than_none, style))
    return at + 1


def _first_cell(layout: TableLayout) -> str:
    """Where a link to a table leads: to the first cell to fill in, else to its title row."""
    return address(*(layout.first_answer or (layout.header, FIRST_COLUMN)))


def _put_left(
    sheet: Sheet,
    words: Words,
    at: int,
    layout: TableLayout,
    runs: Sequence[RowGroup],
    checked: CheckedTable | None,
    list_of: ListOf,
) -> None:
    """How many rows there are to answer, how many are left, and the share that is done; where none has to be, so much."""
    row_count = sum(run.last - run.first + 1 for run in runs)
    if not row_count:
        sheet.row(at, 3, (words(AT_WILL), None, None), "label")
        return
    codes = None if checked is None else checked.codes_column
    formula, done = answered_formula(layout, runs, list_of, codes), answered_count(layout)
    count_formula = f"={wanted_formula(layout, runs)}"
    sheet.put(at, 3, row_count, "label", number_format="0", formula=count_formula)
    address_of_count = address(at, 3)
    sheet.put(at, 4, row_count - done, "computed", number_format="0", formula=f"={address_of_count}-({formula})")
    share = Decimal(done) / row_count
    sheet.put(at, 5, share, "computed", number_format=PERCENT, formula=f"=1-{address(at, 4)}/{address_of_count}")


def _put_counts(sheet: Sheet, at: int, checked: CheckedTable | None) -> None:
    """How many things are to be corrected and to be explained."""
    for column, weight in zip((6, 7), (Weight.ERROR, Weight.WARNING), strict=True):
        if checked is None:
            sheet.put(at, column, None, "label")
        else:
            counted = f"={checked.count_formula(weight)}"
            sheet.put(at, column, checked.count(weight), "computed", number_format="0", formula=counted)
