"""What is wrong with the earlier outcomes of a plan: rounds that are none, and parts that no answer is held against."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from followup.form.rows import FilledRow
from followup.form.terms.breakdown import WHOLE
from followup.form.written.plain_text import folded
from followup.locale import Message, _, literal
from followup.plan.importing.figure_titles import names_a_part
from followup.plan.model import Plan
from followup.rulebook.planning.plan_measures import EARLIER_PARTS_NOT_ASKED, EARLIER_ROUND_NAMES_A_PART
from followup.rulebook.problem import Remark
from followup.sections.measures.measures_plan import has_parts


def earlier_outcomes_can_be_compared(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Rounds that name a part of the split, and figures of parts where nobody is asked for parts."""
    yield from _rounds_that_name_a_part(plan)
    yield from _parts_that_nobody_is_asked_for(plan)


def _rounds_that_name_a_part(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """T1 2025 Kv is another occasion than T1 2025, and nothing is compared with it."""
    own = {folded(name) for name in (plan.round, *(name for name, _days in plan.period.earlier))}
    named_in = cache(lambda round_: names_a_part(round_, plan.breakdown))  # every unit has figures of the same rounds
    for row in plan.rows("outcomes_before"):
        round_ = row.text("round")
        named = named_in(round_)
        if named is None or folded(round_) in own:
            continue
        part: Message = _("Total") if named.part == WHOLE else literal(plan.breakdown.name_of(named.part))
        yield row, EARLIER_ROUND_NAMES_A_PART.remark("round", round_, round=literal(named.round), part=part)


def _parts_that_nobody_is_asked_for(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Earlier outcomes that are only of parts, of a measure that is answered with one figure."""
    for record in plan.rows("measures_planned"):
        if has_parts(record, plan) or plan.breakdown.parts_named(record.text("split")) != ():
            continue
        for row in plan.rows_by("outcomes_before", "measure", record.text("id")):
            keys = [key for key in row.parts("figure") if row.number(key) is not None]
            if keys and f"figure.{WHOLE}" not in keys:
                names = [plan.breakdown.name_of(key.partition(".")[2]) for key in keys]
                yield (
                    record,
                    EARLIER_PARTS_NOT_ASKED.remark(
                        *("split", record.text("split")),
                        parts=literal(", ".join(names)),
                        round=literal(row.text("round")),
                        cell=literal(row.place(keys[0]).where),
                    ),
                )
                break
