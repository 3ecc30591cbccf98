"""The steps of a scale: which level of attainment each counts as, and signs that tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from followup.form.finding import Finding, Problem, Severity
from followup.form.judgement import Level
from followup.form.rows import FilledRow
from followup.locale import _, literal
from followup.plan.model import Plan, ScaleLevel

DECIDED = (Level.MET.value, Level.PARTLY.value, Level.NOT_MET.value)
SIGNS = tuple("●▲■◆○△□◇★☆◐✓✗–?·◌▽▼►")
"""Signs to choose from, those that are told apart most easily first."""


def counted_as(plan: Plan, level: str) -> str:
    """What a step of the scale of attainment counts as: met, partly or not met; another is what it is."""
    step = _steps(plan).get(level)
    return step.counts_as if step is not None and step.counts_as in DECIDED else level


def counts_by_ours(plan: Plan, counts: Mapping[str, int]) -> Counter[str]:
    """Counts by step of the region's own scale as counts by the levels that it counts as."""
    ours: Counter[str] = Counter()
    for level, n in counts.items():
        ours[counted_as(plan, level)] += n
    return ours


def step_for(plan: Plan, level: str) -> str:
    """The step of the region's scale that a computed level is shown as: its own, else the first that counts as it."""
    steps = _steps(plan)
    if level in steps or level not in DECIDED:
        return level
    return next((key for key, step in steps.items() if step.counts_as == level), level)


def judged_steps(plan: Plan) -> Sequence[str]:
    """The steps that people may judge by: those of the scale that are a decision, else our three."""
    steps = [key for key in _steps(plan) if counted_as(plan, key) in DECIDED]
    return steps if len(steps) > 1 else DECIDED


def _steps(plan: Plan) -> Mapping[str, ScaleLevel]:
    scale = plan.scale_of("attainment")
    return scale.levels if scale is not None else {}


def free_sign(taken: Iterable[str], wished: str = "") -> str:
    """The sign wished for where it is free, else the first of ours that is."""
    used = {sign.strip() for sign in taken}
    if wished and wished not in used:
        return wished
    return next((sign for sign in SIGNS if sign not in used), "")


def signs_that_mean_two_levels(rows: Sequence[FilledRow]) -> Iterator[Finding]:
    """One finding a sign and scale, on the step that comes second."""
    taken: dict[str, list[str]] = {}
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        taken.setdefault(row.text("scale"), []).append(row.text("symbol"))
    warned: set[tuple[str, str]] = set()
    for row in rows:
        scale, sign = row.text("scale"), row.text("symbol").strip()
        if not sign:
            continue
        first = seen.setdefault((scale, sign), row.text("word"))
        if first != row.text("word") and (scale, sign) not in warned:
            warned.add((scale, sign))
            problem = sign_means_two_levels(first, free_sign(taken[scale]))
            yield Finding(row.place("symbol"), problem.rule, problem.severity, sign, problem.advice)


def sign_means_two_levels(other: str, free: str) -> Problem:
    """One sign in several colours says nothing on a black-and-white print, nor to who cannot see the colours.

    Wrong: ● for both Grön and Röd.
    Right: ● for Grön and ▲ for Röd.
    """
    told = _(
        "is the sign of “{other}” too. Its word will stand beside it everywhere; choose another sign, for example {free}.",
        other=literal(other),
        free=literal(free),
    )
    return Problem("sign-means-two-levels", told, Severity.WARNING)
