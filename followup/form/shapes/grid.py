"""Read a grid: rows that the plan fixed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import compress

from followup.files.received import Raw, Uncalculated
from followup.form.answers.completing import complete, is_summed
from followup.form.cells.base import as_text, shown
from followup.form.columns import Column, Role
from followup.form.layout.formulas import LayoutFormulas
from followup.form.rows import Cell, Row
from followup.form.shapes.colours import coloured_answers
from followup.form.shapes.prefilled import comparable, is_same_result, stands, texts
from followup.form.shapes.row_matching import RowMatch, match_rows
from followup.form.shapes.table_match import ABSENT, unknown_rows
from followup.form.shapes.table_reader import TableReader
from followup.form.traits import AskedAfterwards
from followup.form.values import Value
from followup.locale import literal
from followup.rulebook.answers import (
    COLOUR_IS_NO_ANSWER,
    COMPUTED_OVERWRITTEN,
    FORMULA_CHANGED,
    NOT_ASKED_FOR,
    PREFILLED_CHANGED,
    PREFILLED_FIGURE_CHANGED,
    TOTAL_DOES_NOT_ADD_UP,
    TOTAL_OF_UNKNOWN,
)
from followup.rulebook.problem import Problem, Severity
from followup.rulebook.tables import (
    ANSWER_ON_ROW_COPY,
    ROW_MISSING,
    ROW_MIXED,
    ROW_TWICE,
    ROW_UNCLEAR,
    ROW_UNKNOWN,
    ROWS_BY_LABELS,
    SORTED_WITHOUT_KEYS,
)

AS_TYPED = frozenset({str, Decimal, date})
"""What the plan writes; other classes of text are of cells with an error, or never calculated."""

AS_TYPED_OR_EMPTY = AS_TYPED | {type(None)}


class GridReader(TableReader):
    """The plan's rows, each where it stands now; rows that are unclear are refused cell by cell."""

    def read_rows(self) -> None:
        """The rows in the plan's order, then what was worked out, then what stands on rows that are nobody's."""
        rows, answers = match_rows(self.match), self.answers
        keys = {row.key for row in self.table.rows}
        self.result.used_cells.update(
            (line, self.match.key_column) for line, key in self.match.keys.items() if key in keys
        )
        self._report_recognition(rows)
        answers.rows = list(self.table.rows)
        answers.lines = [rows.line_by_key.get(row.key, ABSENT) for row in self.table.rows]
        closed = list(self._read_columns(rows))
        # Columns are put in order before anything is worked out, and sums are worked out before they are compared: what
        # is refused here is not among the figures that a sum is held against.
        self._normalise()
        self._report_closed(closed)
        if self.origin.unit:
            self._report_colours()
        complete(answers.rows, self.table.columns, answers.values, answers.coverages)
        self._compare_computed()
        self._report_changed_formulas(rows)
        # What is on rows that are nobody's comes last: it takes no part in sums, and only has to be named.
        self._refuse_copies(rows)
        for line in rows.unclear:
            self._refuse_row(line, ROW_UNCLEAR.problem())
        for line, key in unknown_rows(self.match):
            self._refuse_unknown(line, key)

    def _report_colours(self) -> None:
        """A colour is no answer: the row is left open, and nothing more is said of the cell."""
        for at, column in list(
            coloured_answers(self.answers, self.result.asked_cells, self.columns, self.match.sheet.fills)
        ):
            self.answers.refuse(at, column)
            self._report_answer(at, column, COLOUR_IS_NO_ANSWER.problem(), "")

    def _report_recognition(self, rows: RowMatch) -> None:
        where = (max(self.match.header, self.match.key_row), self.match.left)
        if rows.moved:
            self._report(SORTED_WITHOUT_KEYS.problem(), where)
        if rows.by_label:
            self._report(ROWS_BY_LABELS.problem(), where)
        for row in self.table.rows:
            if row.key in rows.line_by_key:
                continue
            spared = not self.origin.unit and row.optional  # a plan of an older version lacks what is new
            spared = spared or self.table.section.has(AskedAfterwards)  # more may be asked when the copy has gone
            if not spared:
                self._report(ROW_MISSING.problem(row=literal(self._row_name(row))))

    def _row_name(self, row: Row) -> str:
        """What a row is called: the longest of its first two labels, for a number alone says nothing."""
        labels = [self.words.show(row.cells[label.key]) for label in self.table.labels[:2] if row.cells.get(label.key)]
        return shown(max(labels, key=len, default="") or row.key)

    # ------------------------------------------------------------------------------------------- rows that are the plan's

    def _read_columns(self, rows: RowMatch) -> Iterator[tuple[int, Column]]:
        """Each column down its rows. Gives the answers that were taken in cells that are not asked for."""
        for place, column in self.columns:
            if column.role in (Role.LABEL, Role.EARLIER):
                self._compare_prefilled(place, column)
            else:
                yield from self._read_answers(place, column, rows.mixed)

    def _read_answers(self, place: int, column: Column, mixed: Collection[str]) -> Iterator[tuple[int, Column]]:
        """The answers of a column; those of rows that are ``mixed`` are refused.

        A number that stands as it is, as most do, is taken without more ado: ``_take`` would say the same.
        """
        key, values, sheet, result = column.key, self.answers.column(column.key), self.match.sheet, self.result
        cells, struck, formulas, looks = sheet.cells, sheet.struck, sheet.formulas, sheet.looks
        kind_before, look_before, is_plain = None, None, False
        column_cells, are_asked = [(line, place) for line in self.answers.lines], self._are_asked(column)
        result.asked_cells.update(compress(column_cells, are_asked))
        for at, (row, cell) in enumerate(zip(self.answers.rows, column_cells, strict=True)):
            if (raw := cells.get(cell)) is None or not (are_asked[at] or key in row.closed):
                continue
            if key in row.taken:
                result.used_cells.add(cell)
                if cell not in formulas:  # typed over ours: held against the other cell when all tables have been read
                    values[at] = row.type_of(column).read(raw, looks.get(cell)).value
                    result.filled += 1
                    result.read += 1
                continue
            if not are_asked[at] and row.is_of_plan(key):
                self._compare_cell(at, row, column, cell)
                continue
            if row.key in mixed:
                self._refuse(cell, column, ROW_MIXED.problem())
                self.answers.refuse(at, key)
                continue
            result.used_cells.add(cell)
            kind, look = row.type_of(column), looks.get(cell)
            if kind is not kind_before or look is not look_before:
                kind_before, look_before, is_plain = kind, look, kind.shows_numbers(look)
            is_odd = cell in formulas or cell in struck
            if is_plain and isinstance(raw, Decimal) and not is_odd and kind.allows(raw):
                values[at] = raw
                result.filled += 1
                result.read += 1
            else:
                values[at] = self._take(at, column, kind, cell, raw)
            if not are_asked[at]:
                yield at, column

    def _are_asked(self, column: Column) -> Sequence[bool]:
        """Of each row that was found, whether an answer is asked for in a column."""
        table, rows = self.table, self.answers.rows
        if column.role is not Role.INPUT:
            return [False] * len(rows)
        if self._is_asked_everywhere:
            return [True] * len(rows)
        return [line != ABSENT and table.asks(row, column) for row, line in zip(rows, self.answers.lines, strict=True)]

    @cached_property
    def _is_asked_everywhere(self) -> bool:
        """Whether every row was found, none is a sum, and none has a column that is not asked for."""
        return ABSENT not in self.answers.lines and not any(row.sums or row.closed for row in self.answers.rows)

    def _report_closed(self, closed: Sequence[tuple[int, Column]]) -> None:
        """Answers in cells that are not asked for, unless something graver than a note was reported of them already."""
        graver = (
            [finding for finding in self.result.findings if finding.severity is not Severity.INFO] if closed else []
        )
        reported = {(finding.place.row, finding.place.column) for finding in graver}
        for at, column in closed:
            place = self.answers.cell(at, column.key)
            raw = self.match.sheet.cells[place]
            # A cell that was refused has its finding; that it was not asked for would be a second one of the same cell.
            if place not in reported and not stands(self.answers.rows[at], column, raw, self.match.languages):
                self._report_answer(at, column.key, NOT_ASKED_FOR.problem(), shown(raw))

    def _compare_prefilled(self, place: int, column: Column) -> None:
        """What the plan wrote stands as the plan has it; a change is reported, and for a figure it is a warning.

        A sum is compared when it has been worked out.
        """
        figure, cells, key = column.role is Role.EARLIER, self.match.sheet.cells, column.key
        raws = [cells.get((line, place)) for line in self.answers.lines]
        if _are_as_typed(raws, [row.cells.get(key) for row in self.answers.rows]):
            lines = (line for line, raw in zip(self.answers.lines, raws, strict=True) if raw is not None)
            self.result.used_cells.update((line, place) for line in lines)
            return  # most columns: nobody has changed them
        for at, (row, line) in enumerate(zip(self.answers.rows, self.answers.lines, strict=True)):
            if line != ABSENT and (line, place) in cells and not (figure and row.sums):
                self._compare_cell(at, row, column, (line, place))

    def _compare_cell(self, at: int, row: Row, column: Column, cell: Cell) -> None:
        """One cell that is the plan's own, with something in it."""
        raw = self.match.sheet.cells[cell]
        self.result.used_cells.add(cell)
        if raw.__class__ in AS_TYPED and raw == row.cells.get(column.key):
            return
        if isinstance(raw, Uncalculated) or not stands(row, column, raw, self.match.languages):
            problem = PREFILLED_CHANGED if column.role is Role.LABEL else PREFILLED_FIGURE_CHANGED
            self._report_answer(at, column.key, problem.problem(), shown(raw))

    def _compare_computed(self) -> None:
        """Computed cells that somebody wrote a number over: reported where it differs from what it must be."""
        sheet = self.match.sheet
        for place, column in self.columns:
            computed, summed = column.role is Role.COMPUTED, is_summed(column) or column.role is Role.EARLIER
            if not (computed or summed):
                continue
            for at, (row, line) in enumerate(zip(self.answers.rows, self.answers.lines, strict=True)):
                raw = sheet.cells.get((line, place)) if computed or row.sums else None
                if raw is None:
                    continue
                self.result.used_cells.add((line, place))
                if (line, place) not in sheet.formulas and not isinstance(raw, Uncalculated):
                    self._report_overwritten(at, row, column, raw)

    def _report_changed_formulas(self, rows: RowMatch) -> None:
        """Formulas of ours that say something else now, once a column. Where rows or columns were moved nothing is compared."""
        sheet, column_match = self.match.sheet, self.match.column_match
        ats = [rows.line_by_key.get(row.key, ABSENT) for row in self.table.rows]
        # Excel rewrites every formula when rows move: what it makes of ours would be told as changed.
        if not sheet.written or rows.moved or column_match.moved or ABSENT in ats or ats != sorted(ats):
            return
        formulas = self._own_formulas(rows.line_by_key)
        for place, column in self.columns:
            if column.derived is None and not (is_summed(column) and any(row.sums for row in self.table.rows)):
                continue
            changed = [
                at
                for row, at in zip(self.table.rows, ats, strict=True)
                if (formula := sheet.written.get((at, place))) and formulas.is_changed(formula, row, column)
            ]
            if changed:
                raw = f"={sheet.written[changed[0], place].lstrip('=')}"
                self._report(FORMULA_CHANGED.problem(n=len(changed)), (changed[0], place), shown(raw), column.key)

    def _own_formulas(self, lines: Mapping[str, int]) -> LayoutFormulas:
        """What our computed cells say where rows and columns stand so; most units' tables have the same layout."""
        columns = {key: at for at, key in self.match.column_match.places.items()}
        rows = tuple((row.key, (*row.sums, *sorted(row.minus)), lines[row.key]) for row in self.table.rows)
        layout = (self.table.section.key, tuple(columns.items()), rows)
        if layout not in self.match.formulas:
            self.match.formulas[layout] = LayoutFormulas(self.table, lines, columns)
        return self.match.formulas[layout]

    def _report_overwritten(self, at: int, row: Row, column: Column, raw: Raw) -> None:
        expected = self.answers.value(at, column.key)
        if is_same_result(raw, expected):
            return
        if not (row.sums and column.role is Role.INPUT):
            self._report_answer(at, column.key, COMPUTED_OVERWRITTEN.problem(), shown(raw))
            return  # no answer was lost: the value is worked out
        self.result.filled += 1
        self.result.refused += 1
        is_known = isinstance(expected, Decimal) and not self._lacks_a_figure(row, column.key)
        problem = TOTAL_DOES_NOT_ADD_UP.problem(sum=expected) if is_known else TOTAL_OF_UNKNOWN.problem()
        self._report_answer(at, column.key, problem, shown(raw))

    def _lacks_a_figure(self, row: Row, key: str) -> bool:
        """Whether a row that a sum is made of, or that such a row is the sum of, has no figure that can be read."""
        at = {row.key: at for at, row in enumerate(self.answers.rows)}
        parts = [at[part] for part in row.sums if part in at]
        return len(parts) < len(row.sums) or any(
            self._lacks_a_figure(self.answers.rows[part], key)
            if self.answers.rows[part].sums
            else self.answers.number(part, key) is None
            for part in parts
        )

    # ------------------------------------------------------------------------------------------------- rows that are not

    def _refuse_copies(self, rows: RowMatch) -> None:
        """A row that stands twice: one finding for the row, and one for each answer if it does not say the same."""
        for at, key in rows.copies:
            first = rows.line_by_key[key]
            self._report(ROW_TWICE.problem(first=first + 1), (at, self.match.left))
            problem = ANSWER_ON_ROW_COPY.problem(first=first + 1)
            line, other = self.match.lines[at], self.match.lines[first]
            answers = [place for place, column in self.columns if column.role is Role.INPUT and place in line]
            # Only with its key: a row that was retyped under another's labels may hold the same figures by chance.
            says_the_same = self.match.keys.get(at) == key and all(line[place] == other.get(place) for place in answers)
            for place, column in self.columns:
                if place not in line:
                    continue
                if column.role is Role.INPUT and says_the_same:
                    self.result.filled += 1
                    self.result.refused += 1
                    self.result.used_cells.add((at, place))
                else:
                    is_same = line[place] == other.get(place) if column.role is not Role.INPUT else False
                    ours = is_same or self._is_from_plan(column, line[place])
                    self._refuse((at, place), column, None if ours else problem)

    def _refuse_row(self, at: int, problem: Problem) -> None:
        """Each cell that the plan did not fill in itself."""
        for place, column in self.columns:
            if (raw := self.match.lines[at].get(place)) is not None:
                self._refuse((at, place), column, None if self._is_from_plan(column, raw) else problem)

    def _refuse_unknown(self, at: int, key: str) -> None:
        """A row with a key that the plan does not have: its answers are named, and what else is not the plan's."""
        problem = ROW_UNKNOWN.problem(key=literal(key))
        self._report_unknown((at, self.match.key_column), problem)
        for place, column in self.columns:
            raw = self.match.lines[at].get(place)
            if raw is None:
                continue
            if column.role in (Role.INPUT, Role.COMPUTED):
                self._refuse((at, place), column, problem)
            elif self._is_from_plan(column, raw):
                self.result.used_cells.add((at, place))
            else:
                self._report_unknown((at, place), problem, column.key)

    def _report_unknown(self, place: Cell, problem: Problem, column: str = "") -> None:
        """What an older plan wrote, or somebody over it: neither is an answer."""
        self.result.used_cells.add(place)
        raw = shown(self.match.sheet.cells[place])
        self._add_finding(problem.rule, Severity.INFO, *place, raw, problem.advice, column)

    def _is_from_plan(self, column: Column, raw: Raw) -> bool:
        """Whether some row of the plan has this in the column."""
        return comparable(as_text(raw)) in self._plan_texts.get(column.key, ())

    @cached_property
    def _plan_texts(self) -> dict[str, set[str]]:
        """All that the plan wrote in each column."""
        return {
            column.key: {
                text
                for row in self.table.rows
                if column.role is not Role.INPUT or row.is_of_plan(column.key)
                for text in texts(row, column, self.match.languages)
            }
            for _place, column in self.columns
            if column.role is not Role.COMPUTED
        }


def _are_as_typed(raws: Sequence[Raw | None], planned: Sequence[Value]) -> bool:
    """Whether the cells of a column hold the very values of the plan."""
    return raws == planned and {*map(type, raws)} <= AS_TYPED_OR_EMPTY
