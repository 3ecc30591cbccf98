"""Signs that tell the steps of a scale apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from followup.form.finding import Finding
from followup.form.rows import FilledRow
from followup.locale import literal
from followup.rulebook.planning.plan import SIGN_MEANS_TWO_LEVELS

SIGNS = tuple("●▲■◆○△□◇★☆◐✓✗–?·◌▽▼►")
"""Signs to choose from, those that are told apart most easily first."""


def free_sign(signs: Iterable[str], wished: str = "") -> str:
    """The sign wished for where it is free, else the first of ours that is."""
    used = {sign.strip() for sign in signs}
    if wished and wished not in used:
        return wished
    return next((sign for sign in SIGNS if sign not in used), "")


def signs_that_mean_two_levels(rows: Sequence[FilledRow]) -> Iterator[Finding]:
    """One finding a sign and scale, on the step that comes second."""
    signs_of_scale: dict[str, list[str]] = {}
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        signs_of_scale.setdefault(row.text("scale"), []).append(row.text("symbol"))
    warned: set[tuple[str, str]] = set()
    for row in rows:
        scale, sign = row.text("scale"), row.text("symbol").strip()
        if not sign:
            continue
        first = seen.setdefault((scale, sign), row.text("word"))
        if first != row.text("word") and (scale, sign) not in warned:
            warned.add((scale, sign))
            problem = SIGN_MEANS_TWO_LEVELS.problem(
                other=literal(first), free=literal(free_sign(signs_of_scale[scale]))
            )
            yield Finding.of(row.place("symbol"), problem, sign)
