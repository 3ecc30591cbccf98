"""The formulas of a row's codes: those of its cells, and those of the whole row, which the sentence is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from followup.files.book import column_letters
from followup.form.cells.base import CellType
from followup.form.cells.certain import EMPTY, nested, shown_value
from followup.form.checking.answered import says_nothing
from followup.form.checking.explained import explaining_column
from followup.form.columns import Column, Role
from followup.form.form import NO_ANSWER_NAME
from followup.form.frame import Frame
from followup.form.layout.table_layout import TableLayout
from followup.form.rows import Row
from followup.form.self_check.codes import Codes, Weight, code, code_formula
from followup.form.self_check.common_checks import CommonChecks, Kept, Kinds, KnownRow
from followup.form.self_check.row_conditions import ConditionsOfTable, FaultState
from followup.form.self_check.row_faults import (
    ROW,
    RowFault,
    fault_of_required,
    faults_of_cell,
    faults_of_sums,
    has_text,
)
from followup.form.self_check.sentences import Sentence, Sentences

LONGEST_FORMULA = 8_000
"""Characters of a formula; Excel takes 8 192."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class RowState(NamedTuple):
    """Of a row as the workbook is written: whether it has answers, and a comment that explains it, or is itself
    ``remarked`` on and explains nothing.
    """

    begun: bool
    explained: bool
    remarked: bool


NOT_BEGUN = RowState(begun=False, explained=False, remarked=False)


