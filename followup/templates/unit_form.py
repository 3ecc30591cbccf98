"""From the plan to a unit's form, and what the file with it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from followup.files.names import file_name
from followup.form.columns import Column
from followup.form.form import NO_LAST_ANSWERS, Form, Identity, form_tables
from followup.form.frame import Frame
from followup.form.history.reported_figures import reported_in
from followup.form.section import Grid, Listing, Section
from followup.form.terms.units import Unit
from followup.form.traits import AskedAfterwards, OnFirstSheet
from followup.form.values import Value
from followup.locale import literal
from followup.plan.asked import answers as answers_section
from followup.plan.model import Plan


def form_for(
    plan: Plan, unit: Unit, sections: Sequence[Section], columns: Mapping[str, tuple[Column, ...]] | None = None
) -> Form:
    """The form of one unit: the sections that the plan gives it and that have rows for it.

    ``columns`` are those of each section by its key, where they are known already.
    """
    chosen = []
    for section in sections:
        rows = tuple(section.shape.rows(plan, unit)) if isinstance(section.shape, Grid) else ()
        is_asked = section.has(AskedAfterwards) or answers_section(plan, unit, section)
        if section.has(OnFirstSheet) or (is_asked and (rows or not isinstance(section.shape, Grid))):
            chosen.append((section, columns[section.key] if columns else section.expanded(plan), rows))
    identity = Identity(plan.sender.short, unit.id, plan.round, plan.version)
    title = literal(f"{plan.sender.title or plan.round} · {unit.name}")
    tables = tuple(replace(table, plan_record=_about(plan, table.section)) for table in form_tables(chosen))
    reported = reported_in(tables, plan.reported.get(unit.id, {}))
    return Form(identity, title, unit.name, tables, plan.last_answers.get(unit.id, NO_LAST_ANSWERS), reported)


def _about(plan: Plan, section: Section) -> Mapping[str, Value]:
    return section.shape.plan_record(plan) if isinstance(section.shape, Listing) and section.shape.plan_record else {}


def template_name(frame: Frame, unit: Unit) -> str:
    """The file name of a unit's template: unit and round, so that a person sees which it is."""
    return file_name(f"{frame.units.file_stem(unit)} {frame.round}") + ".xlsx"
