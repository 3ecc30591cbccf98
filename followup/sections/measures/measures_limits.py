"""The limits of a measure whose outcome is one figure, where its target says no more than that: what a formula can judge."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from followup.form.conditions import Parameter
from followup.form.frame import Frame
from followup.form.rows import Row
from followup.form.terms.judgement import Level
from followup.rules.scoring.attainment import attain
from followup.sections.figure_kinds import target_of
from followup.sections.measures.measures_base import measured_by
from followup.sections.measures.measures_targets import is_about_a_budget, is_against_before
from followup.targets.done_outcome import is_answered_by_done

ANY_FIGURE = Decimal(1)
"""What a target is held against to learn its limits, which are the same for every figure."""


def plain_limits(row: Row, frame: Frame, _column: str, *, strict: bool) -> Mapping[str, Parameter] | None:
    """The ``least`` and ``most`` that meet the target of a row, as figures are stored; ``strict``: what is more, or less.

    None of a row that is not due or has parts, of one that may be partly met, and where the target is more than limits:
    there only the check can tell whether it is met.
    """
    about = row.plan_record
    if row.optional or row.taken or not about.get("is_due", True) or about.get("has_parts"):
        return None
    if any(f"outcome.{part.key}" not in row.closed for part in frame.breakdown):
        return None
    if frame.limits.partly_from is not None or about.get("partly_from") is not None:
        return None
    limits = _limits(
        *(str(text or "") for text in (row.cells.get("target"), about.get("unit"), about.get("direction")))
    )
    if limits is None or limits[2] is not strict:
        return None
    return {"least": limits[0], "most": limits[1]}


@lru_cache(maxsize=512)
def _limits(text: str, unit: str, direction: str) -> tuple[Decimal | None, Decimal | None, bool] | None:
    """The low and the high end of what meets a target, and whether they themselves do not; None where that is not all."""
    target = target_of(text)
    if is_answered_by_done(target) or is_against_before(target) or is_about_a_budget(target):
        return None
    if target.value is None or target.split or target.intervals or target.balance or target.amount_of:
        return None
    judged = attain(target, "", measured_by({"unit": unit, "direction": direction}), ANY_FIGURE, None, "")
    if judged.level not in (Level.MET, Level.NOT_MET) or (judged.low is None and judged.high is None):
        return None
    return judged.low, judged.high, judged.strict