class RowCodes:
    """The codes of the rows of one table."""

    def __init__(
        self, layout: TableLayout, cell_codes: str, sentences: Sentences, frame: Frame, common: CommonChecks
    ) -> None:
        """``cell_codes`` are the letters of the column for the codes of cells."""
        self.layout, self.table, self.sentences, self.words = layout, layout.table, sentences, frame.words
        self.cell_codes, self.common = cell_codes, common.of(layout, cell_codes)
        self.conditions = ConditionsOfTable(layout, frame, cell_codes, self.common.faults)
        self.most_figures = 0
        self.same: dict[tuple[object, ...], tuple[Kinds, int]] = {}
        self.of_rows: dict[tuple[object, ...], Codes] = {}
        self.inputs = [column for column in layout.shown if column.role is Role.INPUT]

    def of(self, row: Row) -> Codes:
        """The codes of a row of the plan, or of one that people add; rows that are alike share them."""
        return self._known(row) or self._of(row)

    def _known(self, row: Row) -> Codes | None:
        """Those of a row that is the same in another unit's form, and that nobody has begun with."""
        known = self.common.rows.get(row.key)
        if known is None or known.row != row or self._state(row, known.kinds) != NOT_BEGUN:
            return None
        if known.key not in self.of_rows:
            kept = self.common.of_rows[known.key]
            if not self.sentences.gives_again(kept.asked):
                return None
            self.of_rows[known.key], self.most_figures = kept.value, max(self.most_figures, kept.figures)
        return self.of_rows[known.key]

    def _of(self, row: Row) -> Codes:
        kinds, type_number = self._kinds_of(row)
        state = self._state(row, kinds)
        faults = self.conditions.faults(row, type_number, state.begun)
        # a condition's fault is kept with what is common, and is the same for rows that are alike; a sum is like no other
        key = (
            row.key if row.sums else "",
            type_number,
            row.closed,
            state,
            *((id(standing.fault), *standing[1:]) for standing in faults),
        )
        if key not in self.of_rows:
            self.of_rows[key] = self._kept(self.common.of_rows, key, lambda: self._codes(row, kinds, faults, state))
        if row.key and state == NOT_BEGUN and not self.conditions.name_other_rows:
            self.common.rows[row.key] = KnownRow(row, kinds, key)
        return self.of_rows[key]

    def _kept(self, known: dict[Key, Kept[Value]], key: Key, work_out: Callable[[], Value]) -> Value:
        """What is known already, where its sentences have the same numbers in this workbook; else it is worked out."""
        kept = known.get(key)
        if kept is None or not self.sentences.gives_again(kept.asked):
            first, most_figures, self.most_figures = len(self.sentences.asked), self.most_figures, 0
            value = work_out()
            kept = known[key] = Kept(value, tuple(self.sentences.asked[first:]), self.most_figures)
            self.most_figures = most_figures
        self.most_figures = max(self.most_figures, kept.figures)
        return kept.value

    def _kinds_of(self, row: Row) -> tuple[Kinds, int]:
        """The cells of a row that answers are read from; and a number, the same for rows whose cells are of the same types,
        which most often are the very same.
        """
        same = (*row.types, *map(id, row.types.values()), row.closed, bool(row.sums))
        if same not in self.same:
            kinds = tuple(self._read(row))
            types = tuple((column.key, kind) for column, kind in kinds)
            self.same[same] = kinds, self.common.types.setdefault(types, len(self.common.types))
        return self.same[same]

    def _codes(self, row: Row, kinds: Kinds, faults: Sequence[FaultState], state: RowState) -> Codes:
        cells = _concatenate([self._of_cells(kinds), *map(self._first_of, faults_of_sums(self.layout, row))])
        of_row, cell_codes = list(self._of_row(row, faults, kinds)), f"{self.cell_codes}{ROW}"
        remarks = self._remarks_on_comment(row) if state.remarked else []
        results = self._results([*remarks, *faults], state)
        if any(cell_codes in formula for formula in of_row):
            return Codes(
                (cells or EMPTY, _concatenate([cell_codes, *of_row])), ("".join(map(self._written, remarks)), *results)
            )
        return Codes(("", _concatenate([cells, *of_row])), ("", *results))

    def _remarks_on_comment(self, row: Row) -> list[FaultState]:
        """What is said of a comment that explains nothing, as it stands on a row where that is so."""
        column = explaining_column(self.table, row)
        return [] if column is None else [FaultState(fault, True, False) for fault in self._warnings_of(column, row)]

    def _warnings_of(self, column: Column, row: Row) -> list[RowFault]:
        """The faults of a cell that are to be explained, not corrected."""
        cell = f"{column_letters(self.layout.columns[column.key])}{ROW}"
        faults = faults_of_cell(column, row.type_of(column), cell, self.sentences.list_of)
        return [fault for fault in faults if fault.weight is Weight.WARNING]

    def _read(self, row: Row) -> Iterator[tuple[Column, CellType]]:
        """The cells of a row that answers are read from: also those that are closed on it, where nobody should write."""
        for column in self.inputs:
            if column.key in row.closed or self.table.asks(row, column):
                yield column, row.type_of(column)

    def _state(self, row: Row, kinds: Kinds) -> RowState:
        filled, explains = self.layout.filled.get(row.key), explaining_column(self.table, row)
        if filled is None or all(filled[column.key] is None for column, _kind in kinds):
            return NOT_BEGUN
        comment = None if explains is None else filled[explains.key]
        remarked = explains is not None and row.type_of(explains).is_remarked(comment)
        explained = comment is not None and not remarked and not says_nothing(comment)
        return RowState(begun=True, explained=explained, remarked=remarked)

    def _of_cells(self, kinds: Kinds) -> str:
        """The codes of some cells by their types; rows whose cells are of the same types share the text."""
        of_types = self.common.of_types
        return _concatenate(
            [
                self._kept(of_types, (column.key, kind), partial(self._of_cell, column, kind, kinds))
                for column, kind in kinds
            ]
        )

    def _of_cell(self, column: Column, kind: CellType, kinds: Kinds) -> str:
        cell = f"{column_letters(self.layout.columns[column.key])}{ROW}"
        faults = faults_of_cell(column, kind, cell, self.sentences.list_of)
        if self.table.is_listing and column.required:  # all rows of a listing are alike
            faults.append(fault_of_required(column, column.help or kind.help(), cell, self._begun(kinds)))
        return self._first_of(*faults)

    def _begun(self, kinds: Kinds) -> str:
        """Whether anything is written in the cells of a row."""
        cells = ",".join(f"{column_letters(self.layout.columns[column.key])}{ROW}" for column, _kind in kinds)
        return f"COUNTA({cells})>0" if cells else "FALSE"

    def _of_row(self, row: Row, faults: Sequence[FaultState], kinds: Kinds) -> Iterator[str]:
        """What is wrong in any row, then what is only wrong in one that somebody has begun with: errors, then what may be
        explained by a comment.
        """
        begun, column = self._begun(kinds), explaining_column(self.table, row)
        for blank in (False, True):
            chosen = [standing.fault for standing in faults if standing.of_blank_rows is blank]
            yield from (self._code_if_true(fault, blank, begun) for fault in chosen if not fault.explainable)
            explainable = [self._code_if_true(fault, blank, begun) for fault in chosen if fault.explainable]
            if explainable and column is not None:
                yield f"IF({self._explains(column, row)},{EMPTY},{_concatenate(explainable)})"

    def _explains(self, column: Column, row: Row) -> str:
        """Whether a row is explained: a comment that is itself remarked on explains nothing."""
        comment = f"{column_letters(self.layout.columns[column.key])}{ROW}"
        has_comment = f"{has_text(comment)},ISERROR(MATCH(TRIM({comment}),{NO_ANSWER_NAME},0))"
        if not self._warnings_of(column, row):
            return f"AND({has_comment})"
        return f'AND({has_comment},ISERROR(FIND("{Weight.WARNING}{column.key}:",{self.cell_codes}{ROW})))'

    def _code_if_true(self, fault: RowFault, blank: bool, begun: str) -> str:
        """The code where a fault is true; in a row that nobody has begun with it only says that an answer is wanted."""
        plain, language = self._code(fault), self.words.language
        self.most_figures = max(self.most_figures, len(fault.figures))
        text = code_formula(plain[1:] if blank else plain, fault.figures, language)
        sign = f'IF({begun},"{fault.weight}","{Weight.UNANSWERED}")&' if blank else ""
        return f"IF({fault.formula},{sign}{text},{EMPTY})"

    def _first_of(self, *faults: RowFault) -> str:
        """The code of the first that is true; empty where there is none."""
        if not faults:
            return ""
        language = self.words.language
        self.most_figures = max(self.most_figures, *(len(fault.figures) for fault in faults))
        return nested([(fault.formula, code_formula(self._code(fault), fault.figures, language)) for fault in faults])

    def _code(self, fault: RowFault, figures: Sequence[str] = ()) -> str:
        column = self.table.column(fault.column)
        assert column is not None, "a fault stands at a column of the table"
        texts = (self.words(fault.advice), self.words(column.title), fault.below)
        sentence = Sentence(self.table.section.key, column.key, fault.rule, fault.weight, *texts)
        return code(fault.weight, column.key, self.sentences.number(sentence), figures)

    def _results(self, faults: Sequence[FaultState], state: RowState) -> tuple[str, str]:
        """What the formulas result in as the workbook is written: its answers are right as to their types."""
        true_faults = [standing for standing in faults if standing.is_so]
        remaining = [standing for standing in true_faults if not (standing.fault.explainable and state.explained)]
        remaining.sort(key=lambda standing: (standing.of_blank_rows, standing.fault.explainable))
        signs = [
            Weight.UNANSWERED if standing.of_blank_rows and not state.begun else standing.fault.weight
            for standing in remaining
        ]
        codes = [sign + self._written(standing)[1:] for sign, standing in zip(signs, remaining, strict=True)]
        return "".join(codes), self._sentence_of(signs, remaining)

    def _written(self, standing: FaultState) -> str:
        """The code of a fault as a row is written."""
        return self._code(standing.fault, self._figures(standing))

    def _figures(self, standing: FaultState) -> list[str]:
        """The figures of a message as they are shown, where it has any."""
        figures = zip(standing.figures, standing.fault.figures, strict=False)
        return [shown_value(value, figure, self.words.language) for value, figure in figures]

    def _sentence_of(self, signs: Sequence[Weight], remaining: Sequence[FaultState]) -> str:
        counted = [sign for sign in signs if sign is not Weight.UNANSWERED]
        if not counted or signs[0] is Weight.UNANSWERED:
            return ""
        fault = remaining[0].fault
        column = self.table.column(fault.column)
        title = self.words(column.title) if column is not None else ""
        advice = self.words(fault.advice)
        for number, figure in enumerate(self._figures(remaining[0]), start=1):
            advice = advice.replace(f"{{{number}}}", figure)
        more = f" (+{len(counted) - 1})" if len(counted) > 1 else ""
        return f"{title}: {advice}{more}"


def _concatenate(formulas: Sequence[str]) -> str:
    """Formulas of texts, one behind the other, as many as Excel takes: what has no room is left to the check."""
    together = ""
    for formula in filter(None, formulas):
        if len(together) + len(formula) < LONGEST_FORMULA:
            together = f"{together}&{formula}" if together else formula
    return together
