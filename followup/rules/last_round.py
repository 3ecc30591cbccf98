"""What is asked of words that a unit wrote in the round before too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from followup.form.cells.prose import Prose
from followup.form.cells.text import Text
from followup.form.form import FormTable
from followup.form.row_view import RowView
from followup.form.terms.period_names import round_name
from followup.form.traits import ShowsLastAnswers
from followup.rulebook.answers import UNCHANGED_SINCE_LAST_ROUND
from followup.rulebook.problem import Remark

FEWEST_WORDS = 3
"""Shorter texts, such as a name or "klart", are the same without anybody having copied them."""


def unchanged_since_last_round(
    filled: RowView, table: FormTable, last: Mapping[tuple[str, str], str], round_: str
) -> Iterator[Remark]:
    """A text is word for word what the unit wrote on the same row in the round before; ``last`` by row and column."""
    trait = table.section.trait(ShowsLastAnswers)
    for key in trait.columns if trait is not None else ():
        column, before = table.column(key), last.get((filled.row.key, key), "")
        if column is None or not before or filled[key] is None:
            continue
        words = filled.text(key).split()
        if (
            isinstance(filled.row.type_of(column), Text | Prose)
            and len(words) >= FEWEST_WORDS
            and words == before.split()
        ):
            yield Remark(key, UNCHANGED_SINCE_LAST_ROUND.problem(round=round_name(round_)))
