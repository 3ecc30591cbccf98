"""From which round and to which a row of the plan is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from followup.form.finding import Problem, Remark, Severity
from followup.form.rows import FilledRow
from followup.locale import _, literal
from followup.plan.rounds import is_before, order_of


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
                yield row, Remark(column, a_round_has_its_year(), row.text(column))
        if is_before(row.text("valid_to"), row.text("valid_from")):
            yield row, Remark("valid_to", the_last_round_is_not_before_the_first(), row.text("valid_to"))


def row_outlives_what_it_refers_to(
    rows: Sequence[FilledRow], column: str, above: Mapping[str, FilledRow]
) -> Iterator[tuple[FilledRow, Remark]]:
    """A row is asked for no longer than the goal, the whole or the question that it names in ``column``."""
    for row in rows:
        known = above.get(row.text(column))
        last = known.text("valid_to") if known is not None else ""
        if order_of(last) is not None and not is_struck(row, last) and not _ends_with(row, last):
            yield row, Remark(column, row_stands_under_what_is_struck(last), row.text(column))


def _ends_with(row: FilledRow, last: str) -> bool:
    """Whether a row's own last round is the one given."""
    return order_of(row.text("valid_to")) == order_of(last)


def row_stands_under_what_is_struck(last: str) -> Problem:
    """What stands under a struck goal is still asked for until it is struck itself, and then counts for no goal.

    Wrong: the goal is valid to T1 2020, the measure under it has no last occasion
    Right: the goal is valid to T1 2020, and the measure under it too
    """
    told = _(
        "is struck after {round}, but this row is still asked for then. Write {round} in Valid to, or name another.",
        round=literal(last),
    )
    return Problem("under-what-is-struck", told, Severity.WARNING)


def a_round_has_its_year() -> Problem:
    """Without a year nobody can tell whether a round is before or after another.

    Wrong: T1
    Right: T1 2020
    """
    return Problem("round-without-year", _("has no year, so it cannot be told from when it counts. Write T1 2022."))


def the_last_round_is_not_before_the_first() -> Problem:
    """A row that ends before it begins would never be asked for.

    Wrong: valid from T2 2020, valid to T1 2020
    Right: valid from T1 2020, valid to T2 2020
    """
    return Problem("valid-backwards", _("is before the occasion that the row is valid from. Write a later one."))
