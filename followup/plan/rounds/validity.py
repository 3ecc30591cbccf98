"""From which round and to which a row of the plan is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from followup.form.rows import FilledRow
from followup.locale import literal
from followup.plan.rounds.rounds import is_before, order_of
from followup.rulebook.planning.plan import ROUND_WITHOUT_YEAR, UNDER_WHAT_IS_STRUCK, VALID_BACKWARDS
from followup.rulebook.problem import Remark


def is_in_force(row: FilledRow, round_: str) -> bool:
    """Whether a row is asked for at a round: from the first to the last that the plan gives it, both with it."""
    return not is_before(round_, row.text("valid_from")) and not is_struck(row, round_)


def is_struck(row: FilledRow, round_: str) -> bool:
    """Whether a row's last round is before this one."""
    return is_before(row.text("valid_to"), round_)


def validity_can_be_placed(rows: Sequence[FilledRow]) -> Iterator[tuple[FilledRow, Remark]]:
    """Rounds that say from when and to when a row is asked for must be ones that can be put in order."""
    for row in rows:
        for column in ("valid_from", "valid_to"):
            if row[column] is not None and order_of(row.text(column)) is None:
                yield row, ROUND_WITHOUT_YEAR.remark(column, row.text(column))
        if is_before(row.text("valid_to"), row.text("valid_from")):
            yield row, VALID_BACKWARDS.remark("valid_to", row.text("valid_to"))


def row_outlives_what_it_refers_to(
    rows: Sequence[FilledRow], column: str, above: Mapping[str, FilledRow]
) -> Iterator[tuple[FilledRow, Remark]]:
    """A row is asked for no longer than the goal, the whole or the question that it names in ``column``."""
    for row in rows:
        parent = above.get(row.text(column))
        last = parent.text("valid_to") if parent is not None else ""
        if order_of(last) is not None and not is_struck(row, last) and not _ends_with(row, last):
            yield row, UNDER_WHAT_IS_STRUCK.remark(column, row.text(column), round=literal(last))


def _ends_with(row: FilledRow, last: str) -> bool:
    """Whether a row's own last round is the one given."""
    return order_of(row.text("valid_to")) == order_of(last)
