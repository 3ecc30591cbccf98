"""From the plan to a unit's form, and from the form to a workbook that people fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from itertools import groupby

from followup.files.book import PROGRAM, Bars, Book, Colouring, Sheet, WorkbookLink, address
from followup.files.names import file_name, sheet_name
from followup.form.cells.certain import ListOf
from followup.form.checking.answered import NO_ANSWER
from followup.form.columns import Column
from followup.form.form import (
    IDENTITY_NAME,
    IDENTITY_SHEET,
    NO_ANSWER_NAME,
    NO_LAST_ANSWERS,
    Form,
    Identity,
    form_tables,
)
from followup.form.frame import Frame
from followup.form.history.last_answers import with_last_answers
from followup.form.history.reported_figures import intro_when_filled, reported_in, with_intros, with_reported
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
from followup.form.section import Grid, Listing, Section
from followup.form.self_check.check_columns import CheckedTable, put_self_check
from followup.form.self_check.codes import Weight
from followup.form.self_check.common_checks import CommonChecks
from followup.form.self_check.sentences import Sentences
from followup.form.terms.units import Unit
from followup.form.traits import AskedAfterwards, OnFirstSheet, ReportsAgain
from followup.form.values import Value
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal
from followup.plan.asked import answers as answers_section
from followup.plan.model import Plan
from followup.templates.taken_cells import put_taken_cells
from followup.templates.what_is_left import RowGroup, answered_count, answered_formula, wanted_formula, wanted_runs

PERCENT = r"0\ %"


def form_for(
    plan: Plan, unit: Unit, sections: Sequence[Section], columns: Mapping[str, tuple[Column, ...]] | None = None
) -> Form:
    """The form of one unit: the sections that the plan gives it and that have rows for it.

    ``columns`` are those of each section by its key, where they are known already.
    """
    chosen = []
    for section in sections:
        rows = tuple(section.shape.rows(plan, unit)) if isinstance(section.shape, Grid) else ()
        is_asked = section.has(AskedAfterwards) or answers_section(plan, unit, section)
        if section.has(OnFirstSheet) or (is_asked and (rows or not isinstance(section.shape, Grid))):
            chosen.append((section, columns[section.key] if columns else section.expanded(plan), rows))
    identity = Identity(plan.sender.short, unit.id, plan.round, plan.version)
    title = literal(f"{plan.sender.title or plan.round} · {unit.name}")
    tables = tuple(replace(table, plan_record=_about(plan, table.section)) for table in form_tables(chosen))
    reported = reported_in(tables, plan.reported.get(unit.id, {}))
    return Form(identity, title, unit.name, tables, plan.last_answers.get(unit.id, NO_LAST_ANSWERS), reported)


def _about(plan: Plan, section: Section) -> Mapping[str, Value]:
    return section.shape.plan_record(plan) if isinstance(section.shape, Listing) and section.shape.plan_record else {}


def template_name(frame: Frame, unit: Unit) -> str:
    """The file name of a unit's template: unit and round, so that a person sees which it is."""
    return file_name(f"{frame.units.file_stem(unit)} {frame.round}") + ".xlsx"


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
    for title, value in _facts(frame, unit):
        style = "label total" if title == DEADLINE else "label"
        sheet.row(at, 1, (frame.words(title), frame.words.show(value)), style)
        at += 1
    return at


DEADLINE = _("Last day to answer")
"""It stands out among what is said of the round."""


def _facts(frame: Frame, unit: Unit) -> list[tuple[Message, object]]:
    facts: list[tuple[Message, object]] = [
        (_("Region"), frame.sender.region),
        (_("Occasion"), frame.round),
        (_("Period"), _period(frame)),
        (DEADLINE, frame.deadline_of(unit)),
        (_("Questions are answered by"), frame.sender.contact),
        (_("Registration number"), frame.sender.dnr),
    ]
    return [(title, value) for title, value in facts if value]


def _period(frame: Frame) -> str:
    first, last = frame.period.first, frame.period.last
    return f"{first:%Y-%m-%d} – {last:%Y-%m-%d}" if first and last else ""


INSTRUCTIONS = (
    _("1. Fill in the yellow cells on the other sheets; the list below leads to them and shows what is left."),
    _(
        "2. Is a figure missing? Leave its cell empty and say why in the comment on its row: that is an answer too. "
        "Write 0 only for zero."
    ),
    _(
        "3. Grey cells are filled in already or not yours to fill in. If one is wrong, say so in a comment; "
        "do not change it."
    ),
    _(
        "4. Paste values only (Paste special, Values), and leave hidden rows and columns: they say whose answers are whose."
    ),
    _(
        "5. Sign below, save, and send the whole workbook, as an Excel workbook (.xlsx), to who sent it to you. "
        "No patient data."
    ),
)


PROGRESS_TITLES = (
    _("Section"), _("Sheet"), _("To answer"), _("Left"), _("Done"), _("To correct"), _("To explain"),
)  # fmt: skip
LEGEND = (
    (_("Yellow: to fill in"), "input"),
    (_("Grey: filled in, or not yours"), "earlier"),
    (_("Blue: worked out"), "computed"),
    (_("Red: to correct; why stands on the right"), "error"),
    (_("Orange: explain in the comment"), "warning"),
)
"""What the colours mean, with the style of each."""

THE_CHECK_MAY_FIND_MORE = _(
    "To correct and To explain are counted as you fill in. Who receives the workbook checks it, and may find more."
)
HEADINGS = (_("How to fill in"), _("What is left"))
AT_WILL = _("if needed")
"""In the place of a count, for a section in which nothing has to be answered."""


def texts_of_first_sheet(frame: Frame, sections: Sequence[Section], unit: Unit) -> frozenset[str]:
    """What we write ourselves on the first sheet: not to be taken for somebody's answer."""
    words = frame.words
    messages = [
        *INSTRUCTIONS,
        *PROGRESS_TITLES,
        *(meaning for meaning, _style in LEGEND),
        THE_CHECK_MAY_FIND_MORE,
        *HEADINGS,
        AT_WILL,
        *(title for title, _value in _facts(frame, unit)),
    ]
    shown = [value for _title, value in _facts(frame, unit)] + [frame.period.deadline]  # before the unit got longer
    texts = [words(message) for message in messages] + [words.show(value) for value in shown if value]
    note = frame.texts.get(("introduction", unit.id.casefold()), "")
    own_texts = [*texts, unit.name, frame.sender.title, frame.round, note]
    return frozenset(" ".join(text.split()) for text in own_texts) | texts_of_sheets(frame, sections)


def texts_of_sheets(frame: Frame, sections: Sequence[Section]) -> frozenset[str]:
    """What we write ourselves above the tables of the other sheets."""
    messages = [
        message
        for section in sections
        for message in (section.title, section.sheet, section.intro)
        if message is not None
    ]
    messages += [intro_when_filled(section) for section in sections if section.has(ReportsAgain)]
    return frozenset(" ".join(frame.words(message).split()) for message in messages)


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
