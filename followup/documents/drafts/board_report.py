"""How internal control and national agreements stand, in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.terms.concepts import AGREEMENT, CONTROL, CONTROL_ITEM, UNIT
from followup.form.terms.level_sentences import things
from followup.form.values import Missing
from followup.locale import Message, _, literal, n_
from followup.locale.number_words import number_word
from followup.locale.sentences import listed_clauses, paragraph, sentence
from followup.rules.figures.amounts import amounts_of_the_state


def controls_in_all(rows: Sequence[RowView], frame: Frame) -> Iterator[Message]:
    """How much was to be controlled, and how far it has come."""
    words = frame.words
    whole = _(
        "Internal control holds {controls} of {items} at {units}.",
        controls=things(words, CONTROL, len(rows)),
        items=things(words, CONTROL_ITEM, len({row.text("moment") for row in rows})),
        units=things(words, UNIT, len({row.origin.unit for row in rows})),
    )
    assessed = sum(row["assessed"] is not None for row in rows)
    short = sum(row["shortcoming"] is not None for row in rows)
    yield paragraph([whole, sentence(words, listed_clauses(list(_how_far(len(rows), assessed, short))))])


def _how_far(n: int, assessed: int, short: int) -> Iterator[Message]:
    """How many of ``n`` controls have been assessed, and what they found."""
    if not assessed:
        yield _("it has not been assessed") if n == 1 else _("none of them has been assessed")
        return
    counted = n_("{count} has been assessed", "{count} have been assessed", assessed, count=number_word(assessed))
    yield _("it has been assessed") if n == 1 else counted
    if not short:
        yield _("no shortcomings were found")
    else:
        of_them = _("shortcomings were found in {count} of them", count=number_word(short))
        yield _("shortcomings were found") if n == 1 else of_them


def agreements_in_all(rows: Sequence[RowView], frame: Frame) -> Iterator[Message]:
    """How many agreements there are, and what the region's shares come to where they are stated and none is masked."""
    words = frame.words
    agreements = [row for row in rows if not row.row.sums]
    new = sum(row.row.plan_record.get("status") == "new" for row in agreements)
    ongoing = len(agreements) - new
    clauses = []
    if ongoing:
        clauses.append(n_("{things} goes on", "{things} go on", ongoing, things=things(words, AGREEMENT, ongoing)))
    if new:
        count = number_word(new) if ongoing else things(words, AGREEMENT, new)
        clauses.append(n_("{count} is new", "{count} are new", new, count=count))
    if clauses:
        yield sentence(words, listed_clauses(clauses))
    for column, year in (("share_before", "year_before"), ("share_now", "year")):
        asked_of = [row for row in agreements if column not in row.row.closed]
        numbers = [number for row in asked_of if (number := row.number(column)) is not None]
        if numbers and not any(isinstance(row[column], Missing) for row in asked_of):
            yield _(
                "For {year} the region's share is stated for {count} of {of}, {sum} mnkr in all.",
                year=literal(frame.period.labels[year]),
                count=number_word(len(numbers)),
                of=things(words, AGREEMENT, len(asked_of)),
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
