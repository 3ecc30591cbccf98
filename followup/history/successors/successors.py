"""Earlier rounds as this round's units see them: what a unit had that is gone now is its successors'.

One step between reading an earlier round and anything that is done with its figures. Each round kept the units of its
own plan with those that they replaced, so that what happened between two rounds is known although the plan of today
names only the last change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from followup.form.finding import Finding
from followup.form.form import LastAnswers
from followup.form.section import Section
from followup.history.model import PastRound
from followup.history.successors.former_figures import with_figures_of_the_plan
from followup.history.successors.origins import in_order, names_of, origins_between, origins_of, units_of
from followup.history.successors.redistribution import Redistribution
from followup.history.successors.row_sums import SectionRows
from followup.history.successors.unit_findings import gone_units, older_units, unknown_units
from followup.plan.model import Plan
from followup.plan.rounds.rounds import same_round


def with_successors(
    plan: Plan, sections: Sequence[Section], past: Sequence[PastRound]
) -> tuple[list[PastRound], list[Finding]]:
    """The earlier rounds with figures and levels under the ids of the units that the plan has.

    What is the region's own stays as it was: a unit that is gone takes nothing with it. What cannot be brought to one
    unit, such as a share of a unit that was split, is left out, and ``notes`` say why. What the plan itself says that a
    unit had that is gone is as if its round had kept it, and goes before what that did keep.
    """
    kept, past = in_order(past, plan), with_figures_of_the_plan(plan, sections, past)
    usable = in_order(past, plan)
    trees = [units_of(round_) for round_ in usable]
    rows, with_units = SectionRows(plan, sections), dict[int, PastRound]()
    for number, round_ in enumerate(usable):
        names = names_of((*trees[number:], plan.units))
        with_units[id(round_)] = Redistribution(
            round_, origins_between(trees[number:], plan.units), names, rows
        ).past_round()
    findings: list[Finding] = []
    if kept:
        last, tree = kept[-1], units_of(kept[-1])
        findings = [*unknown_units(plan, trees), *older_units(plan, last, tree), *gone_units(plan, last, tree)]
    return [with_units.get(id(round_), round_) for round_ in past], findings


def answers_of_predecessors(
    plan: Plan, past: Sequence[PastRound], answers: Mapping[str, LastAnswers]
) -> Mapping[str, LastAnswers]:
    """What was written last round, for each unit of the plan: its own words, or those of the units it replaces.

    Where several wrote in one cell that is one now, it is said who wrote what.
    """
    rounds = {last.round for last in answers.values()}
    at = next(
        (round_ for round_ in in_order(past, plan) if any(same_round(round_.round, name) for name in rounds)), None
    )
    if at is None:
        return answers
    names = names_of([units_of(at)])
    carried: dict[str, LastAnswers] = {}
    for unit, parts in origins_of(plan, past, at).items():
        written: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
        for part in parts:
            for key, text in answers[part.unit].texts.items() if part.unit in answers else ():
                written.setdefault(key, []).append((names.get(part.unit, part.unit), text))
        texts = {
            key: of[0][1] if len(of) == 1 else "\n".join(f"{name}: {text}" for name, text in of)
            for key, of in written.items()
        }
        if texts:
            carried[unit] = LastAnswers(at.round, texts)
    return carried
