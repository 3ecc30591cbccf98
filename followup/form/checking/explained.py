"""A comment of the unit's own that explains why a row that looks unusual is right."""

from __future__ import annotations

from followup.form.cells.text import Choice
from followup.form.columns import Column
from followup.form.form import FormTable
from followup.form.rows import Row
from followup.locale import Message, _
from followup.rulebook.answers import HALF_ANSWERED, NOT_ANSWERED
from followup.rulebook.figures import WEIGHT_MISSING


def explaining_column(table: FormTable, row: Row) -> Column | None:
    """The column in which a row may be explained; None where it has none, or does not ask for one."""
    column = table.column(table.section.explained_by)
    return column if column is not None and table.asks(row, column) else None


def explains_empty(row: Row, column: Column) -> bool:
    """Whether a comment may say why nothing stands in a column: why there is no figure, but not why nothing is chosen."""
    return not isinstance(row.type_of(column), Choice)


OF_EMPTY_CELLS = frozenset({NOT_ANSWERED.id, HALF_ANSWERED.id, WEIGHT_MISSING.id})
"""What is told of cells where nothing is written: there is nothing there that could be right as it stands."""


def is_open_to_comment(rule: str, row: Row, column: Column) -> bool:
    """Whether a comment on the row may settle what is told of a column: all but that nothing is chosen from a list."""
    return rule not in OF_EMPTY_CELLS or explains_empty(row, column)


def if_right_say_why(rule: str, advice: Message) -> Message:
    """What a warning says as long as nobody has explained it."""
    if rule in OF_EMPTY_CELLS:
        return _("{advice} If there is no figure, say why in the comment on the same row.", advice=advice)
    return _("{advice} If it is right as it stands, say why in the comment on the same row.", advice=advice)
