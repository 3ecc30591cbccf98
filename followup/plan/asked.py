"""Which sections a unit answers, and rows of the plan that name a unit which is never asked about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.finding import Finding
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.terms.units import Unit
from followup.form.traits import AnsweredBy
from followup.locale import Words, literal
from followup.plan.directory import Directory, nearest_of
from followup.plan.model import Plan
from followup.plan.references import nothing_of_that_name
from followup.rulebook.planning.plan import UNIT_NOT_ASKED


def answers(plan: Plan, unit: Unit, section: Section) -> bool:
    """Whether the unit's row in the plan names the section, an empty list means all; where the section names units, it too."""
    answered_by = section.trait(AnsweredBy)
    if answered_by is not None and unit.id not in answered_by.units:
        return False
    return not unit.sections or bool(_names(plan, section) & {name.casefold() for name in unit.sections})


def _names(plan: Plan, section: Section) -> set[str]:
    """What a section may be called: its title or its sheet, in the region's words or ours, or its key."""
    titles = [section.title, *([section.sheet] if section.sheet else [])]
    words = (plan.words, Words(plan.words.language))
    return {section.key, *(word(message).casefold() for message in titles for word in words)}


def sections_unknown(plan: Plan, sections: Sequence[Section]) -> Iterator[Finding]:
    """Names in the units' lists that are no section's: such a unit would be asked for less than was meant."""
    names = set().union(*(_names(plan, section) for section in sections))
    titles = Directory((plan.words(section.title), ()) for section in sections)
    for row in plan.rows("units"):
        unit = plan.units[row.text("id")]
        for name in unit.sections:
            if name.casefold() not in names:
                problem = nothing_of_that_name(nearest_of(name, [titles]))
                yield Finding.of(row.place("sections"), problem, name)


def rows_never_asked(plan: Plan, sections: Sequence[Section]) -> Iterator[Finding]:
    """Rows that name a unit whose template, if it gets one, lacks every section that the row's sheet is for.

    A row that also names another unit, or all, is asked; the unit left out is still told of where it is named.
    """
    for sheet in dict.fromkeys(sheet for section in sections for sheet in section.plan):
        used_by = [section for section in sections if sheet in section.plan]
        columns = [column.key for column in sheet.expanded(plan) if column.refers == "units"]
        for row in plan.rows(sheet.key):
            for column in columns:
                yield from _in_cell(plan, row, column, used_by)


def _in_cell(plan: Plan, row: FilledRow, column: str, used_by: Sequence[Section]) -> Iterator[Finding]:
    value = row[column]
    for id_ in value if isinstance(value, tuple) else (str(value),):
        unit = plan.units.get(id_)
        if unit is not None and not any(answers(plan, unit, section) for section in used_by):
            problem = UNIT_NOT_ASKED.problem(unit=literal(unit.name), section=used_by[0].title)
            yield Finding.of(row.place(column), problem, id_)
