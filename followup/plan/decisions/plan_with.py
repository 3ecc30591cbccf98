"""The plan with what has been decided about units: what they are asked besides it, and who has longer."""

from __future__ import annotations

from dataclasses import replace

from followup.form.terms.units import UnitTree
from followup.plan.decisions.decisions import Decisions
from followup.plan.model import Plan


def plan_with_queries(plan: Plan, decisions: Decisions) -> Plan:
    """The plan with the questions to units, which their forms then ask."""
    return replace(plan, queries=decisions.queries) if decisions.queries else plan


def plan_with_deadlines(plan: Plan, decisions: Decisions) -> Plan:
    """The plan with the days of units that have longer; the plan's version stays, for it is no other plan."""
    usual = plan.period.deadline
    later = [deadline for deadline in decisions.deadlines if usual is None or deadline.day > usual]
    days = {deadline.unit: deadline.day for deadline in reversed(later)}
    if not days:
        return plan
    units = UnitTree(replace(unit, deadline=days[unit.id]) if unit.id in days else unit for unit in plan.units.values())
    return replace(plan, units=units, frame=replace(plan.frame, units=units))
