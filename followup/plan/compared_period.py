"""Lines of the plan whose figures of the period compared with nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.section import EarlierFigures, Grid, Section
from followup.form.terms.period import Days
from followup.locale import literal
from followup.plan.model import Plan
from followup.rulebook.received.rounds import NO_PERIOD_TO_COMPARE, NO_ROUND_OF_COMPARED_PERIOD


def lines_without_figures(plan: Plan, sections: Sequence[Section]) -> Iterator[Finding]:
    """Lines without a figure of the period compared with, once a sheet; nothing where no earlier round is known, or where
    one reported those very days: what it lacks is then new.
    """
    period = plan.period
    if not period.earlier or (
        None not in period.compared and period.compared in (days for _name, days in period.earlier)
    ):
        return
    lacking: dict[Section, set[tuple[str, str]]] = {}
    traits: dict[Section, EarlierFigures] = {}
    for section in sections:
        earlier, shape = section.trait(EarlierFigures), section.shape
        if earlier is None or not earlier.is_of_period or not isinstance(shape, Grid):
            continue
        traits[earlier.sheet], keys = earlier, lacking.setdefault(earlier.sheet, set())
        for unit in plan.units.answering:
            rows = (row for row in shape.rows(plan, unit) if not row.sums)
            keys |= {(row.key, unit.id) for row in rows if row.cells.get(earlier.shown[0]) is None}
    for sheet, earlier in traits.items():
        lines = [
            line for line in plan.rows(sheet.key) if (line.text(earlier.row), line.text(earlier.unit)) in lacking[sheet]
        ]
        if lines:
            yield _without_figures(plan, lines[0].place(earlier.figures[0][1]), len(lines))


def _without_figures(plan: Plan, place: Place, count: int) -> Finding:
    """``place`` is the first of so many cells."""
    rounds = literal(", ".join(f"{name} ({_in_words(days)})" for name, days in plan.period.earlier))
    problem = NO_PERIOD_TO_COMPARE.problem(n=count, rounds=rounds)
    if None not in plan.period.compared:
        days = literal(_in_words(plan.period.compared))
        problem = NO_ROUND_OF_COMPARED_PERIOD.problem(n=count, days=days, rounds=rounds)
    return Finding.of(place, problem)


def _in_words(days: Days) -> str:
    return " – ".join(f"{day:%Y-%m-%d}" if day else "?" for day in days)
