"""How internal control and national agreements stand, in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.values import Missing
from followup.locale import Message, _, literal
from followup.rules.figures.amounts import amounts_of_the_state


def controls_in_all(rows: Sequence[RowView], _plan: Frame) -> Iterator[Message]:
    """How much was to be controlled, and how far it has come."""
    yield _(
        "Internal control holds {rows} controls of {items} items at {units} units; "
        "{assessed} have been assessed, and shortcomings are described in {short}.",
        rows=len(rows),
        items=len({row.text("moment") for row in rows}),
        units=len({row.origin.unit for row in rows}),
        assessed=sum(row["assessed"] is not None for row in rows),
        short=sum(row["shortcoming"] is not None for row in rows),
    )


def agreements_in_all(rows: Sequence[RowView], frame: Frame) -> Iterator[Message]:
    """How many agreements there are, and what the region's shares come to where they are stated and none is masked."""
    agreements = [row for row in rows if not row.row.sums]
    new = sum(row.row.plan_record.get("status") == "new" for row in agreements)
    yield _("There are {n} ongoing agreements and {new} new ones.", n=len(agreements) - new, new=new)
    for column, year in (("share_before", "year_before"), ("share_now", "year")):
        asked_of = [row for row in agreements if column not in row.row.closed]
        numbers = [number for row in asked_of if (number := row.number(column)) is not None]
        if numbers and not any(isinstance(row[column], Missing) for row in asked_of):
            yield _(
                "For {year} the region's share is stated for {n} of {of} agreements, {sum} mnkr in all.",
                year=literal(frame.period.labels[year]),
                n=len(numbers),
                of=len(asked_of),
                sum=sum(numbers, Decimal(0)),
            )


def amounts_to_check(rows: Sequence[RowView], _plan: Frame) -> Iterator[Message]:
    """A sentence for each amount that would agree with the figures beside it if it were written otherwise."""
    for row in (row for row in rows if not row.row.sums):
        for column, written, other in amounts_of_the_state(row):
            if other is not None:
                yield _(
                    "To be checked: {agreement} has the amount “{text}”. As it stands that is {written} mnkr; "
                    "{other} mnkr would agree with the figures beside it.",
                    agreement=literal(row.text("name")),
                    text=literal(row.text(column)),
                    written=written,
                    other=other,
                )
