"""When a row is answered: one declaration for the start sheet's formulas, the check, the merge and the status.

A row asks for each base of columns that is ``required``: every part of a breakdown, or the total alone where there is
one. A breakdown that is not required may be left out, but not half of it. Where a share is weighed, its numerator and
denominator are the answer. A reason why there is no figure is an answer when it is said in words: in its cell where that
takes words, or in the comment by which the row is explained. A word of a list is chosen, whatever the comment says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from followup.form.checking.explained import explaining_column, explains_empty
from followup.form.columns import Column
from followup.form.form import FormTable
from followup.form.row_view import RowView
from followup.form.rows import Row
from followup.form.traits import NO_RATIOS, Ratios
from followup.form.values import Missing, ProseAnswer, Value
from followup.form.written.plain_text import plain
from followup.frozen import frozen

NO_ANSWER = tuple("x|xx|xxx|xxxx|-|--|---|–|—|.|..|...|…|?|??|???".split("|"))  # noqa: SIM905
"""Signs that stand for "nothing": whoever reads them cannot tell whether there is no figure, or why."""

LONGEST_SIGN = 12
"""With spaces around it. A longer text, as most answers are, need not be made plain and compared."""


def says_nothing(value: Value) -> bool:
    """Whether an answer is only a sign: no figure, no word, no reason."""
    if not isinstance(value, str | Missing | ProseAnswer):
        return False
    text = str(value)
    return len(text) < LONGEST_SIGN and plain(text).casefold() in NO_ANSWER


def is_given(row: RowView, column: str) -> bool:
    """Whether something is written in a column that a reader learns something from."""
    return row[column] is not None and not says_nothing(row[column])


@frozen
class AskedColumns:
    """The columns of one base that a row asks for: ``parts`` of a breakdown (or the one column), and their ``total``.

    ``weights`` are, by the key of a share's column, the columns of its numerator and denominator.
    """

    parts: tuple[Column, ...]
    total: Column | None
    required: bool
    weights: Mapping[str, Sequence[Column]] = field(default_factory=dict, hash=False)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The parts, then the total."""
        return self.parts if self.total is None else (*self.parts, self.total)

    @cached_property
    def complete_at(self) -> tuple[int, ...]:
        """The scores at which it is answered: 2 for each part that is given, and 1 for the total."""
        every = 2 * len(self.parts)
        alone = () if self.total is None else (1,)
        if not self.required:
            return (0, *alone, every, every + 1)
        return (*alone, *((every, every + 1) if every else ()))

    def missing(self, is_given: Callable[[Column], bool]) -> list[Column]:
        """What is still to be answered: none when it is complete, the missing parts when it is half done."""
        given_parts = [column for column in self.parts if is_given(column)]
        total = self.total is not None and is_given(self.total)
        if 2 * len(given_parts) + total in self.complete_at:
            return []
        if self.total is not None and not given_parts:
            return [self.total]
        return [column for column in self.parts if column not in given_parts]


def asked_columns(table: FormTable, row: Row) -> tuple[AskedColumns, ...]:
    """What a row asks for, base by base; nothing of a row that does not have to be answered."""
    if row.optional:
        return ()
    cache_key = (row.closed, bool(row.sums))
    if cache_key not in table.asked_cache:
        table.asked_cache[cache_key] = tuple(_asked(table, row))
    asked: tuple[AskedColumns, ...] = table.asked_cache[cache_key]
    return asked


def _asked(table: FormTable, row: Row) -> Iterator[AskedColumns]:
    by_base: dict[str, list[Column]] = {}
    for column in table.columns:
        if table.asks(row, column):
            by_base.setdefault(column.base or column.key, []).append(column)
    weighing = {base for _share, *bases in (table.section.trait(Ratios) or NO_RATIOS).bases for base in bases}
    for base, columns in by_base.items():
        parts = tuple(column for column in columns if column.part != "total")
        required = any(column.required for column in columns)
        if base not in weighing and (required or sum(bool(column.part) for column in parts) > 1):
            total = next((column for column in columns if column.part == "total"), None)
            yield AskedColumns(parts, total, required, _weights(table, by_base, base))


def _weights(
    table: FormTable, columns_by_base: Mapping[str, Sequence[Column]], base: str
) -> Mapping[str, Sequence[Column]]:
    ratios = (table.section.trait(Ratios) or NO_RATIOS).bases
    bases = next((made_of for share, *made_of in ratios if share == base), [])
    weights: dict[str, list[Column]] = {}
    for column in (column for weight_base in bases for column in columns_by_base.get(weight_base, ())):
        weights.setdefault(f"{base}.{column.part}", []).append(column)
    return weights


def missing_columns(table: FormTable, row: RowView) -> list[Column]:
    """The columns in which a row still wants an answer; what was refused is answered, if not well."""
    missing = [
        column for columns in asked_columns(table, row.row) for column in columns.missing(answer_test(row, columns))
    ]
    if missing and is_explained(table, row):
        missing = [column for column in missing if not explains_empty(row.row, column)]
    return missing


def is_explained(table: FormTable, row: RowView) -> bool:
    """Whether the row's own comment says something: one that only says that the work goes on explains nothing."""
    column = explaining_column(table, row.row)
    if column is None or not is_given(row, column.key):
        return False
    return not row.row.type_of(column).is_remarked(row[column.key])


def reason_column(table: FormTable, row: Row, asked: AskedColumns) -> Column | None:
    """The column in which a row may say why it lacks what is asked; None where it has none, or what is asked is chosen."""
    column = explaining_column(table, row)
    return column if all(explains_empty(row, one) and one is not column for one in asked.columns) else None


def answer_test(row: RowView, columns: AskedColumns) -> Callable[[Column], bool]:
    """Whether a row gives a column: a weighted share by its numerator and denominator, or by why there is none."""

    def is_answered(column: Column) -> bool:
        weights = columns.weights.get(column.key)
        if column.key in row.refused or not weights:
            return column.key in row.refused or is_given(row, column.key)
        reason = isinstance(row[column.key], Missing) and is_given(row, column.key)
        return reason or all(is_given(row, weight.key) or weight.key in row.refused for weight in weights)

    return is_answered
