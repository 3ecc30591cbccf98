"""A sheet on which a measure is chosen from a list, with its line over rounds and every unit's figures and words; and one on
which a goal is chosen, with all that units wrote below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from followup.files.book import (
    Book,
    Cell,
    ExcelTable,
    NumberRule,
    SeriesRanges,
    Sheet,
    SheetChart,
    Validation,
    Value,
    column_letters,
    quoted,
)
from followup.files.names import sheet_name
from followup.form.terms.period_names import month_name
from followup.locale import Message, Words, _
from followup.locale.sentences import paragraph
from followup.outputs.choosing.figures import SectionFigures
from followup.outputs.choosing.listed_rows import (
    Choice,
    ListedRow,
    goal_choices,
    is_judged,
    listed_rows,
    measure_choices,
)
from followup.outputs.xlsx_cells import link_to
from followup.region.model import RegionTable
from followup.reports.lists.data_sheets import source_of
from followup.reports.subject import Subject
from followup.reports.table import CellLink

HIDDEN = "_choices"
"""The hidden sheet of what can be chosen, of the rows in words, and of what the chart is drawn from."""

ROWS, MEASURES, MEASURED, GOALS, UNITS, DRAWN, CHOSEN = 0, 8, 12, 14, 19, 21, 31
"""Where on it each begins: a column. What is chosen is found in the first rows of the last."""

CHOICE_ROW, UNIT_ROW, MEASURED_ROW, CHART_ROW = 3, 4, 5, 7
CHART_WIDTH, CHART_HEIGHT, ROWS_OF_CHART = 1000, 260, 14
SCALE_ROW = 8
GOAL_TITLES_ROW, MOST_OF_A_GOAL = 6, 150
COLOURS, TARGET_COLOUR = ("#0B4F6C", "#C4561A", "#5B4B8A", "#2E7D32"), "#5F6368"
LINE_HEIGHT, TALLEST_ROW = 15.0, 405.0
"""In points: of a line of text, and about what Excel allows of a row."""
SHARE_FORMAT = "0.0##%"
INPUT = "input text"
MOST_TO_ADD_UP = 6_000_000
"""Lines times units: a workbook with more would take seconds to open, for each figure is looked for among all lines."""


def put_choosing_sheets(book: Book, subject: Subject) -> None:
    """Put both behind the overview, which then leads to them; neither where there is nothing to choose."""
    region, words = subject.region, subject.words
    rows = listed_rows(region)
    tables = [table for table in region.tables if is_judged(table)][:1]
    measures = [choice for table in tables for choice in measure_choices(rows, table.section.key)]
    goals = goal_choices(region, rows)
    if not measures or not goals or source_of(subject, tables[0]).length * len(region.frame.units) > MOST_TO_ADD_UP:
        return
    hidden = Sheet(HIDDEN, state="very hidden")
    _put_rows(hidden, rows)
    _put_choices(hidden, MEASURES, measures)
    _put_choices(hidden, GOALS, goals)
    names = [sheet.name for sheet in book.sheets]
    title = words(tables[0].section.title)
    by_measure = Sheet(sheet_name(words(_("{sheet} choose", sheet=title)), names))
    by_goal = Sheet(sheet_name(words(_("{sheet} choose", sheet=words(GOALS_SHEET_TITLE))), names))
    overview = book.sheets[0].name
    _MeasureSheet(subject, tables[0], by_measure, hidden, overview).put(measures, rows)
    _put_goal_sheet(by_goal, hidden, goals, rows, words, overview)
    _lead_to(book.sheets[0], [by_measure.name, by_goal.name])
    book.sheets[1:1] = [by_measure, by_goal]
    book.sheets.append(hidden)


GOALS_SHEET_TITLE = _("Goals")


def _put_rows(hidden: Sheet, rows: Sequence[ListedRow]) -> None:
    for at, row in enumerate(rows, start=1):
        hidden.row(
            at, ROWS, [row.unit, row.label, row.target, row.figures, row.level, row.answers, row.no_figures], "key"
        )


def _put_choices(hidden: Sheet, column: int, choices: Sequence[Choice]) -> None:
    for at, choice in enumerate(choices, start=1):
        hidden.row(at, column, [choice.name, Decimal(choice.first), Decimal(choice.size), choice.key], "key")


def _range(column: int, count: int) -> str:
    letters = column_letters(column)
    return f"{HIDDEN}!${letters}$2:${letters}${count + 1}"


def _cell(row: int, column: int, sheet: str = "") -> str:
    place = f"${column_letters(column)}${row + 1}"
    if not sheet:
        return place
    return f"{sheet if sheet == HIDDEN else quoted(sheet)}!{place}"


def _find_chosen(hidden: Sheet, at: int, column: int, choices: Sequence[Choice], sheet: str, chosen: Choice) -> None:
    """First row, count and key of what is chosen on a sheet, below each other: 0 and an empty text for what is in no list."""
    value = _cell(CHOICE_ROW, 1, sheet)
    place = f"MATCH({value},{_range(column, len(choices))},0)"
    results: tuple[Value, ...] = (Decimal(chosen.first), Decimal(chosen.size), chosen.key)
    for offset, (result, none) in enumerate(zip(results, ("0", "0", '""'), strict=True)):
        formula = f"=IFERROR(INDEX({_range(column + 1 + offset, len(choices))},{place}),{none})"
        hidden.put(at + offset, CHOSEN, result, "key", formula=formula)


def _listed(hidden_row: int, number: int, column: int, rows: int) -> str:
    """A column of the row of that number (from 1) among those of what is chosen; an empty text where there are fewer."""
    first, count = _cell(hidden_row, CHOSEN, HIDDEN), _cell(hidden_row + 1, CHOSEN, HIDDEN)
    return f'=IF({number}>{count},"",INDEX({_range(ROWS + column, rows)},{number - 1}+{first})&"")'


def _begin(sheet: Sheet, words: Words, note: Message, overview: str) -> None:
    sheet.put(0, 0, sheet.name, "title", wrap=False)
    sheet.put(1, 0, link_to(words(_("to the overview")), CellLink("", 0, overview, "A1")), "link", wrap=False)
    taller = _("A row that does not show the whole of a text grows by a double click on the line below its number.")
    sheet.put(2, 0, words(paragraph((note, taller))), "instruction", wrap=False)


def _put_choice(sheet: Sheet, row: int, title: str, value: str, source: str) -> None:
    sheet.put(row, 0, title, "text", wrap=False)
    sheet.put(row, 1, value, INPUT, wrap=False)
    sheet.validations.append((row, row, 1, Validation("list", source=f"={source}")))


def _height(sheet: Sheet, texts: Sequence[tuple[int, str]]) -> float:
    """What a row needs, in points, for texts by their columns: no program makes room for what a formula gives.

    A row in which nothing stands is no taller than one line, whatever may be chosen next: the sheet tells how it is drawn out.
    """
    lines = [
        sum(-(-len(line) // int(sheet.widths[column])) or 1 for line in text.split("\n")) for column, text in texts
    ]
    return min(TALLEST_ROW, max(lines, default=1) * LINE_HEIGHT)


class _MeasureSheet:
    """The sheet on which a measure is chosen, and beside it the unit whose line is drawn."""

    def __init__(self, subject: Subject, table: RegionTable, sheet: Sheet, hidden: Sheet, overview: str) -> None:
        self.subject, self.words, self.table, self.overview = subject, subject.words, table, overview
        self.figures = SectionFigures(subject, table)
        self.sheet, self.hidden = sheet, hidden
        self.key = _cell(2, CHOSEN, HIDDEN)

    def put(self, measures: Sequence[Choice], rows: Sequence[ListedRow]) -> None:
        """The choice, the chart of one unit, and a row a unit."""
        sheet, words, figures = self.sheet, self.words, self.figures
        note = _("Choose in the yellow cells: every unit is shown, and one unit's line over the rounds.")
        _begin(sheet, words, note, self.overview)
        chosen = max(measures, key=lambda choice: len({key[0] for key in figures.now if key[1] == choice.key}))
        of_chosen = rows[chosen.first - 1 : chosen.first - 1 + chosen.size]
        unit = next((row.unit for row in of_chosen if self._drawn(row.unit, chosen)), of_chosen[0].unit)
        units = list(
            dict.fromkeys([*(row.unit for row in rows if row.section == self.table.section.key), *figures.units])
        )
        for at, name in enumerate(units, start=1):
            self.hidden.put(at, UNITS, name, "key")
        title = words(self.table.section.title)
        _put_choice(sheet, CHOICE_ROW, title, chosen.name, _range(MEASURES, len(measures)))
        _put_choice(sheet, UNIT_ROW, words(_("Line of")), unit, _range(UNITS, len(units)))
        _find_chosen(self.hidden, 0, MEASURES, measures, sheet.name, chosen)
        self._put_unit_of_measure(chosen, measures)
        self._put_chart(chosen, unit)
        self._put_units(chosen, of_chosen, max(choice.size for choice in measures), len(rows))

    def _drawn(self, unit: str, choice: Choice) -> bool:
        return any(key[:2] == (unit, choice.key) for key in self.figures.now)

    def _put_unit_of_measure(self, chosen: Choice, measures: Sequence[Choice]) -> None:
        """What the figures of the measure are measured in: by it shares are shown as per cent."""
        measured = [self.figures.measured.get(choice.key, "") for choice in measures]
        for at, unit in enumerate(measured, start=1):
            self.hidden.put(at, MEASURED, unit or None, "key")
        place = f"MATCH({_cell(CHOICE_ROW, 1)},{_range(MEASURES, len(measures))},0)"
        formula = f'=IFERROR(INDEX({_range(MEASURED, len(measures))},{place})&"","")'
        self.sheet.put(MEASURED_ROW, 0, self.words(_("Unit of measure")), "text", wrap=False)
        self.sheet.put(MEASURED_ROW, 1, measured[measures.index(chosen)], "text", formula=formula)
        per_cent = f'=IF({_cell(MEASURED_ROW, 1, self.sheet.name)}="%",100,1)'
        self.scale = 100 if measured[measures.index(chosen)] == "%" else 1
        self.hidden.put(SCALE_ROW, CHOSEN, Decimal(self.scale), "key", formula=per_cent)

    def _put_chart(self, chosen: Choice, unit: str) -> None:
        figures, days = self.figures, self.figures.days
        of_unit = _cell(UNIT_ROW, 1, self.sheet.name)
        titles = [self.words(_("All")), *figures.parts[1:], self.words(_("Target"))]
        self.hidden.row(0, DRAWN + 1, titles, "key")
        target = figures.target(unit, chosen.key)
        for at, day in enumerate(days, start=1):
            self.hidden.put(at, DRAWN, self.words(month_name(day)), "key")
            self.hidden.put(at, DRAWN + len(titles) + 1, day, "key")
            place = _cell(at, DRAWN + len(titles) + 1)
            for offset, part in enumerate(figures.parts, start=1):
                value = figures.at.get((unit, chosen.key, part, day))
                formula = figures.round_formula(of_unit, self.key, part, place)
                self._put_drawn(at, DRAWN + offset, value, formula)
            self._put_drawn(at, DRAWN + len(titles), target, figures.target_formula(of_unit, self.key))
        last = len(days)
        categories = (HIDDEN, 1, DRAWN, last, DRAWN)
        series = [
            SeriesRanges(title, categories, (HIDDEN, 1, DRAWN + at, last, DRAWN + at), *look)
            for at, (title, look) in enumerate(zip(titles, _looks(len(titles)), strict=True), start=1)
        ]
        alt_text = self.words(
            _("Chart: the chosen unit's figures over the rounds, with the target. The figures of now stand below.")
        )
        chart = SheetChart(
            CHART_ROW,
            0,
            "line",
            self.words(_("Over the rounds")),
            tuple(series),
            alt_text,
            "",
            CHART_WIDTH,
            CHART_HEIGHT,
            True,
        )
        self.sheet.charts.append(chart)

    def _put_drawn(self, row: int, column: int, value: Decimal | None, formula: str) -> None:
        """In per cent where it is a share: an axis has one format, whatever is chosen."""
        shown = "#N/A" if value is None else value * self.scale
        self.hidden.put(row, column, shown, "key", formula=f"={_cell(SCALE_ROW, CHOSEN)}*{formula}")

    def _put_units(self, chosen: Choice, shown: Sequence[ListedRow], most: int, rows: int) -> None:
        sheet, words, figures = self.sheet, self.words, self.figures
        first = CHART_ROW + ROWS_OF_CHART + 1
        of_figures = [column for column in self.table.columns if column.base == figures.column]
        named = {column.part if column.part in figures.names else "": words(column.title) for column in of_figures}
        of_parts = [named.get(part, name) for part, name in figures.names.items()]
        titles = [words(_("Unit")), words(_("Target")), *of_parts, words(_("Level")), words(_("Answers in words"))]
        sheet.row(first - 1, 0, titles, "header")
        places = range(2, len(titles) - 2)
        sheet.widths = {0: 24, 1: 16, **dict.fromkeys(places, 12), len(titles) - 2: 26, len(titles) - 1: 62}
        parts = list(figures.names.values())
        for number in range(1, most + 1):
            at, row = first + number - 1, shown[number - 1] if number <= len(shown) else None
            texts: list[tuple[int, int, str]] = [(0, 0, row.unit if row else ""), (1, 2, row.target if row else "")]
            texts += [
                (len(titles) - 2, 4, row.level if row else ""),
                (len(titles) - 1, 6, row.no_figures if row else ""),
            ]
            sheet.heights[at] = _height(sheet, [(column, text) for column, _of, text in texts])
            for column, of, text in texts:
                beside_figures = int(column == len(titles) - 2)
                sheet.put(at, column, text, "text", formula=_listed(0, number, of, rows), indent=beside_figures)
            for offset, part in enumerate(parts, start=2):
                value = figures.now.get((row.unit, row.key, part)) if row else None
                formula = f'=IF($A{at + 1}="","",{figures.now_formula(f"$A{at + 1}", self.key, part)})'
                sheet.cells[at, offset] = Cell("" if value is None else value, "text", formula=formula)
        last = first + most - 1
        rule = f'${_cell(MEASURED_ROW, 1)[1:]}="%"'
        sheet.number_rules += [
            NumberRule(first, column, last, rule, SHARE_FORMAT) for column in range(2, 2 + len(parts))
        ]
        sheet.tables.append(ExcelTable("chosen_measure", first - 1, 0, last, len(titles) - 1))
        sheet.cursor = (CHOICE_ROW, 1)


def _looks(count: int) -> list[tuple[str, bool]]:
    return [*((COLOURS[at % len(COLOURS)], False) for at in range(count - 1)), (TARGET_COLOUR, True)]


def _put_goal_sheet(
    sheet: Sheet, hidden: Sheet, goals: Sequence[Choice], rows: Sequence[ListedRow], words: Words, overview: str
) -> None:
    """The choice, how many rows there are, and all of them in words, to write from."""
    note = _(
        "Choose in the yellow cell: what every unit has reported below the goal, with cause and remedy, to write from."
    )
    _begin(sheet, words, note, overview)
    chosen = min(goals, key=lambda choice: (choice.size > MOST_OF_A_GOAL, goals.index(choice)))
    at = 4
    _find_chosen(hidden, at, GOALS, goals, sheet.name, chosen)
    _put_choice(sheet, CHOICE_ROW, words(_("Goal")), chosen.name, _range(GOALS, len(goals)))
    most = min(max(choice.size for choice in goals), MOST_OF_A_GOAL)
    count = _cell(at + 1, CHOSEN, HIDDEN)
    shown, of = (words(text) for text in (_("Rows: "), _(" of ")))
    total = f'IF({count}>{most},{most}&"{of}"&{count},{count})'
    counted = f"{most}{of}{chosen.size}" if chosen.size > most else f"{chosen.size}"
    sheet.put(CHOICE_ROW + 1, 0, f"{shown}{counted}", "muted", formula=f'="{shown}"&{total}', wrap=False)
    titles = [_("Unit"), _("Row"), _("Target"), _("Figures"), _("Level"), _("Answers in words")]
    sheet.row(GOAL_TITLES_ROW, 0, [words(title) for title in titles], "header")
    sheet.widths = dict(enumerate((22, 34, 14, 30, 24, 58)))
    listed = rows[chosen.first - 1 : chosen.first - 1 + chosen.size]
    texts: tuple[Callable[[ListedRow], str], ...] = (
        lambda row: row.unit,
        lambda row: row.label,
        lambda row: row.target,
        lambda row: row.figures,
        lambda row: row.level,
        lambda row: row.answers,
    )
    for number in range(1, most + 1):
        place, row = GOAL_TITLES_ROW + number, listed[number - 1] if number <= len(listed) else None
        values = [text(row) if row is not None else "" for text in texts]
        sheet.heights[place] = _height(sheet, list(enumerate(values)))
        for column, value in enumerate(values):
            sheet.put(place, column, value, "text", formula=_listed(at, number, column, len(rows)))
    last = GOAL_TITLES_ROW + most
    sheet.tables.append(ExcelTable("chosen_goal", GOAL_TITLES_ROW, 0, last, len(titles) - 1))
    sheet.freeze, sheet.repeat_rows = (GOAL_TITLES_ROW + 1, 1), (GOAL_TITLES_ROW, GOAL_TITLES_ROW)
    sheet.cursor = (CHOICE_ROW, 1)


def _lead_to(first: Sheet, names: Sequence[str]) -> None:
    """Links below those that the overview has already."""
    row = 1 + max(row for row, column in first.cells if column == 0)
    for at, name in enumerate(names, start=row):
        first.put(at, 0, link_to(name, CellLink("", 0, name, "A1")), "link", wrap=False)
