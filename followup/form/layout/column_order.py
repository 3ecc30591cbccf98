"""Which columns of a table a unit's sheet shows, in which order and how wide: what it answers is in sight on a laptop."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from followup.form.cells.prose import Prose
from followup.form.columns import LAST, Column, Role
from followup.form.form import FormTable
from followup.form.values import Value
from followup.locale import Words

SCREEN = 1_270
"""Pixels for columns on a screen of 1366 at 100 %, beside the numbers of the rows and the scroll bar."""

NAMES = 2
"""Labels at most that say which row it is: its number, and its name."""

LEAST, LEAST_OF_TEXT, LEAST_OF_NAME, LEAST_OF_PROSE = 9.0, 19.0, 27.0, 60.0
"""Characters that a column has at least; the first of any, with room for the longest word of its title."""

TEXT = 20.0
"""A column that is wider than this is for words."""


def shown_columns(table: FormTable, answers: Mapping[str, Mapping[str, Value]]) -> tuple[Column, ...]:
    """The columns that say something to this unit, in the section's order: one that nobody fills in, that has nothing in
    any row and of which nothing is worked out, is left out. ``answers`` are those that the sheet is laid out with.
    """
    if table.is_listing:
        return table.columns
    known = {column.key for column in table.columns if _says_something(table, column, answers)}
    for column in table.columns:  # what is worked out of what was worked out stands behind it
        known |= set(_needed(column, known))
    return tuple(column for column in table.columns if column.key in known)


def _says_something(table: FormTable, column: Column, answers: Mapping[str, Mapping[str, Value]]) -> bool:
    if column.role is Role.INPUT and table.is_asked(column):
        return True
    given = any(values.get(column.key) is not None for values in answers.values())
    return given or any(row.cells.get(column.key) is not None or column.key in row.taken for row in table.rows)


def _needed(column: Column, known: Collection[str]) -> Iterator[str]:
    """A computed column that can have a value, and all that it is worked out from."""
    if column.derived is None:
        return
    inputs = column.derived.columns
    may_be = all if column.derived.is_quotient else any
    if may_be(key in known for key in inputs):
        yield from (column.key, *inputs)


def with_answers_in_sight(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The same columns with those first that name the row, then what is answered, then the rest; as they were where all
    that is answered is in sight anyhow.
    """
    if width_of_answers(columns, {column.key: column.width for column in columns}) <= SCREEN:
        return tuple(columns)
    names = [column for column in columns if column.role is Role.LABEL][:NAMES]
    first = [column for column in columns if column in names or column.before_answers]
    asked = [column for column in columns if column.role is Role.INPUT]
    rest = [column for column in columns if column not in first and column not in asked]
    # What was answered the last time stands beside what is answered now.
    return (*first, *asked, *sorted(rest, key=lambda column: not column.key.startswith(LAST)))


def width_of_answers(columns: Sequence[Column], widths: Mapping[str, float]) -> int:
    """Pixels from the left side to the end of the last column that is answered."""
    last = max((at for at, column in enumerate(columns) if column.role is Role.INPUT), default=-1)
    return sum(pixels(widths[column.key]) for column in columns[: last + 1])


def pixels(width: float) -> int:
    """Of a column so many characters wide."""
    return int(width * 7 + 5)


def fitted_widths(columns: Sequence[Column], words: Words) -> Mapping[str, float]:
    """The widths of the columns in characters: what is wider than it needs gives room, until all that is answered is in
    sight, or none can give more.
    """
    wide = {column.key: max(column.width, _of_longest_word(column, words)) for column in columns}
    least = {column.key: min(wide[column.key], _least(column, columns, words)) for column in columns}
    last = max((at for at, column in enumerate(columns) if column.role is Role.INPUT), default=-1)
    giving = {column.key for column in columns[: last + 1]}
    cap = int(max(wide.values(), default=0))
    widths = wide
    while width_of_answers(columns, widths) > SCREEN and cap > LEAST:
        cap -= 1
        widths = {key: max(min(width, cap), least[key]) if key in giving else width for key, width in wide.items()}
    return widths


def _least(column: Column, columns: Sequence[Column], words: Words) -> float:
    if isinstance(column.type, Prose):
        return LEAST_OF_PROSE
    names = [other for other in columns if other.role is Role.LABEL][:NAMES]
    longest = _of_longest_word(column, words)
    if column.width <= TEXT or column.before_answers:
        return max(LEAST, longest)
    return max(LEAST_OF_NAME if column in names else LEAST_OF_TEXT, longest)


def _of_longest_word(column: Column, words: Words) -> float:
    """Characters that a title needs to be broken between its words alone."""
    return min(max(map(len, words(column.title).split()), default=0) + 2.0, TEXT)
