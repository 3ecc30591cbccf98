"""A comment of the unit's own that explains why a row that looks unusual is right."""

from __future__ import annotations

from followup.form.columns import Column
from followup.form.form import FormTable
from followup.form.rows import Row
from followup.locale import Message, _


def explaining_column(table: FormTable, row: Row) -> Column | None:
    """The column in which a row may be explained; None where it has none, or does not ask for one."""
    column = table.column(table.section.explained_by)
    return column if column is not None and table.asks(row, column) else None


def if_right_say_why(advice: Message) -> Message:
    """What a warning says as long as nobody has explained it."""
    return _("{advice} If it is right as it stands, say why in the comment on the same row.", advice=advice)
