"""The forms of a round: what the plan says of each unit's rows. Below them nobody asks the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from followup.form.columns import Column
from followup.form.form import Form
from followup.form.rows import Row
from followup.form.section import Grid, Section
from followup.form.terms.units import Unit
from followup.plan.asked import answers
from followup.plan.model import Plan
from followup.templates.unit_form import form_for


class Forms(Mapping[str, Form]):
    """The answering units' forms by the unit's id, each made when it is first asked for: a check of one file needs one.

    ``columns`` are those of each section by its key, made once and shared. Where ``most`` is said no more are kept at once, for
    whoever is done with a form when the file has been read.
    """

    def __init__(self, plan: Plan, sections: Sequence[Section], most: int | None = None) -> None:
        self._plan, self._most = plan, most
        self._forms: dict[str, Form] = {}
        self.frame = plan.frame
        self.sections = tuple(sections)
        self.columns: Mapping[str, tuple[Column, ...]] = {section.key: section.expanded(plan) for section in sections}

    def __getitem__(self, unit: str) -> Form:
        if unit not in self._forms:
            if len(self._forms) == self._most:
                del self._forms[next(iter(self._forms))]
            self._forms[unit] = form_for(self._plan, self.frame.units[unit], self.sections, self.columns)
        return self._forms[unit]

    def __iter__(self) -> Iterator[str]:
        return (unit.id for unit in self.frame.units.answering)

    def __len__(self) -> int:
        return len(self.frame.units.answering)

    @cached_property
    def order(self) -> Mapping[str, Mapping[str, int]]:
        """Where a section's own sheets in the plan have each row, by the section's key and the row's."""
        return {section.key: _order(section, self._plan) for section in self.sections}

    @cached_property
    def struck(self) -> Mapping[str, Sequence[tuple[Unit, Row]]]:
        """By section, the rows that units would have if what is struck still counted, and no longer have."""
        return {section.key: tuple(_struck(section, self._plan)) for section in self.sections}


def _order(section: Section, plan: Plan) -> Mapping[str, int]:
    listed = [row.text("id") for sheet in section.plan for row in plan.rows(sheet.key)]
    return {key: at for at, key in reversed(list(enumerate(listed)))}


def _struck(section: Section, plan: Plan) -> Iterator[tuple[Unit, Row]]:
    if not isinstance(section.shape, Grid) or not any(plan.has_struck(sheet.key) for sheet in section.plan):
        return
    for unit in plan.units.answering:
        if not answers(plan, unit, section):
            continue
        asked_keys = {row.key for row in section.shape.rows(plan, unit)}
        for row in section.shape.rows(plan.with_struck, unit):
            if row.key not in asked_keys and not row.sums:
                yield unit, row
