"""Read a grid: rows that the plan fixed."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from followup.files.received import Raw, Uncalculated
from followup.form.cells.base import as_text, shown
from followup.form.columns import Column, Role
from followup.form.finding import Problem, Severity
from followup.form.rows import FilledRow, Row, complete, is_summed
from followup.form.shapes import faults
from followup.form.shapes.colours import coloured
from followup.form.shapes.formulas import comparable_formula, formulas_of
from followup.form.shapes.found import GONE, unknown_rows
from followup.form.shapes.prefilled import SAME, comparable, stands, texts
from followup.form.shapes.rows import Rows, tell_rows
from followup.form.shapes.table import Cell, TableReader


class GridReader(TableReader):
    """The plan's rows, each where it stands now; rows that cannot be told are refused cell by cell."""

    def read_rows(self) -> None:
        """The rows in the plan's order, then what was worked out, then what stands on rows that are nobody's."""
        rows = tell_rows(self.found)
        keys = {row.key for row in self.table.rows}
        self.result.used.update((at, self.found.key_column) for at, key in self.found.keys.items() if key in keys)
        self._tell_how_known(rows)
        for row in self.table.rows:
            self._read_row(row, rows)
        if self.origin.unit:
            self._tell_colours()
        complete(self.result.rows, self.table.columns)
        for filled in self.result.rows:
            self._compare_computed(filled, rows.taken.get(filled.row.key, GONE))
        self._tell_changed_formulas(rows)
        self._refuse_copies(rows)
        for at in rows.unclear:
            self._refuse_row(at, faults.row_cannot_be_told())
        for at, key in unknown_rows(self.found):
            self._refuse_unknown(at, key)

    def _tell_colours(self) -> None:
        """A colour is no answer: the row is left open, and nothing more is told of the cell."""
        for filled, column in list(coloured(self.result, self.columns, self.found.sheet.fills)):
            filled.refused.add(column)
            self._remark(filled, column, faults.colour_is_no_answer(), "")

    def _tell_how_known(self, rows: Rows) -> None:
        where = (max(self.found.header, self.found.key_row), self.found.left)
        if rows.moved:
            self._tell_at(faults.rows_were_sorted_without_their_keys(), where)
        if rows.by_label:
            self._tell_at(faults.rows_were_known_by_their_labels(), where)
        for row in self.table.rows:
            spared = not self.origin.unit and row.optional  # a plan of an older version lacks what is new
            if row.key not in rows.taken and not spared:
                self._tell_at(faults.row_is_missing(self._called(row)))

    def _called(self, row: Row) -> str:
        """What a row is called: the longest of its first two labels, for a number alone says nothing."""
        labels = [self.words.show(row.cells[each.key]) for each in self.table.labels[:2] if row.cells.get(each.key)]
        return shown(max(labels, key=len, default="") or row.key)

    # ------------------------------------------------------------------------------------------- rows that are the plan's

    def _read_row(self, row: Row, rows: Rows) -> None:
        filled = FilledRow(row, dict(row.cells), self.origin, titles=self.titles, called=self.found.sheet.called)
        at, mixed = rows.taken.get(row.key, GONE), row.key in rows.mixed
        line = self.found.lines.get(at, {})
        closed: list[Column] = []
        for place, column in self.columns if at != GONE else ():
            filled.cells[column.key] = (at, place)
            asked = self.table.asked(row, column)
            if asked:
                self.result.asked.add((at, place))
            if (raw := line.get(place)) is None:
                continue
            if column.role in (Role.LABEL, Role.EARLIER):
                self._compare_prefilled(filled, column, raw)
            elif asked or column.key in row.closed:
                if mixed:
                    self._refuse((at, place), column, faults.row_holds_parts_of_several())
                    filled.refused.add(column.key)
                    continue
                self.result.used.add((at, place))
                self._take(filled, column, raw)
                closed += [] if asked else [column]
        self.result.rows.append(filled)
        self._settle(filled)
        self._tell_closed(filled, closed)

    def _tell_closed(self, filled: FilledRow, closed: list[Column]) -> None:
        """Answers in cells that are not asked for, unless something graver than a note was told of them already."""
        graver = [each for each in self.result.findings if each.severity is not Severity.INFO] if closed else []
        told = {(finding.place.row, finding.place.column) for finding in graver}
        for column in closed:
            place = filled.cells[column.key]
            raw = self.found.sheet.cells[place]
            if place not in told and not stands(filled.row, column, raw, self.found.known):
                self._remark(filled, column.key, faults.answer_was_not_asked_for(), shown(raw))

    def _compare_prefilled(self, filled: FilledRow, column: Column, raw: Raw) -> None:
        """What the plan wrote stands as the plan has it; a change is told, and for a figure it is a warning."""
        place = filled.cells[column.key]
        if filled.row.sums and column.role is Role.EARLIER:
            return  # a sum: compared when it has been worked out
        self.result.used.add(place)
        if isinstance(raw, Uncalculated) or not stands(filled.row, column, raw, self.found.known):
            figure = column.role is Role.EARLIER
            problem = faults.prefilled_figure_was_changed() if figure else faults.prefilled_text_was_changed()
            self._remark(filled, column.key, problem, shown(raw))

    def _compare_computed(self, filled: FilledRow, at: int) -> None:
        """A computed cell that somebody wrote a number over: told where it differs from what it must be."""
        line = self.found.lines.get(at, {})
        for place, column in self.columns:
            summed = bool(filled.row.sums) and (is_summed(column) or column.role is Role.EARLIER)
            raw = line.get(place)
            if raw is None or not (summed or column.role is Role.COMPUTED):
                continue
            self.result.used.add((at, place))
            if (at, place) not in self.found.sheet.formulas and not isinstance(raw, Uncalculated):
                self._tell_overwritten(filled, column, raw)

    def _tell_changed_formulas(self, rows: Rows) -> None:
        """Formulas of ours that say something else now, once a column. Where rows or columns were moved nothing is compared."""
        sheet, told = self.found.sheet, self.found.told
        ats = [rows.taken.get(row.key, GONE) for row in self.table.rows]
        if not sheet.written or rows.moved or told.moved or GONE in ats or ats != sorted(ats):
            return
        columns = {key: at for at, key in told.places.items()}
        for place, column in self.columns:
            changed = [
                at for row in self.table.rows if (at := self._changed_at(row, column, rows.taken, columns)) != GONE
            ]
            if changed:
                found = f"={sheet.written[changed[0], place].lstrip('=')}"
                self._tell_at(faults.formula_was_changed(len(changed)), (changed[0], place), shown(found), column.key)

    def _changed_at(self, row: Row, column: Column, taken: dict[str, int], columns: dict[str, int]) -> int:
        """Where a formula of ours says something else; -1 where it stands, or there is none."""
        at = taken[row.key]
        written = self.found.sheet.written.get((at, columns[column.key]))
        if not written or not (column.derived is not None or (row.sums and is_summed(column))):
            return GONE
        ours = formulas_of(self.table, row, column, taken, columns)
        known = {comparable_formula(each) for each in ours}
        return at if ours and comparable_formula(written) not in known else GONE

    def _tell_overwritten(self, filled: FilledRow, column: Column, raw: Raw) -> None:
        expected = filled[column.key]
        same = isinstance(raw, Decimal) and isinstance(expected, Decimal) and abs(raw - expected) <= SAME
        if same or (raw == "" and expected is None):
            return
        if not (filled.row.sums and column.role is Role.INPUT):
            self._remark(filled, column.key, faults.computed_cell_was_overwritten(), shown(raw))
            return  # no answer was lost: the value is worked out
        self.result.filled += 1
        self.result.refused += 1
        problem = faults.total_does_not_add_up(expected if isinstance(expected, Decimal) else None)
        self._remark(filled, column.key, problem, shown(raw))

    # ------------------------------------------------------------------------------------------------- rows that are not

    def _refuse_copies(self, rows: Rows) -> None:
        """A row that stands twice: one finding for the row, and one for each answer if it does not say the same."""
        for at, key in rows.copies:
            first = rows.taken[key]
            self._tell_at(faults.row_stands_twice(first), (at, self.found.left))
            problem = faults.answer_stands_on_a_copy_of_its_row(first)
            line, other = self.found.lines[at], self.found.lines[first]
            answers = [place for place, column in self.columns if column.role is Role.INPUT and place in line]
            says_the_same = self.found.keys.get(at) == key and all(line[place] == other.get(place) for place in answers)
            for place, column in self.columns:
                if place not in line:
                    continue
                if column.role is Role.INPUT and says_the_same:
                    self.result.filled += 1
                    self.result.refused += 1
                    self.result.used.add((at, place))
                else:
                    known = line[place] == other.get(place) if column.role is not Role.INPUT else False
                    ours = known or self._is_the_plans(column, line[place])
                    self._refuse((at, place), column, None if ours else problem)

    def _refuse_row(self, at: int, problem: Problem) -> None:
        """Each cell that the plan did not fill in itself."""
        for place, column in self.columns:
            if (raw := self.found.lines[at].get(place)) is not None:
                self._refuse((at, place), column, None if self._is_the_plans(column, raw) else problem)

    def _refuse_unknown(self, at: int, key: str) -> None:
        """A row with a key that the plan does not have: its answers are named, and what else is not the plan's."""
        problem = faults.row_is_not_in_the_plan(key)
        self._tell_unknown((at, self.found.key_column), problem)
        for place, column in self.columns:
            raw = self.found.lines[at].get(place)
            if raw is None:
                continue
            if column.role in (Role.INPUT, Role.COMPUTED):
                self._refuse((at, place), column, problem)
            elif self._is_the_plans(column, raw):
                self.result.used.add((at, place))
            else:
                self._tell_unknown((at, place), problem, column.key)

    def _tell_unknown(self, place: Cell, problem: Problem, column: str = "") -> None:
        """What an older plan wrote, or somebody over it: neither is an answer."""
        self.result.used.add(place)
        found = shown(self.found.sheet.cells[place])
        self._find(problem.rule, Severity.INFO, *place, found, problem.advice, column)

    def _is_the_plans(self, column: Column, raw: Raw) -> bool:
        """Whether some row of the plan has this in the column."""
        if column.role not in (Role.LABEL, Role.EARLIER):
            return False
        return comparable(as_text(raw)) in self._plans[column.key]

    @cached_property
    def _plans(self) -> dict[str, set[str]]:
        """All that the plan wrote in each column."""
        return {
            column.key: {text for row in self.table.rows for text in texts(row, column, self.found.known)}
            for _place, column in self.columns
            if column.role in (Role.LABEL, Role.EARLIER)
        }
