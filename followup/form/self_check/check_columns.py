"""Puts the columns that check a table beside it: two hidden ones with codes, and a narrow one that says what is wrong.

The columns stand to the right of the widest table of the sheet. A formula looks at its own row alone, so that rows can
be sorted and inserted; it stands within the Excel table where there is one right beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from followup.files.book import Cell, Colouring, Sheet, column_letters, quoted
from followup.form.cells.certain import quoted_text
from followup.form.frame import Frame
from followup.form.layout.layout import FIRST_COLUMN
from followup.form.layout.table_layout import TableLayout
from followup.form.self_check.codes import Codes, Weight
from followup.form.self_check.common_checks import CellsOfRow, CommonChecks
from followup.form.self_check.row_codes import RowCodes
from followup.form.self_check.row_faults import ROW
from followup.form.self_check.sentences import SENTENCE, SENTENCES, TITLES, Sentences
from followup.frozen import frozen

WIDTH, NARROW = 24, 3
"""Of the column that says what is wrong: a sentence goes on over the empty cells beside it. The first sheet is to fit a
page as it stands."""

SUMMED_UP = {Weight.ERROR: "error", Weight.WARNING: "warning"}
"""The weights that cells are coloured for, with the styles that give the colours."""


@frozen
class CheckedTable:
    """A table with its checking columns: where its codes stand, and those that it is written with."""

    layout: TableLayout
    codes: str
    initial_codes: str
    codes_column: int

    def count_formula(self, weight: Weight) -> str:
        """How many codes of a weight there are."""
        sign = quoted_text(weight.value)
        return f'SUMPRODUCT(LEN({self.codes})-LEN(SUBSTITUTE({self.codes},{sign},"")))'

    def count(self, weight: Weight) -> int:
        """The same, of what the workbook is written with."""
        return self.initial_codes.count(weight.value)


def put_self_check(
    sheet: Sheet, tables: Sequence[TableLayout], sentences: Sentences, frame: Frame, common: CommonChecks
) -> list[CheckedTable]:
    """The columns of all tables on a sheet; those in which nothing can be known to be wrong get none."""
    at = 1 + max(column for _row, column in sheet.cells)
    all_tables = (_Table(sheet, layout, at, sentences, frame, common) for layout in tables)
    put = [checked for table in all_tables if (checked := table.put()) is not None]
    if put:
        sheet.hidden_columns |= {at, at + 1}
        sheet.widths[at + 2] = NARROW if sheet.protected else WIDTH
    return put


class _Table:
    """One table whose rows are gone through."""

    def __init__(
        self, sheet: Sheet, layout: TableLayout, at: int, sentences: Sentences, frame: Frame, common: CommonChecks
    ) -> None:
        self.sheet, self.layout, self.at = sheet, layout, at
        self.sentences, self.words = sentences, frame.words
        self.columns = {column.key: column for column in layout.shown}
        self.codes = RowCodes(layout, column_letters(at), sentences, frame, common)

    def put(self) -> CheckedTable | None:
        """The formulas of each row, then what stands above them and colours the table."""
        rows = [(place, codes) for codes, place in self._codes_of_rows() if codes.formulas[1]]
        if not rows:
            return None
        sentence = _sentence(column_letters(self.at + 1), self.codes.most_figures)
        for place, codes in rows:
            self._put_row(place, codes, sentence)
        self._put_head()
        self._extend_excel_table()
        self._colour()
        first, last = self.layout.header + 1, self.layout.last_row
        area = f"{quoted(self.layout.sheet)}!{_fixed(first, self.at + 1)}:{_fixed(last, self.at + 1)}"
        initial_codes = "".join(codes.results[1] for _place, codes in rows)
        return CheckedTable(self.layout, area, initial_codes, self.at + 1)

    def _codes_of_rows(self) -> Iterator[tuple[Codes, int]]:
        """The codes of each row with its place; those that people add are alike."""
        yield from ((self.codes.of(row), self.layout.rows[row.key]) for row in self.layout.table.rows)
        if self.layout.blank_rows:
            (added,) = self.layout.table.rows_of([""])
            codes = self.codes.of(added)
            yield from ((codes, place) for place in self.layout.blank_rows)

    def _put_row(self, place: int, codes: Codes, sentence: str) -> None:
        known = self.codes.common.cells.get(place)
        if known is None or known.codes is not codes or known.sentence != sentence:
            texts = enumerate(zip((*codes.formulas, sentence), codes.results, strict=True))
            cells = {
                (place, self.at + offset): _cell(formula, result, place, offset)
                for offset, (formula, result) in texts
                if formula
            }
            known = self.codes.common.cells[place] = CellsOfRow(codes, sentence, cells)
        self.sheet.cells.update(known.cells)

    def _put_head(self) -> None:
        keys, header = self.layout.header - 1, self.layout.header
        for offset, (key, title) in enumerate(TITLES.items()):
            self.sheet.put(keys, self.at + offset, key, "key")
            if not self.sheet.protected:
                self.sheet.put(header, self.at + offset, self.words(title), "header")

    def _extend_excel_table(self) -> None:
        for index, table in enumerate(self.sheet.tables):
            if table.first_row == self.layout.header and table.last_column == self.at - 1:
                self.sheet.tables[index] = replace(table, last_column=self.at + 2)

    def _colour(self) -> None:
        """A cell for the codes at its column, by the key above it; the sentence for any."""
        first, last = self.layout.header + 1, self.layout.last_row
        codes, key = (
            f"${column_letters(self.at + 1)}{first + 1}",
            f"{column_letters(FIRST_COLUMN)}${self.layout.header}",
        )
        for weight, style in SUMMED_UP.items():
            sought = f'"{weight}"&IF({key}="{SENTENCE}","",{key}&":")'
            formula = f"ISNUMBER(FIND({sought},{codes}))"
            self.sheet.colourings.append(Colouring(first, FIRST_COLUMN, last, self.at + 2, formula, style))


def _cell(formula: str, result: str, place: int, offset: int) -> Cell:
    """The cell of a row; codes are hidden, and the sentence runs on over the cells beside it."""
    text = f"={formula.replace(ROW, str(place + 1))}"
    return Cell(result, "key" if offset < 2 else "text", formula=text, wrap=False, pattern=formula)


def _fixed(row: int, column: int) -> str:
    return f"${column_letters(column)}${row + 1}"


def _sentence(codes: str, figures: int) -> str:
    """What the first code of a row says, with so many figures in it, and how many more there are; nothing of a row that
    nobody has begun with.
    """
    codes = f"{codes}{ROW}"
    sentence = f'INDEX({SENTENCES},MID({codes},FIND(":",{codes})+1,4))'
    figures_text = f'MID(LEFT({codes},FIND(" ",{codes})-1)&"||",FIND(":",{codes})+6,99)'
    if figures:
        sentence = f'SUBSTITUTE({sentence},"{{1}}",LEFT({figures_text},FIND("|",{figures_text})-1))'
    if figures > 1:
        rest_of_figures = f'MID({figures_text},FIND("|",{figures_text})+1,99)&"|"'
        sentence = f'SUBSTITUTE({sentence},"{{2}}",LEFT({rest_of_figures},FIND("|",{rest_of_figures})-1))'
    counted = "".join(f'-LEN(SUBSTITUTE({codes},"{weight}",""))' for weight in SUMMED_UP)
    more = f"2*LEN({codes}){counted}-1"
    return f'IF(OR({codes}="",LEFT({codes})="{Weight.UNANSWERED}"),"",{sentence}&IF({more}>0," (+"&{more}&")",""))'
